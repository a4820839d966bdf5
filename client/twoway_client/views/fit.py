"""The fit report on a terminal: three numbers together, a line to see them on, and what they are made of."""

from __future__ import annotations

from twoway_client.output import WIDTH, one_line, visible, wrapped
from twoway_client.views.figures import judged, span, weights_shown
from twoway_core.analysis.rounding import decimals, shared_decimals, short_decimals
from twoway_core.projections.fit import CriterionRow, FitReport, From, LensRow, MustHaveRow

_AXIS_START, _AXIS_LENGTH = 2, 45
_LEGEND_COLUMN, _PRESENT_COLUMN = 55, 55
_WIDEST_NAME = 24
_HELD = "\xa0"  # a name and its rating stay on one line
_UNKNOWN = "nobody: unknown, not middling"


def fit_text(view: FitReport, *, headings: bool = False) -> str:
    """Return ``view`` as lines; ``headings``: with the fit under each heading."""
    lines = [*head(view), *_axis(view)]
    if not view.criteria:
        return "\n".join([*lines, "Nothing to weigh it by yet. Say what matters: twoway want", *_must_haves(view)])
    lines += _criteria(view)
    if headings:
        lines += _lenses(view.lenses)
    return "\n".join([*lines, *_must_haves(view), *_remarks(view)])


def head(view: FitReport) -> list[str]:
    """Return the line that always says the three numbers, and the present job beside them."""
    present = f"present job {decimals(view.baseline)}" if view.baseline_coverage else "present job not rated"
    start = f"{one_line(view.opportunity, 20)}  {figures(view)}"
    return [f"{start:<{_PRESENT_COLUMN - 2}}  {present}" if len(start) < _PRESENT_COLUMN - 1 else f"{start}  {present}"]


def figures(view: FitReport) -> str:
    """Return fit, range and coverage."""
    return f"fit {decimals(view.fit)}  range {span(view.range80)}  coverage {decimals(view.coverage)}"


def _axis(view: FitReport) -> list[str]:
    scale = [" "] * (_AXIS_START + _AXIS_LENGTH + 1)
    for tick in range(6):
        scale[_column(tick / 5)] = {0: "0", 5: "1"}.get(tick, ".")
    bar = [" "] * len(scale)
    low, fit, high = _column(view.range80[0]), _column(view.fit), _column(view.range80[1])
    bar[low : high + 1] = "-" * (high + 1 - low)
    bar[low] = bar[high] = "|"
    bar[fit] = "o"
    legend = "o fit"
    if view.baseline_coverage:
        present = _column(view.baseline)
        bar[present] = "*" if present == fit else "p"
        legend = "* fit and present job" if present == fit else "p present job, o fit"
    return ["".join(scale), f"{''.join(bar):<{_LEGEND_COLUMN}}{legend}"]


def _column(value: float) -> int:
    return _AXIS_START + int(value * _AXIS_LENGTH + 0.5)


def _criteria(view: FitReport) -> list[str]:
    width = min(max(len("criterion"), *(len(visible(row.name)) for row in view.criteria)), _WIDEST_NAME)
    lines = [f"  {'criterion':<{width}}  weight  mean  range         coverage  from"]
    rows = [
        wrapped(_row_start(row, weight, width), _voices(row, WIDTH - width - 42))
        for row, weight in zip(view.criteria, weights_shown(view), strict=True)
    ]
    return lines + [row.replace(_HELD, " ") for row in rows]


def _row_start(row: CriterionRow, weight: str, width: int) -> str:
    figures = f"{weight:>6}  {decimals(row.mean)}  {span(row.range80)}  {decimals(row.coverage)}"
    return f"  {one_line(row.name, width):<{width}}  {figures}      "


def _voices(row: CriterionRow, room: int) -> str:
    if not row.voices:
        return _UNKNOWN if len(_UNKNOWN) <= room else "nobody: unknown"
    return ", ".join(voice_words(voice).replace(" ", _HELD) for voice in row.voices)


def voice_words(voice: From) -> str:
    """Return one voice as "Ana 5"."""
    return f"{visible(voice.name)} {short_decimals(voice.rating)}"


def _lenses(rows: tuple[LensRow, ...]) -> list[str]:
    width = max(len("heading"), *(len(visible(row.lens)) for row in rows))
    weights = shared_decimals(row.weight for row in rows)
    lines = [f"  {'heading':<{width}}  weight  fit   range         coverage"]
    return lines + [
        f"  {visible(row.lens) or 'other':<{width}}  {weight:>6}  {decimals(row.fit)}"
        f"  {span(row.range80)}  {decimals(row.coverage)}"
        for row, weight in zip(rows, weights, strict=True)
    ]


def _must_haves(view: FitReport) -> list[str]:
    if not view.must_haves:
        return []
    width = min(max(len(visible(row.name)) for row in view.must_haves), _WIDEST_NAME)
    lines = []
    for place, row in enumerate(view.must_haves):
        head = "Must-have" if not place else " " * len("Must-have")
        lines.append(wrapped(f"{head}  {one_line(row.name, width):<{width}}  ", must_have_words(row)))
    return lines


def must_have_words(row: MustHaveRow) -> str:
    """Return how a must-have stands, and why."""
    return f"{judged(row.verdict, row.chance)}: {visible(row.reason)}"


def _remarks(view: FitReport) -> list[str]:
    """Return what a reader must know to read the numbers: what was never said."""
    remarks = []
    if not view.weighed:
        remarks.append("You have given no weights, so all count alike: twoway want")
    if not view.baseline_coverage:
        remarks.append("Your present job is not rated, so 0.50 stands in for it: twoway want")
    return remarks
