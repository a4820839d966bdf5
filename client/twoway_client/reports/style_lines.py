"""Working style: what suits me on each scale, what I can live with, and how each option works.

A hook leads from my dot to theirs, above for the first option, below for the second; every mark stands exactly where
its value is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from twoway_client.reports.anchors import criterion_anchor, note_anchor
from twoway_client.reports.drawing import NARROW, WIDE, Drawing
from twoway_client.reports.legend import Entry, legend
from twoway_client.reports.lettering import NOTE_SIZE, cut
from twoway_client.reports.looks import mark
from twoway_client.reports.phrases import Link, Phrase, plain
from twoway_client.reports.picture import Option, Picture, Table
from twoway_core.analysis.rounding import short_decimals
from twoway_core.projections.view import Id
from twoway_core.projections.working_style import StyleMatch, StyleRow

EMPTY: Phrase = ("State your working style first",)
_LOWEST, _HIGHEST, _HALF = 1, 5, 9.0


@dataclass(frozen=True, slots=True)
class Styled:
    """An option, and how its ways suit mine."""

    option: Option
    match: StyleMatch

    def on(self, scale: Id) -> StyleRow:
        """Return the row of a scale, by the entry that states it."""
        return next(row for row in self.match.scales if row.id == scale)


@dataclass(frozen=True, slots=True)
class _Scale:
    """One scale: as I stated it, and the rows of the options, in their order."""

    mine: StyleRow
    theirs: tuple[StyleRow, ...]


def style_lines(styled: Sequence[Styled]) -> Picture:
    """Return the picture of the two best options of ``styled``, the scales as they were stated."""
    pair, options = styled[:2], [one.option for one in styled[:2]]
    stated = sorted(pair[0].match.scales, key=lambda row: row.id)
    if not stated:
        return Picture(EMPTY, ("Say how you like to work: twoway want style.",))
    rows = [_Scale(row, tuple(one.on(row.id) for one in pair)) for row in stated]
    title, see = _title(rows, options), _see(rows, options)
    drawings = (_draw(rows, options, NARROW, title, see), _draw(rows, options, WIDE, title, see))
    return Picture(title, see, drawings, _table(rows, options))


def _title(rows: Sequence[_Scale], options: Sequence[Option]) -> Phrase:
    told = [(theirs, option) for row in rows for option, theirs in zip(options, row.theirs, strict=True)]
    far = [(_outside(theirs), theirs, option) for theirs, option in told if theirs.match == "off"]
    if far:
        gap, row, option = max(far, key=lambda one: one[0])
        steps = "step" if gap == 1 else "steps"
        return (
            f"{option.name}’s {row.scale} lies ",
            _linked(row, option, short_decimals(gap)),
            f" {steps} outside what suits you",
        )
    if all(theirs.theirs is None for theirs, _ in told):
        return ("Nobody was asked yet how they work",)
    return ("Nothing that is known lies outside what suits you",)


def _outside(row: StyleRow) -> float:
    """Return how many steps beyond what I can live with their side lies."""
    return max(abs(row.gap or 0.0) - row.tolerance, 0.0)


def _see(rows: Sequence[_Scale], options: Sequence[Option]) -> Phrase:
    words = "Dot: what suits you. Grey band: what you can live with. A line that leads out of it is work for you."
    blank = [
        f"{option.name}’s {theirs.scale}"
        for row in rows
        for option, theirs in zip(options, row.theirs, strict=True)
        if theirs.theirs is None
    ]
    if not blank:
        return (words,)
    more = f" and {len(blank) - 1} more" if len(blank) > 1 else ""
    return (f"{words} Not known: {blank[0]}{more}.",)


def _linked(row: StyleRow, option: Option, words: str) -> Link | str:
    """Return ``words`` linked to what the option's side rests on, where the report tells it; else to my own word."""
    told = row.criterion is not None and any(one.id == row.criterion for one in option.fit.criteria)
    return Link(words, criterion_anchor(option.key, row.criterion) if told and row.criterion else note_anchor(row.id))


