"""What would have to be otherwise for another option to lead."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from twoway_core.analysis.evidence import Statement
from twoway_core.analysis.sensitivity import Heard, WeightFlip, leads, rating_changes, weight_flip, weight_flips
from twoway_core.analysis.value import value_of

from .firms import ACME, BIRCH, WEIGHTS, beliefs
from .laws import LAW

ACME_MEANS = {name: belief.mean for name, belief in beliefs(ACME).items()}
BIRCH_MEANS = {name: belief.mean for name, belief in beliefs(BIRCH).items()}
FIT = sum(WEIGHTS[name] * mean for name, mean in ACME_MEANS.items())


def said(person: str, rating: float, weight: float, minute: int, question: str = "limits") -> Statement:
    """Return what ``person`` said at ``minute``."""
    return Statement(person, question, (minute, bytes(16)), rating, weight)


ANA, BEN = said("ana", 5, 4, 1), said("ben", 4, 4, 2)
HEARD = [Heard("autonomy", [ANA, BEN]), Heard("growth", [said("carla", 4, 1, 3)]), Heard("balance", [])]


def test_worked_example_weight_flip() -> None:
    """Birch leads if autonomy weighs under .428 rather than .5."""
    flip = weight_flip(WEIGHTS, ACME_MEANS, BIRCH_MEANS, "autonomy")
    gaps = [ACME_MEANS[name] - BIRCH_MEANS[name] for name in WEIGHTS]

    assert gaps == pytest.approx([0.28929, -0.25, -0.16667], abs=5e-6)
    assert flip is not None
    assert flip.under
    assert flip.at == pytest.approx(0.42824, abs=5e-6)
    assert flip.distance == pytest.approx(0.07176, abs=5e-6)


def test_the_nearest_mark_comes_first() -> None:
    """Autonomy is nearest to its mark; growth and balance turn the lead when they weigh more."""
    flips = weight_flips(WEIGHTS, ACME_MEANS, BIRCH_MEANS)

    assert [(flip.criterion, flip.under) for flip in flips] == [
        ("autonomy", True),
        ("growth", False),
        ("balance", False),
    ]


def test_who_is_better_in_everything_leads_at_every_weight() -> None:
    """No weight flips the lead."""
    assert weight_flips(WEIGHTS, dict.fromkeys(WEIGHTS, 0.8), {**dict.fromkeys(WEIGHTS, 0.3), "growth": 0.1}) == ()


def test_the_same_gap_everywhere_never_flips() -> None:
    """The lead does not depend on the weight at all."""
    assert weight_flips({"a": 0.5, "b": 0.5}, {"a": 0.75, "b": 0.75}, {"a": 0.5, "b": 0.5}) == ()


def test_a_single_criterion_has_no_others_to_weigh_it_against() -> None:
    """Its weight is 1, whatever it is compared with."""
    assert weight_flip({"pay": 1.0}, {"pay": 0.5}, {"pay": 0.4}, "pay") is None


def test_worked_example_rating_flips() -> None:
    """Beside a present job of .625, Ana's 5 read as 4 or Ben's 4 read as 3 put Acme under it: .62 both times."""
    changes = rating_changes(WEIGHTS, FIT, HEARD, 0.625)
    flips = [(change.statement.person, change.rating) for change in changes if change.flips]
    fits = [change.fit for change in changes if change.flips]

    assert sorted(flips) == [("ana", 4), ("ben", 3)]
    assert fits == pytest.approx([0.61622, 0.62283], abs=5e-6)


def test_flips_stand_first_and_ratings_stay_on_the_scale() -> None:
    """Ana's 5 cannot be read as 6."""
    changes = rating_changes(WEIGHTS, FIT, HEARD, 0.625)

    assert [change.flips for change in changes] == [True, True, False, False, False]
    assert ("ana", 6) not in [(change.statement.person, change.rating) for change in changes]


def test_a_rating_that_lifts_it_over_the_rival_flips_too() -> None:
    """Who trails may come to lead."""
    changes = rating_changes(WEIGHTS, FIT, HEARD, 0.71)

    assert [(change.statement.person, change.rating) for change in changes if change.flips] == [("ben", 5)]


def test_only_what_counts_is_read_otherwise() -> None:
    """An answer that was replaced, and a criterion that weighs nothing, move nothing."""
    old = said("ana", 2, 4, 0)
    heard = [Heard("autonomy", [old, ANA]), Heard("remote", [ANA])]
    changes = rating_changes({"autonomy": 1.0}, 5 / 6, heard, 0.5)

    assert [(change.criterion, change.statement, change.rating) for change in changes] == [("autonomy", ANA, 4)]


def test_the_shape_of_a_criterion_is_heeded() -> None:
    """A longer commute is worse."""
    heard = [Heard("commute", [said("ana", 3, 4, 1)], partial(value_of, shape="less"))]
    fits = {change.rating: change.fit for change in rating_changes({"commute": 1.0}, 0.5, heard, 0.4)}

    assert fits[2] > 0.5 > fits[4]


def test_a_tie_is_no_lead() -> None:
    """Rounding alone makes nobody lead."""
    assert not leads(0.1 + 0.2, 0.3)
    assert leads(0.31, 0.3)


means = st.fixed_dictionaries(dict.fromkeys("abc", st.integers(0, 20).map(lambda part: part / 20)))


@LAW
@given(means, means, st.lists(st.integers(1, 9), min_size=3, max_size=3), st.sampled_from("abc"))
def test_at_the_mark_both_are_level(
    one: dict[str, float], other: dict[str, float], points: list[int], name: str
) -> None:
    """With the weight at its mark and the others rescaled, the two fits are the same, and beyond it the other leads."""
    weights = {key: point / sum(points) for key, point in zip("abc", points, strict=True)}
    flip = weight_flip(weights, one, other, name)
    assume(flip is not None)
    assert isinstance(flip, WeightFlip)

    def lead(at: float) -> float:
        moved = {key: at if key == name else w * (1 - at) / (1 - weights[name]) for key, w in weights.items()}
        return sum(moved[key] * (one[key] - other[key]) for key in moved)

    assert lead(flip.at) == pytest.approx(0, abs=1e-9)
    assert lead(flip.at + (-0.1 if flip.under else 0.1)) < 1e-9
