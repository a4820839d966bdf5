"""A live socket by itself: what it writes for what it hears, and when it gives up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from twoway_core.errors import StoreError
from twoway_core.ids import DeviceId, JournalId
from twoway_core.sync.limits import CLOSE_NOT_ALLOWED, CLOSE_PULL_AGAIN
from twoway_core.trust.roster import Roster
from twoway_server.limits import Limits
from twoway_server.live import Hub
from twoway_server.sockets import Room, Socket

from .world import Person

SECONDS = 10.0
PERSON = Person(1)
TOKEN = bytes(32)
TEXT, BINARY, CLOSE, PING, PONG, PIECE = 0x81, 0x82, 0x88, 0x89, 0x8A, 0x00
HINT_FRAME, PING_FRAME = b"\x82\x01\x01", b"\x89\x00"

Held = tuple[DeviceId, Roster] | None
Holder = Callable[[JournalId, bytes], Awaitable[Held]]


def frame(kind: int, payload: bytes = b"") -> bytes:
    """Return a frame as a client sends it, under a mask of zeros."""
    return bytes([kind, 0x80 | len(payload)]) + bytes(4) + payload


def goodbye(code: int) -> bytes:
    """Return the server's frame that ends a socket with ``code``."""
    return bytes([CLOSE, 2]) + code.to_bytes(2, "big")


class Wire(asyncio.Transport):
    """A transport that keeps what is written; while ``is_stuck`` its peer takes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.is_closed = self.is_aborted = self.is_stuck = False
        self.protocol: asyncio.Protocol | None = None

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        assert high == 0

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written += data
        if self.is_stuck:
            assert self.protocol is not None
            self.protocol.pause_writing()

    def close(self) -> None:
        self.is_closed = True

    def abort(self) -> None:
        self.is_aborted = True


async def good(_: JournalId, __: bytes) -> Held:
    """Know every token."""
    return PERSON.device.id, PERSON.roster


@dataclass
class End:
    """A socket on a wire that a test holds."""

    socket: Socket
    wire: Wire
    hub: Hub
    codes: list[int] = field(default_factory=list)

    async def hears(self, *frames: bytes) -> bytes:
        """Return what the socket writes when it is told ``frames``."""
        before = len(self.wire.written)
        self.socket.data_received(b"".join(frames))
        for _ in range(5):
            await asyncio.sleep(0)
        return self.wire.written[before:]

    async def until(self, is_true: Callable[[], bool]) -> None:
        """Wait until ``is_true``."""
        async with asyncio.timeout(SECONDS):
            while not is_true():  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.001)


def opened(limits: Limits | None = None, holder: Holder = good) -> End:
    """Return a socket that has shaken hands."""
    limits = limits or Limits()
    hub, wire, codes = Hub(limits), Wire(), list[int]()
    socket = Socket(Room(hub, holder, limits), PERSON.journal, "here", codes.append)
    hub.enter(socket)
    wire.protocol = socket
    socket.connection_made(wire)
    return End(socket, wire, hub, codes)


async def listening(limits: Limits | None = None) -> End:
    """Return a socket whose token was good."""
    end = opened(limits)
    assert await end.hears(frame(BINARY, TOKEN)) == HINT_FRAME
    return end


async def test_a_token_is_taken_in_however_many_pieces_it_comes() -> None:
    """A network cuts where it likes, and a message may be sent in parts."""
    cut, parts = opened(), opened()
    whole = frame(BINARY, TOKEN)

    first = [await cut.hears(whole[at : at + 1]) for at in range(len(whole))][-1]
    second = await parts.hears(frame(0x02, TOKEN[:10]), frame(PIECE, TOKEN[10:20]), frame(0x80, TOKEN[20:]))

    assert [first, second] == [HINT_FRAME] * 2


async def test_hints_that_wait_are_one() -> None:
    """A thousand changes while one hint is on its way are one more hint, once there is room."""
    end = await listening()
    end.wire.is_stuck = True
    end.hub.hint(PERSON.journal)

    for _ in range(1000):
        end.hub.hint(PERSON.journal)
    end.wire.is_stuck = False
    end.socket.resume_writing()
    end.socket.resume_writing()

    assert end.wire.written == HINT_FRAME * 3


async def test_a_hint_that_is_not_taken_in_time_ends_the_socket() -> None:
    """The code tells the peer to pull when it comes back."""
    end = await listening(Limits(hint_seconds=0.01))
    end.wire.is_stuck = True

    end.hub.hint(PERSON.journal)
    await end.until(lambda: end.wire.written.endswith(goodbye(CLOSE_PULL_AGAIN)))
    end.hub.hint(PERSON.journal)
    end.socket.resume_writing()

    assert end.wire.written == HINT_FRAME * 2 + goodbye(CLOSE_PULL_AGAIN)


async def test_a_hint_that_was_taken_in_time_ends_nothing() -> None:
    """The wait is over once there is room again."""
    end = await listening()
    end.wire.is_stuck = True
    end.hub.hint(PERSON.journal)
    waits = end.socket._timer is not None

    end.wire.is_stuck = False
    end.socket.resume_writing()

    assert (waits, end.socket._timer, end.wire.written) == (True, None, HINT_FRAME * 2)


async def test_an_answer_that_is_not_taken_does_not_lengthen_the_wait_for_the_token() -> None:
    """Whoever says no token is sent away, also where it does not read."""
    end = opened(Limits(token_seconds=0.02))
    end.wire.is_stuck = True

    await end.hears(frame(PING))
    end.socket.resume_writing()
    await end.until(lambda: goodbye(CLOSE_NOT_ALLOWED) in end.wire.written)

    assert end.wire.written.startswith(frame(PONG)[:1])


async def test_whoever_does_not_answer_a_goodbye_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is waited for as long as is decent."""
    monkeypatch.setattr("twoway_server.sockets.GOODBYE_SECONDS", 0.01)
    end = await listening()

    end.socket.end(1001)
    end.socket.end(1013)
    await end.until(lambda: end.wire.is_aborted)

    assert end.wire.written == HINT_FRAME + goodbye(1001)


