"""The live socket: a WebSocket of its own path that carries hints out, and nothing in but a token.

Rules.
- A page of another site is refused by its Origin. A caller without one is no browser, and shows a token.
- The token comes as the first message, never in the address, where it would be logged.
- Nothing is compressed, no message is longer than 64 bytes, and whatever is said after the token ends
  the socket. How much may be said at all is metered below this, at the connection.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from aiohttp import WSCloseCode, WSMsgType, web

from twoway_core.errors import ForeignOriginError, MalformedError, StoreError
from twoway_core.ids import DeviceId, JournalId
from twoway_core.sync.limits import CLOSE_NOT_ALLOWED, CLOSE_PULL_AGAIN, HINT, MAX_LIVE_MESSAGE_BYTES, TOKEN_BYTES
from twoway_core.trust.roster import Roster
from twoway_server.connections import Gate
from twoway_server.edge import Call
from twoway_server.limits import Limits
from twoway_server.live import GOODBYE_SECONDS, Hub, Peer
from twoway_server.rates import Meter

Holder = Callable[[JournalId, bytes], Awaitable[tuple[DeviceId, Roster] | None]]


class Socket:
    """One socket, read by the task of its connection; others end it by interrupting that task."""

    __slots__ = ("_code", "_task", "ws")

    def __init__(self, ws: web.WebSocketResponse) -> None:
        self.ws = ws
        task = asyncio.current_task()
        assert task is not None
        self._task = task
        self._code: int | None = None

    async def hint(self) -> None:
        """Send a hint."""
        await self.ws.send_bytes(HINT)

    def end(self, code: int) -> None:
        """Interrupt whatever the socket waits for, and close it with ``code``."""
        if self._code is None:
            self._code = code
            self._task.cancel()

    async def run(self, talk: Awaitable[int | None]) -> int | None:
        """Return what ``talk`` returns, or the code with which somebody ended it meanwhile."""
        try:
            return await talk
        except asyncio.CancelledError:
            if self._code is None:
                raise
            self._task.uncancel()
            return self._code


class Live:
    """Opens, runs and closes sockets. ``origins``: those whose pages may open one."""

    def __init__(
        self, hub: Hub, holder: Holder, limits: Limits, origins: frozenset[str], clock: Callable[[], float]
    ) -> None:
        self._hub = hub
        self._holder = holder
        self._limits = limits
        self._origins = origins
        self._clock = clock

    async def upgrade(self, request: web.Request, call: Call) -> web.WebSocketResponse:
        """Make ``request`` a socket, and return when it has ended.

        Raises ForeignOriginError, BusyError, TooManyRequestsError or MalformedError before it has begun.
        """
        named = request.headers.getall("Origin", [])
        if len(named) > 1 or not self._origins.issuperset(named):
            raise ForeignOriginError("a page of another site")
        self._hub.check_room(call.address)
        limits = self._limits
        ws = web.WebSocketResponse(
            timeout=GOODBYE_SECONDS,
            heartbeat=limits.heartbeat_seconds,
            autoping=False,
            compress=False,
            max_msg_size=MAX_LIVE_MESSAGE_BYTES + 1,  # aiohttp refuses what reaches it
            writer_limit=0,  # a hint counts as sent only once there is room for the next one
        )
        if request.transport is None or not ws.can_prepare(request):
            raise MalformedError("no handshake of a WebSocket, or a caller that has gone")
        gate = Gate.of(request.transport)
        gate.narrow(Meter(limits.socket_bytes_per_second, limits.socket_burst_bytes, self._clock))
        socket = Socket(ws)
        peer = Peer(socket, call.journal, call.address, limits.hint_seconds)
        self._hub.enter(peer)
        try:
            # One after the other: a socket that listens for hours keeps as little as it can.
            code = await socket.run(self._greet(request, ws, peer)) or await socket.run(self._hear(ws))
        finally:
            self._hub.leave(peer)
        if code is not None and ws.prepared:
            await _close(ws, code)
        gate.cut_off()
        return ws

    async def _greet(self, request: web.Request, ws: web.WebSocketResponse, peer: Peer) -> int | None:
        """Shake hands, and hear the token; return the code to close with, or None when the peer may stay."""
        try:
            await ws.prepare(request)
            device = await self._device(ws, peer.journal)
            if device is None:
                return CLOSE_NOT_ALLOWED
            if not self._hub.join(peer, device):
                return WSCloseCode.TRY_AGAIN_LATER
        except StoreError:
            return WSCloseCode.TRY_AGAIN_LATER
        except ConnectionError:
            return WSCloseCode.ABNORMAL_CLOSURE
        peer.hint()  # from here on nothing is missed, and the peer knows that
        return None

    async def _device(self, ws: web.WebSocketResponse, journal: JournalId) -> DeviceId | None:
        """Return the device in good standing that the first message shows to be there."""
        try:
            message = await ws.receive(self._limits.token_seconds)
        except TimeoutError:
            return None
        if message.type is not WSMsgType.BINARY or len(message.data) != TOKEN_BYTES:
            return None
        holder = await self._holder(journal, message.data)
        return holder[0] if holder is not None else None

    async def _hear(self, ws: web.WebSocketResponse) -> int | None:
        """Answer signs of life until the peer goes, or says what it should not."""
        while not ws.closed:
            message = await ws.receive()
            if message.type in (WSMsgType.BINARY, WSMsgType.TEXT):
                return WSCloseCode.POLICY_VIOLATION
            if message.type is WSMsgType.PING and not await self._answer(ws, message.data):
                return CLOSE_PULL_AGAIN
        return None

    async def _answer(self, ws: web.WebSocketResponse, data: bytes) -> bool:
        """Answer a ping; return False when the peer does not take the answer."""
        with suppress(ConnectionError, TimeoutError):
            async with asyncio.timeout(self._limits.hint_seconds):
                await ws.pong(data)
            await asyncio.sleep(0)  # many that came at once do not hold up everybody else
            return True
        return False


async def _close(ws: web.WebSocketResponse, code: int) -> None:
    """Say goodbye, and wait for the answer as long as is decent."""
    with suppress(TimeoutError, ConnectionError):
        async with asyncio.timeout(2 * GOODBYE_SECONDS):
            await ws.close(code=code)
