"""The two-way picture: how well each option fits me, to the right, and how well I fit it, upwards.

Both axes run from 0 to 1, each cross holds 80 %. The lines are the present job and the middle. An option that has
said nothing of me has no place, and is named beside the square.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twoway_client.reports.anchors import CHOICES, figure, fit_anchor, theirs_anchor
from twoway_client.reports.drawing import NARROW, WIDE, Drawing
from twoway_client.reports.lettering import cut, width_of
from twoway_client.reports.looks import mark
from twoway_client.reports.phrases import Link, Phrase, plain
from twoway_client.reports.picture import Option, Picture, Table, percent
from twoway_core.analysis.rounding import decimals
from twoway_core.projections.their_view import TheirView
from twoway_core.projections.two_sides import Pair

EMPTY: Phrase = ("They have not said what they think of you",)
_MIDDLE = 0.5
_PAIRS: dict[Pair, str] = {
    "both": "{name} fits you, and you fit {name}: ",
    "theirs": "{name} wants you more than it suits you: ",
    "mine": "{name} suits you more than it wants you: ",
    "neither": "Neither suits the other, you and {name}: ",
    "open": "Whether you and {name} suit each other is open: ",
    "unknown": "{name} has said what it thinks of you, and is itself unknown: ",
}


@dataclass(frozen=True, slots=True)
class Sided:
    """An option, how well I fit it, and what the two sides make."""

    option: Option
    theirs: TheirView
    pair: Pair

    @property
    def has_said(self) -> bool:
        """Whether anything is known of how well I fit."""
        return self.theirs.coverage > 0


@dataclass(frozen=True, slots=True)
class _Square:
    left: float
    top: float
    side: float

    def x(self, fit: float) -> float:
        """Return where a fit for me stands."""
        return self.left + self.side * fit

    def y(self, fit: float) -> float:
        """Return where my fit for them stands."""
        return self.top + self.side * (1 - fit)


def two_way_square(sides: Sequence[Sided]) -> Picture:
    """Return the picture of ``sides``, the best fit first."""
    placed = [one for one in sides if one.has_said]
    if not placed:
        return Picture(EMPTY, ("Ask them which of their needs you meet, and note it: twoway view.",))
    title, see = _title(placed[0], sides), _see(placed)
    drawings = (_draw(sides, NARROW, title, see), _draw(sides, WIDE, title, see))
    return Picture(title, see, drawings, _table(sides))


def _title(one: Sided, sides: Sequence[Sided]) -> Phrase:
    option = one.option
    fit, theirs = figure(option.fit.fit, fit_anchor(option.key)), figure(one.theirs.fit, theirs_anchor(option.key))
    start = _PAIRS[one.pair].format(name=option.name)
    silent = [other.option.name for other in sides if not other.has_said]
    end = f"; {silent[0]} has not said" if silent else ""
    return (start, fit, " and ", theirs, end)


def _see(placed: Sequence[Sided]) -> Phrase:
    start: Phrase = (
        "To the right: fits you better. Up: you fit it better. A cross holds ",
        Link("80 %", CHOICES),
        ".",
    )
    least = min(placed, key=lambda one: one.theirs.coverage)
    share = Link(percent(least.theirs.coverage), theirs_anchor(least.option.key))
    return (*start, f" Of how {least.option.name} sees you, ", share, " is known.")


def _draw(sides: Sequence[Sided], width: int, title: Phrase, see: Phrase) -> str:
    drawing = Drawing(f"side-{'n' if width == NARROW else 'w'}", width)
    square = _Square(26.0, 8.0, 290.0) if drawing.is_narrow else _Square(40.0, 8.0, 380.0)
    _frame(drawing, square, sides[0].option.fit.baseline)
    for one in reversed([one for one in sides if one.has_said]):
        _cross(drawing, one, square)
    for one in sides:
        if one.has_said:
            _named(drawing, one, square)
    bottom = square.top + square.side + 44
    place = (0.0, bottom + 8) if drawing.is_narrow else (450.0, 24.0)
    end = _beside(drawing, sides, place)
    return drawing.finished(max(bottom, end), plain(title), plain(see))


def _frame(drawing: Drawing, square: _Square, baseline: float) -> None:
    left, right, top, bottom = square.x(0), square.x(1), square.y(1), square.y(0)
    for x1, y1, x2, y2 in ((left, bottom, right, bottom), (left, top, left, bottom)):
        drawing.line(x1, y1, x2, y2, "axis")
    drawing.line(left, top, right, top, "rule")
    drawing.line(right, top, right, bottom, "rule")
    drawing.line(square.x(baseline), top, square.x(baseline), bottom, "baseline")
    drawing.line(left, square.y(_MIDDLE), right, square.y(_MIDDLE), "baseline")
    drawing.text(left + 6, top + 16, "they want you more", "note halo")
    drawing.text(right - 6, top + 16, "mutual", "note halo", "end")
    drawing.text(left + 6, bottom - 8, "neither", "note halo")
    drawing.text(right - 6, bottom - 8, "you want them more", "note halo", "end")
    drawing.text(square.x(baseline), bottom + 32, "your present job", "note halo", "middle")
    for share in (0.0, 0.5, 1.0):
        drawing.text(square.x(share), bottom + 17, f"{share:g}", "note", "middle")
        drawing.text(left - 6, square.y(share) + 4, f"{share:g}".removeprefix("0") or "0", "note", "end")
    if drawing.is_narrow:
        drawing.text(right, bottom + 46, "fits you →   ↑ you fit", "note", "end")
    else:
        drawing.text(right, bottom + 46, "→ how well it fits you   ↑ how well you fit it", "note", "end")


def _cross(drawing: Drawing, one: Sided, square: _Square) -> None:
    fit, theirs, look = one.option.fit, one.theirs, one.option.look
    x, y = square.x(fit.fit), square.y(theirs.fit)
    drawing.line(square.x(fit.range80[0]), y, square.x(fit.range80[1]), y, f"{look.value} reach")
    drawing.line(x, square.y(theirs.range80[0]), x, square.y(theirs.range80[1]), f"{look.value} reach")
    drawing.add(mark(look, x, y, "fill", 9))


def _named(drawing: Drawing, one: Sided, square: _Square) -> None:
    x, y = square.x(one.option.fit.fit) + 13, square.y(one.theirs.fit) - 9
    words = cut(one.option.name, 110, bold=True)
    if x + width_of(words, bold=True) > square.x(1):
        drawing.text(x - 26, y, words, "strong halo", "end")
    else:
        drawing.text(x, y, words, "strong halo")


def _beside(drawing: Drawing, sides: Sequence[Sided], place: tuple[float, float]) -> float:
    """Write each option beside the square, those without a place too; return where that ends."""
    left, y = place
    for one in sides:
        drawing.add(mark(one.option.look, left + 9, y + 6, "fill" if one.has_said else "edge", 8))
        drawing.text(left + 24, y + 10, cut(one.option.name, drawing.width - left - 26, bold=True), "strong")
        words = ["you fit it: unknown", "it has not said"]
        if one.has_said:
            words = [f"you fit it {decimals(one.theirs.fit)},", f"{percent(one.theirs.coverage)} of it known"]
        if drawing.is_narrow:
            drawing.text(left + 24, y + 27, " ".join(words) if one.has_said else ", ".join(words), "note")
            y += 46
        else:
            for line, word in enumerate(words):
                drawing.text(left + 24, y + 27 + 16 * line, word, "note")
            y += 66
    return y


def _table(sides: Sequence[Sided]) -> Table:
    rows: list[tuple[Phrase, ...]] = []
    for one in sides:
        fit, theirs, key = one.option.fit, one.theirs, one.option.key
        known: tuple[Phrase, ...] = (("not said",), ("",), (percent(0),))
        if one.has_said:
            reach = f"{decimals(theirs.range80[0])} to {decimals(theirs.range80[1])}"
            known = ((figure(theirs.fit, theirs_anchor(key)),), (reach,), (percent(theirs.coverage),))
        reach = f"{decimals(fit.range80[0])} to {decimals(fit.range80[1])}"
        rows.append(((one.option.name,), (figure(fit.fit, fit_anchor(key)),), (reach,), *known))
    heads = ("Option", "Fits you", "80 % range", "You fit it", "80 % range", "Known of that")
    return Table("how well each fits you, and you it", heads, tuple(rows))
