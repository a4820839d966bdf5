"""What weighs how much, and what the notes say of it: for, unknown, against.

With d Σ m x for and d Σ m (1 - x) against (see ``twoway_core.analysis.belief``), the bar of a criterion of weight w is
cut at their shares of M + 2; the middle, 2 / (M + 2) = 1 - coverage, is what is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from twoway_client.reports.anchors import WEIGHTS, criterion_anchor, figure
from twoway_client.reports.drawing import NARROW, WIDE, Drawing
from twoway_client.reports.legend import Entry, legend
from twoway_client.reports.lettering import NOTE_SIZE, cut, width_of
from twoway_client.reports.phrases import Link, Phrase, plain
from twoway_client.reports.picture import NO_DIFFERENCE, Option, Picture, Table
from twoway_client.views.figures import weights_shown
from twoway_core.analysis.rounding import decimals
from twoway_core.projections.fit import CriterionRow

EMPTY: Phrase = ("Weigh your criteria first",)
_BAR, _ROW = 14.0, 40.0
_NOTICEABLE = 0.02
_STEPS = (0.02, 0.05, 0.1, 0.2, 0.25)


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of one criterion speaks for an option, is not known, and speaks against it; they add up to 1."""

    good: float
    unknown: float
    bad: float


def shares_of(row: CriterionRow) -> Shares:
    """Return the shares of ``row``, from its mean and coverage."""
    unknown = 1 - row.coverage
    return Shares(max(row.mean - unknown / 2, 0.0), unknown, max(1 - row.mean - unknown / 2, 0.0))


def evidence_bars(options: Sequence[Option]) -> Picture:
    """Return the picture of the two best ``options``, the heaviest criterion first."""
    shown = options[:2]
    if not shown[0].fit.criteria:
        return Picture(EMPTY, ("Say what matters, and how much: twoway want.",))
    title, see = _title(shown), _see(shown)
    drawings = (_draw(shown, NARROW, title, see), _draw(shown, WIDE, title, see))
    return Picture(title, see, drawings, _table(shown))


def _title(options: Sequence[Option]) -> Phrase:
    if len(options) == 2:
        return _title_of_two(*options)
    option = options[0]
    known = [row for row in option.fit.criteria if row.voices]
    unknown = [row for row in option.fit.criteria if not row.voices]
    if not known:
        return ("Nothing is known of what matters at ", option.name)
    best = max(known, key=lambda row: row.weight * (shares_of(row).good - shares_of(row).bad))
    speaks: Phrase = (best.name, " speaks for ", option.name)
    if shares_of(best).good <= shares_of(best).bad:
        speaks = ("Nothing speaks for ", option.name)
    if not unknown:
        return speaks
    weight = sum(row.weight for row in unknown)
    return (
        *speaks,
        "; of ",
        figure(weight, criterion_anchor(option.key, unknown[0].id)),
        " of the weight nothing is known",
    )


def _title_of_two(first: Option, second: Option) -> Phrase:
    gaps = [
        (one.weight * (one.mean - other.mean), one.name)
        for one, other in zip(first.fit.criteria, second.fit.criteria, strict=True)
    ]
    (most, gained), (least, lost) = max(gaps), min(gaps)
    if most >= _NOTICEABLE and least <= -_NOTICEABLE:
        return (f"{first.name} is ahead on {gained}, {second.name} on {lost}",)
    if most >= _NOTICEABLE:
        return (f"{first.name} is ahead of {second.name} on {gained}",)
    if least <= -_NOTICEABLE:
        return (f"{second.name} is ahead of {first.name} on {lost}",)
    return NO_DIFFERENCE


def _see(options: Sequence[Option]) -> Phrase:
    start: Phrase = (
        "The length of a bar is the ",
        Link("weight", WEIGHTS),
        ". Solid speaks for, grey against, hatched is unknown",
    )
    blank = [(option.name, row.name) for option in options for row in option.fit.criteria if not row.voices]
    if not blank:
        return (*start, ".")
    where, what = blank[0]
    return (*start, f": at {where}, no answer on {what} is rated.")


