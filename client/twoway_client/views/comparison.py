"""The opportunities beside the present job, on a terminal."""

from __future__ import annotations

from twoway_client.output import WIDTH, one_line, visible, wrapped
from twoway_client.views.deciding import within_reach
from twoway_client.views.figures import judged, span
from twoway_core.analysis.rounding import decimals, shared_decimals
from twoway_core.analysis.settings import DEFAULTS
from twoway_core.projections.comparison import Comparison, Option
from twoway_core.projections.race import Race

_WIDEST_NAME = 20
_PRESENT = "present job"


def comparison_text(view: Comparison, *, criteria: bool = False) -> str:
    """Return ``view`` as lines; ``criteria``: also criterion by criterion."""
    width = min(max(len(_PRESENT), *(len(visible(option.name)) for option in view.options)), _WIDEST_NAME)
    lines = [f"  {'':<{width}}  fit   range         coverage{'' if view.race is None else '  first in'}  must-have"]
    lines += [_option(option, width, _first(view, option.id)) for option in view.options]
    lines.append(_present(view, width))
    if criteria:
        lines += ["", *_criteria(view), *_choosers(view)]
    return "\n".join([*lines, *_remarks(view)])


def _first(view: Comparison, option: bytes) -> str:
    """Return the column with the share of the cases in which an option is best; the present job's id is empty."""
    return "" if view.race is None else f"  {decimals(view.race.runner(option).first):>8}"


def _option(option: Option, width: int, first: str) -> str:
    figures = f"{decimals(option.fit)}  {span(option.range80)}  {decimals(option.coverage):>8}{first}"
    line = f"  {one_line(option.name, width):<{width}}  {figures}  "
    if option.must_have is None or option.chance is None:
        return f"{line}none"
    words = judged(option.must_have, option.chance)
    if option.must_have != "met":
        words = f"{words}: {option.which}"
    return line + one_line(words, WIDTH - len(line))


def _present(view: Comparison, width: int) -> str:
    rated = "your ratings" if view.present.coverage else "not rated"
    must_have, first = view.present.must_have or "none", _first(view, b"")
    return f"  {_PRESENT:<{width}}  {decimals(view.present.fit)}  {rated:<12}  {'-':>8}{first}  {must_have}"


def _criteria(view: Comparison) -> list[str]:
    """Return the means by criterion; as many options as fit on a line."""
    width = min(max(len("criterion"), *(len(visible(row.name)) for row in view.criteria), 0), _WIDEST_NAME)
    names = [one_line(option.name, 10) for option in view.options][: (WIDTH - width - 24) // 12]
    columns = [max(len(name), 4) for name in names]
    heads = "".join(f"  {name:>{column}}" for name, column in zip(names, columns, strict=True))
    lines = [f"  {'criterion':<{width}}  weight{heads}  {_PRESENT}"]
    for row, weight in zip(view.criteria, shared_decimals(row.weight for row in view.criteria), strict=True):
        cells = "".join(
            f"  {decimals(mean) if coverage else '-':>{column}}"
            for mean, coverage, column in zip(row.means, row.coverages, columns, strict=False)
        )
        present = "-" if row.present is None else decimals(row.present)
        lines.append(f"  {one_line(row.name, width):<{width}}  {weight:>6}{cells}  {present:>{len(_PRESENT)}}")
    hidden = len(view.options) - len(names)
    more = [f"  and {hidden} more: name them, twoway compare NAME --criteria"] if hidden else []
    return [*lines, "  - nothing known; in the fit it counts 0.50", *more]


def _choosers(view: Comparison) -> list[str]:
    """Return, for each option that is ever best, the weights of whoever would choose it."""
    if view.race is None:
        return []
    lines = []
    for one in view.race.runners:
        if one.central:
            shown = shared_decimals(row.weight for row in one.central)
            weights = ", ".join(f"{row.name} {weight}" for row, weight in zip(one.central, shown, strict=True))
            lines.append(wrapped("  ", visible(f"{one.name} is for whoever weighs {weights}")))
    return lines


def _verdict(race: Race) -> list[str]:
    """Return who wins, what that means, and how it stands where only the order of the weights is known."""
    best, marks = race.runners[0], f"that takes {decimals(DEFAULTS.clear_winner)} of 1"
    head = f"Clear winner: {best.name}" if race.clear else f"No clear winner: {marks}"
    order = ", ".join(f"{one.name} {decimals(one.order_ranks[0])}" for one in race.runners)
    return [
        f"{head}. First in = share of the plausible cases in which it is best.",
        f"If only the order of your weights counts: {order}.",
    ]


def _flip(view: Comparison) -> list[str]:
    mark = next(iter(within_reach(view.flips)), None)
    if mark is None:
        return []
    way = "under" if mark.under else "over"
    at = f"{way} {decimals(mark.at)} (yours {decimals(mark.weight)})"
    return [f"{view.options[1].name} leads over {view.options[0].name} if {mark.name} weighs {at}."]


def _remarks(view: Comparison) -> list[str]:
    remarks = []
    if view.race is not None:
        told = [*_verdict(view.race), *_flip(view)]
        remarks += [wrapped("", visible(sentence)) for sentence in told]
    if not view.weighed:
        remarks.append("You have given no weights, so all count alike: twoway want")
    if not view.present.coverage:
        remarks.append("Your present job is not rated, so 0.50 stands in for it: twoway want")
    return remarks
