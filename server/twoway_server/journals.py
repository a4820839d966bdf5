"""Journals: the verified rosters that requests are judged by, in memory for those in use.

Every change of a roster passes through ``extend`` or ``switch``, one at a time, so that memory and store agree.
Unknown journals are never remembered.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence

from twoway_core.errors import BodyTooLargeError, PeerError, StoreError
from twoway_core.ids import DeviceId, JournalId
from twoway_core.trust.forks import split_of
from twoway_core.trust.roster import Roster, found
from twoway_core.trust.statements import RosterEntry, decode_roster_entry, encode_roster_entry
from twoway_server.limits import Limits
from twoway_server.stores.port import Store


class Journals:
    """The rosters of the store, verified. ``changed`` is told of each that changed, once that is committed."""

    def __init__(self, store: Store, limits: Limits, changed: Callable[[Roster], None]) -> None:
        self._store = store
        self._limits = limits
        self._changed = changed
        self._rosters: OrderedDict[JournalId, Roster] = OrderedDict()
        self._lock = asyncio.Lock()

    async def roster(self, journal: JournalId) -> Roster | None:
        """Return the roster of ``journal``, or None when it is not here. Raises StoreError."""
        roster = self._rosters.get(journal)
        if roster is not None:
            self._rosters.move_to_end(journal)
            return roster
        async with self._lock:
            return self._rosters.get(journal) or await self._load(journal)

    async def extend(self, roster: Roster | None, longer: Roster) -> bool:
        """Store ``longer``, which extends ``roster`` (None: a new journal).

        Return False when the stored roster is no longer ``roster``. Raises BodyTooLargeError above
        the limits of a roster, and StoreError.
        """
        held = len(roster.entries) if roster else 0
        after = roster.head if roster else None
        store = self._store.append_roster
        return await self._change(longer, lambda: store(longer.journal, after, *_news(longer, held)))

    async def switch(self, roster: Roster, other: Roster) -> bool:
        """Store ``other``, a branch that wins over ``roster``, in its place; see ``extend``."""
        split, before = split_of(roster, other), roster.head
        store = self._store.replace_roster
        return await self._change(other, lambda: store(other.journal, before, split, *_news(other, split)))

    async def _change(self, roster: Roster, write: Callable[[], Awaitable[bool]]) -> bool:
        self._check_size(roster)
        async with self._lock:
            if not await write():
                self._rosters.pop(roster.journal, None)
                return False
            self._remember(roster)
            self._changed(roster)
            return True

    async def _load(self, journal: JournalId) -> Roster | None:
        stored = await self._store.read_roster(journal)
        if not stored:
            return None
        roster = await asyncio.to_thread(_found, stored)
        self._remember(roster)
        return roster

    def _remember(self, roster: Roster) -> None:
        self._rosters[roster.journal] = roster
        self._rosters.move_to_end(roster.journal)
        if len(self._rosters) > self._limits.cached_rosters:
            self._rosters.popitem(last=False)

    def _check_size(self, roster: Roster) -> None:
        size = sum(len(encode_roster_entry(entry)) for entry in roster.entries)
        if len(roster.entries) > self._limits.roster_entries or size > self._limits.roster_bytes:
            raise BodyTooLargeError("this roster is longer than the server takes")


def may_use(roster: Roster, device: DeviceId) -> bool:
    """Return whether ``device`` is in good standing at the end of ``roster``."""
    return roster.may_write(device, len(roster.entries) - 1)


def _news(roster: Roster, first: int) -> tuple[list[bytes], bytes, list[DeviceId]]:
    """Return the entries from number ``first`` on as they travel, the hash of the last, and the papers that came."""
    papers = [device for device, member in roster.members.items() if member.is_paper and member.number >= first]
    return [encode_roster_entry(entry) for entry in roster.entries[first:]], roster.head, papers


def _found(stored: Sequence[bytes]) -> Roster:
    """Return the roster in ``stored``. Raises StoreError where it was changed on the disk: the caller did no wrong."""
    try:
        entries: list[RosterEntry] = [decode_roster_entry(each) for each in stored]
        return found(entries)
    except PeerError:
        raise StoreError("a stored roster was damaged") from None