def _draw(options: Sequence[Option], width: int, title: Phrase, see: Phrase) -> str:
    drawing = Drawing(f"evidence-{'n' if width == NARROW else 'w'}", width)
    rows = options[0].fit.criteria
    left, right = (0.0, 240.0) if drawing.is_narrow else (150.0, 540.0)
    scale = _scale(rows)
    unit = (right - left) / scale[0]
    y = _legend(drawing) + 12
    for place, (row, weight) in enumerate(zip(rows, weights_shown(options[0].fit), strict=True)):
        top = y
        y = _heading(drawing, row.name, weight, y)
        for option in options:
            _bar(drawing, option, option.fit.criteria[place], (left, y, unit), named=len(options) > 1)
            y += _BAR + 4
        y = max(y + 8, top + _ROW)
    _axis(drawing, left, unit, scale, y)
    many = "your one criterion" if len(rows) == 1 else f"all {len(rows)} add up to 1"
    drawing.text(right, y + 34, f"weight ({many})", "note", "end")
    return drawing.finished(y + 42, plain(title), plain(see))


def _scale(rows: Sequence[CriterionRow]) -> tuple[float, float]:
    """Return the end of the axis and the step between its ticks."""
    heaviest = max(row.weight for row in rows)
    step = next((step for step in _STEPS if heaviest / step <= 5), _STEPS[-1])
    count = 1
    while step * count < heaviest - 1e-9:
        count += 1
    return step * count, step


def _legend(drawing: Drawing) -> float:
    """Explain the three parts of a bar; return the height used."""
    parts = (("key", "speaks for"), ("unknown", "unknown"), ("against", "speaks against"))
    return legend(drawing, [Entry(partial(_swatch, drawing, style), meaning) for style, meaning in parts], 0)


def _swatch(drawing: Drawing, style: str, x: float, y: float) -> None:
    drawing.box(x - 7, y - 5, 14, 10, style)


def _heading(drawing: Drawing, name: str, weight: str, y: float) -> float:
    if drawing.is_narrow:
        drawing.text(0, y + 14, cut(name, 220, bold=True), "strong")
        drawing.text(drawing.width, y + 14, f"weight {weight}", "note", "end")
        return y + 21
    drawing.text(0, y + 11, cut(name, 140, bold=True), "strong")
    drawing.text(0, y + 27, f"weight {weight}", "note")
    return y


def _bar(
    drawing: Drawing, option: Option, row: CriterionRow, place: tuple[float, float, float], *, named: bool
) -> None:
    x, y, unit = place
    shares, whole, look = shares_of(row), row.weight * unit, option.look.value
    good, bad = whole * shares.good, whole * shares.bad
    drawing.box(x, y, good, _BAR, f"{look} fill")
    drawing.box(x + good, y, whole - good - bad, _BAR, "unknown")
    drawing.box(x + whole - bad, y, bad, _BAR, "against")
    drawing.box(x, y, whole, _BAR, f"{look} frame")
    room = drawing.width - x - whole - 6
    drawing.text(x + whole + 6, y + 11, _label(option.name if named else "", room, known=bool(row.voices)), "note")


def _label(name: str, room: float, *, known: bool) -> str:
    """Return what stands behind a bar: whose it is where there are two, and that nothing is known, in ``room``."""
    if known:
        return cut(name, room, NOTE_SIZE)
    whole = f"{name}: nothing known" if name else "nothing known"
    return next((words for words in (whole, "nothing known") if width_of(words, NOTE_SIZE) <= room), "unknown")


def _axis(drawing: Drawing, left: float, unit: float, scale: tuple[float, float], y: float) -> None:
    top, step = scale
    drawing.line(left, y, left + top * unit, y, "axis")
    for tick in range(round(top / step) + 1):
        x = left + tick * step * unit
        drawing.line(x, y, x, y + 5, "axis")
        drawing.text(x, y + 18, f"{tick * step:g}", "note", "start" if tick == 0 else "middle")


def _table(options: Sequence[Option]) -> Table:
    rows = [
        _table_row(option, option.fit.criteria[place], weight)
        for place, weight in enumerate(weights_shown(options[0].fit))
        for option in options
    ]
    heads = ("Criterion", "Option", "Weight", "For", "Unknown", "Against", "Mean")
    return Table("weight of each criterion, and what the notes say of it", heads, tuple(rows))


def _table_row(option: Option, row: CriterionRow, weight: str) -> tuple[Phrase, ...]:
    shares = shares_of(row)
    parts = (shares.good, shares.unknown, shares.bad)
    return (
        (row.name,),
        (option.name,),
        (Link(weight, WEIGHTS),),
        *((decimals(row.weight * part),) for part in parts),
        (figure(row.mean, criterion_anchor(option.key, row.id)),),
    )
