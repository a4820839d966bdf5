"""Must-haves: chance and verdict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.analysis.belief import believe
from twoway_core.analysis.evidence import Voice
from twoway_core.analysis.must_have import chance, verdict

from .laws import LAW

YES, NO = 5, 1


def test_worked_example_recruiters_yes_is_open() -> None:
    """One recruiter's yes is Beta(2, 1): two thirds, open."""
    p = chance(believe([Voice("recruiter", YES, 1)]), None)

    assert p == pytest.approx(2 / 3)
    assert verdict(p) == "open"


def test_a_bosss_yes_is_open() -> None:
    """One boss's yes is five sixths, still open."""
    assert chance(believe([Voice("boss", YES, 4)]), None) == pytest.approx(5 / 6)


def test_a_written_yes_is_met_exactly() -> None:
    """A written yes alone gives 0.9 and is met, a written no is failed."""
    yes, no = (chance(believe([Voice("offer", word, 8)]), None) for word in (YES, NO))

    assert (yes, no) == pytest.approx((0.9, 0.1))
    assert (verdict(yes), verdict(no)) == ("met", "failed")


def test_a_written_yes_after_a_recruiters_is_met() -> None:
    """Both together give 0.91."""
    p = chance(believe([Voice("recruiter", YES, 1), Voice("offer", YES, 8)]), None)

    assert p == pytest.approx(9.8 / 10.8)


VERDICTS = {
    "at the upper mark": (0.9, "met"),
    "a hair below the upper mark": (0.9 - 5e-10, "met"),
    "below the upper mark": (0.9 - 5e-9, "open"),
    "in between": (0.5, "open"),
    "above the lower mark": (0.1 + 5e-9, "open"),
    "a hair above the lower mark": (0.1 + 5e-10, "failed"),
    "at the lower mark": (0.1, "failed"),
}


@pytest.mark.parametrize(("p", "word"), VERDICTS.values(), ids=VERDICTS.keys())
def test_marks_are_compared_within_a_billionth(p: float, word: str) -> None:
    """The last bits of a sum decide nothing."""
    assert verdict(p) == word


def test_a_threshold_asks_for_the_share_above_it() -> None:
    """A written 5 is Beta(9, 1): above 0.75 lies 1 - 0.75^9."""
    p = chance(believe([Voice("offer", 5, 8)]), 0.75)

    assert p == pytest.approx(1 - 0.75**9)


def test_a_threshold_at_the_best_is_a_yes_or_no() -> None:
    """Asking for the best there is stays open while nothing is known, and can be met."""
    unknown, written = chance(believe([]), 1.0), chance(believe([Voice("offer", 5, 8)]), 1.0)

    assert (verdict(unknown), verdict(written)) == ("open", "met")


def test_a_threshold_at_the_worst_is_always_met() -> None:
    """Whoever asks for nothing gets it."""
    assert chance(believe([]), 0.0) == 1


@LAW
@given(st.floats(0, 0.99), st.floats(0, 0.99), st.integers(1, 5), st.floats(0.1, 8))
def test_asking_for_more_is_never_likelier(one: float, other: float, rating: int, weight: float) -> None:
    """A higher threshold has at most the chance of a lower one."""
    low, high = sorted((one, other))
    belief = believe([Voice("boss", rating, weight)])

    assert chance(belief, high) <= chance(belief, low) + 1e-12
