"""Fit both ways: how well the job fits me and how well I fit them, side by side, and what the pair says.

A side is judged by its whole range: above the middle, below it, or open while the range holds the middle. A side of
which nothing is known is unknown, and no pair is called a match on the word of one side.
"""

from __future__ import annotations

from typing import Literal

from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.fit import FitReport, fit_report
from twoway_core.projections.their_view import TheirView, their_view

MIDDLE = 0.5

Side = Literal["good", "poor", "open", "unknown"]
Pair = Literal["both", "theirs", "mine", "neither", "open", "unknown"]
"""Who gains by it: both sides; they and not I; I and not they; neither; not clear yet; a side is unknown."""


class TwoSides(FitReport, frozen=True, kw_only=True):
    """The fit report with the other side: ``theirs``, how well I fit them, and what ``pair`` the two make."""

    theirs: TheirView
    my_side: Side
    their_side: Side
    pair: Pair


def two_sides(mine: Mine, case: Case, name: str, settings: Settings = DEFAULTS) -> TwoSides:
    """Return both sides of ``case``, which is called ``name``."""
    report, theirs = fit_report(mine, case, name, settings), their_view(mine, case, settings)
    my_side, their_side = _side(report.range80, report.coverage), _side(theirs.range80, theirs.coverage)
    fields = {field: getattr(report, field) for field in report.__struct_fields__}
    return TwoSides(**fields, theirs=theirs, my_side=my_side, their_side=their_side, pair=pair_of(my_side, their_side))


def _side(range80: tuple[float, float], coverage: float) -> Side:
    if not coverage:
        return "unknown"
    if range80[0] > MIDDLE:
        return "good"
    return "poor" if range80[1] < MIDDLE else "open"


def pair_of(my_side: Side, their_side: Side) -> Pair:
    """Return what the two sides make together."""
    if "unknown" in (my_side, their_side):
        return "unknown"
    if "open" in (my_side, their_side):
        return "open"
    if my_side == their_side:
        return "both" if my_side == "good" else "neither"
    return "mine" if my_side == "good" else "theirs"
