"""The server's rosters: verified when they are read back, too."""

from __future__ import annotations

import pytest

from tests.server.memory_store import MemoryStore
from tests.server.world import Person
from twoway_core.errors import StoreError
from twoway_core.trust.statements import encode_roster_entry
from twoway_server.journals import Journals
from twoway_server.limits import Limits


async def test_a_roster_that_was_damaged_on_the_disk_is_the_servers_fault() -> None:
    """The caller is told to come again, not that its own message was malformed."""
    world, store = Person(1), MemoryStore()
    entries = [encode_roster_entry(entry) for entry in world.roster.entries]
    damaged = [entries[0][:-1] + bytes([entries[0][-1] ^ 1]), *entries[1:]]
    await store.append_roster(world.roster.journal, None, damaged, world.roster.head)

    with pytest.raises(StoreError):
        await Journals(store, Limits(), lambda _: None).roster(world.roster.journal)
