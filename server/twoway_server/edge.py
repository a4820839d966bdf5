"""The edge: everything between HTTP and a handler, for every route in the same order.

Who asks (the address, counted), whether the route is theirs (token, device in good standing), the
body within its limits, then the handler; errors become replies here and nowhere else. Whatever is
not allowed, unknown or absent gets one and the same 404.
"""

from __future__ import annotations

import ipaddress
import logging
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial

from aiohttp import web

from twoway_core.errors import NotAllowedError, TooManyRequestsError, TwowayError
from twoway_core.ids import DeviceId, JournalId
from twoway_core.sync.limits import REGISTRATION_HEADER, TOKEN_BYTES
from twoway_core.trust.roster import Roster
from twoway_server.auth import Tokens
from twoway_server.bodies import Bodies
from twoway_server.journals import Journals, may_use
from twoway_server.limits import Limits
from twoway_server.rates import Buckets, group_of
from twoway_server.replies import Reply, refusal

log = logging.getLogger("twoway_server.edge")

_BEARER = "Bearer "
_SHORT = 8
_PATTERN = re.compile(r"\{(\w+):[^/]*\}")
_HEADERS = {"Cache-Control": "no-store", "Server": "twoway-server"}


class Access(Enum):
    """Who may use a route."""

    FREE = auto()
    """Anybody, uncounted: it costs nothing."""
    ANONYMOUS = auto()
    """Anybody, counted by address."""
    TOKEN = auto()
    """A device in good standing of the journal in the path, counted by journal."""


@dataclass(slots=True)
class Call:
    """What a handler is told. ``device`` and ``roster`` are there behind a token only.

    ``headers`` are as they came: bytes of a stranger, looked up by name whatever their case.
    """

    path: Mapping[str, str]
    query: str
    address: str
    headers: Mapping[str, str]
    body: bytes = b""
    caller: tuple[DeviceId, Roster] | None = None

    @property
    def registration(self) -> str:
        """The registration code that was shown, or nothing."""
        return self.headers.get(REGISTRATION_HEADER, "")

    @property
    def journal(self) -> JournalId:
        """The journal in the path."""
        return JournalId(bytes.fromhex(self.path["journal"]))

    @property
    def device(self) -> DeviceId:
        """The caller's device."""
        assert self.caller is not None
        return self.caller[0]

    @property
    def roster(self) -> Roster:
        """The roster under which the caller's device is in good standing."""
        assert self.caller is not None
        return self.caller[1]


@dataclass(frozen=True, slots=True)
class Route:
    """One line of the protocol. ``body_bytes``: the longest body; 0 where none is read.

    ``upgrade``: what takes over the connection of a WebSocket handshake, where there is such a thing, and tells the
    code with which that ends.
    """

    method: str
    path: str
    access: Access
    body_bytes: int
    answer: Callable[[Call], Awaitable[Reply]]
    upgrade: Callable[[web.Request, Call, Callable[[int], None]], Awaitable[None]] | None = None

    @property
    def name(self) -> str:
        """The path as the protocol writes it."""
        return _PATTERN.sub(r"{\1}", self.path)


