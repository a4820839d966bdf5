"""What would flip it: for each weight on which the lead hangs, who leads at which weight.

The dot is the weight of today, the thick tick the weight at which the lead passes, the others keeping their ratios.
The nearest tick comes first. The axis ends just past the last tick that is shown. Single ratings that would flip the
lead by themselves stand in the table.
"""

from __future__ import annotations

from dataclasses import dataclass

from twoway_client.reports.anchors import FLIPS, WEIGHTS, figure, note_anchor
from twoway_client.reports.drawing import NARROW, WIDE, Drawing
from twoway_client.reports.legend import Entry, legend
from twoway_client.reports.lettering import NOTE_SIZE, cut, width_of
from twoway_client.reports.looks import Look
from twoway_client.reports.phrases import Link, Phrase, plain
from twoway_client.reports.picture import Picture, Table
from twoway_core.analysis.rounding import decimals, short_decimals
from twoway_core.projections.flips import Flips, RatingRead, WeightMark

EMPTY: Phrase = ("No single weight flips the lead",)
NO_LEAD: Phrase = ("Nobody leads, so nothing flips it",)
_MOST, _BAR = 6, 16.0
_STEPS = (0.05, 0.1, 0.2, 0.25)


@dataclass(frozen=True, slots=True)
class Side:
    """Who leads, or trails: what it is called and how it looks."""

    name: str
    look: Look


@dataclass(frozen=True, slots=True)
class _Axis:
    left: float
    right: float
    end: float

    def x(self, weight: float) -> float:
        """Return where ``weight`` stands."""
        return self.left + (self.right - self.left) * min(weight / self.end, 1.0)


def flip_marks(flips: Flips, leader: Side, trailer: Side) -> Picture:
    """Return the picture of ``flips`` between who leads now and the best of the others."""
    ratings = [one for one in flips.ratings if one.flips]
    marks = tuple(mark for mark in flips.weights if _within_reach(mark))
    table = _table(marks, ratings, trailer)
    if not marks:
        return Picture(EMPTY, _see_empty(ratings, leader, trailer), table=table)
    shown = marks[:_MOST]
    title, see = _title(shown[0], trailer), _see(len(marks) - _MOST, ratings, trailer)
    sides = (leader, trailer)
    drawings = (_draw(shown, sides, NARROW, title, see), _draw(shown, sides, WIDE, title, see))
    return Picture(title, see, drawings, table)


def _within_reach(mark: WeightMark) -> bool:
    """Return whether there is a weight beyond the mark, as two decimals show it."""
    return decimals(mark.at) not in ("0.00", "1.00")


def _title(mark: WeightMark, trailer: Side) -> Phrase:
    side = "under" if mark.under else "over"
    at, now = figure(mark.at, FLIPS), figure(mark.weight, WEIGHTS)
    return (f"Weigh {mark.name} {side} ", at, " instead of ", now, f", and {trailer.name} leads")


def _see_empty(ratings: list[RatingRead], leader: Side, trailer: Side) -> Phrase:
    start = f"{leader.name[:1].upper()}{leader.name[1:]} leads {trailer.name} whatever one criterion weighs."
    return (start, *_rating_words(ratings, trailer))


def _see(more: int, ratings: list[RatingRead], trailer: Side) -> Phrase:
    start = "Dot: your weight today. Thick tick: where the lead passes. The nearest comes first."
    left = f" {more} further off {'is' if more == 1 else 'are'} in the table." if more > 0 else ""
    return (start + left, *_rating_words(ratings, trailer))


def _rating_words(ratings: list[RatingRead], trailer: Side) -> Phrase:
    if not ratings:
        return (" No single rating, read a step off, does it.",)
    one = ratings[0]
    change = Link(f"{short_decimals(one.rating)} as {short_decimals(one.instead)}", note_anchor(one.id))
    return (f" So does one rating: read {one.who} on {one.name}, ", change, f", and {trailer.name} leads.")


