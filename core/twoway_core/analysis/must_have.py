"""Must-haves: screened first, never averaged in.

p = P(theta >= t) for a threshold t on the criterion's value, p = mean for a yes or no (yes is rated 5, no is 1).
A threshold that asks for the best there is would be reached by no distribution: it is a yes or no as well.
Met at p >= 0.9, failed at p <= 0.1, both within 1e-9 (a written yes gives exactly 0.9), else open.
"""

from __future__ import annotations

from typing import Literal

from twoway_core.analysis.belief import Belief
from twoway_core.analysis.incomplete_beta import regularised_beta
from twoway_core.analysis.settings import DEFAULTS, Settings

Verdict = Literal["met", "open", "failed"]


def chance(belief: Belief, threshold: float | None) -> float:
    """Return p, 0 to 1; ``threshold`` is a value from 0 to 1, or None for a yes or no."""
    if threshold is None or threshold >= 1:
        return belief.mean
    return 1 - regularised_beta(threshold, belief.alpha, belief.beta)


def verdict(p: float, settings: Settings = DEFAULTS) -> Verdict:
    """Return whether a must-have with chance ``p`` is met, failed or still open."""
    if p >= settings.met_from - settings.tolerance:
        return "met"
    if p <= settings.failed_to + settings.tolerance:
        return "failed"
    return "open"
