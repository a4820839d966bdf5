"""The weighted sum over the criteria."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.analysis.belief import believe
from twoway_core.analysis.evidence import Voice
from twoway_core.analysis.fit import Fit, Range, central_range, fit_of, known_fit
from twoway_core.analysis.rounding import decimals

from .firms import ACME, BIRCH, WEIGHTS, beliefs
from .laws import LAW


def printed(fit: Fit) -> tuple[str, str, str, str]:
    """Return fit, both ends of the range and coverage as a person reads them."""
    reach = central_range(fit.mean, fit.sd)
    return decimals(fit.mean), decimals(reach.low), decimals(reach.high), decimals(fit.coverage)


def test_worked_example_acme() -> None:
    """Acme's fit, deviation and coverage are those worked out by hand."""
    fit = fit_of(WEIGHTS, beliefs(ACME))

    assert (fit.mean, fit.sd, fit.coverage) == pytest.approx((0.66964, 0.11432, 0.48571), abs=5e-5)
    assert printed(fit) == ("0.67", "0.52", "0.82", "0.49")


def test_worked_example_birch() -> None:
    """Birch's fit and coverage are those worked out by hand."""
    fit = fit_of(WEIGHTS, beliefs(BIRCH))

    assert (fit.mean, fit.coverage) == pytest.approx((0.633333, 4 / 6), abs=1e-6)
    assert printed(fit) == ("0.63", "0.49", "0.77", "0.67")


@pytest.mark.parametrize(
    ("criterion", "low", "high"),
    [("autonomy", "0.62", "0.96"), ("growth", "0.27", "0.90"), ("balance", "0.13", "0.87")],
)
def test_worked_example_ranges_of_criteria(criterion: str, low: str, high: str) -> None:
    """Each criterion's own range is the one that is printed."""
    belief = beliefs(ACME)[criterion]
    reach = central_range(belief.mean, belief.variance**0.5)

    assert (decimals(reach.low), decimals(reach.high)) == (low, high)


def test_a_range_is_cut_to_the_scale() -> None:
    """No range leaves 0..1."""
    assert central_range(0.5, 0.5) == Range(0.0, 1.0)


def test_what_i_rated_myself_has_no_range() -> None:
    """The present job rated 4, 3, 3 is 0.625, and wholly covered."""
    fit = known_fit(WEIGHTS, {"autonomy": 0.75, "growth": 0.5, "balance": 0.5})

    assert (fit.mean, fit.sd, fit.coverage) == pytest.approx((0.625, 0.0, 1.0))


def test_what_i_did_not_rate_counts_as_unknown() -> None:
    """A present job without ratings is one half with coverage nothing."""
    assert known_fit(WEIGHTS, {}) == Fit(0.5, 0.0, 0)


def test_without_criteria_nothing_is_known() -> None:
    """Where nothing is weighed, a fit is unknown, and says so by its range."""
    fit, present = fit_of({}, {}), known_fit({}, {})

    assert printed(fit) == ("0.50", "0.13", "0.87", "0.00")
    assert (present.mean, present.coverage) == (0.5, 0)


ratings = st.lists(st.tuples(st.integers(1, 5), st.floats(0.1, 8)), max_size=4)


@LAW
@given(st.lists(ratings, min_size=1, max_size=5))
def test_a_fit_stays_within_bounds(rows: list[list[tuple[int, float]]]) -> None:
    """Fit, coverage and range lie in 0..1, and the range holds the fit."""
    believed = {row: believe([Voice(place, *one) for place, one in enumerate(said)]) for row, said in enumerate(rows)}
    fit = fit_of({row: 1 / len(rows) for row in believed}, believed)
    reach = central_range(fit.mean, fit.sd)

    assert 0 <= fit.coverage <= 1
    assert 0 <= reach.low <= fit.mean <= reach.high <= 1
