"""Figures as every view prints them: two decimals, halves up, and ranges in words."""

from __future__ import annotations

from twoway_core.analysis.must_have import Verdict
from twoway_core.analysis.rounding import decimals, shared_decimals
from twoway_core.projections.fit import FitReport


def span(ends: tuple[float, float]) -> str:
    """Return a range as "0.52 to 0.82"."""
    return f"{decimals(ends[0])} to {decimals(ends[1])}"


def judged(verdict: Verdict, chance: float) -> str:
    """Return a verdict on a must-have with its chance: "open, 0.67"; of a failed one, too."""
    return f"{verdict}, {decimals(chance)}"


def weights_shown(view: FitReport) -> list[str]:
    """Return the weight of each criterion of ``view``; what is shown adds up to 1."""
    return shared_decimals(row.weight for row in view.criteria)
