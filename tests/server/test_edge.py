"""The edge: one 404 for everything, bodies within limits and time, shares of requests, and the log."""

from __future__ import annotations

import asyncio
import gzip
import logging
from collections.abc import AsyncIterator

import pytest

from twoway_core.codec import encode
from twoway_core.sync.limits import CONTENT_TYPE
from twoway_core.sync.messages import ChallengeRequest, Push, SyncRequest
from twoway_server.limits import Limits

from .caller import Answer, Served
from .conftest import Serve
from .memory_store import MemoryStore
from .world import Person

ID = "0" * 32
NOT_ALLOWED = [
    ("GET", "/nothing"),
    ("GET", "/v1"),
    ("GET", "/v1/journals"),
    ("GET", f"/v1/journals/{ID}/sync"),
    ("PUT", f"/v1/journals/{ID}/push"),
    ("POST", f"/v1/journals/{ID}/sync"),
    ("POST", f"/v1/journals/{ID}/push"),
    ("POST", f"/v1/journals/{ID}/other"),
    ("POST", f"/v1/journals/{ID.upper()[:-1]}A/sync"),
    ("POST", f"/v1/journals/{ID}0/sync"),
    ("POST", "/v1/journals/%2e%2e%2f/sync"),
    ("POST", f"/v1/journals/{ID}/sync%00"),
    ("GET", f"/v1/mailboxes/{ID}/offer"),
    ("POST", f"/v1/mailboxes/{ID}/request"),
    ("GET", f"/v1/mailboxes/{ID}/other"),
    ("DELETE", f"/v1/mailboxes/{ID}"),
    ("DELETE", f"/v1/mailboxes/{ID}/offer"),
    ("POST", "/"),
    ("DELETE", "/health"),
    ("OPTIONS", f"/v1/journals/{ID}/sync"),
    ("HEAD", "/nothing"),
    ("TRACE", "/"),
]


def core(answer: Answer) -> tuple[int, bytes, dict[str, str]]:
    """Return what is the same for every refusal: all but the date."""
    return answer.status, answer.body, {name: value for name, value in answer.headers.items() if name != "Date"}


async def test_whatever_is_not_allowed_gets_one_and_the_same_404(server: Served, person: Person) -> None:
    """Unknown routes, wrong methods, absent journals and missing tokens cannot be told apart."""
    await server.register(person)
    paths = [*NOT_ALLOWED, *((how, path.replace(ID, person.journal.hex())) for how, path in NOT_ALLOWED)]
    seen = [
        core(await server.send(how, path, b"\x91\x90" if how == "POST" else None))
        for how, path in paths
        if how != "HEAD"
    ]

    assert len(seen) > 30
    assert all(each == seen[0] for each in seen)
    assert seen[0][:2] == (404, encode(["not-found"]))


async def test_a_head_request_is_refused_as_well(server: Served) -> None:
    """HEAD has the status of the 404 and, by its nature, no body."""
    answer = await server.send("HEAD", "/health")

    assert (answer.status, answer.body) == (404, b"")


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "application/msgpack"},
        {"Content-Type": "text/plain"},
        {"Content-Type": f"{CONTENT_TYPE}; charset=utf-8"},
        {"Content-Encoding": "gzip"},
        {"Content-Encoding": "deflate"},
        {"Content-Encoding": "br"},
        {"Content-Encoding": "zstd"},
        {"Content-Encoding": "identity"},
    ],
    ids=str,
)
async def test_a_body_under_another_label_is_refused(server: Served, headers: dict[str, str]) -> None:
    """Only messages of ours, and never compressed ones, are read."""
    body = gzip.compress(bytes(1_000_000))

    answer = await server.send("POST", f"/v1/journals/{ID}/challenge", body, headers)

    assert (answer.status, answer.word) == (415, "not-labelled")


async def test_a_body_at_its_limit_is_read_and_one_byte_more_is_not(serve: Serve) -> None:
    """The limit of a route is exact."""
    server = await serve(limits=Limits(anonymous_body_bytes=2048))

    at_limit = await server.send("POST", f"/v1/journals/{ID}/challenge", bytes(2048))
    over = await server.send("POST", f"/v1/journals/{ID}/challenge", bytes(2049))

    assert (at_limit.status, at_limit.word) == (400, "malformed")
    assert (over.status, over.word) == (413, "too-large")


