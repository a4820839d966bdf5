"""How well I fit them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.analysis.evidence import Statement
from twoway_core.analysis.two_way import Need, TheirFit, their_fit

from .laws import LAW


def says(person: str, rating: float, weight: float = 4.0, about: str = "pipelines") -> Statement:
    """Return what ``person`` says of my fit."""
    return Statement(person, about, (1, about.encode().ljust(16)), rating, weight)


def test_needs_weigh_by_their_importance() -> None:
    """Importance 5 and 3 make weights of 5/8 and 3/8."""
    found = their_fit([Need("pipelines", 5, said=[says("ana", 5)]), Need("teaching", 3)])

    assert found.weights == pytest.approx({"pipelines": 5 / 8, "teaching": 3 / 8})
    assert found.fit.mean == pytest.approx(5 / 8 * 5 / 6 + 3 / 8 * 1 / 2)
    assert found.fit.coverage == pytest.approx(5 / 8 * 4 / 6)


def test_my_own_view_counts_as_an_observation_at_half_weight() -> None:
    """2 x 1/2 = 1: Beta(2, 1) for a 5."""
    belief = their_fit([Need("pipelines", 3, own=5)]).beliefs["pipelines"]

    assert (belief.alpha, belief.beta) == pytest.approx((2, 1))


def test_my_own_view_stands_beside_theirs() -> None:
    """Ana's 5 (weight 4) and my 5 (weight 1): 4 + 0.8 count."""
    belief = their_fit([Need("pipelines", 3, own=5, said=[says("ana", 5)])]).beliefs["pipelines"]

    assert belief.strength == pytest.approx(4.8)


def test_a_view_of_the_whole_speaks_to_every_need() -> None:
    """And is averaged with what the same person says of one need."""
    needs = [Need("pipelines", 1, said=[says("ana", 3)]), Need("teaching", 1)]
    found = their_fit(needs, [says("ana", 5, about="all")])

    assert found.beliefs["pipelines"].mean == pytest.approx((1 + 4 * 0.75) / 6)
    assert found.beliefs["teaching"].mean == pytest.approx(5 / 6)


def test_without_needs_their_view_of_the_whole_is_the_fit() -> None:
    """There is nothing else to go by."""
    found: TheirFit[str] = their_fit([], [says("ana", 5)])

    assert (found.fit.mean, found.fit.coverage) == pytest.approx((5 / 6, 4 / 6))
    assert (found.weights, found.beliefs) == ({}, {})


def test_nothing_said_is_unknown() -> None:
    """Neither good nor bad, with and without needs."""
    for found in (their_fit([]), their_fit([Need("pipelines", 4)])):
        assert (found.fit.mean, found.fit.coverage) == (0.5, 0)


needs = st.lists(
    st.builds(Need, st.integers(), st.integers(1, 5), st.none() | st.integers(1, 5)),
    unique_by=lambda need: need.need,
    max_size=5,
)


@LAW
@given(needs, st.randoms())
def test_their_fit_stays_on_the_scale_and_knows_no_order(some: list[Need[int]], random: object) -> None:
    """Within 0..1, whatever order the needs come in."""
    shuffled = list(some)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    fit = their_fit(some).fit

    assert 0 <= fit.mean <= 1
    assert 0 <= fit.coverage <= 1
    assert their_fit(shuffled).fit.mean == pytest.approx(fit.mean)
