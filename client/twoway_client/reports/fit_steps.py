"""Fit over time: steps, never slopes, for nothing is known of the days between two notes.

A square is an offer, a triangle a rating that was given anew after it: a new judgement, no new evidence. The axis
does not begin at 0; what it runs from is said in words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from twoway_client.reports.anchors import course_anchor, figure
from twoway_client.reports.days import Days, days_axis
from twoway_client.reports.drawing import NARROW, WIDE, Drawing
from twoway_client.reports.legend import Entry, legend
from twoway_client.reports.lettering import cut
from twoway_client.reports.looks import Look, mark
from twoway_client.reports.phrases import Link, Phrase, plain
from twoway_client.reports.picture import Option, Picture, Table, percent
from twoway_client.times import show_short_day
from twoway_core.analysis.rounding import decimals
from twoway_core.projections.over_time import Course, FitOn
from twoway_core.projections.view import days_after

EMPTY: Phrase = ("Too few days for a course: see picture 1",)
LEAST_DAYS = 3
_TALL, _TOP, _NOTICEABLE = 180.0, 20.0, 0.02


@dataclass(frozen=True, slots=True)
class Coursed:
    """An option, and how its fit came about."""

    option: Option
    course: Course


@dataclass(frozen=True, slots=True)
class Drift:
    """By how much ratings given anew after the offer of the option called ``name`` moved its fit, and the lead's size.

    ``key``: of the option.
    """

    key: str
    name: str
    moved: float
    lead: float


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float

    def y(self, fit: float) -> float:
        """Return the height at which ``fit`` stands."""
        return _TOP + _TALL * (self.high - fit) / (self.high - self.low)


def fit_steps(lines: Sequence[Coursed], today: date, drift: Drift | None) -> Picture:
    """Return the picture of ``lines`` up to ``today``, the best fit first."""
    shown = [one for one in lines if one.course.points]
    if len({point.day for one in shown for point in one.course.points}) < LEAST_DAYS:
        return Picture(EMPTY, (f"It is drawn from {LEAST_DAYS} days on which something was rated.",))
    scale = _scale(shown)
    title, see = _title(shown[0], drift), _see(shown, scale)
    drawings = tuple(_draw(shown, today, scale, width, title, see) for width in (NARROW, WIDE))
    return Picture(title, see, (drawings[0], drawings[1]), _table(shown))


def _scale(lines: Sequence[Coursed]) -> _Scale:
    fits = [point.fit for one in lines for point in one.course.points] + [lines[0].option.fit.baseline]
    low, high = math.floor(min(fits) * 10 - 0.2) / 10, math.ceil(max(fits) * 10 + 0.2) / 10
    return _Scale(max(low, 0.0), min(high, 1.0))


def _title(one: Coursed, drift: Drift | None) -> Phrase:
    if drift is not None:
        return _drift_words(drift)
    points, to = one.course.points, course_anchor(one.option.key)
    moved = points[-1].fit - points[0].fit
    if abs(moved) < _NOTICEABLE:
        return (
            f"{one.option.name}’s fit is where it was on {show_short_day(points[0].day)}: ",
            figure(points[-1].fit, to),
        )
    way = "rose" if moved > 0 else "fell"
    first, last = figure(points[0].fit, to), figure(points[-1].fit, to)
    return (f"{one.option.name}’s fit {way} from ", first, " to ", last, f" since {show_short_day(points[0].day)}")


def _drift_words(drift: Drift) -> Phrase:
    to = course_anchor(drift.key)
    if drift.lead > 0 and drift.moved > 0:
        share = Link(percent(min(drift.moved / drift.lead, 1.0)), to)
        return (share, f" of {drift.name}’s lead came with ratings that you raised after its offer")
    way = "raised" if drift.moved > 0 else "lowered"
    return (f"Ratings given anew after its offer {way} {drift.name}’s fit by ", figure(abs(drift.moved), to))


def _see(lines: Sequence[Coursed], scale: _Scale) -> Phrase:
    words = [f"Steps: what you would have read that evening. The axis runs from {scale.low:g} to {scale.high:g}."]
    if any(turn.kind == "revision" for one in lines for turn in one.course.turns):
        words.append("A triangle is not new evidence: you rated the same note anew.")
    return (" ".join(words),)


def _draw(lines: Sequence[Coursed], today: date, scale: _Scale, width: int, title: Phrase, see: Phrase) -> str:
    drawing = Drawing(f"steps-{'n' if width == NARROW else 'w'}", width)
    first = min(one.course.points[0].day for one in lines)
    ends = (26.0, 232.0) if drawing.is_narrow else (40.0, 500.0)
    days = Days(first, max(today, days_after(first, 1)), *ends)
    bottom = _TOP + _TALL
    _levels(drawing, days, scale)
    days_axis(drawing, days, bottom, bottom)
    baseline = scale.y(lines[0].option.fit.baseline)
    drawing.line(days.left, baseline, days.right, baseline, "baseline")
    for one in reversed(lines):
        _line(drawing, one, days, scale)
    _names(drawing, lines, days, scale, baseline)
    return drawing.finished(_legend(drawing, lines, bottom + 32), plain(title), plain(see))


def _levels(drawing: Drawing, days: Days, scale: _Scale) -> None:
    for tenth in range(round(scale.low * 10), round(scale.high * 10) + 1):
        y = scale.y(tenth / 10)
        drawing.line(days.left, y, days.right, y, "rule")
        drawing.text(days.left - 6, y + 4, f"{tenth / 10:g}", "note", "end")


def _line(drawing: Drawing, one: Coursed, days: Days, scale: _Scale) -> None:
    points, look = one.course.points, one.option.look
    course = f"M{days.x(points[0].day):.1f} {scale.y(points[0].fit):.1f}"
    for point in points[1:]:
        course += f"H{days.x(point.day):.1f}V{scale.y(point.fit):.1f}"
    drawing.path(f"{course}H{days.right:.1f}", f"{look.value} hook")
    drawing.circle(days.x(points[0].day), scale.y(points[0].fit), 3, f"{look.value} fill")
    for turn in one.course.turns:
        x, y = days.x(turn.day), scale.y(_fit_on(points, turn.day))
        if turn.kind == "offer":
            drawing.add(mark(Look.PRESENT, x, y, "fill", 9).replace("present", look.value))
        else:
            _triangle(drawing, x, y - 14)


def _fit_on(points: Sequence[FitOn], day: date) -> float:
    before = [point.fit for point in points if point.day <= day]
    return before[-1] if before else points[0].fit


def _triangle(drawing: Drawing, x: float, y: float) -> None:
    drawing.path(f"M{x:.1f} {y - 6:.1f}L{x + 6:.1f} {y + 5:.1f}L{x - 6:.1f} {y + 5:.1f}Z", "open")


def _names(drawing: Drawing, lines: Sequence[Coursed], days: Days, scale: _Scale, baseline: float) -> None:
    """Write whose line ends where, none closer than a line of text to the next."""
    room = drawing.width - days.right - 8
    said = [
        (scale.y(one.course.points[-1].fit), f"{one.option.name} {decimals(one.course.points[-1].fit)}", "strong halo")
        for one in lines
    ]
    present = "present" if drawing.is_narrow else "present job"
    said.append((baseline, f"{present} {decimals(lines[0].option.fit.baseline)}", "note halo"))
    below = -20.0
    for wanted, words, style in sorted(said):
        below = max(wanted + 4, below + 16)
        drawing.text(days.right + 8, below, cut(words, room, bold="strong" in style), style)


def _legend(drawing: Drawing, lines: Sequence[Coursed], top: float) -> float:
    kinds = {turn.kind for one in lines for turn in one.course.turns}
    entries = []
    if "offer" in kinds:
        entries.append(Entry(lambda x, y: drawing.add(mark(Look.PRESENT, x, y, "fill", 9)), "offer"))
    if "revision" in kinds:
        entries.append(Entry(lambda x, y: _triangle(drawing, x, y), "rated anew after the offer"))
    return legend(drawing, entries, top)


def signed(moved: float) -> str:
    """Return by how much a fit moved, with its sign."""
    return f"{'-' if moved < 0 else '+'}{decimals(abs(moved))}"


def _table(lines: Sequence[Coursed]) -> Table:
    rows: list[tuple[Phrase, ...]] = []
    for one in lines:
        turns: dict[date, list[str]] = {}
        for turn in one.course.turns:
            what = "offer" if turn.kind == "offer" else f"{turn.words} rated anew, {signed(turn.moved)}"
            turns.setdefault(turn.day, []).append(what)
        to = course_anchor(one.option.key)
        rows += [
            (
                (show_short_day(point.day),),
                (one.option.name,),
                (figure(point.fit, to),),
                (percent(point.coverage),),
                (", ".join(turns.get(point.day, [])),),
            )
            for point in one.course.points
        ]
    return Table("fit as known at the end of each day", ("Day", "Option", "Fit", "Coverage", "What came"), tuple(rows))
