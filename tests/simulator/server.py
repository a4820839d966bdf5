"""The server of a run: the real application with every handler, over a store in memory, without a socket.

A request goes through the real edge (token, limits, bodies) as a plain object. Time is the run's own.
"""

from __future__ import annotations

import asyncio
import copy
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import hdrs, web
from multidict import CIMultiDict

from tests.server.memory_store import MemoryStore
from twoway_server.app import Setting, build_app
from twoway_server.limits import Limits
from twoway_server.registration import Codes, Mode, Registration

URL = "http://127.0.0.1:8470"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: CIMultiDict[str]
    body: bytes


@dataclass(slots=True)
class _Content:
    """A request's body, which arrives at once."""

    data: bytes

    async def readany(self) -> bytes:
        data, self.data = self.data, b""
        return data


@dataclass(slots=True)
class _Request:
    """What the edge reads of an ``aiohttp`` request."""

    match_info: dict[str, str]
    query_string: str
    headers: CIMultiDict[str]
    content: _Content
    content_length: int
    remote: str = "127.0.0.1"


Handler = Callable[[Any], Awaitable[web.StreamResponse]]


@dataclass(slots=True)
class SimServer:
    """One server; ``clock`` gives its seconds, ``random`` its bytes."""

    clock: Callable[[], float]
    random: Callable[[int], bytes]
    limits: Limits = field(default_factory=Limits)
    store: MemoryStore = field(default_factory=MemoryStore)
    _routes: list[tuple[str, re.Pattern[str], Handler]] = field(default_factory=list)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Begin a new process over the store: tokens, nonces and mailboxes are gone."""
        codes = Codes(Path("nowhere"), 7, self.clock)
        setting = Setting(
            limits=self.limits,
            server_id=URL,
            version="0",
            registration=Registration(Mode.OPEN, codes),
            clock=self.clock,
            random=self.random,
        )
        self._routes = []
        for route in build_app(self.store, setting).router.routes():
            assert route.resource is not None
            info = route.resource.get_info()
            pattern = info.get("pattern") or re.compile(re.escape(info["path"]))
            self._routes.append((route.method, pattern, route.handler))

    def snapshot(self) -> MemoryStore:
        """Return a copy of all that is stored."""
        return copy.deepcopy(self.store)

    def load(self, store: MemoryStore) -> None:
        """Put the ``store`` of a snapshot, or an empty one, in place, and start again."""
        self.store = copy.deepcopy(store)
        self.restart()

    def answer(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        """Return the answer to one request."""
        plain, _, query = path.partition("?")
        handler, match = self._find(method, plain)
        data = body or b""
        request = _Request(match, query, CIMultiDict(headers), _Content(data), len(data))
        response = self._loop.run_until_complete(handler(request))
        assert isinstance(response, web.Response)
        assert isinstance(response.body, bytes)
        return Answer(response.status, response.headers, response.body)

    def _find(self, method: str, path: str) -> tuple[Handler, dict[str, str]]:
        for allowed, pattern, handler in self._routes:
            match = pattern.fullmatch(path)
            if match is not None and allowed in (method, hdrs.METH_ANY):
                return handler, match.groupdict()
        raise AssertionError("the last route takes everything")

    def close(self) -> None:
        """End the loop that the handlers ran on."""
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()
