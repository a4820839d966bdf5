"""What every store does with the directory of papers, run against each of them."""

from __future__ import annotations

from twoway_core.ids import DeviceId, JournalId
from twoway_core.sync.limits import MAX_FOUND_JOURNALS
from twoway_server.stores.port import Store

from ..world import Person

PAPER, OTHER = DeviceId(b"p" * 16), DeviceId(b"o" * 16)


def journal(number: int) -> JournalId:
    """Return one of many journal ids, in order."""
    return JournalId(number.to_bytes(16, "big"))


async def test_a_paper_that_nobody_brought_has_no_journals(store: Store) -> None:
    """An unknown key is in no roster."""
    assert await store.journals_of(PAPER) == []


async def test_a_journal_is_found_by_the_papers_that_came_with_its_entries(store: Store) -> None:
    """By the first one, and by one that came later."""
    await store.append_roster(journal(1), None, [b"genesis"], b"a" * 32, [PAPER])
    await store.append_roster(journal(1), b"a" * 32, [b"more"], b"b" * 32, [OTHER])

    assert await store.journals_of(PAPER) == await store.journals_of(OTHER) == [journal(1)]


async def test_entries_that_were_not_taken_bring_no_paper(store: Store) -> None:
    """An entry that extends something else changes nothing."""
    await store.append_roster(journal(1), None, [b"genesis"], b"a" * 32, [PAPER])

    assert not await store.append_roster(journal(1), b"z" * 32, [b"more"], b"b" * 32, [OTHER])
    assert await store.journals_of(OTHER) == []


async def test_another_branch_brings_its_papers(store: Store, person: Person) -> None:
    """A branch that takes the place of another is found by its own paper."""
    await store.append_roster(person.journal, None, person.run, person.roster.head, [PAPER])

    assert await store.replace_roster(person.journal, person.roster.head, 1, [b"else"], b"c" * 32, [OTHER])
    assert await store.journals_of(OTHER) == [person.journal]


async def test_the_same_paper_again_is_listed_once(store: Store) -> None:
    """A branch may bring a paper that the one before it had brought as well."""
    await store.append_roster(journal(1), None, [b"genesis"], b"a" * 32, [PAPER])
    await store.append_roster(journal(1), b"a" * 32, [b"more"], b"b" * 32, [PAPER])

    assert await store.journals_of(PAPER) == [journal(1)]


async def test_a_paper_of_many_journals_has_the_first_of_them(store: Store) -> None:
    """In order of their ids, and no more than one reply may name."""
    for number in reversed(range(MAX_FOUND_JOURNALS + 2)):
        await store.append_roster(journal(number), None, [b"genesis"], b"a" * 32, [PAPER])

    assert await store.journals_of(PAPER) == [journal(number) for number in range(MAX_FOUND_JOURNALS)]
