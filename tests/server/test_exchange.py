"""Sync and push over the wire: ``handlers/exchange.py`` and ``admission.py``."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Sequence

import msgspec
import pytest

from twoway_core.codec import encode
from twoway_core.errors import StoreError, StoreFullError
from twoway_core.ids import JournalId
from twoway_core.sealing.segment import Segment
from twoway_core.sync.messages import ChainHeads, Push, Pushed, RosterPush, SyncRequest, wire
from twoway_core.trust.roster import Roster
from twoway_server.edge import Call
from twoway_server.handlers.exchange import Exchange
from twoway_server.limits import Limits
from twoway_server.live import Hub
from twoway_server.stores.port import Appended, Candidate

from .caller import Served
from .conftest import Serve
from .memory_store import ROOMY, MemoryStore
from .world import Person, chain_of, head_of


def words(pushed: Pushed) -> list[tuple[str, str]]:
    """Return status and reason of each outcome."""
    return [(outcome.status, outcome.reason) for outcome in pushed.outcomes]


def altered(person: Person, segment: Segment, **changes: object) -> Segment:
    """Return ``segment`` with another header, signed anew by the device."""
    header = encode(msgspec.structs.replace(segment.header, **changes))
    return Segment(header, person.device.keys.sign(b"twoway/1/header\0", header), segment.body)


async def test_what_is_pushed_can_be_pulled(server: Served, person: Person) -> None:
    """A segment comes back exactly as it went."""
    await server.join(person)
    segment = person.write(person.device)

    pushed = await server.push(person, [segment])
    reply = await server.sync(person)

    assert words(pushed) == [("stored", "")]
    assert pushed.roster == person.roster.head
    assert reply.segments == [wire(segment)]
    assert reply.heads == [ChainHeads(chain_of(segment), [head_of(segment)])]


async def test_outcomes_come_in_the_order_of_the_push(server: Served, person: Person) -> None:
    """Each segment has its own outcome, and one that is refused does not stop the others."""
    await server.join(person)
    first, second = person.write(person.device), person.write(person.device)
    broken = Segment(second.header_bytes, bytes(64), second.body)

    pushed = await server.push(person, [first, broken, second, first])

    assert words(pushed) == [("stored", ""), ("refused", "signature"), ("stored", ""), ("known", "")]
    assert [outcome.hash for outcome in pushed.outcomes] == [each.hash for each in (first, broken, second, first)]


async def test_an_empty_push_tells_the_roster(server: Served, person: Person) -> None:
    """Nothing to push is no error."""
    await server.join(person)

    pushed = await server.push(person, [])

    assert (pushed.outcomes, pushed.roster) == ([], person.roster.head)


async def test_many_segments_in_one_push_are_all_checked(server: Served, person: Person) -> None:
    """A long push is checked to its end, with pauses for others."""
    await server.join(person)
    segments = [person.write(person.device) for _ in range(40)]

    pushed = await server.push(person, segments)

    assert words(pushed) == [("stored", "")] * 40


async def test_a_long_push_gives_others_their_turn(person: Person) -> None:
    """Between a few signatures and the next few, other requests go on."""
    store = MemoryStore()
    await store.append_roster(person.journal, None, person.run, person.roster.head)
    body = encode(Push(person.write_run(person.device, 40)))
    call = Call({"journal": person.journal.hex()}, "", "", {}, body, (person.device.id, person.roster))
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    beside = asyncio.create_task(others())
    await Exchange(store, Hub(Limits()), 1 << 20).push(call)
    beside.cancel()

    assert turns >= 2


async def test_another_device_may_bring_a_segment(server: Served, person: Person) -> None:
    """Segments are signed by whom they are of: any device repairs the server."""
    other = person.admit()
    await server.register(person)
    await server.sign_in(person, other)

    pushed = await server.push(person, [person.write(person.device)], other)

    assert words(pushed) == [("stored", "")]


async def test_a_segment_of_another_journal_is_malformed(server: Served, person: Person) -> None:
    """A header that names another journal is refused, though its signature is good."""
    await server.join(person)
    moved = altered(person, person.write(person.device), journal=bytes(16))

    assert words(await server.push(person, [moved])) == [("refused", "malformed")]


async def test_a_segment_that_cites_an_unknown_roster_entry_is_refused(server: Served, person: Person) -> None:
    """The roster comes before the segments that cite it."""
    await server.join(person)
    person.admit()

    assert words(await server.push(person, [person.write(person.device)])) == [("refused", "roster")]


async def test_a_segment_by_a_device_not_yet_admitted_is_refused(server: Served, person: Person) -> None:
    """A device cannot write under a roster entry older than its own."""
    other = person.admit()
    await server.join(person)
    early = person.write(other, cited=1)

    assert words(await server.push(person, [early])) == [("refused", "device")]


async def test_a_segment_by_a_stranger_is_refused(server: Served, person: Person) -> None:
    """A device that is in no roster writes nothing."""
    await server.join(person)

    assert words(await server.push(person, [person.write(person.newcomer())])) == [("refused", "device")]


async def test_a_body_that_fills_no_bucket_is_malformed(server: Served, person: Person) -> None:
    """The body's length is one of ten."""
    await server.join(person)
    segment = person.write(person.device)
    longer = Segment(segment.header_bytes, segment.signature, segment.body + b"\0")

    assert words(await server.push(person, [longer])) == [("refused", "malformed")]


