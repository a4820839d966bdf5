"""What became of each entry: how it reads now, what amended it, and whether it still counts.

For the log and for replays, which show what the state leaves out. Of an erased entry, nothing is shown but
that it was there. Give some entries and every amendment of them; an amendment's target may be missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from twoway_core.entry import Entry
from twoway_core.events.base import Event
from twoway_core.events.vocabulary import Unread, decode_event
from twoway_core.journal.amendments import Amendments, read_corrected, resolve
from twoway_core.journal.gather import gather
from twoway_core.journal.items import Correction
from twoway_core.journal.parts import part_of, target_of

Standing = Literal["counts", "retracted", "erased"]


class Record(msgspec.Struct, frozen=True):
    """One entry and its fate.

    ``at``, ``offset``, ``event``: as they read now; no event if it is erased. ``corrections``: those that count,
    each with the reading before it, oldest first. ``amended_by``: ids of all amendments, counting or not.
    """

    id: bytes
    at: int
    offset: int
    batch: bytes | None
    opportunity: bytes | None
    type: str
    standing: Standing
    event: Event | Unread | None
    corrections: tuple[Correction, ...] = ()
    amended_by: tuple[bytes, ...] = ()


def history(entries: Iterable[Entry], until_ms: int | None = None) -> list[Record]:
    """Return a record of each of ``entries``, in order; ``until_ms`` (since 1970): as it was known then."""
    known, later = gather(entries).split(until_ms)
    amendments = resolve(known, later)
    amended_by: dict[bytes, list[bytes]] = {}
    for entry in known:
        target = target_of(entry)
        if target is not None:
            amended_by.setdefault(target, []).append(entry.id)
    return [_record(entry, amendments, tuple(amended_by.get(entry.id, ()))) for entry in known]


def _record(entry: Entry, amendments: Amendments, amended_by: tuple[bytes, ...]) -> Record:
    part = part_of(entry)
    if entry.id in amendments.erased:
        return Record(
            entry.id, entry.at, entry.offset, entry.batch, part, entry.type, "erased", None, amended_by=amended_by
        )
    reading = read_corrected(entry, decode_event(entry.type, entry.fields), amendments.fixes.get(entry.id, ()))
    return Record(
        id=entry.id,
        at=reading.at,
        offset=reading.offset,
        batch=entry.batch,
        opportunity=part,
        type=entry.type,
        standing="retracted" if entry.id in amendments.retracted else "counts",
        event=reading.event,
        corrections=reading.corrections,
        amended_by=amended_by,
    )
