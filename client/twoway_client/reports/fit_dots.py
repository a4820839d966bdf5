"""How well each option fits, with what is still plausible and how much is known, beside the present job.

The axis always runs from 0 to 1. A mark stands at the fit, its fill shows the coverage, the bar holds 80 %.
"""

from __future__ import annotations

from collections.abc import Sequence

from twoway_client.reports.anchors import CHOICES, PRESENT, figure, fit_anchor
from twoway_client.reports.drawing import NARROW, WIDE, Drawing
from twoway_client.reports.lettering import cut
from twoway_client.reports.looks import Look, level_mark, mark
from twoway_client.reports.phrases import Link, Phrase, plain
from twoway_client.reports.picture import Option, Picture, Table, percent
from twoway_core.analysis.rounding import decimals
from twoway_core.projections.fit import FitReport

EMPTY: Phrase = ("No answer rated yet; fit is unknown, not zero",)
PRESENT_NAME = "Present job"
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
_LITTLE = 0.01


def fit_dots(options: Sequence[Option]) -> Picture:
    """Return the picture of ``options``, the best fit first."""
    if all(option.fit.coverage == 0 for option in options):
        return Picture(EMPTY, ("Rate an answer and this picture begins: twoway rate.",))
    title, see = _title(options), _see(options)
    drawings = (_draw(options, NARROW, title, see), _draw(options, WIDE, title, see))
    return Picture(title, see, drawings, _table(options))


def _title(options: Sequence[Option]) -> Phrase:
    first = options[0]
    fit = figure(first.fit.fit, fit_anchor(first.key))
    if len(options) == 1:
        return (first.name, " fits ", fit, *_beside_present(first.fit))
    second = options[1]
    if abs(first.fit.fit - second.fit.fit) < _LITTLE:
        return (f"{first.name} and {second.name} fit alike, at ", fit)
    other = figure(second.fit.fit, fit_anchor(second.key))
    if first.fit.range80[0] > second.fit.range80[1]:
        return (first.name, " leads with ", fit, " to ", other, ", and the ranges do not meet")
    return (first.name, " leads with ", fit, " to ", other, ", but the ranges overlap")


def _beside_present(fit: FitReport) -> Phrase:
    present = figure(fit.baseline, PRESENT)
    low, high = fit.range80
    if low > fit.baseline:
        return (", more than the present job’s ", present)
    if high < fit.baseline:
        return (", less than the present job’s ", present)
    return (", and its range holds the present job’s ", present)


def _see(options: Sequence[Option]) -> Phrase:
    what = "The fill of a mark" if len(options) > 1 else "The fill of the mark"
    start: Phrase = (what, " is how much is known; a bar holds ", Link("80 %", CHOICES), " of what is still plausible.")
    if options[0].fit.baseline_coverage == 0:
        return (*start, " Dashed line: the present job, not rated yet, so taken as ", Link("0.50", PRESENT), ".")
    return (*start, " Dashed line: the present job.")


def _draw(options: Sequence[Option], width: int, title: Phrase, see: Phrase) -> str:
    drawing = Drawing(f"fit-{'n' if width == NARROW else 'w'}", width)
    step, left, right = (58.0, 10.0, 316.0) if drawing.is_narrow else (50.0, 150.0, 616.0)
    bottom = 16 + step * (len(options) + 1) + (6 if drawing.is_narrow else 0)
    _axis(drawing, left, right, bottom)
    baseline = left + (right - left) * options[0].fit.baseline
    drawing.line(baseline, 10, baseline, bottom, "baseline")
    for place, option in enumerate(options):
        _row(drawing, option, place, (left, right), 16 + step * place)
    _present_row(drawing, options[0].fit, baseline, 16 + step * len(options))
    drawing.text(left, bottom + 34, "worst you named", "note")
    drawing.text(right, bottom + 34, "best you named", "note", "end")
    return drawing.finished(bottom + 42, plain(title), plain(see))


def _axis(drawing: Drawing, left: float, right: float, bottom: float) -> None:
    for tick in _TICKS:
        x = left + (right - left) * tick
        drawing.line(x, 16, x, bottom, "rule")
        drawing.line(x, bottom, x, bottom + 5, "axis")
        drawing.text(x, bottom + 18, f"{tick:g}", "note", "middle")
    drawing.line(left, bottom, right, bottom, "axis")


def _heading(drawing: Drawing, name: str, said: str, top: float) -> float:
    """Write what a row is about; return the height at which its mark stands."""
    if drawing.is_narrow:
        drawing.text(0, top + 16, cut(name, 180, bold=True), "strong halo")
        drawing.text(drawing.width, top + 16, said, "note halo", "end")
        return top + 34
    drawing.text(0, top + 22, cut(name, 140, bold=True), "strong")
    drawing.text(0, top + 38, said, "note")
    return top + 24


def _row(drawing: Drawing, option: Option, place: int, axis: tuple[float, float], top: float) -> None:
    fit, look = option.fit, option.look.value
    y = _heading(drawing, option.name, f"{decimals(fit.fit)}, {percent(fit.coverage)} covered", top)
    left, right = axis
    low, middle, high = (left + (right - left) * value for value in (fit.range80[0], fit.fit, fit.range80[1]))
    drawing.line(low, y, high, y, f"{look} reach")
    for end in (low, high):
        drawing.line(end, y - 5, end, y + 5, f"{look} end")
    level_mark(drawing, f"m{place}", option.look, (middle, y), fit.coverage)
    if low > left + 30:
        drawing.text(low - 5, y + 4, _short(fit.range80[0]), "note halo", "end")
    if high < right - 30:
        drawing.text(high + 5, y + 4, _short(fit.range80[1]), "note halo")


def _present_row(drawing: Drawing, fit: FitReport, x: float, top: float) -> None:
    rated = fit.baseline_coverage > 0
    said = f"{decimals(fit.baseline)}, rated by you" if rated else "not rated: unknown"
    y = _heading(drawing, PRESENT_NAME, said, top)
    drawing.add(mark(Look.PRESENT, x, y, "fill" if rated else "edge"))


def _table(options: Sequence[Option]) -> Table:
    rows: list[tuple[Phrase, ...]] = [
        (
            (option.name,),
            (figure(option.fit.fit, fit_anchor(option.key)),),
            (f"{decimals(option.fit.range80[0])} to {decimals(option.fit.range80[1])}",),
            (percent(option.fit.coverage),),
        )
        for option in options
    ]
    fit = options[0].fit
    rated = f"{percent(fit.baseline_coverage)} rated by you" if fit.baseline_coverage else "not rated"
    rows.append(((PRESENT_NAME,), (figure(fit.baseline, PRESENT),), ("your ratings: no range",), (rated,)))
    return Table("fit, 80 % range and coverage", ("Option", "Fit", "80 % range", "Coverage"), tuple(rows))


def _short(value: float) -> str:
    return decimals(value).removeprefix("0")
