"""Legends: the signs of a drawing with their meanings, set one after the other, in as many lines as they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from twoway_client.reports.drawing import Drawing
from twoway_client.reports.lettering import NOTE_SIZE, width_of

_LINE, _SIGN, _GAP = 24.0, 24.0, 22.0


class Entry(NamedTuple):
    """``sign`` draws itself around the point it is given."""

    sign: Callable[[float, float], None]
    meaning: str


def legend(drawing: Drawing, entries: Sequence[Entry], top: float) -> float:
    """Draw ``entries`` from ``top`` on; return where they end."""
    x, y = 0.0, top
    for entry in entries:
        width = _SIGN + width_of(entry.meaning, NOTE_SIZE)
        if x > 0 and x + width > drawing.width:
            x, y = 0.0, y + _LINE
        entry.sign(x + 9, y + 10)
        drawing.text(x + _SIGN, y + 14, entry.meaning, "note")
        x += width + _GAP
    return y + _LINE if entries else y
