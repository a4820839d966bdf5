"""What matters: the criteria with their weights, the must-haves, and how a rating becomes a value.

- The weights are worked out anew from the raw answers of the latest elicitation; a retired criterion's share goes to
  the others. Nobody asked: every criterion weighs the same, and ``method`` is empty so that a view can say so.
- A must-have that is a yes or no is screened and never weighed. One with a threshold may be weighed as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from twoway_core.analysis.fit import Fit, known_fit
from twoway_core.analysis.must_have import Verdict
from twoway_core.analysis.value import value_of
from twoway_core.analysis.weights import order_of_pairs, ranked, restricted, shares
from twoway_core.events.mine import CriterionDefined, WeightsElicited
from twoway_core.ids import short
from twoway_core.journal.state import Mine

MIDDLE_RATING = 3


@dataclass(frozen=True, slots=True)
class MustHave:
    """A must-have; ``threshold`` is a rating of 1 to 5, None for a yes or no."""

    criterion: bytes
    threshold: int | None
    negotiable: bool


@dataclass(frozen=True, slots=True)
class Matters:
    """``weights`` by criterion, the heaviest first; ``method`` is empty where nobody was asked; ``must_haves``."""

    weights: dict[bytes, float]
    method: str
    must_haves: dict[bytes, MustHave]

    def __contains__(self, criterion: bytes) -> bool:
        """Return whether ``criterion`` weighs anything or is a must-have."""
        return criterion in self.weights or criterion in self.must_haves

    def weight(self, criterion: bytes) -> float:
        """Return the weight of ``criterion``, 0 where it has none."""
        return self.weights.get(criterion, 0.0)

    def order(self) -> list[bytes]:
        """Return the must-haves that are not weighed, then the weighed, the heaviest first."""
        return [*(one for one in self.must_haves if one not in self.weights), *self.weights]


def matters_of(mine: Mine) -> Matters:
    """Return what matters to the person now."""
    alive = [key for key, criterion in mine.criteria.items() if criterion.retired is None]
    must_haves = {key: _must_have(mine, key) for key in alive if key in mine.must_haves}
    weighable = [key for key in alive if key not in must_haves or must_haves[key].threshold is not None]
    elicited = mine.weights.event if mine.weights is not None else None
    raw = raw_weights(elicited) if elicited is not None else {}
    weights = restricted(raw, weighable)
    order = sorted(weights, key=lambda key: (-weights[key], key))
    method = elicited.method if elicited is not None and any(key in raw for key in weighable) else ""
    return Matters({key: weights[key] for key in order if weights[key] > 0}, method, must_haves)


def _must_have(mine: Mine, criterion: bytes) -> MustHave:
    said = mine.must_haves[criterion].event
    yes_no = mine.criteria[criterion].event.yes_no
    return MustHave(criterion, None if yes_no else said.threshold, said.negotiable)


def raw_weights(said: WeightsElicited) -> dict[bytes, float]:
    """Return the weights that follow from ``said``, for all criteria it names; empty when it names none.

    Weights that the person chose beside the answers come first, then points, an order, pairs.
    """
    if said.weights:
        return shares({one.criterion: one.points for one in said.weights})
    if said.answers:
        return shares({one.criterion: one.points for one in said.answers})
    if said.order:
        return ranked([[criterion] for criterion in dict.fromkeys(said.order)])
    return ranked(order_of_pairs((pair.better, pair.other) for pair in said.pairs))


def ideal_of(criterion: CriterionDefined, level: str) -> int:
    """Return the ideal rating at an opportunity of this ``level``; the middle where none was said."""
    for one in criterion.ideals:
        if one.level.casefold() == level.casefold():
            return one.ideal
    return MIDDLE_RATING if criterion.ideal is None else criterion.ideal


def worth_of(mine: Mine, criterion: bytes, level: str = "") -> Callable[[float], float]:
    """Return the function from a rating on ``criterion`` to its value, at an opportunity of this ``level``."""
    defined = mine.criteria.get(criterion)
    if defined is None:
        return value_of
    return partial(value_of, shape=defined.event.shape, ideal=ideal_of(defined.event, level))


def name_of(mine: Mine, criterion: bytes) -> str:
    """Return the criterion's name; the short id of one that is not here."""
    defined = mine.criteria.get(criterion)
    return short(criterion) if defined is None else defined.event.name


def present_values(mine: Mine) -> dict[bytes, float]:
    """Return what the present job is worth on each criterion that it was rated on."""
    ratings = {key: fact.event.rating for key, fact in mine.baseline.items()}
    return {key: worth_of(mine, key)(rating) for key, rating in ratings.items() if rating is not None}


def present_fit(mine: Mine, matters: Matters) -> Fit:
    """Return the fit of the present job; what was not rated counts as 0.5 with coverage 0."""
    return known_fit(matters.weights, present_values(mine))


def present_verdict(mine: Mine, must_have: MustHave) -> Verdict:
    """Return whether the present job meets ``must_have``; one lives with what one never rated."""
    values = present_values(mine)
    if must_have.criterion not in values:
        return "met"
    threshold = 1.0 if must_have.threshold is None else worth_of(mine, must_have.criterion)(must_have.threshold)
    return "met" if values[must_have.criterion] >= threshold else "failed"
