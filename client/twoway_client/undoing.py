"""Undoing: which entries a batch holds, and what of them is taken back or brought back.

Amendments of an entry lie in the same opportunity as the entry, so only the opportunities of a batch are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from msgspec.structs import replace

from twoway_client.desk import Desk
from twoway_client.errors import Refusal
from twoway_client.output import one_line
from twoway_client.store.newest import is_mixed, newest_first
from twoway_client.store.outbox import Reader
from twoway_core.entry import Entry
from twoway_core.events.base import Event
from twoway_core.events.log import EntryCorrected, EntryReinstated, EntryRetracted
from twoway_core.ids import EntryId, short
from twoway_core.journal.amendments import Amendments, resolve
from twoway_core.journal.history import Record, history
from twoway_core.journal.parts import AMENDMENTS, part_of
from twoway_core.journal.undo import IMPORT, Target, batch_of, brought_by
from twoway_core.projections.labels import labels_of
from twoway_core.projections.log import told, what_words

_ROOM = 36
Choose = Callable[[Iterable[Entry], Amendments], list[Target]]


class Batches:
    """The batches of this device, and what amends them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._parts: dict[bytes | None, list[Entry]] = {}
        self._imports: set[bytes] = set()

    def newest(self, choose: Choose) -> list[Target]:
        """Return what ``choose`` finds in this device's newest batch in which it finds anything."""
        desk = self._desk
        reader = Reader(desk.database, desk.device_keys.agreement, desk.secret.local)
        mixed = is_mixed(self._part(None))
        written = newest_first(desk.database, reader, desk.epoch_keys, desk.keys.device, others=False, mixed=mixed)
        for _, batch in groupby((one.entry for one in written), key=batch_of):
            targets = self.in_batch(list(batch), choose)
            if targets:
                return targets
        return []

    def of(self, entry: bytes) -> list[Entry]:
        """Return the batch that the entry with this id belongs to."""
        everything = self._desk.index.everything()
        batch = next(batch_of(one) for one in everything if one.id == entry)
        return [one for one in everything if batch_of(one) == batch]

    def in_batch(self, batch: list[Entry], choose: Choose) -> list[Target]:
        """Return what ``choose`` finds in ``batch``, and in what an import in it brought."""
        self._imports |= {entry.id for entry in batch if entry.type == IMPORT}
        batch = [*batch, *self._brought(batch)]
        parts = {part_of(entry) for entry in batch}
        amending = [entry for part in parts for entry in self._part(part) if entry.type in AMENDMENTS]
        unique = {entry.id: entry for entry in amending}
        return choose(batch, resolve(unique[name] for name in sorted(unique)))

    def check_erased(self, entry: bytes) -> None:
        """Refuse to go on about an entry that was erased."""
        (part,) = {part_of(one) for one in self.of(entry) if one.id == entry}
        if entry in resolve(self._part(part)).erased:
            raise Refusal("erased", f"{short(entry)} was erased: it stays hidden for good.", mend="twoway log")

    def _brought(self, batch: list[Entry]) -> list[Entry]:
        """Return the entries that imports in ``batch`` brought, as if they were of the import's batch."""
        brought = brought_by(batch)
        found = {one.id: one for one in self._desk.index.everything() if one.id in brought} if brought else {}
        return [replace(one, batch=brought[name]) for name, one in found.items()]

    def head(self, targets: list[Target]) -> Target:
        """Return the target that stands for all of them: an import, else the first."""
        return next((one for one in targets if one.id in self._imports), targets[0])

    def described(self, targets: list[Target]) -> str:
        """Return in words what ``targets`` are: the first with what it says, and how many more."""
        first = self.head(targets)
        record = next(one for one in history(self._part(first.opportunity)) if one.id == first.id)
        more = f" and {len(targets) - 1} more" if len(targets) > 1 else ""
        if isinstance(record.event, EntryCorrected):
            return f"{short(record.id)}, correction of {short(record.event.target)}{more}"
        return f"{short(record.id)}, {one_line(self._words(record), _ROOM)}{more}"

    def _words(self, record: Record) -> str:
        if not isinstance(record.event, Event):
            return what_words(record.type)
        parts = [] if record.opportunity is None else [record.opportunity]
        said = told(record.type, record.event, labels_of(self._desk.state(*parts), {}))
        return f"{what_words(record.type)}: {said}" if said else what_words(record.type)

    def _part(self, part: bytes | None) -> list[Entry]:
        """Return what is shared, and the entries of one opportunity."""
        if part not in self._parts:
            self._parts[part] = self._desk.index.entries([] if part is None else [part])
        return self._parts[part]


def write_amendments(
    desk: Desk, kind: type[EntryRetracted | EntryReinstated], targets: list[Target], reason: str
) -> EntryId:
    """Write one amendment of ``kind`` for each of ``targets``, as one batch; return the first id."""
    with desk.batch() as batch:
        for target in targets:
            batch.add(kind(target=target.id, opportunity=target.opportunity, reason=reason))
        return batch.ids[0]
