"""Fit both ways on a terminal: under the fit report, how well one fits them, once they said anything of it."""

from __future__ import annotations

from twoway_client.output import visible, wrapped
from twoway_client.views.figures import span
from twoway_client.views.fit import fit_text
from twoway_core.analysis.rounding import decimals
from twoway_core.projections.two_sides import Pair, TwoSides

_PAIRS: dict[Pair, str] = {
    "both": "It fits both sides: ground to work on together.",
    "mine": "It fits you; you fit them less, by what they need and say.",
    "theirs": "You fit them; it fits you less.",
    "neither": "It fits neither side.",
    "open": "A range holds the middle: not clear yet on both sides.",
    "unknown": "One side is unknown, so nobody can say that it fits both.",
}


def two_sides_text(view: TwoSides, *, headings: bool = False) -> str:
    """Return ``view`` as lines; the other side is left out while nothing of it was noted."""
    mine = fit_text(view, headings=headings)
    return "\n".join([mine, *their_lines(view)]) if is_known(view) else mine


def is_known(view: TwoSides) -> bool:
    """Return whether anything was noted of the other side."""
    theirs = view.theirs
    return bool(theirs.needs or theirs.concerns or theirs.coverage)


def their_lines(view: TwoSides) -> list[str]:
    """Return how well I fit them, what gives them pause, and what both sides make together."""
    theirs = view.theirs
    figures = f"fit {decimals(theirs.fit)}  range {span(theirs.range80)}  coverage {decimals(theirs.coverage)}"
    lines = [f"You for them  {figures}"]
    if theirs.needs:
        needs = ", ".join(f"{one.need} {decimals(one.mean) if one.coverage else 'unknown'}" for one in theirs.needs)
        lines.append(wrapped("  by need     ", visible(needs)))
    if theirs.concerns:
        lines.append(wrapped("  their pause ", visible("; ".join(theirs.concerns))))
    return [*lines, f"  {_PAIRS[view.pair]}"]
