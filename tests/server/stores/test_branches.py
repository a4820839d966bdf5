"""What every store does when a roster takes another branch, run against each of them."""

from __future__ import annotations

from twoway_core.sync.messages import Head
from twoway_core.trust.roster import Roster
from twoway_core.trust.statements import encode_roster_entry
from twoway_server.stores.port import ROSTER, Quota, Store

from ..world import Person, chain_of, head_of
from .using import OpenStore, hashes, pull, push, register


def other_branch(person: Person) -> Roster:
    """Return the journal's roster with another entry in the place of its last one."""
    other = Person(person.seed)
    other.draw(1)
    other.admit()
    return other.roster


async def replace(store: Store, before: Roster, other: Roster) -> bool:
    """Let ``other`` take the place of ``before``, but for genesis and the first device."""
    entries = [encode_roster_entry(entry) for entry in other.entries[2:]]
    return await store.replace_roster(other.journal, before.head, 2, entries, other.head)


async def test_another_branch_takes_the_place_of_the_roster(store: Store, person: Person) -> None:
    """What is shared stays, the rest is the new branch."""
    person.admit()
    await register(store, person)
    other = other_branch(person)

    assert await replace(store, person.roster, other)
    assert await store.read_roster(person.journal) == [encode_roster_entry(entry) for entry in other.entries]


async def test_a_roster_that_moved_meanwhile_is_not_replaced(store: Store, person: Person) -> None:
    """Whoever thought that the roster ended elsewhere changes nothing."""
    person.admit()
    await register(store, person)
    other = other_branch(person)

    assert not await replace(store, other, other)
    assert await store.read_roster(person.journal) == person.run


async def test_the_roster_of_a_journal_that_is_not_here_is_not_replaced(store: Store, person: Person) -> None:
    """There is nothing to replace."""
    assert not await replace(store, person.roster, other_branch(person))


async def test_segments_that_cite_the_branch_that_lost_go_with_it(store: Store, person: Person) -> None:
    """What stood before stays, and is the head of its chain again."""
    before = person.write(person.device)
    person.admit()
    await register(store, person)
    behind, alone = person.write(person.device), person.write(person.devices[1])
    await push(store, person, before, behind, alone)

    await replace(store, person.roster, other_branch(person))
    page = await pull(store, person.journal)

    assert hashes(page) == [before.hash]
    assert page.heads == {chain_of(before): frozenset({Head(1, before.hash)})}


async def test_what_went_counts_no_longer(open_store: OpenStore, person: Person) -> None:
    """The room that the losing branch took is free again."""
    store = await open_store(Quota(journal_bytes=1 << 20, journal_segments=2, journal_heads=2, chain_heads=2))
    before = person.write(person.device)
    person.admit()
    await register(store, person)
    await push(store, person, before, person.write(person.devices[1]))

    await replace(store, person.roster, other_branch(person))
    person.roster = other_branch(person)

    assert await push(store, person, person.write(person.device)) == [("stored", "")]


async def test_a_segment_judged_under_the_branch_that_lost_is_refused(store: Store, person: Person) -> None:
    """A push that was on its way when the branch changed brings nothing in."""
    person.admit()
    await register(store, person)
    late = person.write(person.devices[1])

    await replace(store, person.roster, other_branch(person))

    assert await push(store, person, late) == [("refused", ROSTER)]
    assert (await pull(store, person.journal)).segments == []


async def test_a_segment_judged_under_a_shorter_roster_is_kept(store: Store, person: Person) -> None:
    """A roster that grew meanwhile takes nothing back."""
    await register(store, person)
    segment, old = person.write(person.device), person.roster
    person.admit()
    await store.append_roster(person.journal, old.head, person.run[-1:], person.roster.head)
    person.roster = old

    assert await push(store, person, segment) == [("stored", "")]
    assert (await pull(store, person.journal)).heads == {chain_of(segment): frozenset({head_of(segment)})}
