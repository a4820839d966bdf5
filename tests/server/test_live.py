"""Live hints: who hears that a journal changed, and who is not let in."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import aiohttp
import pytest
from aiohttp import WSMsgType, WSServerHandshakeError, web

from twoway_core.sync.limits import CLOSE_NOT_ALLOWED, HINT
from twoway_core.sync.messages import RosterPush
from twoway_server.limits import Limits

from .caller import SERVER_ID, Served
from .conftest import Serve
from .world import Device, Person

Socket = aiohttp.ClientWebSocketResponse
SECONDS = 10.0


class Sockets:
    """Opens live sockets, and closes them at the end."""

    def __init__(self, stack: AsyncExitStack) -> None:
        self._stack = stack

    async def open(self, server: Served, person: Person, origin: str | None = None) -> Socket:
        """Shake hands; nobody has said a token yet."""
        url = f"{server.url}/v1/journals/{person.journal.hex()}/live"
        return await self._stack.enter_async_context(server.session.ws_connect(url, origin=origin, autoping=False))

    async def listen(self, server: Served, person: Person, device: Device | None = None) -> Socket:
        """Return a socket that hears hints from now on."""
        socket = await self.open(server, person)
        await socket.send_bytes(await server.sign_in(person, device))
        assert await hint(socket) == HINT
        return socket


async def hint(socket: Socket) -> bytes:
    """Return the next hint."""
    return await socket.receive_bytes(timeout=SECONDS)


async def is_quiet(socket: Socket) -> bool:
    """Return whether no hint is on its way: the next thing to come is the answer to a ping."""
    await socket.ping()
    return (await socket.receive(SECONDS)).type is WSMsgType.PONG


async def end(socket: Socket) -> int | None:
    """Return the code with which the server ends ``socket``."""
    message = await socket.receive(SECONDS)
    assert message.type is WSMsgType.CLOSE, message
    return socket.close_code


@pytest.fixture
async def sockets(server: Served) -> AsyncIterator[Sockets]:
    """Return what opens sockets, which end before the server does."""
    async with AsyncExitStack() as stack:
        yield Sockets(stack)


async def test_a_push_is_hinted_to_the_other_devices(server: Served, person: Person, sockets: Sockets) -> None:
    """One byte goes to every other device, none to the one that pushed, and none for what was there already."""
    desk = person.admit()
    await server.join(person)
    ours, theirs = await sockets.listen(server, person), await sockets.listen(server, person, desk)
    first, second = person.write(person.device), person.write(desk)

    await server.push(person, [first])
    await server.push(person, [first])
    await server.push(person, [second], desk)

    assert [await hint(theirs), await hint(ours)] == [b"\x01", b"\x01"]
    assert [await is_quiet(theirs), await is_quiet(ours)] == [True, True]


async def test_a_hint_stays_in_its_journal(server: Served, person: Person, sockets: Sockets) -> None:
    """What one person pushes, another one never hears of."""
    other = Person(2)
    desk = person.admit()
    for each in (person, other):
        await server.join(each)
    socket, foreign = await sockets.listen(server, person, desk), await sockets.listen(server, other)

    await server.push(person, [person.write(person.device)])

    assert await hint(socket) == HINT
    assert await is_quiet(foreign)


async def test_a_roster_that_grew_is_hinted_to_everybody(server: Served, person: Person, sockets: Sockets) -> None:
    """Devices pull when another one was admitted, and not when the same roster comes again."""
    await server.join(person)
    socket = await sockets.listen(server, person)
    await server.post(person, "roster", RosterPush(person.run))
    person.admit()

    await server.post(person, "roster", RosterPush(person.run))

    assert await hint(socket) == HINT
    assert await is_quiet(socket)


@pytest.mark.parametrize(
    "first", [b"", bytes(31), bytes(32), bytes(33), "00" * 16], ids=["none", "short", "unknown", "long", "text"]
)
async def test_a_token_that_is_not_good_ends_the_socket(
    server: Served, person: Person, sockets: Sockets, first: bytes | str
) -> None:
    """The first message is a good token, whole and alone, or the last one."""
    await server.join(person)
    socket = await sockets.open(server, person)

    await (socket.send_str(first) if isinstance(first, str) else socket.send_bytes(first))

    assert await end(socket) == CLOSE_NOT_ALLOWED


async def test_a_token_opens_its_own_journal_only(server: Served, person: Person, sockets: Sockets) -> None:
    """A good token says nothing about a foreign journal, nor whether there is one."""
    other, absent = Person(2), Person(3)
    await server.register(other)
    await server.join(person)

    codes = []
    for journal in (other, absent):
        socket = await sockets.open(server, journal)
        await socket.send_bytes(server.tokens[person.device.id])
        codes.append(await end(socket))

    assert codes == [CLOSE_NOT_ALLOWED] * 2


async def test_who_says_nothing_is_not_waited_for(serve: Serve, person: Person, sockets: Sockets) -> None:
    """A socket without a token ends."""
    server = await serve(limits=Limits(token_seconds=0.05))

    assert await end(await sockets.open(server, person)) == CLOSE_NOT_ALLOWED


@pytest.mark.parametrize("origin", ["https://evil.example", "null", SERVER_ID + ":8443", SERVER_ID.upper(), ""])
async def test_pages_of_other_sites_are_refused(server: Served, person: Person, sockets: Sockets, origin: str) -> None:
    """Before anything else is looked at: whoever opens a socket from another site's page gets a 403."""
    with pytest.raises(WSServerHandshakeError) as refused:
        await sockets.open(server, person, origin)

    assert refused.value.status == 403


