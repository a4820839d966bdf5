"""A live socket: a WebSocket that carries hints out, and nothing in but a token.

It is a protocol of its own below the server's HTTP, because it waits for hours and there are many of it: no task, no
request and no buffer belong to one that listens, only what stands in ``Socket``.

Rules.
- The token comes as the first message, never in the address, where it would be logged. Whatever is said after it
  ends the socket. How much may be said at all is metered below this, at the connection.
- A hint says that there may be something to pull, and nothing else. One that waits to be taken stands for all that
  follow it, and a peer that does not take it in time is closed: it pulls when it comes back.
- A peer is asked for a sign of life when it was silent, and gone when it gives none.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from wsproto.connection import Connection, ConnectionState, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Event, Ping, TextMessage
from wsproto.frame_protocol import CloseReason

from twoway_core.errors import StoreError
from twoway_core.ids import DeviceId, JournalId
from twoway_core.sync.limits import CLOSE_NOT_ALLOWED, CLOSE_PULL_AGAIN, HINT, MAX_LIVE_MESSAGE_BYTES, TOKEN_BYTES
from twoway_core.trust.roster import Roster
from twoway_server.limits import Limits
from twoway_server.live import GOODBYE_SECONDS, Hub

log = logging.getLogger("twoway_server.sockets")

Holder = Callable[[JournalId, bytes], Awaitable[tuple[DeviceId, Roster] | None]]

_HINT = Connection(ConnectionType.SERVER).send(BytesMessage(data=HINT))
"""A hint as it goes over the wire: a server's frames have no mask, so that all are the same bytes."""
_ASKED, _GONE = 2, 3
"""After so many beats without a word, a peer is asked for a sign of life, or gone."""


@dataclass(frozen=True, slots=True)
class Room:
    """What every socket of this process needs. ``holder``: the device in good standing that holds a token."""

    hub: Hub
    holder: Holder
    limits: Limits


