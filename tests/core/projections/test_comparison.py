"""All opportunities beside the present job."""

from __future__ import annotations

from dataclasses import replace

import pytest

from twoway_core.analysis.rounding import decimals
from twoway_core.analysis.settings import DEFAULTS
from twoway_core.events.mine import BaselineRated, DealbreakerLifted
from twoway_core.projections.comparison import comparison, with_race

from .diary import REMOTE, Firm, acme, begun, birch


def test_worked_example_compared() -> None:
    """Acme before Birch, whatever the order they are given in; the present job beside them."""
    known = acme()
    other = birch(known.wants)
    view = comparison(known.firm.mine, [("birch", other.case), ("acme", known.firm.case)])

    assert [
        (one.name, *(decimals(number) for number in (one.fit, *one.range80, one.coverage))) for one in view.options
    ] == [
        ("acme", "0.67", "0.52", "0.82", "0.49"),
        ("birch", "0.63", "0.49", "0.77", "0.67"),
    ]
    assert [(one.must_have, decimals(one.chance or 0), one.which) for one in view.options] == [
        ("open", "0.67", REMOTE),
        ("open", "0.83", REMOTE),
    ]
    assert (decimals(view.present.fit), view.present.must_have, view.weighed) == ("0.63", "met", "swing")


def test_each_criterion_is_held_side_by_side() -> None:
    """The means and coverages stand in the order of the options."""
    known = acme()
    other = birch(known.wants)
    view = comparison(known.firm.mine, [("acme", known.firm.case), ("birch", other.case)])

    assert [row.name for row in view.criteria] == ["autonomy", "growth", "balance"]
    assert view.criteria[0].means == pytest.approx((6.90625 / 8.75, 0.5))
    assert view.criteria[2].coverages == pytest.approx((0, 4 / 6))
    assert [row.present for row in view.criteria] == [0.75, 0.5, 0.5]


def test_the_present_job_may_fail_a_must_have() -> None:
    """A no of my own is a no."""
    known = acme()
    known.wants.diary.write(BaselineRated(criterion=known.wants[REMOTE], rating=1))

    assert comparison(known.firm.mine, [("acme", known.firm.case)]).present.must_have == "failed"


def test_without_must_haves_none_is_told() -> None:
    """Neither of an option nor of the present job."""
    known = acme()
    known.wants.diary.write(DealbreakerLifted(criterion=known.wants[REMOTE]))
    view = comparison(known.firm.mine, [("acme", known.firm.case)])

    assert [(one.must_have, one.chance, one.which) for one in view.options] == [(None, None, "")]
    assert view.present.must_have is None


def test_nothing_noted_is_a_tie_of_unknowns() -> None:
    """Two firms without a note fit alike, in the order in which they were opened."""
    wants = begun()
    first, second = Firm(wants.diary, "Acme"), Firm(wants.diary, "Birch")
    view = comparison(first.mine, [("birch", second.case), ("acme", first.case)])

    assert [one.name for one in view.options] == ["acme", "birch"]
    assert [one.fit for one in view.options] == pytest.approx([0.5, 0.5])
    assert [one.coverage for one in view.options] == [0, 0]
    assert (view.weighed, view.present.coverage, view.criteria[0].present) == ("", 0, None)


def test_the_race_tells_who_is_best_and_what_would_turn_it() -> None:
    """Birch leads over Acme under .43 of autonomy; of one option alone there is nothing to turn."""
    known = acme()
    cases = [("acme", known.firm.case), ("birch", birch(known.wants).case)]
    mine, few = known.firm.mine, replace(DEFAULTS, draws=200)
    both = with_race(comparison(mine, cases), mine, cases, few)
    alone = with_race(comparison(mine, cases[:1]), mine, cases[:1], few)

    assert both.race is not None
    assert alone.race is not None
    assert (len(both.race.runners), len(alone.race.runners), alone.flips) == (3, 2, ())
    assert (both.flips[0].name, decimals(both.flips[0].at), both.flips[0].under) == ("autonomy", "0.43", True)
