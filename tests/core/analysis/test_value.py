"""What a rating is worth under each shape."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.analysis.value import Shape, value_of

from .laws import LAW

CASES: dict[str, tuple[Shape, int, list[float]]] = {
    "more is better": ("more", 5, [0, 0.25, 0.5, 0.75, 1]),
    "less is better": ("less", 5, [1, 0.75, 0.5, 0.25, 0]),
    "the middle is ideal": ("ideal", 3, [0, 0.5, 1, 0.5, 0]),
    "ideal at the top is more": ("ideal", 5, [0, 0.25, 0.5, 0.75, 1]),
    "ideal at the bottom is less": ("ideal", 1, [1, 0.75, 0.5, 0.25, 0]),
    "ideal off the middle": ("ideal", 2, [1 - 1 / 3, 1, 1 - 1 / 3, 1 - 2 / 3, 0]),
}


@pytest.mark.parametrize(("shape", "ideal", "values"), CASES.values(), ids=CASES.keys())
def test_each_shape_turns_ratings_into_values(shape: Shape, ideal: int, values: list[float]) -> None:
    """The five ratings have the values that the formula gives by hand."""
    assert [value_of(rating, shape, ideal) for rating in range(1, 6)] == pytest.approx(values)


@LAW
@given(st.floats(min_value=1, max_value=5), st.sampled_from(["more", "less", "ideal"]), st.integers(1, 5))
def test_a_value_lies_between_worst_and_best(rating: float, shape: Shape, ideal: int) -> None:
    """Whatever the shape, a value lies in 0..1."""
    assert 0 <= value_of(rating, shape, ideal) <= 1


@LAW
@given(st.integers(1, 5))
def test_the_ideal_level_is_worth_most_and_the_farthest_nothing(ideal: int) -> None:
    """The scale is used from end to end, wherever the ideal lies."""
    values = [value_of(rating, "ideal", ideal) for rating in range(1, 6)]

    assert (values[ideal - 1], min(values)) == (1, 0)