async def test_a_body_that_says_it_is_too_long_is_not_waited_for(server: Served) -> None:
    """The refusal comes before the body does."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(head("POST", f"/v1/journals/{ID}/challenge", "Content-Length: 5000000000"))

    line = await reader.readline()
    writer.close()

    assert b" 413 " in line


async def test_a_body_without_an_end_stops_at_its_limit(serve: Serve) -> None:
    """A body in chunks that never says its length is read no further than any other."""
    server = await serve(limits=Limits(anonymous_body_bytes=2048))
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(head("POST", f"/v1/journals/{ID}/challenge", "Transfer-Encoding: chunked"))
    for _ in range(4):
        writer.write(b"400\r\n" + bytes(1024) + b"\r\n")

    line = await reader.readline()
    writer.close()

    assert b" 413 " in line


async def test_a_body_that_does_not_come_is_given_up(serve: Serve) -> None:
    """Half a body is answered when its time is over, and the connection is closed."""
    server = await serve(limits=Limits(body_seconds=0.05))
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(head("POST", f"/v1/journals/{ID}/challenge", "Content-Length: 100") + b"half")

    line = await reader.readline()
    writer.close()

    assert b" 408 " in line


async def test_a_caller_that_hangs_up_in_its_body_harms_nobody(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    """A connection that ends within a body is no fault of the server's, and is not logged as one."""
    server = await serve()
    _, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(head("POST", f"/v1/journals/{ID}/challenge", "Content-Length: 100") + b"half")
    await writer.drain()
    await asyncio.sleep(0.02)
    writer.transport.abort()
    await asyncio.sleep(0.02)

    assert (await server.send("GET", "/health")).status == 200
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_broken_chunk_is_malformed(server: Served) -> None:
    """A chunk whose length is no number ends the request with a 400."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(head("POST", f"/v1/journals/{ID}/challenge", "Transfer-Encoding: chunked") + b"2\r\nab\r\nzz\r\n")

    line = await reader.readline()
    writer.close()

    assert b" 400 " in line


@pytest.mark.parametrize(
    "lines",
    [
        "Content-Length: 2\r\nTransfer-Encoding: chunked",
        "Content-Length: 2\r\nContent-Length: 3",
        "Content-Length: -1",
        " folded: yes\r\nContent-Length: 0",
        "Content-Length : 2",
    ],
    ids=repr,
)
async def test_a_request_of_two_meanings_is_refused(server: Served, lines: str) -> None:
    """What a proxy and the server might read differently is not read at all."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(head("POST", f"/v1/journals/{ID}/challenge", lines) + b"ab")

    line = await reader.readline()
    writer.close()

    assert b" 400 " in line


async def test_too_many_headers_are_refused(server: Served) -> None:
    """A request has at most 64 headers."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(head("GET", "/health", "\r\n".join(f"X-{n}: y" for n in range(70))))

    line = await reader.readline()
    writer.close()

    assert b" 400 " in line


async def test_half_a_request_is_closed_when_its_time_is_over(serve: Serve) -> None:
    """A peer that sends its headers slowly does not keep its connection."""
    server = await serve(limits=Limits(idle_seconds=0.05))
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(b"GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: ")

    rest = await reader.read()
    writer.close()

    assert rest == b""


async def test_an_absolute_address_and_a_false_host_change_nothing(server: Served) -> None:
    """What a request says of the server's name is not believed, and not answered with."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")

    answer = await reader.read()
    writer.close()

    assert b" 200 OK" in answer
    assert b"evil" not in answer


async def test_all_bodies_together_are_bounded(serve: Serve, person: Person) -> None:
    """While too much is held in memory, further bodies are put off; afterwards they are read."""
    server = await serve(limits=Limits(held_bodies_bytes=4096))
    await server.join(person)
    token = server.tokens[person.device.id].hex()
    path = f"/v1/journals/{person.journal.hex()}/push"
    _, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(head("POST", path, f"Authorization: Bearer {token}\r\nContent-Length: 9000") + bytes(4096))
    await writer.drain()
    await asyncio.sleep(0.05)

    during = await server.post(person, "push", Push([]), person.device)
    writer.transport.abort()
    await asyncio.sleep(0.05)
    after = await server.post(person, "push", Push([]), person.device)

    assert (during.status, during.word) == (503, "busy")
    assert after.status == 200


async def test_an_address_has_its_share_of_requests_without_a_token(serve: Serve, person: Person) -> None:
    """Beyond its share an address is put off; as time passes it may ask again."""
    server = await serve(limits=Limits(anonymous_burst=3, anonymous_per_second=1))
    asked = ChallengeRequest(person.device.id)

    statuses = [(await server.post(person, "challenge", asked)).status for _ in range(4)]
    server.clock.now += 1.0
    later = await server.post(person, "challenge", asked)

    assert statuses == [200, 200, 200, 429]
    assert later.status == 200


