"""Which entries of an exported journal come in, beside those that are here.

- The same bytes are the same entry: it is here already, and importing again changes nothing.
- Another reading of an id that is here stays out: a file must not change what a note says.
- What was erased, here or in the file, stays out. An erasure of what is here stays out as well, and so does the
  cancelling of an erasure that is here: a file neither destroys nor brings back.
- Corrections, retractions and reinstatements of what is here come in, and are counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from twoway_core.entry import Entry, decode_entry
from twoway_core.journal.amendments import Amendments, resolve
from twoway_core.journal.gather import gather
from twoway_core.journal.parts import AMENDMENTS, target_of

_ERASURES = ("entry.erased", "erasure.cancelled")


@dataclass(frozen=True, slots=True)
class Merge:
    """What an import brings: ``new`` in order of ids, as (entry, its bytes); and how many of the rest are what."""

    new: tuple[tuple[Entry, bytes], ...]
    known: int
    differing: int
    erased: int
    erasures: int
    amending: int


def merge(here: Iterable[bytes], there: Iterable[bytes]) -> Merge:
    """Return what of the entries ``there`` comes in beside those that are ``here``; all of them decode."""
    known = set(here)
    given = set(there)
    present = {entry.id: entry for entry in map(decode_entry, known)}
    fresh = sorted(((decode_entry(data), data) for data in given - known), key=lambda pair: (pair[0].id, pair[1]))
    others = [pair for pair in fresh if pair[0].id not in present]
    allowed = [pair for pair in others if not _is_barred(pair[0], present)]
    amendments = _resolved([*present.values(), *(entry for entry, _ in allowed)])
    new = [pair for pair in allowed if pair[0].id not in amendments.erased]
    return Merge(
        new=tuple(new),
        known=len(given & known),
        differing=len(fresh) - len(others),
        erased=len(allowed) - len(new),
        erasures=len(others) - len(allowed),
        amending=sum(entry.type in AMENDMENTS and target_of(entry) in present for entry, _ in new),
    )


def kept(entries: Iterable[Entry], later: Iterable[Entry] = ()) -> set[bytes]:
    """Return the ids of ``entries`` that were not erased, neither then nor ``later``: those that may leave."""
    given = list(entries)
    erased = resolve(gather(given).entries, gather(later).entries).erased
    return {entry.id for entry in given if entry.id not in erased}


def _resolved(entries: list[Entry]) -> Amendments:
    return resolve(gather(entries).entries)


def _is_barred(entry: Entry, present: dict[bytes, Entry]) -> bool:
    return entry.type in _ERASURES and target_of(entry) in present
