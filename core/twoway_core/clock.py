"""The hybrid logical clock: entry ids that rise, whatever the clock on the wall does.

A new id exceeds every id this device made and every id it has seen, except ids more than 24 hours
ahead of its own clock: those are kept, sorted where they say, and do not drag the clock along.
"""

from __future__ import annotations

from dataclasses import dataclass

from twoway_core.ids import COUNTER_BITS, EntryId, id_counter, id_ms, make_entry_id

AHEAD_LIMIT_MS = 24 * 60 * 60 * 1000
LAST_MS = 253_402_300_799_999
"""The last millisecond of the year 9999: a clock beyond it is broken, and is taken for this."""

_COUNTER_END = 1 << COUNTER_BITS


def is_unreliable(entry: bytes, now_ms: int) -> bool:
    """Return whether ``entry`` claims a time more than 24 hours ahead of ``now_ms``."""
    return id_ms(entry) > min(now_ms, LAST_MS) + AHEAD_LIMIT_MS


@dataclass(slots=True)
class HybridClock:
    """The last (milliseconds, counter) that was given out or seen."""

    ms: int = 0
    counter: int = 0

    def next(self, now_ms: int, random: int) -> EntryId:
        """Return an id above all before it; ``now_ms`` is the wall clock, ``random`` 62 fresh bits."""
        now_ms = min(max(now_ms, 0), LAST_MS)  # so that 48 bits never run out
        if now_ms > self.ms:
            self.ms, self.counter = now_ms, 0
        elif self.counter + 1 < _COUNTER_END:
            self.counter += 1
        else:
            self.ms, self.counter = self.ms + 1, 0
        return make_entry_id(self.ms, self.counter, random)

    def observe(self, entry: bytes, now_ms: int) -> None:
        """Take note of an id seen elsewhere, so that the next one here exceeds it."""
        if not is_unreliable(entry, now_ms):
            seen = (id_ms(entry), id_counter(entry))
            self.ms, self.counter = max((self.ms, self.counter), seen)
