"""What every store does with rosters and segments, run against each of them."""

from __future__ import annotations

import asyncio

from twoway_core.codec import encode
from twoway_core.ids import ChainId
from twoway_core.sync.messages import wire
from twoway_server.stores.port import Store

from ..world import Person, chain_of, head_of
from .using import fork, pull, push, register


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


async def test_journals_do_not_touch(store: Store, person: Person) -> None:
    """What is pushed to one journal is in no other."""
    other = Person(2)
    await register(store, person)
    await register(store, other)
    await push(store, person, person.write(person.device))

    page = await pull(store, other.journal)

    assert (dict(page.heads), page.segments) == ({}, [])
