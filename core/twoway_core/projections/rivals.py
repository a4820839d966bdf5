"""What an opportunity has to beat: the present job, or an offer of somebody else's that is better.

An opportunity without an offer is no choice yet: it is compared with, and never counted on. Neither is one that fails
a must-have for good, is closed, or was turned down.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.matters import Matters, present_fit, present_values
from twoway_core.projections.standing import must_have_verdict, standing_of

UNKNOWN_VALUE = 0.5
TURNED_DOWN = frozenset({"decline", "withdraw"})


@dataclass(frozen=True, slots=True)
class Rival:
    """The best other choice: the ``case`` of an offer, None for the present job; its fit and its means by criterion."""

    case: bytes | None
    fit: float
    means: dict[bytes, float]


def has_offer(case: Case) -> bool:
    """Return whether there is an offer to say yes to."""
    return is_choice(case) and (bool(case.offers) or case.stage == "offer")


def is_choice(case: Case) -> bool:
    """Return whether one may still choose it: it is not closed, and the last decision was not to turn it down."""
    decided = list(case.decisions.values())
    return case.closed is None and not (decided and decided[-1].event.action in TURNED_DOWN)


def present_means(mine: Mine, matters: Matters) -> dict[bytes, float]:
    """Return what the present job is worth on each criterion that weighs; one that was not rated counts 0.5."""
    values = present_values(mine)
    return {criterion: values.get(criterion, UNKNOWN_VALUE) for criterion in matters.weights}


def rival_of(mine: Mine, matters: Matters, case: Case, cases: Iterable[Case], settings: Settings = DEFAULTS) -> Rival:
    """Return the best choice there is besides ``case``; among equals the present job, then the older."""
    best = Rival(None, present_fit(mine, matters).mean, present_means(mine, matters))
    for other in cases:
        if other.id == case.id or other.opened is None or not has_offer(other):
            continue
        standing = standing_of(mine, other, settings)
        verdicts = [must_have_verdict(mine, standing, one) for one in matters.must_haves.values()]
        if "failed" not in verdicts and standing.fit.mean > best.fit:
            means = {criterion: standing.beliefs[criterion].mean for criterion in matters.weights}
            best = Rival(other.id, standing.fit.mean, means)
    return best
