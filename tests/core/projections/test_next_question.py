"""The next question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from twoway_core.analysis.settings import DEFAULTS
from twoway_core.events.bank import QuestionAdded
from twoway_core.events.prep import AgendaLine, AgendaPrepared
from twoway_core.journal.state import Interview
from twoway_core.projections.next_question import MADE_UP_MINUTES, NextQuestion, minutes_left, next_questions
from twoway_core.projections.planner import plan_lines
from twoway_core.projections.prices import prices

from .diary import DISPUTE, NEEDS, OFFICE, Firm, Wants, begun, ms, wanting


@pytest.fixture
def wants() -> Wants:
    """Return the diary of the worked example before any firm."""
    return wanting()


@pytest.fixture
def firm(wants: Wants) -> Firm:
    """Return a firm whose interview with Ana and Ben, planned for 45 minutes, began at two."""
    firm = Firm(wants.diary, "Acme")
    ana, ben = firm.meets("Ana Ruiz", "boss"), firm.meets("Ben", "peer")
    firm.plans(ms(4, 14), 45, ana, ben)
    firm.notes(AgendaPrepared(lines=plan_lines(firm.mine, firm.case, (ana, ben), 45), minutes=45))
    firm.diary.now_ms = ms(4, 14) - 1000
    firm.starts()
    return firm


def found(firm: Firm, now_ms: int = ms(4, 14), count: int = 3) -> tuple[NextQuestion, ...]:
    """Return the next questions of the current interview."""
    return next_questions(firm.mine, firm.case, firm.talk(), now_ms, "acme/1", count).questions


def test_the_plans_order_holds(wants: Wants, firm: Firm) -> None:
    """Line 1 to Ana, then line 2 to Ana and to Ben."""
    ana, ben = firm.case.contacts

    assert [(one.number, one.who, one.contact, one.text, one.minutes) for one in found(firm)] == [
        (1, "Ana", ana, OFFICE, 1),
        (2, "Ana", ana, DISPUTE, 3),
        (2, "Ben", ben, DISPUTE, 3),
    ]


def test_what_was_asked_is_not_next(wants: Wants, firm: Firm) -> None:
    """Asked of Ana, it is next for Ben."""
    ana, _ = firm.case.contacts
    firm.asks(ana, wants.questions[OFFICE])
    firm.asks(ana, wants.questions[DISPUTE])

    assert [(one.number, one.who) for one in found(firm, count=1)] == [(2, "Ben")]


def test_late_questions_come_last_until_five_minutes_are_left(firm: Firm) -> None:
    """Then they come first."""
    calm, hurry = found(firm, count=9), found(firm, ms(4, 14, 40), count=9)

    assert (calm[-1].text, calm[-1].late) == (NEEDS, True)
    assert (hurry[0].text, hurry[1].text) == (NEEDS, OFFICE)


def test_where_nobody_is_named_everybody_who_is_known_there_can_be_asked(firm: Firm) -> None:
    """Of an interview that is not there yet, too: whom to ask is said, and the plan is that of all of them."""
    everybody = tuple(firm.case.contacts)
    nobody_named = next_questions(firm.mine, firm.case, Interview(firm.id), ms(4, 14), "acme", 99).questions
    lines = plan_lines(firm.mine, firm.case, everybody, MADE_UP_MINUTES, firm.id)

    assert [(one.question, one.contact) for one in nobody_named] == [
        (line.question, contact) for line in lines for contact in line.contacts
    ]
    assert {one.who for one in nobody_named} == {"Ana", "Ben"}


def priced(firm: Firm, count: int = 3) -> tuple[NextQuestion, ...]:
    """Return the next questions with what they are worth."""
    return next_questions(firm.mine, firm.case, firm.talk(), ms(4, 14), "acme/1", count, priced=True).questions


def test_worked_example_reasons_with_their_worth(wants: Wants, firm: Firm) -> None:
    """The boss's example is worth .0133 in three minutes; the recruiter's word cannot change the choice."""
    carla = firm.meets("Carla Stein", "recruiter")
    firm.rates(firm.hears(carla, "courses", form="number"), wants["growth"], 4)
    must, autonomy, _ = priced(firm)

    assert must.reasons[2] == "Asking anybody about it cannot change your mind today."
    assert autonomy.reasons == (
        "autonomy weighs most (0.50) and nothing is known of it.",
        "Ana would be your boss, so that word counts full: 0.0044 fit a minute (0.0133 in 3 minutes).",
        "Asking Carla about it cannot change your mind today.",
    )
    assert autonomy.worth == pytest.approx(0.0133, abs=5e-5)
    assert found(firm)[1].worth is None


def test_a_must_have_is_worth_what_it_can_bring_at_most(wants: Wants, firm: Firm) -> None:
    """Once the rest of the job is better than the present one."""
    for person in firm.case.contacts:
        firm.hears_and_rates(person, wants["autonomy"], 5)

    assert ": worth up to 0.0" in priced(firm)[0].reasons[1]


def test_what_nobody_can_change_is_said_to_be_so(firm: Firm) -> None:
    """Before anything is known, no one answer on balance lifts Acme over the present job."""
    balance = next(one for one in priced(firm, 9) if one.about == "balance")

    assert balance.reasons[1] == "Ben is a future peer, so that word counts full."
    assert balance.reasons[2] == "Asking anybody about it cannot change your mind today."


def test_a_short_question_is_priced_by_its_minute(wants: Wants, firm: Firm) -> None:
    """In the singular."""
    ana, _ = firm.case.contacts
    question = wants.diary.write(QuestionAdded(text="Alone?", criteria=(wants["autonomy"],), kind="example", minutes=1))
    firm.notes(AgendaPrepared(lines=(AgendaLine(question=question, criterion=wants["autonomy"], contacts=(ana,)),)))

    assert priced(firm, 1)[0].reasons[1].endswith("in 1 minute).")


def test_without_a_present_job_nothing_is_priced() -> None:
    """The reasons are the same with and without."""
    other = Firm(begun().diary, "Birch")
    boss = other.meets("Dev", "boss")
    other.plans(ms(4, 14), 20, boss)

    assert [one.reasons for one in priced(other)] == [one.reasons for one in found(other)]
    assert prices(other.mine, other.case, None) is None


def test_the_reasons_are_told_in_words(firm: Firm) -> None:
    """Why this question, and why this person."""
    must, autonomy, other = found(firm)

    assert must.reasons == (
        "3 remote days is a must-have, and open (0.50).",
        "Ana would be your boss, so that word counts full.",
    )
    assert autonomy.reasons[0] == "autonomy weighs most (0.50) and nothing is known of it."
    assert other.reasons[1] == "Ben is a future peer, so that word counts full."


def test_how_much_is_known_is_told(wants: Wants, firm: Firm) -> None:
    """Little under half, something above."""
    _, ben = firm.case.contacts
    firm.hears_and_rates(firm.meets("Carla", "recruiter"), wants["growth"], 4)
    firm.hears_and_rates(ben, wants["balance"], 4)
    reasons = {one.about: one.reasons[0] for one in found(firm, count=9)}

    assert reasons["growth"] == "growth weighs 0.30 and little is known of it (coverage 0.33)."
    assert reasons["balance"] == "balance weighs 0.20 and something is known of it (coverage 0.67)."
    assert reasons["flag"] == "Brings red flags to light."


def test_a_recruiters_word_counts_less() -> None:
    """And that is said."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    carla = firm.meets("Carla", "recruiter")
    firm.starts(carla)

    assert found(firm)[1].reasons[1] == "Carla is the recruiter, so that word counts 1, a boss's 4."


