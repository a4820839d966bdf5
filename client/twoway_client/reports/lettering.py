"""Lettering: how wide words are in a drawing, and how to make them fit.

Nothing measures a font here, so widths are estimates for the widest of the fonts that the page asks for:
a label may turn out shorter than reckoned, never longer.
"""

from __future__ import annotations

from unicodedata import combining, east_asian_width

LABEL_SIZE = 12.5
NOTE_SIZE = 12.0
_NARROW = frozenset("iIjlft.,:;'|!()[] -/\\\"")
_BROAD = frozenset("mwMWOQ@%&—…")


def width_of(words: str, size: float = LABEL_SIZE, *, bold: bool = False) -> float:
    """Return about how many units ``words`` take at a font ``size``."""
    return size * sum(_em(letter) for letter in words) * (1.08 if bold else 1.0)


def _em(letter: str) -> float:
    if combining(letter):
        return 0.0
    if east_asian_width(letter) in "WF":
        return 1.05
    if letter in _NARROW:
        return 0.39
    if letter in _BROAD:
        return 0.98
    return 0.7 if letter.isupper() else 0.63


def cut(words: str, room: float, size: float = LABEL_SIZE, *, bold: bool = False) -> str:
    """Return ``words`` on one line of at most ``room`` units; an ellipsis says that something is left out."""
    line = " ".join(words.split())
    if width_of(line, size, bold=bold) <= room:
        return line
    while line and width_of(f"{line}…", size, bold=bold) > room:
        line = line[:-1]
    return f"{line.rstrip()}…"
