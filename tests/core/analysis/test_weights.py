"""From what was said about importance to weights."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.analysis.weights import centroid, equal, order_of_pairs, ranked, restricted, shares

from .firms import SWING_POINTS, WEIGHTS
from .laws import LAW


def test_worked_example_swing() -> None:
    """100, 60, 40 give .5, .3, .2."""
    assert shares(SWING_POINTS) == pytest.approx(WEIGHTS)


def test_points_that_are_all_zero_are_equal() -> None:
    """Nobody divides by nothing."""
    assert shares({"pay": 0, "team": 0}) == {"pay": 0.5, "team": 0.5}


def test_no_criteria_have_no_weights() -> None:
    """Without criteria there is nothing to share out."""
    assert (equal([]), shares({}), ranked([]), restricted({}, [])) == ({}, {}, {}, {})


def test_a_ranking_of_three() -> None:
    """The rank order centroid of three is 11/18, 5/18, 2/18."""
    expected = [float(Fraction(part, 18)) for part in (11, 5, 2)]

    assert centroid(3) == pytest.approx(expected)


def test_equals_share_the_mean_of_their_places() -> None:
    """Two in one tier split what the two places hold."""
    weights = ranked([["autonomy"], ["growth", "balance"]])

    assert weights == pytest.approx({"autonomy": 11 / 18, "growth": 3.5 / 18, "balance": 3.5 / 18})


def test_pairs_are_counted_as_wins() -> None:
    """Three comparisons that fit together give their order."""
    pairs = [("growth", "balance"), ("autonomy", "balance"), ("autonomy", "growth")]

    assert order_of_pairs(pairs) == [["autonomy"], ["growth"], ["balance"]]


def test_pairs_in_a_circle_are_equals() -> None:
    """Comparisons that go round say nothing about order."""
    pairs = [("growth", "balance"), ("balance", "autonomy"), ("autonomy", "growth")]

    assert order_of_pairs(pairs) == [["growth", "balance", "autonomy"]]


def test_what_is_left_sums_to_one_again() -> None:
    """A retired criterion's weight goes to the others in proportion."""
    assert restricted(WEIGHTS, ["autonomy", "balance"]) == pytest.approx({"autonomy": 5 / 7, "balance": 2 / 7})


def test_only_weighed_criteria_count_once_any_was_weighed() -> None:
    """A criterion that nobody weighed stays out of the sum."""
    assert restricted(WEIGHTS, ["autonomy", "commute"]) == {"autonomy": 1}


def test_nothing_weighed_is_equal() -> None:
    """Without any weight all count alike."""
    assert restricted({}, ["autonomy", "commute"]) == {"autonomy": 0.5, "commute": 0.5}


@LAW
@given(st.integers(1, 30))
def test_centroid_weights_fall_and_sum_to_one(places: int) -> None:
    """However many ranks, the weights are shares that never rise."""
    weights = centroid(places)

    assert sum(weights) == pytest.approx(1)
    assert weights == sorted(weights, reverse=True)


@LAW
@given(st.dictionaries(st.integers(), st.integers(0, 1000), min_size=1, max_size=20))
def test_shares_sum_to_one_and_keep_the_order(points: dict[int, int]) -> None:
    """Dividing by the sum changes no order and loses nothing."""
    weights = shares(points)

    assert sum(weights.values()) == pytest.approx(1)
    assert all((weights[one] <= weights[other]) or points[one] > points[other] for one in points for other in points)
