"""Sensitivity: what would have to be otherwise for another option to lead.

- Weight: with d_k = mean_k of the one - mean_k of the other and R = sum_{j != k} w_j d_j / (1 - w_k), the lead passes
  at w_k* = -R / (d_k - R), the other weights keeping their ratios; there is none outside 0..1. (The lead at weight w
  is w d_k + (1 - w) R, a straight line.)
- Rating: each rating that counts, read one step higher and one step lower, with all else as it is. What is believed of
  its criterion is worked out anew, agreement and all.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from twoway_core.analysis.belief import believe
from twoway_core.analysis.evidence import Statement, latest, voices
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.analysis.value import HIGHEST_RATING, LOWEST_RATING, value_of

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class WeightFlip(Generic[K]):
    """The other leads while ``criterion`` (which weighs ``weight``) weighs under ``at``, or over it."""

    criterion: K
    weight: float
    at: float
    under: bool

    @property
    def distance(self) -> float:
        """How far the weight is from its mark, 0 to 1."""
        return abs(self.at - self.weight)


@dataclass(frozen=True, slots=True)
class Heard(Generic[K]):
    """Everything said on one criterion, and how a rating of it turns into its value."""

    criterion: K
    statements: Sequence[Statement]
    worth: Callable[[float], float] = value_of


@dataclass(frozen=True, slots=True)
class RatingChange(Generic[K]):
    """One rating read as ``rating`` instead: the fit is then ``fit``, and ``flips`` tells whether the lead changes."""

    criterion: K
    statement: Statement
    rating: float
    fit: float
    flips: bool


def weight_flip(
    weights: Mapping[K, float], one: Mapping[K, float], other: Mapping[K, float], criterion: K
) -> WeightFlip[K] | None:
    """Return where the lead of ``one`` over ``other`` (means by criterion) passes; None where no weight does that."""
    weight = weights[criterion]
    gap = one[criterion] - other[criterion]
    if weight >= 1:
        return None
    rest = sum(share * (one[key] - other[key]) for key, share in weights.items() if key != criterion) / (1 - weight)
    slope = gap - rest
    if slope == 0:
        return None
    at = -rest / slope
    return WeightFlip(criterion, weight, at, slope > 0) if 0 <= at <= 1 else None


def weight_flips(
    weights: Mapping[K, float], one: Mapping[K, float], other: Mapping[K, float]
) -> tuple[WeightFlip[K], ...]:
    """Return every weight at which the lead passes, the one nearest to its mark first."""
    flips = [weight_flip(weights, one, other, criterion) for criterion in weights]
    return tuple(sorted((flip for flip in flips if flip is not None), key=lambda flip: flip.distance))


def leads(fit: float, rival: float, settings: Settings = DEFAULTS) -> bool:
    """Return whether ``fit`` is above ``rival``, by more than rounding."""
    return fit > rival + settings.tolerance


def rating_changes(
    weights: Mapping[K, float], fit: float, heard: Sequence[Heard[K]], rival: float, settings: Settings = DEFAULTS
) -> tuple[RatingChange[K], ...]:
    """Return each counting rating read a step lower and a step higher: those that flip first, then by what they move.

    ``fit``: of the option the statements are about; ``rival``: the fit of the best other one.
    """
    changes = [
        _change(weights[one.criterion], fit, one, statement, rating, rival, settings)
        for one in heard
        if one.criterion in weights
        for statement in latest(one.statements)
        for rating in (statement.rating - 1, statement.rating + 1)
        if LOWEST_RATING <= rating <= HIGHEST_RATING
    ]
    return tuple(sorted(changes, key=lambda change: (not change.flips, -abs(change.fit - fit))))


def _change(
    weight: float,
    fit: float,
    heard: Heard[K],
    statement: Statement,
    rating: float,
    rival: float,
    settings: Settings,
) -> RatingChange[K]:
    read = [replace(one, rating=rating) if one == statement else one for one in heard.statements]
    before = believe(voices(heard.statements), heard.worth, settings).mean
    after = fit + weight * (believe(voices(read), heard.worth, settings).mean - before)
    flips = leads(fit, rival, settings) != leads(after, rival, settings)
    return RatingChange(heard.criterion, statement, rating, after, flips)
