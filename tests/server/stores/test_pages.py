"""Pages: what every store gives a reader, run against each of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twoway_core.codec import encode
from twoway_core.ids import ChainId, JournalId
from twoway_core.sealing.segment import Segment
from twoway_core.sync.messages import Head, WireSegment, wire
from twoway_server.stores.port import Store

from ..world import Person, chain_of, head_of
from .using import Known, fork, hashes, pull, push, register


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