async def test_a_format_of_the_future_is_unsupported(server: Served, person: Person) -> None:
    """Another format number has a word of its own."""
    await server.join(person)
    newer = altered(person, person.write(person.device), format=2)

    assert words(await server.push(person, [newer])) == [("refused", "unsupported")]


@pytest.mark.parametrize("header", [b"", b"\x9a", b"\x91\x01", b"\xc0" * 200])
async def test_a_header_that_is_none_is_malformed(server: Served, person: Person, header: bytes) -> None:
    """Rubbish in place of a header is refused, and the connection goes on."""
    await server.join(person)
    segment = person.write(person.device)
    rubbish = Segment(header, segment.signature, segment.body)
    pushed = await server.push(person, [rubbish, segment])

    assert [outcome.status for outcome in pushed.outcomes] == ["refused", "stored"]
    assert pushed.outcomes[0].reason in {"malformed", "unsupported"}


async def test_a_header_in_a_second_encoding_is_malformed(server: Served, person: Person) -> None:
    """A longer array head around the same fields is refused, also when it is signed."""
    await server.join(person)
    segment = person.write(person.device)
    header = b"\xdc\x00\x0a" + segment.header_bytes[1:]
    signature = person.device.keys.sign(b"twoway/1/header\0", header)

    pushed = await server.push(person, [Segment(header, signature, segment.body)])

    assert pushed.outcomes[0].status == "refused"


async def test_no_bit_of_a_segment_s_head_can_change(server: Served, person: Person) -> None:
    """Every single-bit change of header or signature is refused."""
    await server.join(person)
    segment = person.write(person.device)
    mutants = [
        Segment(flipped(segment.header_bytes, at), segment.signature, segment.body)
        for at in range(8 * len(segment.header_bytes))
    ] + [Segment(segment.header_bytes, flipped(segment.signature, at), segment.body) for at in range(8 * 64)]

    outcomes = []
    for at in range(0, len(mutants), 500):
        outcomes += (await server.push(person, mutants[at : at + 500])).outcomes

    assert len(outcomes) == len(mutants)
    assert {outcome.status for outcome in outcomes} == {"refused"}
    assert (await server.sync(person)).segments == []


