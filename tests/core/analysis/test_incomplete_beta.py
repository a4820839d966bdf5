"""The regularised incomplete beta function against exact sums."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.analysis.incomplete_beta import regularised_beta

from .laws import LAW


def exact(x: float, a: int, b: int) -> float:
    """Return I_x(a, b) for whole parameters, as a sum of binomial terms in exact fractions."""
    n, share = a + b - 1, Fraction(x)
    return float(sum(comb(n, hits) * share**hits * (1 - share) ** (n - hits) for hits in range(a, n + 1)))


@LAW
@given(st.integers(0, 128).map(lambda part: part / 128), st.integers(1, 40), st.integers(1, 40))
def test_it_agrees_with_the_binomial_sum(x: float, a: int, b: int) -> None:
    """For whole parameters the function is a sum that can be worked out exactly."""
    assert regularised_beta(x, a, b) == pytest.approx(exact(x, a, b), abs=1e-12)


@LAW
@given(st.floats(0, 1), st.floats(1, 45), st.floats(1, 45))
def test_both_tails_make_one(x: float, a: float, b: float) -> None:
    """What lies below and what lies above add up to all there is."""
    assert regularised_beta(x, a, b) + regularised_beta(1 - x, b, a) == pytest.approx(1, abs=1e-12)


@LAW
@given(st.floats(0, 1), st.floats(0, 1), st.floats(1, 45), st.floats(1, 45))
def test_it_never_falls(one: float, other: float, a: float, b: float) -> None:
    """A larger threshold is never less likely to be passed from below."""
    low, high = sorted((one, other))

    assert regularised_beta(low, a, b) <= regularised_beta(high, a, b) + 1e-12


@LAW
@given(st.floats(0, 1), st.floats(1, 40))
def test_with_one_parameter_of_one_it_is_a_power(x: float, a: float) -> None:
    """I_x(a, 1) = x^a, for parameters that are not whole too."""
    assert regularised_beta(x, a, 1) == pytest.approx(x**a, abs=1e-12)


def test_the_ends_are_nothing_and_all() -> None:
    """At and beyond the ends of the scale the answer is certain."""
    assert [regularised_beta(x, 2, 3) for x in (-0.5, 0, 1, 1.5)] == [0, 0, 1, 1]
