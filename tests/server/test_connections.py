"""Connections: their number, and what becomes of those that take nothing."""

from __future__ import annotations

import asyncio

import pytest

from twoway_core.codec import encode
from twoway_core.sync.limits import CONTENT_TYPE
from twoway_core.sync.messages import SyncRequest
from twoway_server.connections import Connections, Gate
from twoway_server.limits import Limits

from .conftest import Serve
from .world import Person

NOBODY = frozenset[str]()


def test_connections_are_counted_in_all() -> None:
    """One too many is not let in; when one goes, the next may come."""
    connections = Connections(2, 9, NOBODY)

    assert [connections.enter(address) for address in "abc"] == [True, True, False]
    connections.leave("a")
    assert connections.enter("c")
    assert len(connections) == 2


def test_connections_are_counted_by_address() -> None:
    """An address that has its share gets no more, and others still get theirs."""
    connections = Connections(9, 1, NOBODY)

    assert [connections.enter(address) for address in ("2001:db8::1", "2001:db8::2", "b")] == [True, False, True]


def test_a_trusted_proxy_brings_everybody() -> None:
    """Its connections are counted in all only."""
    connections = Connections(3, 1, frozenset({"::1"}))

    assert [connections.enter("::1") for _ in range(4)] == [True, True, True, False]


async def test_a_connection_too_many_is_closed_at_once(serve: Serve) -> None:
    """It is closed before anything is read; once another one ends, there is room."""
    server = await serve(limits=Limits(connections_per_address=1))
    first = await asyncio.open_connection("127.0.0.1", server.port)
    await asyncio.sleep(0.02)

    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    refused = await end_of(reader)
    writer.close()
    first[1].close()
    await asyncio.sleep(0.02)

    assert refused == b""
    assert (await server.send("GET", "/health")).status == 200


async def end_of(reader: asyncio.StreamReader) -> bytes:
    """Return what came before the connection ended, in whatever way it ended."""
    try:
        return await reader.read()
    except ConnectionError:
        return b""


class Pipe(asyncio.Transport):
    """A transport whose waiting bytes go down as told, and stay at the last number."""

    def __init__(self, *waiting_bytes: int) -> None:
        super().__init__({"peername": ("192.0.2.1", 1)})
        self.waiting_bytes = list(waiting_bytes)
        self.is_aborted = False

    def get_write_buffer_size(self) -> int:
        return self.waiting_bytes.pop(0) if len(self.waiting_bytes) > 1 else self.waiting_bytes[0]

    def abort(self) -> None:
        self.is_aborted = True


@pytest.mark.parametrize(
    ("waiting_bytes", "is_aborted"),
    [((9,), True), ((9, 8), True), (tuple(range(99, 0, -1)), False)],
    ids=["nothing", "one byte", "byte by byte"],
)
async def test_a_caller_that_takes_nothing_is_cut_off(
    waiting_bytes: tuple[int, ...],
    is_aborted: bool,
) -> None:
    """An answer of which nothing was taken since the last look does not stay in memory."""
    pipe = Pipe(*waiting_bytes)
    gate = Gate(Connections(9, 9, NOBODY), asyncio.Protocol, stall_seconds=0.01)
    gate.connection_made(pipe)

    gate.pause_writing()
    await asyncio.sleep(0.05)
    gate.resume_writing()
    await asyncio.sleep(0.02)

    assert pipe.is_aborted is is_aborted


async def test_a_caller_that_has_taken_its_answer_is_not_looked_after() -> None:
    """Once enough was taken, the watch ends, whatever is left in the buffer."""
    pipe = Pipe(9)
    gate = Gate(Connections(9, 9, NOBODY), asyncio.Protocol, stall_seconds=0.01)
    gate.connection_made(pipe)

    gate.pause_writing()
    gate.resume_writing()
    await asyncio.sleep(0.03)

    assert not pipe.is_aborted


async def test_a_caller_that_left_is_not_looked_after() -> None:
    """The end of a connection ends its watch."""
    pipe = Pipe(9)
    connections = Connections(9, 9, NOBODY)
    gate = Gate(connections, asyncio.Protocol, stall_seconds=0.01)
    gate.connection_made(pipe)

    gate.pause_writing()
    gate.connection_lost(None)
    await asyncio.sleep(0.02)

    assert not pipe.is_aborted
    assert len(connections) == 0


async def test_a_caller_that_takes_its_time_gets_everything(serve: Serve, person: Person) -> None:
    """A slow reader that goes on reading is not cut off."""
    server = await serve(limits=Limits(stall_seconds=0.05))
    await server.join(person)
    await server.push(person, [person.write(person.device, [bytes(60_000)] * 2) for _ in range(7)])
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port, limit=4096)
    writer.write(sync_request(server.tokens[person.device.id], person))

    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
    got = 0
    while got < length:
        got += len(await reader.read(50_000))
        await asyncio.sleep(0.01)
    writer.close()

    assert got == length


def sync_request(token: bytes, person: Person) -> bytes:
    """Return a whole request for everything."""
    body = encode(SyncRequest(person.roster.head, []))
    lines = (
        f"POST /v1/journals/{person.journal.hex()}/sync HTTP/1.1",
        "Host: x",
        f"Content-Type: {CONTENT_TYPE}",
        f"Authorization: Bearer {token.hex()}",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