async def test_an_answered_goodbye_closes_the_connection() -> None:
    """What was said before the answer is not looked at any more."""
    end = await listening()
    end.socket.end(1001)

    said = await end.hears(frame(BINARY, b"x"), frame(PING), frame(CLOSE, (1001).to_bytes(2, "big")), frame(PING))

    assert (said, end.wire.is_closed) == (b"", True)


async def test_a_goodbye_is_answered_with_its_own_code() -> None:
    """The peer may go whenever it likes."""
    end = await listening()

    said = await end.hears(frame(CLOSE, (1000).to_bytes(2, "big")))
    end.socket.connection_lost(None)

    assert (said, end.wire.is_closed, end.codes, len(end.hub)) == (goodbye(1000), True, [1000], 0)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (bytes([BINARY, 1]) + b"x", 1002),
        (frame(0xF2, b"x"), 1002),
        (frame(0x83, b"x"), 1002),
        (frame(PIECE, b"x"), 1002),
        (bytes([PING, 0xFE, 0, 126]) + bytes(130), 1002),
        (frame(TEXT, b"\xff"), 1007),
    ],
    ids=["no mask", "a bit that nobody agreed on", "no such kind", "a piece of nothing", "a fat ping", "no text"],
)
async def test_what_breaks_the_protocol_is_told_so(said: bytes, code: int) -> None:
    """The connection ends with the code that the standard names."""
    end = await listening()

    assert await end.hears(said) == goodbye(code)
    assert end.wire.is_closed


async def test_a_message_without_an_end_is_not_kept() -> None:
    """However small its pieces: past the measure the socket ends."""
    end = opened()

    said = await end.hears(frame(0x02, b"x" * 32), frame(PIECE, b"x" * 32), frame(PIECE, b"x"))

    assert said == goodbye(1009)


async def test_what_is_said_before_the_token_was_judged_ends_the_socket() -> None:
    """There is one message to say."""
    end = opened()

    assert await end.hears(frame(BINARY, TOKEN), frame(BINARY, TOKEN)) == goodbye(1008)


async def test_a_silent_peer_is_asked_and_then_gone() -> None:
    """The second beat asks, the third gives up; any word begins anew."""
    end = await listening()
    end.socket.beat()
    end.socket.beat()
    asked = end.wire.written
    await end.hears(frame(PONG))

    for _ in range(3):
        end.socket.beat()

    assert (asked, end.wire.written) == (HINT_FRAME + PING_FRAME, HINT_FRAME + PING_FRAME * 2)
    assert end.wire.is_aborted


async def test_a_peer_that_went_while_its_token_was_looked_up_leaves_nothing() -> None:
    """What comes back is for nobody."""
    asked, answer = asyncio.Event(), asyncio.Event()

    async def slow(_: JournalId, __: bytes) -> Held:
        asked.set()
        await answer.wait()
        return PERSON.device.id, PERSON.roster

    end = opened(holder=slow)
    await end.hears(frame(BINARY, TOKEN))
    await asked.wait()

    end.socket.connection_lost(ConnectionResetError())
    answer.set()
    for _ in range(5):
        await asyncio.sleep(0)

    assert (end.wire.written, end.codes, end.hub._journals) == (b"", [1006], {})


@pytest.mark.parametrize(("fault", "code"), [(StoreError("closed"), 1013), (RuntimeError("a fault"), 1011)])
async def test_a_fault_behind_the_token_ends_the_socket(fault: Exception, code: int) -> None:
    """Whether the token is good is not known: the peer is told to come again."""

    async def failing(_: JournalId, __: bytes) -> Held:
        raise fault

    end = opened(holder=failing)

    assert await end.hears(frame(BINARY, TOKEN)) == goodbye(code)


async def test_a_socket_that_was_ended_before_its_handshake_says_goodbye_after_it() -> None:
    """The server may stop while a handshake is under way."""
    limits = Limits()
    hub, wire = Hub(limits), Wire()
    socket = Socket(Room(hub, good, limits), PERSON.journal, "here", lambda _: None)
    await hub.close()

    hub.enter(socket)
    socket.connection_made(wire)
    socket._abort()

    assert wire.written == goodbye(1001)


async def test_beats_before_the_handshake_is_over_ask_and_end_nothing() -> None:
    """The peer could not say a word until then: its silence begins with the socket."""
    limits = Limits()
    hub, wire = Hub(limits), Wire()
    socket = Socket(Room(hub, good, limits), PERSON.journal, "here", lambda _: None)
    hub.enter(socket)

    for _ in range(5):
        socket.beat()
    socket.connection_made(wire)
    socket.beat()
    socket._stop_waiting()

    assert (wire.written, wire.is_aborted) == (b"", False)