def test_without_a_plan_one_is_made_up(wants: Wants) -> None:
    """From whoever is there, without numbers."""
    firm = Firm(wants.diary, "Acme")
    firm.starts(firm.meets("Ana", "boss"))

    assert [(one.number, one.who, one.text) for one in found(firm, count=2)] == [
        (None, "Ana", OFFICE),
        (None, "Ana", DISPUTE),
    ]


def test_where_nothing_was_weighed_no_weight_is_told() -> None:
    """Only what is known."""
    wants = begun()
    firm = Firm(wants.diary, "Acme")
    firm.starts(firm.meets("Ana", "boss"))

    assert found(firm, count=1)[0].reasons[0] == "autonomy: nothing is known of it."


def test_a_question_for_nobody_named_has_no_person(wants: Wants) -> None:
    """And no reason that speaks of one, nor any where the plan gives none."""
    firm = Firm(wants.diary, "Acme")
    firm.plans(ms(4), 30)
    lines = (AgendaLine(text="Hours?", criterion=wants["balance"]), AgendaLine(text="Anything else?"))
    firm.notes(AgendaPrepared(lines=lines))
    first, second = found(firm)

    assert (first.who, first.contact, first.question, len(first.reasons)) == ("", None, None, 1)
    assert second.reasons == ()


def test_what_does_not_matter_is_asked_for_the_plans_own_reason(wants: Wants) -> None:
    """A line about a criterion without weight says why it stands there."""
    firm = Firm(wants.diary, "Acme")
    firm.plans(ms(4), 30)
    line = AgendaLine(
        text="Who pays the train?", criterion=wants["commute"], reason="left over from an earlier interview"
    )
    firm.notes(AgendaPrepared(lines=(line,)))

    assert [one.reasons for one in found(firm)] == [("Left over from an earlier interview.",)]


@pytest.mark.parametrize(("now_ms", "left"), [(ms(4, 13), 45), (ms(4, 14, 20), 25), (ms(4, 16), 0)])
def test_minutes_are_counted_down(firm: Firm, now_ms: int, left: int) -> None:
    """From the start to the planned end, never below nothing."""
    assert minutes_left(firm.talk(), now_ms) == left


def test_without_a_length_nothing_is_counted_down(wants: Wants) -> None:
    """Before the start all minutes are left; without a length there are none to count."""
    firm = Firm(wants.diary, "Acme")
    firm.plans(ms(4), 30)
    planned = minutes_left(firm.talk(), ms(4))
    firm.interview = None
    firm.starts()

    assert (planned, minutes_left(firm.talk(), ms(4))) == (30, None)


def test_what_was_learned_of_a_source_changes_what_its_word_counts(firm: Firm) -> None:
    """Peers whose words did not hold up count less, and the reason says so."""
    doubting = replace(DEFAULTS, peer=1.0)
    shown = next_questions(firm.mine, firm.case, firm.talk(), 0, "acme/1", 9, settings=doubting).questions

    assert any("Ben is a future peer, so that word counts 1, a boss's 4." in one.reasons for one in shown)