class Socket(asyncio.Protocol):
    """One socket, from its handshake on. ``device``: None until its token was found good."""

    __slots__ = (
        "_code",
        "_greeting",
        "_is_due",
        "_is_full",
        "_room",
        "_said",
        "_silent_beats",
        "_timer",
        "_told",
        "_transport",
        "_wire",
        "address",
        "device",
        "journal",
    )

    def __init__(self, room: Room, journal: JournalId, address: str, told: Callable[[int], None]) -> None:
        """Belong to ``journal`` and count for ``address``; ``told`` gets the code with which it ended."""
        self.journal, self.address = journal, address
        self.device: DeviceId | None = None
        self._room = room
        self._told = told
        self._wire = Connection(ConnectionType.SERVER)
        self._transport: asyncio.Transport | None = None
        self._greeting: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._code: int | None = None
        self._said = b""
        self._silent_beats = 0
        self._is_full = self._is_due = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait for the token as long as the limits say."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.set_write_buffer_limits(high=0)  # whatever is not taken at once is told by ``pause_writing``
        self._wait(self._room.limits.token_seconds, CLOSE_NOT_ALLOWED)
        if self._code is not None:
            self._say_goodbye(self._code)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - however it ended
        """Leave nothing behind."""
        self._stop_waiting()
        if self._greeting is not None:
            self._greeting.cancel()
        self._room.hub.leave(self)
        self._told(CloseReason.ABNORMAL_CLOSURE if self._code is None else self._code)

    def data_received(self, data: bytes) -> None:
        """Take what the peer says."""
        self._silent_beats = 0
        if self._wire.state is ConnectionState.CLOSED:
            return
        self._wire.receive_data(data)
        for event in self._wire.events():
            self._take(event)

    def pause_writing(self) -> None:
        """Something was not taken: it is waited for, and no hint is put on top of it."""
        self._is_full = True
        if self.device is not None and self._code is None:
            self._wait(self._room.limits.hint_seconds, CLOSE_PULL_AGAIN)

    def resume_writing(self) -> None:
        """Everything was taken; a hint that became due meanwhile follows."""
        self._is_full = False
        if self.device is None or self._code is not None:
            return
        self._stop_waiting()
        if self._is_due:
            self.hint()

    def hint(self) -> None:
        """Send a hint, now or once there is room for it."""
        self._is_due = self._is_full
        if not self._is_full and self._code is None:
            self._write(_HINT)

    def beat(self) -> None:
        """Notice how long the peer has been silent; before its handshake is over it could say nothing."""
        if self._transport is None:
            return
        self._silent_beats += 1
        if self._silent_beats >= _GONE:
            self._abort()
        elif self._silent_beats == _ASKED and self._code is None and not self._is_full:
            self._write(self._wire.send(Ping()))

    def end(self, code: int) -> None:
        """Say goodbye with ``code``, and wait for the answer as long as is decent; a second time does nothing."""
        if self._code is None:
            self._code = code
            if self._transport is not None:
                self._say_goodbye(code)

    def _say_goodbye(self, code: int) -> None:
        self._stop_waiting()
        self._timer = asyncio.get_running_loop().call_later(GOODBYE_SECONDS, self._abort)
        self._write(self._wire.send(CloseConnection(code)))

    def _take(self, event: Event) -> None:
        if isinstance(event, CloseConnection):
            self._take_goodbye(event)
        elif self._code is not None:
            return
        elif isinstance(event, Ping):
            self._write(self._wire.send(event.response()))
        elif isinstance(event, BytesMessage | TextMessage):
            self._hear(event)

    def _take_goodbye(self, event: CloseConnection) -> None:
        """Answer the peer's goodbye, or its answer to ours; what breaks the protocol is told so."""
        if self._code is None:
            self._code = event.code
            self._write(self._wire.send(CloseConnection(event.code)))
        assert self._transport is not None
        self._transport.close()

    def _hear(self, message: BytesMessage | TextMessage) -> None:
        """Take the token, however many pieces it comes in; more than that there is not to say."""
        data = message.data.encode() if isinstance(message, TextMessage) else bytes(message.data)
        self._said += data
        if len(self._said) > MAX_LIVE_MESSAGE_BYTES:
            self.end(CloseReason.MESSAGE_TOO_BIG)
        elif not message.message_finished:
            return
        elif self._greeting is not None or self.device is not None:
            self.end(CloseReason.POLICY_VIOLATION)
        elif isinstance(message, TextMessage) or len(self._said) != TOKEN_BYTES:
            self.end(CLOSE_NOT_ALLOWED)
        else:
            self._greeting = asyncio.create_task(self._greet(self._said))
            self._said = b""

    async def _greet(self, token: bytes) -> None:
        """Let the holder of a good token stay."""
        try:
            code = await self._admit(token)
        except Exception:
            log.exception("fault")
            code = CloseReason.INTERNAL_ERROR
        self._greeting = None
        if code is not None:
            self.end(code)
        elif self._code is None:
            self._stop_waiting()
            self.hint()  # from here on nothing is missed, and the peer knows that

    async def _admit(self, token: bytes) -> int | None:
        """Return the code with which whoever holds ``token`` is sent away; None when it may stay."""
        try:
            held = await self._room.holder(self.journal, token)
        except StoreError:
            return CloseReason.TRY_AGAIN_LATER
        if held is None:
            return CLOSE_NOT_ALLOWED
        return None if self._room.hub.join(self, held[0]) else CloseReason.TRY_AGAIN_LATER

    def _write(self, data: bytes) -> None:
        assert self._transport is not None
        self._transport.write(data)

    def _abort(self) -> None:
        assert self._transport is not None
        self._transport.abort()

    def _wait(self, seconds: float, code: int) -> None:
        """End with ``code`` unless ``_stop_waiting`` comes first."""
        self._stop_waiting()
        self._timer = asyncio.get_running_loop().call_later(seconds, self.end, code)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