def _draw(marks: tuple[WeightMark, ...], sides: tuple[Side, Side], width: int, title: Phrase, see: Phrase) -> str:
    drawing = Drawing(f"flip-{'n' if width == NARROW else 'w'}", width)
    end = min(1.0, 1.12 * max(max(mark.at, mark.weight) for mark in marks))
    axis = _Axis(6.0, 322.0, end) if drawing.is_narrow else _Axis(150.0, 634.0, end)
    y = _legend(drawing) + 14
    for mark in marks:
        y = _row(drawing, mark, sides, axis, y)
    _ticks(drawing, axis, y)
    drawing.text(axis.right, y + 34, "weight of that criterion", "note", "end")
    return drawing.finished(y + 42, plain(title), plain(see))


def _row(drawing: Drawing, mark: WeightMark, sides: tuple[Side, Side], axis: _Axis, y: float) -> float:
    if drawing.is_narrow:
        drawing.text(0, y + 10, cut(mark.name, 200, bold=True), "strong")
        drawing.text(drawing.width, y + 10, f"{decimals(mark.weight)}, flips at {decimals(mark.at)}", "note", "end")
        y += 18
    else:
        drawing.text(0, y + 7, cut(mark.name, 140, bold=True), "strong")
        drawing.text(0, y + 22, f"{decimals(mark.weight)}, flips at {decimals(mark.at)}", "note")
    leader, trailer = sides
    low, high = (trailer, leader) if mark.under else (leader, trailer)
    cut_at = axis.x(mark.at)
    for side, start, stop in ((low, axis.left, cut_at), (high, cut_at, axis.right)):
        drawing.box(start, y, stop - start, _BAR, f"{side.look.value} soft")
        drawing.box(start, y, stop - start, _BAR, f"{side.look.value} frame")
        _name(drawing, side, mark, axis, (start, stop, y))
    drawing.line(cut_at, y - 4, cut_at, y + _BAR + 4, "tick")
    drawing.circle(axis.x(mark.weight), y + _BAR / 2, 5, "key")
    return y + _BAR + (20 if not drawing.is_narrow else 16)


def _name(drawing: Drawing, side: Side, mark: WeightMark, axis: _Axis, place: tuple[float, float, float]) -> None:
    """Write who leads in its part of the bar, where that has room beside the dot; else nothing."""
    start, stop, y = place
    dot = axis.x(mark.weight)
    spans = [(start, stop)] if not start < dot < stop else [(start, dot - 8), (dot + 8, stop)]
    left, right = max(spans, key=lambda span: span[1] - span[0])
    words = f"{side.name} leads"
    if right - left >= width_of(words, NOTE_SIZE) + 8:
        drawing.text((left + right) / 2, y + 12, words, "note onsoft", "middle")


def _ticks(drawing: Drawing, axis: _Axis, y: float) -> None:
    step = next((step for step in _STEPS if axis.end / step <= 6), _STEPS[-1])
    drawing.line(axis.left, y, axis.right, y, "axis")
    for place in range(int(axis.end / step + 1e-9) + 1):
        x = axis.x(place * step)
        drawing.line(x, y, x, y + 5, "axis")
        drawing.text(x, y + 18, f"{place * step:.3g}", "note", "middle")


def _legend(drawing: Drawing) -> float:
    entries = [
        Entry(lambda x, y: drawing.circle(x, y, 5, "key"), "your weight today"),
        Entry(lambda x, y: drawing.line(x, y - 8, x, y + 8, "tick"), "the lead passes"),
    ]
    return legend(drawing, entries, 0)


def _table(weights: tuple[WeightMark, ...], ratings: list[RatingRead], trailer: Side) -> Table | None:
    rows: list[tuple[Phrase, ...]] = [
        (
            (mark.name,),
            (figure(mark.weight, WEIGHTS),),
            ("under " if mark.under else "over ", figure(mark.at, FLIPS)),
            (trailer.name,),
        )
        for mark in weights
    ]
    rows += [
        (
            (f"{one.who} on {one.name}",),
            (Link(short_decimals(one.rating), note_anchor(one.id)),),
            (short_decimals(one.instead),),
            (trailer.name,),
        )
        for one in ratings
    ]
    if not rows:
        return None
    return Table("weights and single ratings that flip the lead", ("What", "Now", "Flips", "Then leads"), tuple(rows))
