"""Live hints under strain: peers that do not read, that shout, that lost their standing, and the end of the server."""

from __future__ import annotations

import asyncio
import socket as sockets
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace

import aiohttp
import pytest
from aiohttp import web

from twoway_core.errors import BusyError, MalformedError, StoreError, TwowayError
from twoway_core.ids import DeviceId, JournalId
from twoway_core.sync.limits import CLOSE_NOT_ALLOWED, HINT
from twoway_core.trust.roster import Roster
from twoway_server.config import Config
from twoway_server.edge import Call
from twoway_server.handlers.live import Live
from twoway_server.hosting import hosted, listen
from twoway_server.limits import Limits
from twoway_server.live import Hub
from twoway_server.sockets import Room

from .caller import SERVER_ID, Clock
from .world import Person

SECONDS = 10.0
TOKEN = bytes(32)
PING, PIECE, BINARY = 0x89, 0x00, 0x82


@dataclass
class Hall:
    """A hub behind real sockets, where every token is that of ``device``."""

    hub: Hub
    roster: Roster
    device: DeviceId
    port: int
    session: aiohttp.ClientSession
    codes: list[int]
    """How each socket ended that has."""
    refused: list[Exception]
    """Why each handshake failed that did."""

    async def listener(self) -> aiohttp.ClientWebSocketResponse:
        """Return a well-behaved peer that hears hints."""
        peer = await self.session.ws_connect(f"http://127.0.0.1:{self.port}/live")
        await peer.send_bytes(TOKEN)
        assert await peer.receive_bytes(timeout=SECONDS) == HINT
        return peer

    async def raw(self, *frames: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Return a connection that has shaken hands and said ``frames``, and that keeps little of what comes."""
        connection = sockets.create_connection(("127.0.0.1", self.port))
        connection.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 2048)
        reader, writer = await asyncio.open_connection(sock=connection, limit=256)
        writer.write(HANDSHAKE)
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"".join(frames))
        return reader, writer

    async def stuck(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Return a connection in mid-handshake: its answer waits behind others, of which none is taken."""
        before = len(self.hub)
        connection = sockets.socket()
        connection.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 2048)  # counts for the first window, too
        connection.connect(("127.0.0.1", self.port))
        reader, writer = await asyncio.open_connection(sock=connection, limit=256)
        writer.write(HANDSHAKE.replace(b"/live", b"/full"))
        await self.count(before + 1)
        return reader, writer

    async def count(self, wanted: int) -> None:
        """Wait until the hub has ``wanted`` sockets."""
        async with asyncio.timeout(SECONDS):
            while len(self.hub) != wanted:  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.01)


def fill(transport: asyncio.BaseTransport | None) -> None:
    """Make ``transport`` as full as it may be, so that one byte more has to wait."""
    assert isinstance(transport, asyncio.Transport)
    transport.get_extra_info("socket").setsockopt(sockets.SOL_SOCKET, sockets.SO_SNDBUF, 4096)
    _, most = transport.get_write_buffer_limits()
    while not transport.get_write_buffer_size():
        transport.write(bytes(most))
    transport.write(bytes(most - transport.get_write_buffer_size()))


