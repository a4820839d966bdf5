"""One rounding rule for every number that is printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.analysis.rounding import decimals, rounded, shared_decimals, short_decimals

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


SHARES = {
    "what rounds to 1.01 alone": ([0.335, 0.335, 0.33], ["0.34", "0.33", "0.33"]),
    "thirds": ([1 / 3, 1 / 3, 1 / 3], ["0.34", "0.33", "0.33"]),
    "the one that lost most comes first": ([0.502, 0.249, 0.249], ["0.50", "0.25", "0.25"]),
    "what is even stays": ([0.5, 0.3, 0.2], ["0.50", "0.30", "0.20"]),
    "a part held too low by the machine": ([0.1 + 0.2, 0.7 - 1e-10], ["0.30", "0.70"]),
    "parts of less than all": ([0.125, 0.125], ["0.13", "0.12"]),
    "nothing": ([], []),
}


@pytest.mark.parametrize(("parts", "shown"), SHARES.values(), ids=SHARES.keys())
def test_parts_of_a_whole_add_up_as_they_are_shown(parts: list[float], shown: list[str]) -> None:
    """By the largest remainder, the first first where remainders are the same."""
    assert shared_decimals(parts) == shown


@LAW
@given(st.lists(st.floats(min_value=0, max_value=1), min_size=1, max_size=12).filter(lambda parts: sum(parts) > 0.01))
def test_shares_always_add_up_to_one(parts: list[float]) -> None:
    """And none is further than one in the last place from what it would be alone."""
    shares = [part / sum(parts) for part in parts]
    shown = [round(100 * float(text)) for text in shared_decimals(shares)]

    assert sum(shown) == 100
    assert all(abs(one - 100 * share) < 1 + 1e-6 for one, share in zip(shown, shares, strict=True))


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
