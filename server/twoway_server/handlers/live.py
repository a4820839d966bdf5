"""The route of live sockets: what is no good handshake is refused, and what is one leaves HTTP behind.

A page of another site is refused by its Origin. A caller without one is no browser, and shows a token.
"""

from __future__ import annotations

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
            await handshake.prepare(request)
        except BaseException:
            self._room.hub.leave(socket)
            raise
        request.protocol.transport = None  # or it would close the connection with its own end
        gate.pass_to(socket)