HANDSHAKE = (
    b"GET /live HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)


def frame(kind: int, payload: bytes = b"") -> bytes:
    """Return a frame as a client sends it, under a mask of zeros."""
    return bytes([kind, 0x80 | len(payload)]) + bytes(4) + payload


@asynccontextmanager
async def hall(limits: Limits | None = None, fault: Exception | None = None) -> AsyncIterator[Hall]:
    """Run a hub of which a test holds every end."""
    config = Config(port=0, limits=limits or Limits())
    person, hub = Person(1), Hub(config.limits)

    async def holder(_: JournalId, __: bytes) -> tuple[DeviceId, Roster]:
        if fault is not None:
            raise fault
        return person.device.id, person.roster

    live = Live(Room(hub, holder, config.limits), frozenset({SERVER_ID}), Clock())
    app = web.Application()
    codes, refused = list[int](), list[Exception]()

    async def open_one(request: web.Request) -> web.StreamResponse:
        if request.path == "/full":
            fill(request.transport)
        try:
            await live.upgrade(request, Call({"journal": person.journal.hex()}, "", "here", {}), codes.append)
        except (TwowayError, ConnectionError) as error:
            refused.append(error)
            return web.Response(status=400)
        return web.Response()

    app.router.add_get("/live", open_one)
    app.router.add_get("/full", open_one)
    with listen(config) as listener:
        async with hosted(app, listener, config), aiohttp.ClientSession() as session:
            port = listener.getsockname()[1]
            yield Hall(hub, person.roster, person.device.id, port, session, codes, refused)


def without(roster: Roster, device: DeviceId) -> Roster:
    """Return ``roster`` as it would be had ``device`` lost its standing."""
    return replace(roster, members={name: each for name, each in roster.members.items() if name != device})


async def test_a_device_that_lost_its_standing_is_closed_within_a_second() -> None:
    """As soon as the roster no longer lets it in, and with a code that says why."""
    async with hall() as here:
        peer = await here.listener()

        here.hub.roster_changed(without(here.roster, here.device))
        message = await peer.receive(1.0)

    assert (message.type, peer.close_code) == (aiohttp.WSMsgType.CLOSE, CLOSE_NOT_ALLOWED)


async def test_a_store_that_cannot_answer_means_later() -> None:
    """Whether the token is good is not known: the peer is told to come again."""
    async with hall(fault=StoreError("closed")) as here:
        peer = await here.session.ws_connect(f"http://127.0.0.1:{here.port}/live")
        await peer.send_bytes(TOKEN)
        await peer.receive(SECONDS)

    assert peer.close_code == 1013


async def test_a_peer_that_never_reads_is_cut_off_and_holds_up_nobody() -> None:
    """Hints that are not taken do not pile up: the peer is gone after its seconds, and others heard all the while."""
    async with hall(Limits(hint_seconds=0.2)) as here:
        honest = await here.listener()
        _, writer = await here.raw(frame(BINARY, TOKEN))
        await here.count(2)

        heard = 0
        async with asyncio.timeout(SECONDS * 3):
            while len(here.hub) == 2:
                here.hub.hint(here.roster.journal)
                heard += await honest.receive_bytes(timeout=SECONDS) == HINT
        here.hub.hint(here.roster.journal)
        last = await honest.receive_bytes(timeout=SECONDS)
        writer.transport.abort()

    assert (heard > 0, last) == (True, HINT)


@pytest.mark.parametrize(
    "flood",
    [frame(PING) * 2000, frame(PIECE, b"x") * 2000, frame(PIECE) * 2000, frame(PING, b"y" * 100) * 200],
    ids=["pings", "one-byte fragments", "empty fragments", "fat pings"],
)
async def test_a_peer_that_shouts_is_cut_off(flood: bytes) -> None:
    """More than a socket may say ends it, whatever it is; the next hint reaches the others."""
    async with hall() as here:
        honest = await here.listener()
        _, writer = await here.raw(frame(BINARY, TOKEN))
        await here.count(2)

        with suppress(ConnectionError):
            for _ in range(20):
                writer.write(flood)
                await writer.drain()
        await here.count(1)
        here.hub.hint(here.roster.journal)

        assert await honest.receive_bytes(timeout=SECONDS) == HINT
        writer.transport.abort()


async def test_pings_within_measure_are_answered_and_kept() -> None:
    """A careful client may ask for signs of life."""
    async with hall() as here:
        reader, writer = await here.raw(frame(BINARY, TOKEN), *[frame(PING)] * 100)

        got = await asyncio.wait_for(reader.readexactly(len(b"\x82\x01\x01") + 100 * len(b"\x8a\x00")), SECONDS)
        writer.transport.abort()

    assert got.count(b"\x8a\x00") == 100


async def test_a_silent_peer_is_noticed() -> None:
    """Who gives no sign of life when asked is gone."""
    async with hall(Limits(heartbeat_seconds=0.1)) as here:
        _, writer = await here.raw(frame(BINARY, TOKEN))
        await here.count(1)

        await here.count(0)
        writer.transport.abort()

    assert (len(here.hub), here.codes) == (0, [1006])


async def test_a_peer_that_vanishes_is_forgotten() -> None:
    """A connection that breaks leaves nothing behind."""
    async with hall() as here:
        _, writer = await here.raw(frame(BINARY, TOKEN))
        await here.count(1)

        writer.transport.abort()
        await here.count(0)
        here.hub.hint(here.roster.journal)

    assert here.hub._journals == {}


async def test_everybody_is_told_when_the_server_stops() -> None:
    """Those that listen and those that said nothing yet hear 1001; nobody new is let in."""
    async with hall() as here:
        peers = [await here.listener() for _ in range(5)]
        peers.append(await here.session.ws_connect(f"http://127.0.0.1:{here.port}/live"))
        heard = [asyncio.ensure_future(peer.receive()) for peer in peers]

        await here.hub.close()
        await asyncio.gather(*heard)

        assert [peer.close_code for peer in peers] == [1001] * 6
        with pytest.raises(BusyError):
            here.hub.check_room("there")


async def test_peers_that_do_not_answer_do_not_hold_up_the_end() -> None:
    """A goodbye is waited for as long as is decent, and no longer."""
    async with hall() as here:
        _, writer = await here.raw(frame(BINARY, TOKEN))
        await here.count(1)

        async with asyncio.timeout(SECONDS):
            await here.hub.close()
        await here.count(0)
        writer.transport.abort()

    assert len(here.hub) == 0


async def test_a_handshake_that_breaks_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """It was counted already, and is no more."""

    async def broken(*_: object) -> None:
        raise ConnectionResetError

    monkeypatch.setattr(web.WebSocketResponse, "prepare", broken)
    async with hall() as here:
        with pytest.raises(aiohttp.ClientError):
            await here.session.ws_connect(f"http://127.0.0.1:{here.port}/live")

        assert (len(here.hub), here.codes) == (0, [])
        assert {type(each) for each in here.refused} == {MalformedError}


async def test_who_takes_no_answer_to_its_handshake_stops_nobodys_beats() -> None:
    """A silent peer is noticed all the same, however long the other one is in mid-handshake."""
    async with hall(Limits(heartbeat_seconds=0.04)) as here:
        _, stuck = await here.stuck()
        await asyncio.sleep(0.2)  # so many beats as would end a socket that had shaken hands

        _, silent = await here.raw(frame(BINARY, TOKEN))
        await here.count(2)
        await here.count(1)

        assert (here.codes, here.refused) == ([1006], [])
        for each in (stuck, silent):
            each.transport.abort()


@pytest.mark.parametrize(
    "limits", [Limits(stall_seconds=0.05), Limits(token_seconds=0.05)], ids=["cut off", "out of time"]
)
async def test_who_never_takes_the_answer_to_its_handshake_makes_room(limits: Limits) -> None:
    """Its connection ends, and nothing of it stays counted, in all or of its address."""
    async with hall(limits) as here:
        stuck = []
        for _ in range(2):
            stuck.append((await here.stuck())[1])
            await here.count(0)

        assert dict(here.hub._addresses) == {}
        assert [type(each) for each in here.refused] == [MalformedError] * 2
        for each in stuck:
            each.transport.abort()


async def test_who_hangs_up_in_mid_handshake_is_no_fault_of_ours() -> None:
    """The connection broke before its answer was taken: that is a bad handshake, and nothing of it is left."""
    async with hall() as here:
        _, stuck = await here.stuck()
        stuck.transport.get_extra_info("socket").setsockopt(
            sockets.SOL_SOCKET, sockets.SO_LINGER, struct.pack("ii", 1, 0)
        )

        stuck.transport.abort()
        await here.count(0)

        assert [type(each) for each in here.refused] == [MalformedError]


async def test_a_handshake_that_had_to_wait_opens_a_socket_like_any_other() -> None:
    """Once what came before it was taken."""
    async with hall() as here:
        reader, writer = await here.stuck()

        async with asyncio.timeout(SECONDS):
            taken = b""
            while b"\r\n\r\n" not in taken:
                taken = taken[-3:] + await reader.read(1 << 16)
        writer.write(frame(BINARY, TOKEN))
        heard = await asyncio.wait_for(reader.readexactly(3), SECONDS)
        writer.transport.abort()

    assert heard == b"\x82\x01\x01"


@dataclass(eq=False)
class Tap:
    """A peer that counts what it is told."""

    journal: JournalId = field(default=JournalId(bytes(16)))
    address: str = "here"
    device: DeviceId | None = None
    hints: int = 0
    codes: list[int] = field(default_factory=list)

    def hint(self) -> None:
        self.hints += 1

    def beat(self) -> None:
        """Be silent."""

    def end(self, code: int) -> None:
        self.codes.append(code)


async def test_who_leaves_is_told_nothing_more() -> None:
    """Nothing of it is left in the hub."""
    hub, tap = Hub(Limits()), Tap()
    hub.enter(tap)
    assert hub.join(tap, DeviceId(bytes([1]) * 16))

    hub.leave(tap)
    hub.hint(tap.journal)

    assert (len(hub), hub._journals, dict(hub._addresses), tap.hints, tap.codes) == (0, {}, {}, 0, [])


async def test_who_leaves_twice_is_counted_once() -> None:
    """Others of its address keep their places, and no more than those."""
    hub, gone, stays = Hub(Limits()), Tap(), Tap()
    for each in (gone, stays):
        hub.enter(each)

    for _ in range(2):
        hub.leave(gone)

    assert (len(hub), dict(hub._addresses)) == (1, {"here": 1})


async def test_who_comes_while_the_server_stops_is_sent_away() -> None:
    """A handshake that was under way does not outlive the end."""
    hub, tap = Hub(Limits()), Tap()
    await hub.close()

    hub.enter(tap)

    assert tap.codes == [1001]
