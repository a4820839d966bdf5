"""What asking is worth."""

from __future__ import annotations

import pytest

from twoway_core.projections.matters import matters_of
from twoway_core.projections.rivals import Rival, rival_of
from twoway_core.projections.worth import best_to_ask, worth_of_asking

from .diary import DISPUTE, HOURS, NEEDS, OFFICE, REMOTE, TRAINING, Acme, Firm, acme, begun, wanting


def present(firm: Firm) -> Rival:
    """Return the present job as what ``firm`` has to beat."""
    return rival_of(firm.mine, matters_of(firm.mine), firm.case, [])


@pytest.fixture
def known() -> Acme:
    """Return Acme after both its interviews."""
    return acme()


def test_worked_example_worths(known: Acme) -> None:
    """Office days are worth up to .0298, hours .0044 in two minutes, a training plan .0082 in four."""
    rows = worth_of_asking(known.firm.mine, known.firm.case, present(known.firm))
    found = {(one.text, one.who): one for one in rows}
    office, hours, training = found[OFFICE, "Ana"], found[HOURS, "Ben"], found[TRAINING, "Ana"]

    assert [office.fit, hours.fit, training.fit] == pytest.approx([0.0298, 0.0044, 0.0082], abs=5e-5)
    assert [office.minutes, hours.minutes, training.minutes] == [1, 2, 4]
    assert (office.up_to, office.name, office.in_writing) == (True, REMOTE, True)
    assert (hours.up_to, hours.name, hours.finding) == (False, "balance", "worth asking")
    assert rows[0].text == OFFICE


def test_worked_example_recruiter_cannot_change_your_mind(known: Acme) -> None:
    """Carla again on growth: nothing she says puts Acme under the present job."""
    rows = worth_of_asking(known.firm.mine, known.firm.case, present(known.firm), [known.carla])
    row = next(one for one in rows if one.text == TRAINING)

    assert (row.fit, row.finding) == (0, "cannot change your mind")


def test_worked_example_before_the_second_interview() -> None:
    """On autonomy Ana's answer is worth .0044 a minute, then Ben's on the same .0036."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    ana, ben = firm.meets("Ana", "boss"), firm.meets("Ben", "peer")
    firm.hears_and_rates(firm.meets("Carla", "recruiter"), wants["growth"], 4)
    rows = [one for one in best_to_ask(firm.mine, firm.case, present(firm), [ana, ben], 45) if one.text == DISPUTE]

    assert [one.who for one in rows] == ["Ana", "Ben"]
    assert [one.per_minute for one in rows] == pytest.approx([0.0044, 0.0036], abs=5e-5)


def test_what_was_asked_is_not_asked_again(known: Acme) -> None:
    """Neither of the same person, nor of anybody where it was asked of nobody in particular; nor what they think."""
    known.firm.asks(None, known.wants.questions[HOURS])
    asked = {(one.text, one.who) for one in worth_of_asking(known.firm.mine, known.firm.case, present(known.firm))}

    assert (DISPUTE, "Ana") not in asked
    assert (DISPUTE, "Carla") in asked
    assert {HOURS, NEEDS}.isdisjoint(text for text, _ in asked)


def test_what_speaks_to_nothing_that_weighs_is_worth_nothing(known: Acme) -> None:
    """And names no criterion."""
    rows = worth_of_asking(known.firm.mine, known.firm.case, present(known.firm))
    idle = [one for one in rows if one.about is None]

    assert idle
    assert {(one.fit, one.name, one.finding) for one in idle} == {(0, "", "nobody can change your mind")}


def test_the_minutes_are_kept(known: Acme) -> None:
    """Three minutes hold the office days and the best question of two minutes."""
    people = list(known.firm.case.contacts)
    rows = best_to_ask(known.firm.mine, known.firm.case, present(known.firm), people, 3)

    assert [(one.text, one.minutes, one.name) for one in rows] == [
        (OFFICE, 1, REMOTE),
        ("What training is regular here, and who pays?", 2, "growth"),
    ]


def test_without_anybody_to_ask_there_is_nothing_to_price() -> None:
    """No people, no pairs; and no weights, no worry."""
    firm = Firm(begun().diary, "Acme")

    assert worth_of_asking(firm.mine, firm.case, present(firm)) == ()


def test_a_must_have_that_nobody_is_left_to_ask_about_has_no_question() -> None:
    """Every question that could settle it was put to the only person there is."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    carla = firm.meets("Carla", "recruiter")
    for question in wants.questions.values():
        firm.asks(carla, question)

    assert worth_of_asking(firm.mine, firm.case, present(firm)) == ()
