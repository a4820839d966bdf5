"""Days across a drawing: which stands where, and the axis below them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from twoway_client.reports.drawing import Drawing
from twoway_client.reports.lettering import NOTE_SIZE, width_of
from twoway_client.times import show_short_day

_STEPS = (1, 2, 7, 14, 28, 56, 91, 182, 364)


@dataclass(frozen=True, slots=True)
class Days:
    """From ``first`` at ``left`` to ``last``, a later day, at ``right``."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Return where ``day`` stands."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.left + (self.right - self.left) * share


def days_axis(drawing: Drawing, days: Days, top: float, bottom: float) -> None:
    """Draw a rule for every so many days from ``top`` to ``bottom``, and the days below."""
    span = (days.last - days.first).days
    wanted = 4 if drawing.is_narrow else 6
    step = next((step for step in _STEPS if span / step <= wanted), 728)
    for ahead in range(0, span + 1, step):
        day = days.first + timedelta(days=ahead)
        x = days.x(day)
        drawing.line(x, top, x, bottom, "rule")
        words = show_short_day(day)
        room = width_of(words, NOTE_SIZE) / 2
        at_end = x + room > drawing.width
        drawing.text(
            drawing.width if at_end else max(x, room), bottom + 18, words, "note", "end" if at_end else "middle"
        )
    drawing.line(days.left, bottom, days.right, bottom, "axis")
