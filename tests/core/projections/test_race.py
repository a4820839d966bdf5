"""In what share of the cases each opportunity is best."""

from __future__ import annotations

from dataclasses import replace

import pytest

from twoway_core.analysis.settings import DEFAULTS
from twoway_core.events.log import JotNoted
from twoway_core.events.mine import CriterionDefined
from twoway_core.projections.race import PRESENT, race

from .diary import Firm, acme, begun, birch

FEW = replace(DEFAULTS, draws=500)


def test_worked_example_race() -> None:
    """Acme is best in .51 of the cases, Birch in .33, the present job in .16: no clear winner."""
    known = acme()
    other = birch(known.wants)
    view = race(known.firm.mine, [("birch", other.case), ("acme", known.firm.case)])

    assert [one.name for one in view.runners] == ["acme", "birch", "present job"]
    assert [one.first for one in view.runners] == pytest.approx([0.51, 0.33, 0.16], abs=0.015)
    assert (view.clear, view.draws) == (False, 10_000)


def test_who_would_choose_it_is_told_by_the_weights() -> None:
    """Where only the order of the weights is known, who chooses Acme weighs autonomy more than who chooses Birch."""
    known = acme()
    other = birch(known.wants)
    view = race(known.firm.mine, [("acme", known.firm.case), ("birch", other.case)])
    central = {one.name: {row.name: row.weight for row in one.central} for one in view.runners}

    assert list(central["acme"]) == ["autonomy", "growth", "balance"]
    assert central["acme"]["autonomy"] > central["birch"]["autonomy"]
    assert view.runner(known.firm.id).order_ranks[0] == pytest.approx(0.565, abs=0.015)
    assert view.runner(known.firm.id).confidence > view.runner(other.id).confidence


def test_equal_journals_give_equal_races() -> None:
    """Whatever order the opportunities come in."""
    known = acme()
    mine, one, two = known.firm.mine, ("acme", known.firm.case), ("birch", birch(known.wants).case)

    assert race(mine, [one, two], settings=FEW) == race(mine, [two, one], settings=FEW)


def test_what_says_nothing_of_the_options_moves_no_share() -> None:
    """A jot, a note without a rating, a question asked: all of it draws the same cases."""
    known = acme()
    other = birch(known.wants)
    before = race(known.firm.mine, [("acme", known.firm.case), ("birch", other.case)], settings=FEW)
    known.wants.diary.write(JotNoted(text="the lift was full"))
    known.firm.hears(known.ana, "we shall see")
    known.firm.asks(known.ana, text="Why?")
    after = race(known.firm.mine, [("acme", known.firm.case), ("birch", other.case)], settings=FEW)

    assert after == before


def test_evidence_moves_the_shares_by_what_it_says() -> None:
    """The same cases are drawn again, in which better word of one raises its share, and lowers that of the other."""
    known = acme()
    other = birch(known.wants)
    before = race(known.firm.mine, [("acme", known.firm.case), ("birch", other.case)], settings=FEW)
    other.hears_and_rates(other.meets("Fay Wu", "peer"), known.wants["autonomy"], 5)
    after = race(known.firm.mine, [("acme", known.firm.case), ("birch", other.case)], settings=FEW)

    assert after.runner(other.id).first > before.runner(other.id).first
    assert after.runner(known.firm.id).first < before.runner(known.firm.id).first


def test_other_options_or_criteria_draw_other_cases() -> None:
    """Two firms of which nothing is known beat the present job by chance alone, each by its own."""
    wants = begun()
    firms = [Firm(wants.diary, name) for name in ("Acme", "Birch")]
    shares = {race(one.mine, [("it", one.case)], settings=FEW).runner(one.id).first for one in firms}
    wants.diary.write(CriterionDefined(name="quiet"))
    weighed = race(firms[0].mine, [("it", firms[0].case)], settings=FEW).runner(firms[0].id).first

    assert len({*shares, weighed}) == 3


def test_without_opportunities_the_present_job_wins() -> None:
    """There is nothing to run against."""
    view = race(begun().diary.mine, [], settings=FEW)

    assert [(one.id, one.first, one.wins) for one in view.runners] == [(PRESENT, 1.0, ())]
    assert view.clear


def test_nothing_known_is_an_even_race() -> None:
    """An opportunity without a note beats an unrated present job in half the cases."""
    wants = begun()
    firm = Firm(wants.diary, "Acme")
    view = race(firm.mine, [("acme", firm.case)])

    assert view.runner(firm.id).beats(PRESENT) == pytest.approx(0.5, abs=0.02)