async def test_a_socket_is_never_compressed(server: Served, person: Person) -> None:
    """Also where the caller offers it: what is small could become large here."""
    url = f"{server.url}/v1/journals/{person.journal.hex()}/live"

    async with server.session.ws_connect(url, compress=15) as socket:
        assert socket.compress == 0


async def test_pages_of_the_server_itself_may_listen(server: Served, person: Person, sockets: Sockets) -> None:
    """The web app comes from the server's own public address."""
    await server.join(person)
    socket = await sockets.open(server, person, SERVER_ID)

    await socket.send_bytes(server.tokens[person.device.id])

    assert await hint(socket) == HINT


@pytest.mark.parametrize(
    ("headers", "status", "word"),
    [
        ({}, 404, "not-found"),
        ({"Upgrade": "h2c"}, 404, "not-found"),
        ({"Upgrade": "websocket"}, 400, "malformed"),
        ({"Upgrade": "websocket", "Origin": "https://evil.example"}, 403, "foreign"),
    ],
    ids=["nothing", "another", "half", "foreign"],
)
async def test_what_is_no_handshake_is_refused(
    server: Served, person: Person, headers: dict[str, str], status: int, word: str
) -> None:
    """A plain request finds nothing there."""
    answer = await server.send("GET", f"/v1/journals/{person.journal.hex()}/live", headers=headers)

    assert (answer.status, answer.word) == (status, word)


async def test_who_hangs_up_in_mid_handshake_is_logged_as_no_fault(
    server: Served,
    person: Person,
    sockets: Sockets,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Anybody may, as often as they like: it is one line like that of any other bad request."""

    async def broken(*_: object) -> None:
        raise ConnectionResetError

    monkeypatch.setattr(web.WebSocketResponse, "prepare", broken)
    with caplog.at_level(logging.INFO, "twoway_server"), pytest.raises(aiohttp.ClientError):
        await sockets.open(server, person)

    assert {(each.levelno, each.__dict__["facts"]["status"]) for each in caplog.records} == {(logging.INFO, 400)}


@pytest.mark.parametrize(
    ("limits", "status"),
    [(Limits(sockets=1), 503), (Limits(sockets_per_address=1), 429)],
    ids=["in all", "of one address"],
)
async def test_a_socket_too_many_is_refused(
    serve: Serve, person: Person, sockets: Sockets, limits: Limits, status: int
) -> None:
    """One that has not said its token yet counts as well."""
    server = await serve(limits=limits)
    await sockets.open(server, person)

    with pytest.raises(WSServerHandshakeError) as refused:
        await sockets.open(server, person)

    assert refused.value.status == status


async def test_a_socket_that_ended_makes_room(serve: Serve, person: Person, sockets: Sockets) -> None:
    """Limits count what is open."""
    server = await serve(limits=Limits(sockets=1, sockets_per_address=1, sockets_per_journal=1))
    await server.join(person)
    await (await sockets.listen(server, person)).close()

    assert not (await sockets.listen(server, person)).closed


async def test_a_journal_has_so_many_sockets(serve: Serve, person: Person, sockets: Sockets) -> None:
    """The next one is told to come later."""
    server = await serve(limits=Limits(sockets_per_journal=1))
    await server.join(person)
    await sockets.listen(server, person)
    late = await sockets.open(server, person)

    await late.send_bytes(server.tokens[person.device.id])

    assert await end(late) == 1013


@pytest.mark.parametrize(
    ("said", "code"),
    [(b"", 1008), (b"subscribe", 1008), (bytes(64), 1008), (bytes(65), 1009)],
    ids=["nothing", "something", "much", "too much"],
)
async def test_who_says_more_than_a_token_is_closed(
    server: Served, person: Person, sockets: Sockets, said: bytes, code: int
) -> None:
    """There is nothing to say on a live socket."""
    await server.join(person)
    socket = await sockets.listen(server, person)

    await socket.send_bytes(said)

    assert await end(socket) == code


async def test_signs_of_life_are_answered(server: Served, person: Person, sockets: Sockets) -> None:
    """A ping of the client comes back."""
    await server.join(person)
    socket = await sockets.listen(server, person)

    await socket.ping(b"there?")
    message = await socket.receive(SECONDS)

    assert (message.type, bytes(message.data)) == (WSMsgType.PONG, b"there?")
