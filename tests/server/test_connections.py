"""Connections: their number, and what becomes of those that take nothing."""

from __future__ import annotations

import asyncio
import socket

from twoway_core.sync.messages import SyncRequest
from twoway_server.connections import Connections
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


async def test_a_caller_that_takes_nothing_is_cut_off(serve: Serve, person: Person) -> None:
    """An answer that nobody reads does not stay in memory."""
    server = await serve(limits=Limits(stall_seconds=0.05))
    await server.join(person)
    await server.push(person, [person.write(person.device, [bytes(60_000)] * 2) for _ in range(7)])
    request = sync_request(server.tokens[person.device.id], person)
    with socket.create_connection(("127.0.0.1", server.port)) as sluggish:
        sluggish.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sluggish.sendall(request * 8)
        sluggish.setblocking(False)
        await asyncio.sleep(0.3)

        got = await drained(sluggish)

    assert got < 7 * 8 * 120_000


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
    from twoway_core.codec import encode
    from twoway_core.sync.limits import CONTENT_TYPE

    body = encode(SyncRequest(person.roster.head, []))
    lines = (
        f"POST /v1/journals/{person.journal.hex()}/sync HTTP/1.1",
        "Host: x",
        f"Content-Type: {CONTENT_TYPE}",
        f"Authorization: Bearer {token.hex()}",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def drained(sluggish: socket.socket) -> int:
    """Return how many bytes still come before the connection ends."""
    loop = asyncio.get_running_loop()
    got = 0
    while True:
        try:
            data = await loop.sock_recv(sluggish, 1 << 20)
        except ConnectionError:
            return got
        if not data:
            return got
        got += len(data)