def _draw(rows: Sequence[_Scale], options: Sequence[Option], width: int, title: Phrase, see: Phrase) -> str:
    drawing = Drawing(f"style-{'n' if width == NARROW else 'w'}", width)
    axis = (12.0, 316.0) if drawing.is_narrow else (150.0, 470.0)
    y = _legend(drawing, options) + 12
    for row in rows:
        y = _row(drawing, row, options, axis, y)
    return drawing.finished(y, plain(title), plain(see))


def _row(drawing: Drawing, scale: _Scale, options: Sequence[Option], axis: tuple[float, float], top: float) -> float:
    (left, right), row = axis, scale.mine
    unknown = [option.name for option, one in zip(options, scale.theirs, strict=True) if one.theirs is None]
    words = "not asked" if len(unknown) == len(options) else f"{unknown[0]}: not asked" if unknown else ""
    if drawing.is_narrow:
        drawing.text(0, top + 10, cut(row.scale.capitalize(), 130, bold=True), "strong")
        drawing.text(drawing.width, top + 10, cut(words, 180, NOTE_SIZE), "note", "end")
        top += 18
    else:
        drawing.text(0, top + 16, cut(row.scale.capitalize(), 140, bold=True), "strong")
        drawing.text(right + 18, top + 16, cut(words, drawing.width - right - 18, NOTE_SIZE), "note")
    y = top + 12
    low, high = max(row.mine - row.tolerance, _LOWEST), min(row.mine + row.tolerance, _HIGHEST)
    drawing.line(left, y, right, y, "rule")
    drawing.box(_x(axis, low) - 7, y - _HALF - 3, _x(axis, high) - _x(axis, low) + 14, 2 * _HALF + 6, "band")
    for option, theirs, side in zip(options, scale.theirs, (-1, 1), strict=False):
        _hook(drawing, option, theirs, (_x(axis, row.mine), y), axis, side)
    drawing.circle(_x(axis, row.mine), y, 4.5, "key")
    half = (right - left) / 2 - 6
    drawing.text(left, y + 28, cut(row.low, half, NOTE_SIZE), "note")
    drawing.text(right, y + 28, cut(row.high, half, NOTE_SIZE), "note", "end")
    return y + 46


def _x(axis: tuple[float, float], level: float) -> float:
    return axis[0] + (axis[1] - axis[0]) * (level - _LOWEST) / (_HIGHEST - _LOWEST)


def _hook(
    drawing: Drawing,
    option: Option,
    theirs: StyleRow,
    mine: tuple[float, float],
    axis: tuple[float, float],
    side: int,
) -> None:
    """Draw the line from my dot to theirs: up or down first, then across."""
    if theirs.theirs is None:
        return
    x, y = _x(axis, theirs.theirs), mine[1] + side * _HALF
    drawing.path(f"M{mine[0]:.1f} {mine[1]:.1f}V{y:.1f}H{x:.1f}", f"{option.look.value} hook")
    drawing.add(mark(option.look, x, y, "fill", 5.5))


def _legend(drawing: Drawing, options: Sequence[Option]) -> float:
    entries = [
        Entry(lambda x, y: drawing.circle(x, y, 4.5, "key"), "you"),
        Entry(lambda x, y: drawing.box(x - 8, y - 6, 16, 12, "band"), "you can live with"),
        *(Entry(partial(_sign, drawing, one), cut(one.name, 120, NOTE_SIZE)) for one in options),
    ]
    return legend(drawing, entries, 0)


def _sign(drawing: Drawing, option: Option, x: float, y: float) -> None:
    drawing.add(mark(option.look, x, y, "fill", 5.5))


def _table(rows: Sequence[_Scale], options: Sequence[Option]) -> Table:
    heads = ("Scale", "1 is", "5 is", "You", "Tolerance", *(option.name for option in options), "How you would adapt")
    return Table("working style, 1 to 5", heads, tuple(_table_row(row, options) for row in rows))


def _table_row(scale: _Scale, options: Sequence[Option]) -> tuple[Phrase, ...]:
    row = scale.mine
    theirs: list[Phrase] = [
        ("not asked",) if one.theirs is None else (_linked(one, option, short_decimals(one.theirs)),)
        for option, one in zip(options, scale.theirs, strict=True)
    ]
    mine = (Link(str(row.mine), note_anchor(row.id)),)
    return ((row.scale,), (row.low,), (row.high,), mine, (str(row.tolerance),), *theirs, (row.adapt,))
