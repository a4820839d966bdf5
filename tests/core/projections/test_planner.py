"""The plan of an interview."""

from __future__ import annotations

from dataclasses import replace

import pytest

from twoway_core.analysis.settings import DEFAULTS
from twoway_core.events.bank import QuestionAdded
from twoway_core.events.judge import DebriefCompleted
from twoway_core.events.mine import CriterionDefined, DealbreakerSet, Points, WeightsElicited
from twoway_core.events.prep import AgendaLine, AgendaPrepared
from twoway_core.events.talk import InterviewCancelled, QuestionAsked, RedFlagRaised, RedFlagResolved
from twoway_core.projections.plan import wording
from twoway_core.projections.planner import left_over, plan_lines, worth_asking

from .diary import DISPUTE, HOURS, NEEDS, OFFICE, REMOTE, TRAINING, WHY_OPEN, Firm, Wants, begun, ms, wanting


@pytest.fixture
def wants() -> Wants:
    """Return the diary of the worked example before any firm."""
    return wanting()


@pytest.fixture
def firm(wants: Wants) -> Firm:
    """Return a firm with Ana, Ben and Carla."""
    firm = Firm(wants.diary, "Acme")
    firm.meets("Ana Ruiz", "boss")
    firm.meets("Ben Okafor", "peer")
    firm.meets("Carla Stein", "recruiter")
    return firm


def people(firm: Firm) -> tuple[bytes, ...]:
    """Return the contacts of ``firm``, in the order in which they were added."""
    return tuple(firm.case.contacts)


def texts(firm: Firm, lines: tuple[AgendaLine, ...]) -> list[str]:
    """Return what the lines ask."""
    return [wording(firm.mine, firm.case, line.question, line.text) for line in lines]


def test_worked_example_plan_for_45_minutes(wants: Wants, firm: Firm) -> None:
    """Must-haves, what matters by weight, red flags, their view; the dispute of boss and peer alike: 18 minutes."""
    ana, ben, carla = people(firm)
    carla_said = firm.hears(carla, "courses", form="number")
    firm.rates(carla_said, wants["growth"], 4)
    lines = plan_lines(firm.mine, firm.case, (ben, ana), 45)

    assert texts(firm, lines) == [OFFICE, DISPUTE, TRAINING, HOURS, WHY_OPEN, NEEDS]
    assert [line.contacts for line in lines] == [(ana,), (ana, ben), (ana,), (ben,), (ben,), (ana,)]
    assert [line.minutes for line in lines] == [1, 6, 4, 2, 2, 3]
    assert [line.about for line in lines] == ["remote", "", "", "", "flag", "fit"]
    assert [line.late for line in lines] == [False] * 5 + [True]
    assert [line.reason for line in lines] == [
        "must-have, open",
        "weighs 0.50, nothing known, worth 0.0044 fit a minute",
        "weighs 0.30, coverage 0.33, no one answer changes your mind",
        "weighs 0.20, nothing known, no one answer changes your mind",
        "brings red flags to light",
        "their view of you",
    ]


def test_what_is_known_well_is_asked_later(wants: Wants, firm: Firm) -> None:
    """Once much is known of autonomy, growth comes before it."""
    ana, ben, _ = people(firm)
    firm.hears_and_rates(ana, wants["autonomy"], 5)
    lines = plan_lines(firm.mine, firm.case, (ana, ben), 45)

    assert [line.criterion for line in lines[1:4]] == [wants["growth"], wants["balance"], wants["autonomy"]]


def test_more_time_holds_more_questions(firm: Firm) -> None:
    """In 90 minutes the second questions on what matters follow the flags; late ones stay last."""
    ana, ben, _ = people(firm)
    lines = plan_lines(firm.mine, firm.case, (ana, ben), 90)

    assert texts(firm, lines)[5:] == [
        "What may I decide alone: money, time, vendors?",
        "What training is regular here, and who pays?",
        "What could I learn in my first six months, and how?",
        NEEDS,
    ]
    assert sum(line.minutes for line in lines) <= 36


def test_little_time_keeps_one_line_for_what_matters(firm: Firm) -> None:
    """In 10 minutes each is asked of one person, flags and their view are left out."""
    ana, ben, _ = people(firm)
    lines = plan_lines(firm.mine, firm.case, (ana, ben), 10)

    assert texts(firm, lines) == [OFFICE, DISPUTE, TRAINING, HOURS]
    assert [line.contacts for line in lines] == [(ana,), (ana,), (ana,), (ben,)]
    assert sum(line.minutes for line in lines) == 10


def test_no_time_at_all_keeps_them_still(firm: Firm) -> None:
    """What matters is never dropped, however short the talk."""
    assert texts(firm, plan_lines(firm.mine, firm.case, people(firm)[:2], 0)) == [OFFICE, DISPUTE, TRAINING, HOURS]


