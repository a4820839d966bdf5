"""Fit both ways."""

from __future__ import annotations

import pytest

from twoway_core.events.talk import EmployerNeedNoted, FitFeedbackReceived
from twoway_core.projections.fit import fit_report
from twoway_core.projections.two_sides import Pair, Side, pair_of, two_sides

from .diary import Firm, acme, wanting


def hears(firm: Firm, contact: bytes, rating: int) -> None:
    """Note what somebody thinks of my fit for the whole job."""
    firm.write(
        FitFeedbackReceived(
            opportunity=firm.id, view="as said", rating=rating, contact=contact, form="example", certainty="sure"
        )
    )


def test_it_is_the_fit_report_with_the_other_side() -> None:
    """The worked example's 0.67 stands as it was; the boss's 5 makes (1 + 4) / (2 + 4) of the other."""
    made = acme()
    hears(made.firm, made.ana, 5)
    view, alone = two_sides(made.firm.mine, made.firm.case, "acme"), fit_report(made.firm.mine, made.firm.case, "acme")

    assert view.fit == alone.fit == pytest.approx(0.6696, abs=5e-5)
    assert [getattr(view, field) for field in alone.__struct_fields__] == [
        getattr(alone, field) for field in alone.__struct_fields__
    ]
    assert view.theirs.fit == pytest.approx(5 / 6)
    assert (view.my_side, view.their_side, view.pair) == ("good", "good", "both")


@pytest.mark.parametrize(("rating", "side", "pair"), [(1, "poor", "mine"), (3, "open", "open"), (5, "good", "both")])
def test_their_word_decides_their_side(rating: int, side: Side, pair: Pair) -> None:
    """The same job for me, another one for them."""
    made = acme()
    hears(made.firm, made.ana, rating)
    view = two_sides(made.firm.mine, made.firm.case, "acme")

    assert (view.their_side, view.pair) == (side, pair)


def test_a_side_nobody_spoke_of_is_unknown() -> None:
    """A need alone tells nothing of my fit."""
    firm = Firm(wanting().diary, "Acme")
    firm.write(EmployerNeedNoted(opportunity=firm.id, need="pipelines"))
    view = two_sides(firm.mine, firm.case, "acme")

    assert (view.my_side, view.their_side, view.pair) == ("unknown", "unknown", "unknown")


@pytest.mark.parametrize(
    ("mine", "theirs", "pair"),
    [
        ("good", "good", "both"),
        ("poor", "poor", "neither"),
        ("good", "poor", "mine"),
        ("poor", "good", "theirs"),
        ("open", "good", "open"),
        ("good", "unknown", "unknown"),
        ("unknown", "open", "unknown"),
    ],
)
def test_two_sides_make_a_pair(mine: Side, theirs: Side, pair: Pair) -> None:
    """Nothing is a match on the word of one side."""
    assert pair_of(mine, theirs) == pair
