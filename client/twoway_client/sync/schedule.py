"""When a watching device exchanges next: soon after a hint or a note, at least once a minute, later where it failed.

Seconds are those of a clock that never goes back; chance is an argument, from 0 to 1.
"""

from __future__ import annotations

POLL_SECONDS = 60.0
HINTS_SECONDS = 0.5
"""Hints are gathered so long after an exchange; the first one after a pause is followed at once."""
NOTES_SECONDS = 2.0
"""Notes are gathered so long after the first one, so that a command or two makes one segment."""
FIRST_RETRY_SECONDS = 1.0


def back_off(failures: int, chance: float) -> float:
    """Return how many seconds to wait after ``failures`` in a row: about twice as long each time, up to a minute."""
    longest = min(FIRST_RETRY_SECONDS * 2.0 ** min(failures - 1, 10), POLL_SECONDS)
    return longest * (0.5 + chance / 2)


class Schedule:
    """The moment of the next exchange. The first one is due at once."""

    def __init__(self, now: float) -> None:
        self._due = self._not_before = now
        self._failures = 0

    def wait(self, now: float) -> float:
        """Return the seconds until the next exchange; 0 when it is due."""
        return max(0.0, self._due - now)

    def hinted(self, now: float) -> None:
        """Take note that there may be something to pull."""
        self._bring_forward(now)

    def wrote(self, now: float) -> None:
        """Take note that there is something to push."""
        self._bring_forward(now + NOTES_SECONDS)

    def exchanged(self, now: float) -> None:
        """Take note that everything is exchanged."""
        self._failures = 0
        self._not_before, self._due = now + HINTS_SECONDS, now + POLL_SECONDS

    def failed(self, now: float, chance: float) -> None:
        """Take note that it was tried, in vain."""
        self._failures += 1
        self._not_before = self._due = now + back_off(self._failures, chance)

    def _bring_forward(self, moment: float) -> None:
        self._due = min(self._due, max(moment, self._not_before))