def flipped(data: bytes, bit: int) -> bytes:
    """Return ``data`` with one bit changed."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@pytest.mark.parametrize("step", ["sync", "push"])
@pytest.mark.parametrize("body", [b"", b"\x90", b"\x91\xc0", b"\xdc\x00\x01\x90", b"\x91" * 100_000], ids=len)
async def test_what_is_no_message_is_malformed(server: Served, person: Person, step: str, body: bytes) -> None:
    """Bytes of another shape, a second encoding, or nesting without end are refused alike."""
    await server.join(person)
    token = server.tokens[person.device.id].hex()

    answer = await server.send(
        "POST", f"/v1/journals/{person.journal.hex()}/{step}", body, {"Authorization": f"Bearer {token}"}
    )

    assert (answer.status, answer.word) == (400, "malformed")


async def test_sync_gives_the_roster_entries_that_are_lacking(server: Served, person: Person) -> None:
    """Entries behind the one that is named come; all of them when it is unknown."""
    person.admit()
    await server.join(person)

    after_first = await server.sync(person, roster=person.roster.hashes[0])
    all_of_them = await server.sync(person, roster=bytes(32))

    assert after_first.roster == person.run[1:]
    assert all_of_them.roster == person.run


async def test_a_long_history_comes_in_pages(serve: Serve, person: Person) -> None:
    """A client that names what it was given gets the rest, and then nothing."""
    server = await serve(limits=Limits(page_bytes=3000))
    await server.join(person)
    segments = [person.write(person.device) for _ in range(7)]
    await server.push(person, segments)

    got: list[bytes] = []
    pages: list[int] = []
    heads: list[ChainHeads] = []
    while True:
        reply = await server.sync(person, heads=heads)
        got += [each.segment().hash for each in reply.segments]
        pages.append(len(reply.segments))
        heads = [ChainHeads(chain_of(segments[0]), [head_of(segments[len(got) - 1])])]
        if not reply.more:
            break

    assert got == [segment.hash for segment in segments]
    assert pages == [3, 3, 1]
    assert (await server.sync(person, heads=heads)).segments == []


async def test_the_reply_is_canonical_as_the_core_reads_it(server: Served, person: Person) -> None:
    """The reply is built from stored bytes, and still is the one encoding of its message."""
    await server.join(person)
    await server.push(person, [person.write(person.device) for _ in range(3)])

    answer = await server.post(person, "sync", SyncRequest(bytes(32), []), person.device)

    assert len(answer.body) > 2000
    assert answer.headers["Content-Type"] == "application/vnd.twoway+msgpack"


async def test_a_journal_that_is_full_refuses_by_quota(serve: Serve, person: Person) -> None:
    """A full journal still answers, and says which segments it did not take."""
    server = await serve(store=MemoryStore(dataclasses.replace(ROOMY, journal_segments=1)))
    await server.join(person)

    pushed = await server.push(person, [person.write(person.device) for _ in range(2)])

    assert words(pushed) == [("stored", ""), ("refused", "quota")]


async def test_nothing_is_acknowledged_before_the_commit(serve: Serve, person: Person) -> None:
    """While the store has not committed, the push has no answer; when it has, the answer comes."""
    store = SlowStore()
    server = await serve(store=store)
    await server.join(person)

    push = asyncio.create_task(server.push(person, [person.write(person.device)]))
    await store.reached.wait()
    was_answered = push.done()
    store.go_on.set()

    assert not was_answered
    assert words(await push) == [("stored", "")]


async def test_a_push_that_could_not_be_committed_is_not_acknowledged(server: Served, person: Person) -> None:
    """A full disk and a closed store have statuses of their own, and asking again later is right."""
    assert isinstance(server.store, MemoryStore)
    await server.join(person)
    message = Push([wire(person.write(person.device))])

    server.store.error = StoreFullError("full")
    full = await server.post(person, "push", message, person.device)
    server.store.error = StoreError("closed")
    closed = await server.post(person, "push", message, person.device)
    server.store.error = None
    later = await server.post(person, "push", message, person.device)

    assert [(each.status, each.word) for each in (full, closed)] == [(507, "full"), (503, "unavailable")]
    assert full.headers["Retry-After"] == closed.headers["Retry-After"] == "5"
    assert words(later.read(Pushed)) == [("stored", "")]


async def test_a_push_tells_the_roster_that_stood_at_its_commit(serve: Serve, person: Person) -> None:
    """A roster that moved while a push was under way shows in its answer."""
    store = SlowStore()
    server = await serve(store=store)
    await server.join(person)

    push = asyncio.create_task(server.push(person, [person.write(person.device)]))
    await store.reached.wait()
    person.admit()
    await server.post(person, "roster", RosterPush(person.run))
    store.go_on.set()

    assert (await push).roster == person.roster.head


async def test_a_vector_of_heads_travels_both_ways(server: Served, person: Person) -> None:
    """What the server says it holds can be sent back as what the client holds."""
    await server.join(person)
    await server.push(person, [person.write(person.device)])
    heads = (await server.sync(person)).heads

    assert (await server.sync(person, heads=heads)).segments == []


class SlowStore(MemoryStore):
    """A store whose commits wait until they may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.go_on = asyncio.Event(), asyncio.Event()

    async def append(self, journal: JournalId, roster: Roster, candidates: Sequence[Candidate]) -> Appended:
        self.reached.set()
        await self.go_on.wait()
        return await super().append(journal, roster, candidates)
