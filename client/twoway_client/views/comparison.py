"""The opportunities beside the present job, on a terminal."""

from __future__ import annotations

from twoway_client.output import WIDTH, one_line, visible
from twoway_client.views.figures import judged, span
from twoway_core.analysis.rounding import decimals
from twoway_core.projections.comparison import Comparison, Option

_WIDEST_NAME = 20
_PRESENT = "present job"


def comparison_text(view: Comparison, *, criteria: bool = False) -> str:
    """Return ``view`` as lines; ``criteria``: also criterion by criterion."""
    width = min(max(len(_PRESENT), *(len(visible(option.name)) for option in view.options)), _WIDEST_NAME)
    lines = [f"  {'':<{width}}  fit   range         coverage  must-have"]
    lines += [_option(option, width) for option in view.options]
    lines.append(_present(view, width))
    if criteria:
        lines += ["", *_criteria(view)]
    return "\n".join([*lines, *_remarks(view)])


def _option(option: Option, width: int) -> str:
    figures = f"{decimals(option.fit)}  {span(option.range80)}  {decimals(option.coverage):>8}"
    line = f"  {one_line(option.name, width):<{width}}  {figures}  "
    if option.must_have is None or option.chance is None:
        return f"{line}none"
    words = judged(option.must_have, option.chance)
    if option.must_have != "met":
        words = f"{words}: {option.which}"
    return line + one_line(words, WIDTH - len(line))


def _present(view: Comparison, width: int) -> str:
    rated = "your ratings" if view.present.coverage else "not rated"
    must_have = view.present.must_have or "none"
    return f"  {_PRESENT:<{width}}  {decimals(view.present.fit)}  {rated:<12}  {'-':>8}  {must_have}"


def _criteria(view: Comparison) -> list[str]:
    """Return the means by criterion; as many options as fit on a line."""
    width = min(max(len("criterion"), *(len(visible(row.name)) for row in view.criteria), 0), _WIDEST_NAME)
    names = [one_line(option.name, 10) for option in view.options][: (WIDTH - width - 24) // 12]
    columns = [max(len(name), 4) for name in names]
    heads = "".join(f"  {name:>{column}}" for name, column in zip(names, columns, strict=True))
    lines = [f"  {'criterion':<{width}}  weight{heads}  {_PRESENT}"]
    for row in view.criteria:
        cells = "".join(
            f"  {decimals(mean) if coverage else '-':>{column}}"
            for mean, coverage, column in zip(row.means, row.coverages, columns, strict=False)
        )
        present = "-" if row.present is None else decimals(row.present)
        lines.append(
            f"  {one_line(row.name, width):<{width}}  {decimals(row.weight):>6}{cells}  {present:>{len(_PRESENT)}}"
        )
    hidden = len(view.options) - len(names)
    more = [f"  and {hidden} more: name them, twoway compare NAME --criteria"] if hidden else []
    return [*lines, "  - nothing known; in the fit it counts 0.50", *more]


def _remarks(view: Comparison) -> list[str]:
    remarks = []
    if not view.weighed:
        remarks.append("You have given no weights, so all count alike: twoway want")
    if not view.present.coverage:
        remarks.append("Your present job is not rated, so 0.50 stands in for it: twoway want")
    return remarks