def test_where_nothing_was_weighed_the_share_of_time_decides() -> None:
    """Sixteen criteria of equal weight do not fit; flags and their view stay."""
    wants = begun()
    firm = Firm(wants.diary, "Acme")
    ana = firm.meets("Ana", "boss")
    lines = plan_lines(firm.mine, firm.case, (ana,), 30)

    assert sum(line.minutes for line in lines) <= 12
    assert [line.about for line in lines if line.about] == ["flag", "fit"]
    assert lines[0].reason == "nothing known"


def test_a_must_have_that_is_settled_is_not_asked(wants: Wants, firm: Firm) -> None:
    """Three yeses from those who know settle it."""
    ana, ben, _ = people(firm)
    for contact in (ana, ben, firm.meets("Dan", "peer")):
        firm.hears_and_rates(contact, wants[REMOTE], 5)

    assert "remote" not in [line.about for line in plan_lines(firm.mine, firm.case, (ana, ben), 45)]


def test_a_must_have_is_asked_of_the_one_whose_word_counts_most(wants: Wants, firm: Firm) -> None:
    """Though the question is for boss and peer alike."""
    ana, ben, _ = people(firm)
    question = QuestionAdded(text="Which three?", criteria=(wants[REMOTE],), ask=("boss", "peer"), minutes=2)
    asked = firm.write(question)
    line = plan_lines(firm.mine, firm.case, (ben, ana), 45)[0]

    assert (line.question, line.contacts, line.minutes) == (asked, (ana,), 2)


def test_a_must_have_without_a_question_is_asked_in_words(wants: Wants, firm: Firm) -> None:
    """The weightiest present is asked, in plain words, until that was done."""
    criterion = firm.write(CriterionDefined(name="visa", yes_no=True))
    firm.write(DealbreakerSet(criterion=criterion, threshold=5))
    ana, ben, _ = people(firm)
    lines = plan_lines(firm.mine, firm.case, (ben, ana), 45)
    text = "visa: is that so here, and can I have it in writing?"
    before = [(line.text, line.contacts, line.criterion) for line in lines if line.text]
    firm.asks(ana, text=text)

    assert before == [(text, (ana,), criterion)]
    assert not any(line.text for line in plan_lines(firm.mine, firm.case, (ben, ana), 45))


def test_with_nobody_present_only_the_bank_is_planned(wants: Wants, firm: Firm) -> None:
    """A plan for nobody named asks what the bank has."""
    criterion = firm.write(CriterionDefined(name="visa", yes_no=True))
    firm.write(DealbreakerSet(criterion=criterion, threshold=5))
    firm.write(RedFlagRaised(opportunity=firm.id, text="two left"))
    lines = plan_lines(firm.mine, firm.case, (), 60)

    assert texts(firm, lines)[:4] == [OFFICE, DISPUTE, TRAINING, HOURS]
    assert {line.contacts for line in lines} == {()}


def test_a_question_serves_a_must_have_and_a_criterion(wants: Wants, firm: Firm) -> None:
    """Office days settle remote days, and say what the commute is like: one line is enough."""
    firm.write(WeightsElicited(method="direct", answers=(Points(wants["commute"], 1),)))
    lines = plan_lines(firm.mine, firm.case, people(firm)[:1], 10)

    assert texts(firm, lines).count(OFFICE) == 1
    assert wants["commute"] not in [line.criterion for line in lines]


def test_what_everybody_was_asked_is_not_planned_again(wants: Wants, firm: Firm) -> None:
    """The only question on balance was put to Ben: nothing on balance is left for him."""
    ben = people(firm)[1]
    firm.asks(ben, wants.questions[HOURS])
    lines = plan_lines(firm.mine, firm.case, (ben,), 45)

    assert wants["balance"] not in [line.criterion for line in lines]


def test_grave_flags_are_asked_about(firm: Firm) -> None:
    """A serious flag is put to the weightiest; a light one is not, nor one that was explained."""
    ana, ben, _ = people(firm)
    firm.write(RedFlagRaised(opportunity=firm.id, text="two people left", severity="serious"))
    firm.write(RedFlagRaised(opportunity=firm.id, text="a cold room", severity="light"))
    explained = firm.write(RedFlagRaised(opportunity=firm.id, text="no budget", severity="severe"))
    firm.write(RedFlagResolved(opportunity=firm.id, flag=explained, explanation="a typo"))
    lines = [line for line in plan_lines(firm.mine, firm.case, (ben, ana), 45) if line.text]

    assert [(line.text, line.contacts, line.reason) for line in lines] == [
        ("I noticed: two people left. What is behind it?", (ana,), "serious flag, open")
    ]


def earlier(firm: Firm, *lines: AgendaLine) -> None:
    """Write an interview that ended, with a plan of which nothing was asked."""
    firm.plans(ms(2), 30, *people(firm)[:1])
    firm.notes(AgendaPrepared(lines=lines))
    firm.starts()
    firm.ends()


