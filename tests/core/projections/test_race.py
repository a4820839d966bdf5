"""In what share of the cases each opportunity is best."""

from __future__ import annotations

from dataclasses import replace

import pytest

from twoway_core.analysis.settings import DEFAULTS
from twoway_core.projections.race import PRESENT, race

from .diary import Firm, acme, begun, birch

FEW = replace(DEFAULTS, draws=500)


def test_worked_example_race() -> None:
    """Acme is best in .51 of the cases, Birch in .33, the present job in .16: no clear winner."""
    known = acme()
    other = birch(known.wants)
    view = race(known.firm.mine, [("birch", other.case), ("acme", known.firm.case)], known.wants.diary.state.ids)

    assert [one.name for one in view.runners] == ["acme", "birch", "present job"]
    assert [one.first for one in view.runners] == pytest.approx([0.51, 0.33, 0.16], abs=0.015)
    assert (view.clear, view.draws) == (False, 10_000)


def test_who_would_choose_it_is_told_by_the_weights() -> None:
    """Where only the order of the weights is known, who chooses Acme weighs autonomy more than who chooses Birch."""
    known = acme()
    other = birch(known.wants)
    view = race(known.firm.mine, [("acme", known.firm.case), ("birch", other.case)], [])
    central = {one.name: {row.name: row.weight for row in one.central} for one in view.runners}

    assert list(central["acme"]) == ["autonomy", "growth", "balance"]
    assert central["acme"]["autonomy"] > central["birch"]["autonomy"]
    assert view.runner(known.firm.id).order_ranks[0] == pytest.approx(0.565, abs=0.015)
    assert view.runner(known.firm.id).confidence > view.runner(other.id).confidence


def test_equal_journals_give_equal_races() -> None:
    """Whatever order the opportunities come in; one entry more draws other cases."""
    known = acme()
    mine, ids = known.firm.mine, known.wants.diary.state.ids
    other = ("birch", birch(known.wants).case)
    one, two = ("acme", known.firm.case), other

    assert race(mine, [one, two], ids, settings=FEW) == race(mine, [two, one], ids[::-1], settings=FEW)
    assert race(mine, [one, two], ids, settings=FEW) != race(mine, [one, two], ids[1:], settings=FEW)


def test_without_opportunities_the_present_job_wins() -> None:
    """There is nothing to run against."""
    view = race(begun().diary.mine, [], [], settings=FEW)

    assert [(one.id, one.first, one.wins) for one in view.runners] == [(PRESENT, 1.0, ())]
    assert view.clear


def test_nothing_known_is_an_even_race() -> None:
    """An opportunity without a note beats an unrated present job in half the cases."""
    wants = begun()
    firm = Firm(wants.diary, "Acme")
    view = race(firm.mine, [("acme", firm.case)], [])

    assert view.runner(firm.id).beats(PRESENT) == pytest.approx(0.5, abs=0.02)
