"""One rounding rule for every number that is printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.analysis.rounding import decimals, rounded, short_decimals

from .laws import LAW

CASES = {
    "a half rounds up": (0.625, 2, "0.63"),
    "a half that binary holds too low rounds up": (0.285, 2, "0.29"),
    "a half lost to the order of a sum rounds up": (0.1 + 0.7 + 0.045 - 1e-10, 2, "0.85"),
    "just under a half stays": (0.62499, 2, "0.62"),
    "zero has its decimals": (0.0, 2, "0.00"),
    "one has its decimals": (1.0, 2, "1.00"),
    "four places": (0.0132714, 4, "0.0133"),
    "below zero a half goes up as well": (-0.125, 2, "-0.12"),
    "below zero": (-1.5, 1, "-1.5"),
    "nothing is ever minus zero": (-0.001, 2, "0.00"),
}


@pytest.mark.parametrize(("value", "places", "text"), CASES.values(), ids=CASES.keys())
def test_decimals_are_printed_by_one_rule(value: float, places: int, text: str) -> None:
    """Halves round up, also where the machine's number lies a hair below."""
    assert decimals(value, places) == text


def test_short_decimals_drop_only_what_is_all_zero() -> None:
    """A whole rating prints without decimals, a mean with two."""
    assert [short_decimals(value) for value in (5.0, 4.1 / 1, 4 + 1 / 3)] == ["5", "4.10", "4.33"]


@LAW
@given(st.integers(min_value=0, max_value=100_000), st.sampled_from([-1.0, 0.0, 1.0]))
def test_neighbours_within_a_billionth_print_alike_at_every_half(thousandths: int, nudge: float) -> None:
    """Two programs that differ in the last bits print the same digits, halves included."""
    value = (10 * thousandths + 5) / 1000

    assert rounded(value + nudge * 0.5e-9) == rounded(value)


@LAW
@given(st.floats(min_value=-10, max_value=10), st.floats(min_value=-10, max_value=10))
def test_rounding_keeps_the_order(one: float, other: float) -> None:
    """A larger number never prints as a smaller one."""
    assert rounded(min(one, other)) <= rounded(max(one, other))
