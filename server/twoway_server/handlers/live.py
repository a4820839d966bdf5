"""The route of live sockets: what is no good handshake is refused, and what is one leaves HTTP behind.

- A page of another site is refused by its Origin. A caller without one is no browser, and shows a token.
- A handshake counts as a socket while it is under way, and has the time that a token has: it may have to wait until
  the caller takes what it asked for before. However it ends, nothing of it stays counted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from aiohttp import web

from twoway_core.errors import ForeignOriginError, MalformedError
from twoway_server.connections import Gate
from twoway_server.edge import Call
from twoway_server.rates import Meter
from twoway_server.sockets import Room, Socket


class Live:
    """Opens sockets. ``origins``: those whose pages may open one."""

    def __init__(self, room: Room, origins: frozenset[str], clock: Callable[[], float]) -> None:
        self._room = room
        self._origins = origins
        self._clock = clock

    async def upgrade(self, request: web.Request, call: Call, told: Callable[[int], None]) -> None:
        """Make ``request`` a socket, with which HTTP has nothing more to do; ``told`` gets the code of its end.

        Raises ForeignOriginError, BusyError, TooManyRequestsError or MalformedError before it has begun.
        """
        named = request.headers.getall("Origin", [])
        if len(named) > 1 or not self._origins.issuperset(named):
            raise ForeignOriginError("a page of another site")
        self._room.hub.check_room(call.address)
        handshake = web.WebSocketResponse(compress=False)
        if request.transport is None or not handshake.can_prepare(request):
            raise MalformedError("no handshake of a WebSocket, or a caller that has gone")
        gate = Gate.of(request.transport)
        limits = self._room.limits
        gate.narrow(Meter(limits.socket_bytes_per_second, limits.socket_burst_bytes, self._clock))
        socket = Socket(self._room, call.journal, call.address, told)
        self._room.hub.enter(socket)
        try:
            await self._shake_hands(request, handshake)
        except BaseException:
            self._room.hub.leave(socket)
            raise
        request.protocol.transport = None  # or it would close the connection with its own end
        gate.pass_to(socket)

    async def _shake_hands(self, request: web.Request, handshake: web.WebSocketResponse) -> None:
        """Answer the handshake, and return once that is as good as taken; raises MalformedError when it never will be.

        The connection is closed then: half of an answer may be on its way, and no other may follow it.
        """
        try:
            async with asyncio.timeout(self._room.limits.token_seconds):
                await handshake.prepare(request)
        except (ConnectionError, TimeoutError):
            if request.transport is not None:
                request.transport.abort()
        # A caller that was cut off while its answer waited is told nowhere else: its connection has ended by then,
        # and would never end for a socket that came to it now.
        if request.transport is None or request.transport.is_closing():
            raise MalformedError("a caller that did not take the answer to its handshake")