async def test_wrong_tokens_count_as_requests_without_one(serve: Serve, person: Person) -> None:
    """Whoever tries tokens is slowed down like anybody without one."""
    server = await serve(limits=Limits(anonymous_burst=2, anonymous_per_second=1))

    answers = [await server.post(person, "sync", SyncRequest(bytes(32), [])) for _ in range(3)]

    assert [answer.status for answer in answers] == [404, 404, 429]
    assert answers[-1].headers["Retry-After"] == "5"


async def test_a_journal_has_its_share_and_others_keep_theirs(serve: Serve, person: Person) -> None:
    """A device that asks without end slows down its own journal only."""
    server = await serve(limits=Limits(journal_burst=2, journal_per_second=1))
    other = Person(2)
    await server.join(person)
    await server.join(other)

    mine = [(await server.post(person, "push", Push([]), person.device)).status for _ in range(3)]
    theirs = await server.post(other, "push", Push([]), other.device)

    assert (mine, theirs.status) == ([200, 200, 429], 200)


async def test_a_forwarded_address_is_believed_from_a_trusted_proxy_only(serve: Serve, person: Person) -> None:
    """Behind a proxy each caller has a share; without one the header is nobody's business."""
    limits = Limits(anonymous_burst=1, anonymous_per_second=1)
    direct, behind = await serve(limits=limits), await serve(limits=limits, proxies=["127.0.0.1"])
    asked = encode(ChallengeRequest(person.device.id))

    async def ask(server: Served, named: str) -> int:
        path = f"/v1/journals/{person.journal.hex()}/challenge"
        return (await server.send("POST", path, asked, {"X-Forwarded-For": named})).status

    assert [await ask(direct, f"192.0.2.{n}") for n in range(2)] == [200, 429]
    assert [await ask(behind, f"203.0.113.9, 192.0.2.{n}") for n in range(2)] == [200, 200]
    assert await ask(behind, "198.51.100.1, 192.0.2.0") == 429
    assert [await ask(behind, f"no address {n}") for n in range(2)] == [200, 429]


async def test_a_caller_cannot_forge_its_address_behind_a_proxy(serve: Serve) -> None:
    """Of several lines the proxy's own, the last, counts."""
    server = await serve(limits=Limits(anonymous_burst=1, anonymous_per_second=1), proxies=["127.0.0.1"])
    seen = []
    for n in range(2):
        lines = f"X-Forwarded-For: 192.0.2.{n}\r\nX-Forwarded-For: 203.0.113.9\r\nContent-Length: 0"
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(head("POST", f"/v1/journals/{ID}/challenge", lines))
        seen.append((await reader.readline()).split()[1])
        writer.close()

    assert seen == [b"400", b"429"]


async def test_a_fault_is_told_as_a_fault_and_logged_without_content(
    serve: Serve, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """An error that nobody foresaw is a 500, says nothing to the caller, and leaves a place in the log."""
    server = await serve()
    assert isinstance(server.store, MemoryStore)
    await server.join(person)
    server.store.error = RuntimeError("canary")

    answer = await server.post(person, "push", Push([]), person.device)

    assert (answer.status, answer.body) == (500, encode(["fault"]))
    (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert "canary" not in record.getMessage()


@pytest.fixture
async def told(serve: Serve, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Served]:
    """Return a server that logs every request."""
    with caplog.at_level(logging.INFO, "twoway_server"):
        yield await serve()


async def test_a_request_leaves_one_line_with_nothing_of_its_content(
    told: Served, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """The log names the route, the status and eight digits of the journal, and no more."""
    await told.join(person)
    caplog.clear()
    segment = person.write(person.device)
    await told.push(person, [segment])

    (record,) = caplog.records
    facts = record.__dict__["facts"]
    assert record.getMessage() == "request"
    assert facts.keys() == {"method", "route", "status", "took_ms", "body_bytes", "reply_bytes", "journal"}
    assert facts["route"] == "/v1/journals/{journal}/push"
    assert facts["journal"] == person.journal.hex()[:8]


async def test_every_answer_forbids_keeping_and_guessing(server: Served) -> None:
    """No answer is cached, none is taken for another type, and none names our libraries."""
    answer = await server.send("GET", "/")

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Server"] == "twoway-server"


def head(method: str, path: str, lines: str) -> bytes:
    """Return the head of a request with a few more ``lines``."""
    return f"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {CONTENT_TYPE}\r\n{lines}\r\n\r\n".encode()
