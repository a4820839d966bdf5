"""What the voices on one criterion add up to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.analysis.belief import agreement_of, believe, discount_of
from twoway_core.analysis.evidence import Voice
from twoway_core.analysis.value import value_of

from .firms import ACME, ACME_AUTONOMY, BIRCH, beliefs
from .laws import LAW


def test_worked_example_autonomy() -> None:
    """Boss 5 and teammate 4, both counting 4, give the figures worked out by hand."""
    belief = believe(ACME_AUTONOMY)

    assert belief.agreement == pytest.approx(0.9375)
    assert belief.discount == pytest.approx(0.9)
    assert belief.kept == pytest.approx(0.84375)
    assert (belief.total, belief.strength) == pytest.approx((8, 6.75))
    assert (belief.alpha, belief.beta) == pytest.approx((6.90625, 1.84375))
    assert belief.mean == pytest.approx(6.90625 / 8.75)
    assert belief.coverage == pytest.approx(6.75 / 8.75)


def test_worked_example_recruiter_on_growth() -> None:
    """One recruiter's 4 counts 1."""
    belief = beliefs(ACME)["growth"]

    assert (belief.alpha, belief.beta, belief.mean) == pytest.approx((1.75, 1.25, 0.583333), abs=1e-6)


def test_worked_example_birch() -> None:
    """One voice of weight 4 on each: 3/6, 5/6, 4/6."""
    means = [belief.mean for belief in beliefs(BIRCH).values()]

    assert means == pytest.approx([3 / 6, 5 / 6, 4 / 6])


def test_nothing_known_is_neither_zero_nor_left_out() -> None:
    """No voice: Beta(1, 1), mean one half, coverage nothing."""
    belief = believe([])

    assert (belief.alpha, belief.beta, belief.mean, belief.coverage) == (1, 1, 0.5, 0)
    assert belief.variance == pytest.approx(1 / 12)


def test_total_contradiction_is_as_good_as_nothing() -> None:
    """5 against 1 at equal weight returns to unknown."""
    belief = believe([Voice("ana", 5, 4), Voice("ben", 1, 4)])

    assert (belief.agreement, belief.alpha, belief.beta, belief.coverage) == (0, 1, 1, 0)


def test_ever_so_many_colleagues_are_worth_at_most_five() -> None:
    """The discount lets the strength of equal voices grow to five times one voice and no further."""
    crowd = [Voice(number, 4, 1.0) for number in range(200)]

    assert believe(crowd).strength == pytest.approx(5)


def test_the_shape_of_a_criterion_turns_the_rating_into_its_worth() -> None:
    """A long commute, rated 5, speaks against."""
    belief = believe([Voice("ana", 5, 4)], lambda rating: value_of(rating, "less"))

    assert (belief.alpha, belief.beta) == (1, 5)


voice = st.builds(Voice, st.integers(), st.floats(1, 5), st.floats(0.1, 8))
crowds = st.lists(voice, max_size=8)


@LAW
@given(crowds)
def test_agreement_discount_and_coverage_stay_within_bounds(crowd: list[Voice]) -> None:
    """None of the three leaves 0..1, whoever says what."""
    belief = believe(crowd)

    for share in (agreement_of(crowd), discount_of(crowd), belief.coverage, belief.mean):
        assert -1e-12 <= share <= 1 + 1e-12


@LAW
@given(crowds)
def test_alpha_and_beta_share_out_the_strength(crowd: list[Voice]) -> None:
    """What speaks for and against, and the prior, add up; neither is ever below its prior."""
    belief = believe(crowd)

    assert belief.alpha + belief.beta == pytest.approx(2 + belief.strength)
    assert min(belief.alpha, belief.beta) >= 1 - 1e-12


@LAW
@given(st.lists(st.floats(0.1, 8), max_size=7), st.floats(0.1, 8), st.integers(1, 5))
def test_agreeing_evidence_never_lowers_coverage(weights: list[float], more: float, rating: int) -> None:
    """One more voice that says the same leaves us knowing at least as much."""
    before = [Voice(place, rating, weight) for place, weight in enumerate(weights)]

    assert believe([*before, Voice("new", rating, more)]).coverage >= believe(before).coverage - 1e-12


@LAW
@given(crowds, st.randoms())
def test_the_order_of_voices_does_not_matter(crowd: list[Voice], random: object) -> None:
    """A belief is a function of the set of voices."""
    shuffled = list(crowd)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    one, other = believe(shuffled), believe(crowd)

    assert (one.alpha, one.beta) == pytest.approx((other.alpha, other.beta))
