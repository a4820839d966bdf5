"""The worked example as plain numbers: two firms, three criteria, and the voices on each."""

from __future__ import annotations

from twoway_core.analysis.belief import Belief, believe
from twoway_core.analysis.evidence import Voice

SWING_POINTS = {"autonomy": 100, "growth": 60, "balance": 40}
WEIGHTS = {"autonomy": 0.5, "growth": 0.3, "balance": 0.2}

ACME_AUTONOMY = [Voice("boss", 5, 4), Voice("teammate", 4, 4)]
ACME = {"autonomy": ACME_AUTONOMY, "growth": [Voice("recruiter", 4, 1)], "balance": []}
BIRCH = {"autonomy": [Voice("boss", 3, 4)], "growth": [Voice("boss", 5, 4)], "balance": [Voice("teammate", 4, 4)]}


def beliefs(firm: dict[str, list[Voice]]) -> dict[str, Belief]:
    """Return what ``firm``'s voices add up to, by criterion."""
    return {criterion: believe(voices) for criterion, voices in firm.items()}
