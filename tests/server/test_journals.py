"""The server's rosters: verified when they are read back, too."""

from __future__ import annotations

import pytest

from tests.server.memory_store import MemoryStore
from tests.server.world import Person
from twoway_core.errors import StoreError
from twoway_core.ids import JournalId
from twoway_core.trust.statements import encode_roster_entry
from twoway_server.journals import Journals
from twoway_server.limits import Limits


class CountingStore(MemoryStore):
    """A store that knows how often it was asked for a roster."""

    reads = 0

    async def read_roster(self, journal: JournalId) -> list[bytes]:
        self.reads += 1
        return await super().read_roster(journal)


async def test_only_so_many_rosters_are_kept_in_memory() -> None:
    """The least lately used goes, and is read again when it is asked for."""
    people, store = [Person(seed) for seed in range(3)], CountingStore()
    for person in people:
        await store.append_roster(person.journal, None, person.run, person.roster.head)
    journals = Journals(store, Limits(cached_rosters=2), lambda _: None)

    reads = []
    for person in (*people, people[2], people[0]):
        await journals.roster(person.journal)
        reads.append(store.reads)

    assert reads == [1, 2, 3, 3, 4]


async def test_a_roster_that_was_damaged_on_the_disk_is_the_servers_fault() -> None:
    """The caller is told to come again, not that its own message was malformed."""
    world, store = Person(1), MemoryStore()
    entries = [encode_roster_entry(entry) for entry in world.roster.entries]
    damaged = [entries[0][:-1] + bytes([entries[0][-1] ^ 1]), *entries[1:]]
    await store.append_roster(world.roster.journal, None, damaged, world.roster.head)

    with pytest.raises(StoreError):
        await Journals(store, Limits(), lambda _: None).roster(world.roster.journal)
