"""From entries, in whatever order and however often they come, to one set in one order.

Same id and same content is one entry. Same id with different content is a conflict: all readings are kept, and
the one that counts has the smallest SHA-256, taken over its canonical encoding around its fields as they came.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from twoway_core.codec import encode
from twoway_core.entry import Entry
from twoway_core.ids import id_ms
from twoway_core.journal.items import Conflict


@dataclass(slots=True, frozen=True)
class Gathered:
    """``entries``: one for each id, in order. ``conflicts``: ids with several readings, in order."""

    entries: list[Entry]
    conflicts: list[Conflict]

    def split(self, until_ms: int | None) -> tuple[list[Entry], list[Entry]]:
        """Return the entries written at ``until_ms`` (since 1970) or before, and those written later."""
        if until_ms is None:
            return self.entries, []
        known = bisect_right(self.entries, until_ms, key=lambda entry: id_ms(entry.id))
        return self.entries[:known], self.entries[known:]


def gather(entries: Iterable[Entry]) -> Gathered:
    """Return the set of ``entries``."""
    found: dict[bytes, Entry] = {}
    clashes: dict[bytes, list[Entry]] = {}
    for entry in entries:
        known = found.setdefault(entry.id, entry)
        if known is not entry and known != entry:
            clashes.setdefault(entry.id, [known]).append(entry)
    conflicts = [_settle(readings) for _, readings in sorted(clashes.items())]
    found.update((conflict.counts.id, conflict.counts) for conflict in conflicts)
    return Gathered([found[name] for name in sorted(found)], conflicts)


def _settle(readings: list[Entry]) -> Conflict:
    by_hash = {sha256(encode(reading)).digest(): reading for reading in readings}
    counts, *others = (reading for _, reading in sorted(by_hash.items()))
    return Conflict(counts, tuple(others))