@dataclass(slots=True)
class Edge:
    """Runs routes."""

    limits: Limits
    tokens: Tokens
    journals: Journals
    trusted_proxies: frozenset[str]
    clock: Callable[[], float]
    bodies: Bodies = field(init=False)
    anonymous: Buckets = field(init=False)
    by_journal: Buckets = field(init=False)

    def __post_init__(self) -> None:
        limits = self.limits
        self.bodies = Bodies(limits)
        self.anonymous = Buckets(limits.anonymous_per_second, limits.anonymous_burst, self.clock)
        self.by_journal = Buckets(limits.journal_per_second, limits.journal_burst, self.clock)

    def wrap(self, route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """Return ``route`` as aiohttp takes it."""

        async def handle(request: web.Request) -> web.StreamResponse:
            started = time.perf_counter()
            call = self._call(request)
            try:
                if route.upgrade is not None and request.headers.get("Upgrade", "").lower() == "websocket":
                    self._count(call.address)
                    await route.upgrade(request, call, partial(_log_end, _facts(route, call, 101), started))
                    return web.Response(status=101)  # to nobody: the connection has another owner now
                answer = await self._answer(route, request, call)
            except TwowayError as error:
                answer = refusal(error)
            except Exception as error:
                log.exception("fault", extra={"facts": {"route": route.name}})
                answer = refusal(error)
            finally:
                self.bodies.release(len(call.body))
            if log.isEnabledFor(logging.INFO):
                _log(_facts(route, call, answer.status) | {"reply_bytes": len(answer.body)}, started)
            return _response(answer)

        return handle

    def _call(self, request: web.Request) -> Call:
        return Call(request.match_info, request.query_string, self._address(request), request.headers)

    async def _answer(self, route: Route, request: web.Request, call: Call) -> Reply:
        if route.access is Access.TOKEN:
            call.caller = await self._caller(request, call)
        elif route.access is Access.ANONYMOUS:
            self._count(call.address)
        if route.body_bytes:
            call.body = await self.bodies.read(request, route.body_bytes)
        return await route.answer(call)

    def _count(self, address: str) -> None:
        if not self.anonymous.take(address):
            raise TooManyRequestsError("too many requests of this address")

    async def _caller(self, request: web.Request, call: Call) -> tuple[DeviceId, Roster]:
        caller = await self.holder(call.journal, _token(request.headers.get("Authorization", "")))
        if caller is None:
            self._count(call.address)
            raise NotAllowedError("no such token")
        if not self.by_journal.take(call.journal):
            raise TooManyRequestsError("too many requests of this journal")
        return caller

    async def holder(self, journal: JournalId, token: bytes) -> tuple[DeviceId, Roster] | None:
        """Return the device in good standing that holds ``token``, and the roster that says so. Raises StoreError."""
        device = self.tokens.holder(journal, token) if token else None
        roster = await self.journals.roster(journal) if device else None
        if device is None or roster is None:
            return None
        if not may_use(roster, device):
            self.tokens.drop(journal, device)
            return None
        return device, roster

    def _address(self, request: web.Request) -> str:
        """Return who is counted: the peer, or whom a trusted proxy names last."""
        address = request.remote or ""
        if address in self.trusted_proxies:
            # The proxy's own word is the last one, also where the caller sent a line of its own before it.
            named = request.headers.getall("X-Forwarded-For", [""])[-1].rpartition(",")[2].strip()
            address = named if _is_address(named) else address
        return group_of(address)


def _token(header: str) -> bytes:
    """Return the token in ``header``, or no bytes when there is none."""
    digits = header.removeprefix(_BEARER)
    if len(digits) != 2 * TOKEN_BYTES or len(header) != len(_BEARER) + len(digits):
        return b""
    try:
        return bytes.fromhex(digits)
    except ValueError:
        return b""


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _response(reply: Reply) -> web.Response:
    headers = dict(_HEADERS)
    headers |= reply.headers
    headers["Content-Type"] = reply.content_type
    if reply.retry_seconds:
        headers["Retry-After"] = str(reply.retry_seconds)
    return web.Response(body=reply.body, status=reply.status, headers=headers)


def _facts(route: Route, call: Call, status: int) -> dict[str, object]:
    facts: dict[str, object] = {
        "method": route.method,
        "route": route.name,
        "status": status,
        "body_bytes": len(call.body),
    }
    if "journal" in call.path:
        facts["journal"] = call.path["journal"][:_SHORT]
    return facts


def _log_end(facts: dict[str, object], started: float, code: int) -> None:
    """Log a request that became a socket, when that has ended with ``code``."""
    if log.isEnabledFor(logging.INFO):
        _log(facts | {"closed": code}, started)


def _log(facts: dict[str, object], started: float) -> None:
    took_ms = round((time.perf_counter() - started) * 1000, 1)
    log.info("request", extra={"facts": facts | {"took_ms": took_ms}})
