"""What every store does, run against each of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from itertools import count
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twoway_core.codec import encode
from twoway_core.ids import ChainId, JournalId
from twoway_core.sealing.segment import Segment
from twoway_core.sync.messages import Head, WireSegment, wire
from twoway_server.stores.port import Candidate, Page, Quota, Store
from twoway_server.stores.sqlite import SqliteStore

from ..memory_store import ROOMY, MemoryStore
from ..world import Device, Person, chain_of, head_of

Known = Mapping[ChainId, frozenset[Head]]
OpenStore = Callable[[Quota], Awaitable[Store]]


@pytest.fixture(params=["memory", "sqlite"])
def kind(request: pytest.FixtureRequest) -> str:
    """Return which store is under test."""
    return str(request.param)


@pytest.fixture
async def open_store(kind: str, tmp_path: Path) -> AsyncIterator[OpenStore]:
    """Open stores, and close them when the test is over."""
    opened: list[Store] = []

    async def open_one(quota: Quota) -> Store:
        path = tmp_path / f"{len(opened)}.db"
        store: Store = MemoryStore(quota) if kind == "memory" else await SqliteStore.opened(path, quota)
        opened.append(store)
        return store

    yield open_one
    for store in opened:
        await store.close()


@pytest.fixture
async def store(open_store: OpenStore) -> Store:
    """Return a store with room."""
    return await open_store(ROOMY)


async def register(store: Store, person: Person) -> None:
    """Put the roster of ``person`` into ``store``."""
    assert await store.append_roster(person.journal, None, person.run, person.roster.head)


async def push(store: Store, person: Person, *segments: Segment) -> list[tuple[str, str]]:
    """Append ``segments`` and return status and reason of each."""
    appended = await store.append(person.journal, person.roster, [candidate(each) for each in segments])
    return [(outcome.status, outcome.reason) for outcome in appended.outcomes]


async def pull(store: Store, journal: JournalId, known: Known | None = None, limit: int = 1 << 20) -> Page:
    """Read one page."""
    return await store.read_page(journal, known or {}, limit_bytes=limit, limit_segments=100)


def candidate(segment: Segment) -> Candidate:
    """Return ``segment`` as admission gives it."""
    return Candidate(segment.hash, segment.header, encode(wire(segment)))


def hashes(page: Page) -> list[bytes]:
    """Return the hashes of the segments of ``page``."""
    return [msgspec.msgpack.decode(each, type=WireSegment).segment().hash for each in page.segments]


def fork(person: Person, device: Device, count: int) -> list[Segment]:
    """Return ``count`` segments that all stand behind the tip of ``device``; the last stays its tip."""
    tip, branches = device.tip, []
    for _ in range(count):
        device.tip = tip
        branches.append(person.write(device))
    return branches


async def test_a_store_begins_empty(store: Store, person: Person) -> None:
    """A journal that is not here has no roster."""
    assert await store.read_roster(person.journal) == []


async def test_a_roster_is_read_as_it_was_appended(store: Store, person: Person) -> None:
    """Roster entries come back byte for byte, in order."""
    await register(store, person)

    assert await store.read_roster(person.journal) == person.run


async def test_a_roster_grows_behind_its_last_entry(store: Store, person: Person) -> None:
    """An entry that names the last one is appended."""
    await register(store, person)
    before = person.roster.head
    person.admit()

    assert await store.append_roster(person.journal, before, person.run[-1:], person.roster.head)
    assert await store.read_roster(person.journal) == person.run


async def test_a_roster_does_not_grow_behind_another_entry(store: Store, person: Person) -> None:
    """Whoever thought that the roster ended elsewhere changes nothing."""
    await register(store, person)

    assert not await store.append_roster(person.journal, bytes(32), [b"entry"], bytes(32))
    assert await store.read_roster(person.journal) == person.run


async def test_a_journal_is_registered_once(store: Store, person: Person) -> None:
    """A second founding of a journal changes nothing."""
    await register(store, person)

    assert not await store.append_roster(person.journal, None, [b"entry"], bytes(32))
    assert await store.read_roster(person.journal) == person.run


async def test_of_two_continuations_at_once_one_wins(store: Store, person: Person) -> None:
    """Two callers that extend the same roster at the same moment do not both succeed."""
    await register(store, person)
    head = person.roster.head

    won = await asyncio.gather(
        *(store.append_roster(person.journal, head, [bytes([n])], bytes([n]) * 32) for n in range(2))
    )

    assert sorted(won) == [False, True]
    assert len(await store.read_roster(person.journal)) == len(person.run) + 1


async def test_append_tells_the_roster_at_the_commit(store: Store, person: Person) -> None:
    """A writer learns whether the roster moved while it was sending."""
    await register(store, person)
    old = person.roster
    person.admit()
    await store.append_roster(person.journal, old.head, person.run[-1:], person.roster.head)

    appended = await store.append(person.journal, old, [])

    assert appended.roster == person.roster.head


async def test_a_segment_comes_back_as_it_travelled(store: Store, person: Person) -> None:
    """The bytes of a segment are not touched."""
    await register(store, person)
    segment = person.write(person.device)
    await push(store, person, segment)

    page = await pull(store, person.journal)

    assert page.segments == [encode(wire(segment))]
    assert page.heads == {chain_of(segment): frozenset({head_of(segment)})}
    assert not page.more


async def test_the_same_segment_again_is_known(store: Store, person: Person) -> None:
    """A push that is repeated because its answer was lost succeeds and stores nothing twice."""
    await register(store, person)
    segment = person.write(person.device)

    assert await push(store, person, segment, segment) == [("stored", ""), ("known", "")]
    assert await push(store, person, segment) == [("known", "")]
    assert len((await pull(store, person.journal)).segments) == 1


async def test_a_segment_without_its_parent_is_a_gap(store: Store, person: Person) -> None:
    """Children wait for their parents, and are taken once those are here."""
    await register(store, person)
    first, second = person.write(person.device), person.write(person.device)

    assert await push(store, person, second) == [("refused", "gap")]
    assert await push(store, person, first, second) == [("stored", ""), ("stored", "")]


async def test_a_segment_that_goes_back_in_the_roster_is_refused(store: Store, person: Person) -> None:
    """Along a chain the cited roster entry never becomes an older one."""
    await register(store, person)
    head = person.roster.head
    newest = person.admit()
    await store.append_roster(person.journal, head, person.run[-1:], person.roster.head)
    first = person.write(person.device, cited=2)
    back = person.write(person.device, cited=1)

    assert newest.id in person.roster.members
    assert await push(store, person, first, back) == [("stored", ""), ("refused", "chain")]


async def test_another_device_cannot_go_on_with_a_chain(store: Store, person: Person) -> None:
    """A chain belongs to the device that opened it."""
    other = person.admit()
    await register(store, person)
    first = person.write(person.device)
    tip = person.device.tip
    other.tip = type(tip)(tip.journal, other.id, tip.chain, tip.number, tip.previous)

    assert await push(store, person, first, person.write(other)) == [("stored", ""), ("refused", "chain")]


async def test_a_chain_has_the_id_of_its_beginning(store: Store, person: Person) -> None:
    """A first segment under another chain id is refused."""
    await register(store, person)
    tip = person.device.tip
    person.device.tip = type(tip)(tip.journal, tip.device, ChainId(bytes(16)), 1, tip.previous)

    assert await push(store, person, person.write(person.device)) == [("refused", "chain")]


async def test_both_branches_of_a_fork_are_kept(store: Store, person: Person) -> None:
    """Two segments with one number of one chain are both stored, and both are heads."""
    await register(store, person)
    first = person.write(person.device)
    branches = fork(person, person.device, 2)

    assert await push(store, person, first, *branches) == [("stored", "")] * 3
    page = await pull(store, person.journal)
    assert page.heads == {chain_of(first): frozenset(map(head_of, branches))}


async def test_a_branch_from_the_middle_of_a_chain_is_kept(store: Store, person: Person) -> None:
    """A branch may leave a segment that other segments already follow."""
    await register(store, person)
    trunk = [person.write(person.device) for _ in range(3)]
    end = person.device.tip
    person.device.tip = type(end)(end.journal, end.device, end.chain, 2, trunk[0].hash)
    branch = person.write(person.device)

    assert await push(store, person, *trunk, branch) == [("stored", "")] * 4
    page = await pull(store, person.journal)
    assert page.heads[chain_of(branch)] == {head_of(trunk[2]), head_of(branch)}


async def test_a_page_holds_only_what_is_lacking(store: Store, person: Person) -> None:
    """A reader that names a head is given what stands behind it."""
    await register(store, person)
    segments = [person.write(person.device) for _ in range(4)]
    await push(store, person, *segments)
    chain = chain_of(segments[0])

    page = await pull(store, person.journal, {chain: frozenset({head_of(segments[1])})})

    assert hashes(page) == [segments[2].hash, segments[3].hash]


async def test_a_reader_that_has_everything_is_given_nothing(store: Store, person: Person) -> None:
    """Equal heads make an empty page."""
    await register(store, person)
    await push(store, person, person.write(person.device))
    heads = (await pull(store, person.journal)).heads

    page = await pull(store, person.journal, heads)

    assert (page.segments, page.more) == ([], False)


async def test_a_reader_on_one_branch_is_given_the_other(store: Store, person: Person) -> None:
    """On a forked chain exactly those segments come that are no ancestors of the heads named."""
    await register(store, person)
    trunk = [person.write(person.device) for _ in range(2)]
    left, right = fork(person, person.device, 2)
    last = person.write(person.device)
    await push(store, person, *trunk, left, right, last)
    chain = chain_of(left)

    on_left = await pull(store, person.journal, {chain: frozenset({head_of(left)})})
    on_trunk = await pull(store, person.journal, {chain: frozenset({head_of(trunk[0])})})

    assert hashes(on_left) == [right.hash, last.hash]
    assert set(hashes(on_trunk)) == {trunk[1].hash, left.hash, right.hash, last.hash}


async def test_a_head_that_the_store_lacks_counts_for_nothing(store: Store) -> None:
    """A reader that is ahead of the store is sent the chain, after the chains that it surely lacks."""
    person = Person(2)
    others = [person.admit() for _ in range(4)]
    await register(store, person)
    mine = [person.write(person.device) for _ in range(3)]
    theirs = [person.write(other) for other in others]
    await push(store, person, *mine[:2], *theirs)
    chain = chain_of(mine[0])

    ahead = await pull(store, person.journal, {chain: frozenset({head_of(mine[2])})})
    both = await pull(store, person.journal, {chain: frozenset({head_of(mine[2]), head_of(mine[1])})})

    assert chain < max(map(chain_of, theirs))
    assert hashes(ahead)[-2:] == [mine[0].hash, mine[1].hash]
    assert set(hashes(ahead)[:-2]) == set(hashes(both)) == {each.hash for each in theirs}


async def test_a_page_ends_at_its_limit_of_bytes(store: Store, person: Person) -> None:
    """A page that would be too long ends before the segment that makes it so."""
    await register(store, person)
    segments = [person.write(person.device) for _ in range(3)]
    await push(store, person, *segments)
    two = 2 * len(encode(wire(segments[0])))

    page = await pull(store, person.journal, limit=two + 100)

    assert hashes(page) == [segments[0].hash, segments[1].hash]
    assert page.more


async def test_a_segment_longer_than_a_page_travels_alone(store: Store, person: Person) -> None:
    """However small the page, at least one segment comes."""
    await register(store, person)
    segments = [person.write(person.device) for _ in range(2)]
    await push(store, person, *segments)

    page = await pull(store, person.journal, limit=1)

    assert (hashes(page), page.more) == ([segments[0].hash], True)


async def test_a_page_ends_at_its_limit_of_segments(store: Store, person: Person) -> None:
    """A page holds no more segments than asked for."""
    await register(store, person)
    await push(store, person, *(person.write(person.device) for _ in range(3)))

    page = await store.read_page(person.journal, {}, limit_bytes=1 << 20, limit_segments=2)

    assert (len(page.segments), page.more) == (2, True)


async def test_journals_do_not_touch(store: Store, person: Person) -> None:
    """What is pushed to one journal is in no other."""
    other = Person(2)
    await register(store, person)
    await register(store, other)
    await push(store, person, person.write(person.device))

    page = await pull(store, other.journal)

    assert (dict(page.heads), page.segments) == ({}, [])


async def test_a_journal_holds_no_more_bytes_than_its_quota(open_store: OpenStore, person: Person) -> None:
    """The segment that would be too much is refused; one that is there stays known."""
    first, second = person.write(person.device), person.write(person.device)
    size = len(encode(wire(first)))
    store = await open_store(Quota(size, 100, 100, 16))
    await register(store, person)

    assert await push(store, person, first, second, first) == [("stored", ""), ("refused", "quota"), ("known", "")]


async def test_a_journal_holds_no_more_segments_than_its_quota(open_store: OpenStore, person: Person) -> None:
    """Their number is bounded as well."""
    store = await open_store(Quota(1 << 20, 2, 100, 16))
    await register(store, person)

    outcomes = await push(store, person, *(person.write(person.device) for _ in range(3)))

    assert outcomes == [("stored", ""), ("stored", ""), ("refused", "quota")]


async def test_a_journal_has_no_more_heads_than_its_quota(open_store: OpenStore, person: Person) -> None:
    """A chain too many is refused, and leaves nothing behind; the chains that are there go on."""
    other = person.admit()
    store = await open_store(Quota(1 << 20, 100, 1, 16))
    await register(store, person)
    mine, theirs = person.write(person.device), person.write(other)

    assert await push(store, person, mine, theirs) == [("stored", ""), ("refused", "quota")]
    assert await push(store, person, theirs, person.write(person.device)) == [("refused", "quota"), ("stored", "")]
    assert len((await pull(store, person.journal)).segments) == 2


async def test_a_chain_has_no_more_branches_than_its_quota(open_store: OpenStore, person: Person) -> None:
    """A hostile device cannot fork its chain without end."""
    store = await open_store(Quota(1 << 20, 100, 100, 2))
    await register(store, person)

    outcomes = await push(store, person, *fork(person, person.device, 3))

    assert outcomes == [("stored", ""), ("stored", ""), ("refused", "quota")]


seeds = count(1000)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_pages_add_up_to_exactly_what_is_lacking(data: st.DataObject, store: Store) -> None:
    """Whatever the shape of the chains and whatever a reader holds, pages bring the rest, once, parents first."""
    person = Person(next(seeds))  # each example has a journal of its own in the one store
    other = person.admit()
    written = [person.write(person.device), person.write(other)]
    for _ in range(data.draw(st.integers(0, 8))):
        parent = data.draw(st.sampled_from(written))
        device = person.device if parent.header.device == person.device.id else other
        tip = device.tip
        device.tip = type(tip)(tip.journal, device.id, chain_of(parent), parent.header.number + 1, parent.hash)
        written.append(person.write(device))
    held = ancestors(written, data.draw(st.lists(st.sampled_from(written))))
    await register(store, person)
    await push(store, person, *written)

    got, pages = await pull_all(store, person.journal, heads(written, held), data.draw(st.integers(1, 5000)))

    assert sorted(got) == sorted({each.hash for each in written} - held)
    assert pages <= len(written) + 1
    assert is_parents_first(written, held, got)


async def pull_all(store: Store, journal: JournalId, known: Known, limit: int) -> tuple[list[bytes], int]:
    """Pull page after page as a client does, naming what it has by then."""
    named = {chain: set(each) for chain, each in known.items()}
    got: list[bytes] = []
    pages = 0
    while True:
        page = await pull(store, journal, {chain: frozenset(each) for chain, each in named.items()}, limit)
        pages += 1
        for sent in page.segments:
            segment = msgspec.msgpack.decode(sent, type=WireSegment).segment()
            got.append(segment.hash)
            named.setdefault(chain_of(segment), set()).add(head_of(segment))
        if not page.more:
            return got, pages


def ancestors(written: Sequence[Segment], of: Sequence[Segment]) -> set[bytes]:
    """Return the hashes of ``of`` and of all that they stand on."""
    by_hash = {segment.hash: segment for segment in written}
    found: set[bytes] = set()
    for segment in of:
        name = segment.hash
        while name in by_hash:
            found.add(name)
            name = by_hash[name].header.previous
    return found


def heads(written: Sequence[Segment], held: set[bytes]) -> Known:
    """Return the vector of a reader that holds ``held``."""
    mine = [segment for segment in written if segment.hash in held]
    named = {segment.header.previous for segment in mine}
    vector: dict[ChainId, set[Head]] = {}
    for segment in mine:
        if segment.hash not in named:
            vector.setdefault(chain_of(segment), set()).add(head_of(segment))
    return {chain: frozenset(each) for chain, each in vector.items()}


def is_parents_first(written: Sequence[Segment], held: set[bytes], got: Sequence[bytes]) -> bool:
    """Return whether every segment came after the one that it names."""
    by_hash = {segment.hash: segment for segment in written}
    there = set(held)
    for name in got:
        header = by_hash[name].header
        if header.number > 1 and header.previous not in there:
            return False
        there.add(name)
    return True