def test_what_was_left_unasked_is_carried_over(wants: Wants, firm: Firm) -> None:
    """A question of the bank about nothing that matters, and one in words of its own."""
    ana, ben, _ = people(firm)
    proud = wants.questions["What is the team proud of? How are ideas tried?"]
    earlier(
        firm,
        AgendaLine(question=proud, contacts=(ana,), minutes=3),
        AgendaLine(text="What became of the old system?", contacts=(ana,), minutes=2),
        AgendaLine(text="And the old team?", contacts=(bytes(16),), minutes=1),
    )
    lines = [line for line in plan_lines(firm.mine, firm.case, (ben, ana), 60) if line.reason.startswith("left over")]

    assert texts(firm, tuple(lines)) == [
        "What is the team proud of? How are ideas tried?",
        "What became of the old system?",
        "And the old team?",
    ]
    assert [line.contacts for line in lines] == [(ana,)] * 3


def test_the_left_over_question_on_a_criterion_is_taken_first(wants: Wants, firm: Firm) -> None:
    """What was planned on autonomy and not asked comes before what the bank likes better."""
    ana = people(firm)[0]
    alone = wants.questions["What may I decide alone: money, time, vendors?"]
    earlier(firm, AgendaLine(question=alone, contacts=(ana,), criterion=wants["autonomy"], minutes=4))
    lines = plan_lines(firm.mine, firm.case, (ana,), 20)

    assert [line.question for line in lines if line.criterion == wants["autonomy"]] == [alone]


def test_what_was_asked_since_is_left_over_no_more(firm: Firm) -> None:
    """The same words, to the same person; and a line stands only once."""
    ana = people(firm)[0]
    asked, twice = AgendaLine(text="Why orange?", contacts=(ana,)), AgendaLine(text="Why  blue?", contacts=(ana,))
    earlier(firm, asked, twice, AgendaLine(text="why blue?", contacts=(ana,)))
    firm.write(QuestionAsked(opportunity=firm.id, text="Why orange?", contacts=(ana,)))
    lines = plan_lines(firm.mine, firm.case, (ana,), 45)

    assert [line.text for line in lines if line.text] == ["Why  blue?"]


def test_a_debrief_decides_what_is_carried_over(firm: Firm) -> None:
    """Kept lines are, those let go are not; an interview to come leaves nothing over."""
    ana = people(firm)[0]
    line = AgendaLine(text="Why orange?", contacts=(ana,))
    earlier(firm, line)
    before = left_over(firm.mine, firm.case, None)
    own = left_over(firm.mine, firm.case, firm.interview)
    firm.notes(DebriefCompleted(unasked=(AgendaLine(text="Why blue?"),), keep=True))
    kept = left_over(firm.mine, firm.case, None)
    firm.notes(DebriefCompleted(unasked=(line,), keep=False))
    dropped = left_over(firm.mine, firm.case, None)
    firm.plans(ms(9), 30, ana)
    firm.notes(AgendaPrepared(lines=(line,)))

    assert [[one.text for one in some] for some in (before, own, kept, dropped)] == [
        ["Why orange?"],
        [],
        ["Why blue?"],
        [],
    ]
    assert left_over(firm.mine, firm.case, None) == []


def test_a_cancelled_interview_leaves_all_of_its_plan(firm: Firm) -> None:
    """Nothing of it was asked."""
    ana = people(firm)[0]
    interview = firm.plans(ms(9), 30, ana)
    firm.notes(AgendaPrepared(lines=(AgendaLine(text="Why orange?", contacts=(ana,)),)))
    firm.write(InterviewCancelled(opportunity=firm.id, interview=interview))

    assert [line.text for line in left_over(firm.mine, firm.case, None)] == ["Why orange?"]


def test_a_late_question_stays_late_whatever_it_is_about(wants: Wants, firm: Firm) -> None:
    """A question on pay that is kept for the end stands at the end, though pay weighs most; a left-over one as well."""
    ana = people(firm)[0]
    firm.write(QuestionAdded(text="What does it pay?", criteria=(wants["pay"],), when="late", ask=("boss",)))
    firm.write(WeightsElicited(method="direct", answers=(Points(wants["pay"], 9), Points(wants["balance"], 1))))
    earlier(firm, AgendaLine(text="Anything else?", contacts=(ana,), late=True))
    lines = plan_lines(firm.mine, firm.case, (ana,), 45)

    assert [text for text, line in zip(texts(firm, lines), lines, strict=True) if line.late] == [
        "What does it pay?",
        "Anything else?",
        NEEDS,
    ]


def test_worth_asking_is_what_matters_and_nothing_else(firm: Firm) -> None:
    """Of anybody known: the must-have, then each criterion."""
    assert texts(firm, worth_asking(firm.mine, firm.case)) == [OFFICE, DISPUTE, TRAINING, HOURS]


def test_what_was_learned_of_a_source_changes_the_plan(wants: Wants, firm: Firm) -> None:
    """A recruiter who was never right leaves growth less known, so the line says less coverage."""
    carla_said = firm.hears(people(firm)[2], "courses", form="number")
    firm.rates(carla_said, wants["growth"], 4)
    doubting = replace(DEFAULTS, recruiter=0.25)
    reasons = {line.reason for line in plan_lines(firm.mine, firm.case, people(firm)[:2], 45, None, doubting)}

    assert any(reason.startswith("weighs 0.30, coverage 0.11") for reason in reasons)
