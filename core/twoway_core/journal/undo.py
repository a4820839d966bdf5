"""What ``undo`` takes back and ``redo`` brings back: whole batches, the newest first.

A batch is what one command wrote. ``undo`` takes back this device's newest batch that is not itself a
retraction, reinstatement or erasure and is not taken back yet, so that repeating it walks back.
``redo`` brings back what this device's newest retraction took back, unless that counts again already.
An import takes what it brought with it, though that kept the batches of where it came from.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

import msgspec

from twoway_core.entry import Entry
from twoway_core.events.log import ImportRecorded
from twoway_core.events.vocabulary import decode_event
from twoway_core.journal.amendments import Amendments
from twoway_core.journal.parts import part_of, target_of

RETRACTION = "entry.retracted"
IMPORT = "import.recorded"
_NOT_UNDONE = frozenset({RETRACTION, "entry.reinstated", "entry.erased", "erasure.cancelled"})


class Target(msgspec.Struct, frozen=True):
    """An entry to retract or reinstate, and the ``opportunity`` that the amendment must name."""

    id: bytes
    opportunity: bytes | None


def batch_of(entry: Entry) -> bytes:
    """Return the id of the first entry that the same command wrote."""
    return entry.batch or entry.id


def brought_by(batch: Iterable[Entry]) -> dict[bytes, bytes]:
    """Return what the imports in ``batch`` brought: id -> the batch that it is to be taken for."""
    found: dict[bytes, bytes] = {}
    for entry in batch:
        event = decode_event(entry.type, entry.fields) if entry.type == IMPORT else None
        if isinstance(event, ImportRecorded):
            found |= dict.fromkeys(event.brought, batch_of(entry))
    return found


def to_undo(newest_first: Iterable[Entry], amendments: Amendments) -> list[Target]:
    """Return what ``undo`` retracts, in order; nothing if nothing is left.

    ``newest_first``: this device's entries, read only as far as needed. ``amendments``: of the whole journal.
    """
    for _, batch in groupby(newest_first, key=batch_of):
        targets = to_undo_batch(batch, amendments)
        if targets:
            return targets
    return []


def to_undo_batch(batch: Iterable[Entry], amendments: Amendments) -> list[Target]:
    """Return what there is to retract in ``batch``, in order."""
    open_entries = [entry for entry in batch if entry.type not in _NOT_UNDONE and not amendments.hides(entry.id)]
    return [Target(entry.id, part_of(entry)) for entry in sorted(open_entries, key=attrgetter("id"))]


def to_redo(newest_first: Iterable[Entry], amendments: Amendments) -> list[Target]:
    """Return what ``redo`` reinstates, in order; nothing if nothing is taken back. As for ``to_undo``."""
    for _, batch in groupby(newest_first, key=batch_of):
        undone = {target_of(entry) or b"": part_of(entry) for entry in batch if entry.type == RETRACTION}
        targets = [
            Target(target, part) for target, part in undone.items() if target and _can_return(target, amendments)
        ]
        if targets:
            return sorted(targets, key=attrgetter("id"))
    return []


def to_redo_batch(batch: Iterable[Entry], amendments: Amendments) -> list[Target]:
    """Return what there is to reinstate of ``batch``, in order."""
    hidden = [entry for entry in batch if _can_return(entry.id, amendments)]
    return [Target(entry.id, part_of(entry)) for entry in sorted(hidden, key=attrgetter("id"))]


def _can_return(entry: bytes, amendments: Amendments) -> bool:
    return entry in amendments.retracted and entry not in amendments.erased
