"""Looking ahead: what is expected of a job at the moment of deciding, to be held against how it turns out."""

from __future__ import annotations

import math
from datetime import date

from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.events.base import Rated
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.standing import standing_of
from twoway_core.projections.view import days_after

REVIEW_DAYS = (30, 90, 180)
"""Days after a decision on which to look back on it."""
FINAL = ("accept", "decline", "withdraw")
"""Decisions that end the matter: these are looked back on."""


def predicted(mine: Mine, case: Case, settings: Settings = DEFAULTS) -> tuple[Rated, ...]:
    """Return the rating that was heard of each criterion that weighs, its voices averaged by weight, halves up."""
    standing = standing_of(mine, case, settings)
    found = []
    for criterion in standing.matters.weights:
        heard = standing.voices[criterion]
        if heard:
            mean = sum(one.weight * one.rating for one in heard) / sum(one.weight for one in heard)
            found.append(Rated(criterion, math.floor(mean + 0.5)))
    return tuple(found)


def review_days(action: str, decided: date) -> tuple[date, ...]:
    """Return the days on which to look back on a decision of that day; none while the matter goes on."""
    return tuple(days_after(decided, days) for days in REVIEW_DAYS) if action in FINAL else ()
