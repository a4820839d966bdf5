"""Summaries of opportunities, and what can be said from them alone."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from twoway_core.events.after import FollowUpPlanned
from twoway_core.events.case import OpportunityClosed, StageChanged
from twoway_core.events.judge import DebriefCompleted
from twoway_core.events.prep import AgendaLine, AgendaPrepared, ResearchNoted
from twoway_core.events.talk import InterviewCancelled, InterviewScheduled, ObservationNoted
from twoway_core.projections.followups import briefs
from twoway_core.projections.summary import Summary, WhatNext, summary, todo_list, what_next

from .diary import DISPUTE, HOURS, NEEDS, Firm, Wants, ms, wanting

LAST = b"\x01" * 16


@pytest.fixture
def wants() -> Wants:
    """Return the diary of the worked example before any firm."""
    return wanting()


@pytest.fixture
def firm(wants: Wants) -> Firm:
    """Return a firm with an interview on 4 March at two, of 45 minutes, planned with Ana."""
    firm = Firm(wants.diary, "Acme")
    ana = firm.meets("Ana Ruiz", "boss")
    firm.plans(ms(4, 14), 45, ana)
    lines = (
        AgendaLine(question=wants.questions[NEEDS], contacts=(ana,), late=True),
        AgendaLine(question=wants.questions[DISPUTE], contacts=(ana,), criterion=wants["autonomy"]),
        AgendaLine(question=wants.questions[HOURS], contacts=(ana,), criterion=wants["balance"]),
    )
    firm.notes(AgendaPrepared(lines=lines, minutes=45))
    return firm


def made(firm: Firm) -> Summary:
    """Return the summary of ``firm``."""
    return summary(firm.mine, firm.case, LAST)


def next_at(now_ms: int, *firms: Firm) -> WhatNext:
    """Return what is next, of firms called a, b ..."""
    day = date(2026, 3, 1 + (now_ms - ms(1, 0)) // 86_400_000)
    return what_next([(name, made(firm)) for name, firm in zip("abc", firms, strict=False)], (), now_ms, day)


def test_a_summary_says_what_a_list_needs(firm: Firm) -> None:
    """Firm, role, stage, people and the last entry; not closed, not hidden."""
    firm.write(StageChanged(opportunity=firm.id, stage="interviewing"))
    one = made(firm)

    assert (one.id, one.firm, one.role, one.stage) == (firm.id, "Acme", "Data engineer", "interviewing")
    assert (one.closed, one.hidden, one.last) == ("", False, LAST)
    assert [name for _, name in one.people] == ["Ana Ruiz"]


def test_a_summary_can_be_kept(firm: Firm) -> None:
    """It reads back as it was written."""
    firm.write(FollowUpPlanned(opportunity=firm.id, kind="ask", due="2026-03-07"))
    one = made(firm)

    assert msgspec.msgpack.decode(msgspec.msgpack.encode(one), type=Summary) == one


def test_a_closed_opportunity_says_how_it_ended(firm: Firm) -> None:
    """Closed is not failed."""
    firm.write(OpportunityClosed(opportunity=firm.id, outcome="declined"))

    assert made(firm).closed == "declined"


def test_an_opportunity_whose_opening_is_not_here_is_hidden(firm: Firm) -> None:
    """It was taken back, or did not come yet; its to-dos are not listed."""
    firm.write(FollowUpPlanned(opportunity=firm.id, kind="ask"))
    firm.diary.entries = [entry for entry in firm.diary.entries if entry.id != firm.id]
    one = made(firm)

    assert (one.hidden, one.firm, one.role) == (True, "", "")
    assert todo_list([("acme", one)], (), date(2026, 3, 4)) == ()
    assert what_next([("acme", one)], (), ms(4), date(2026, 3, 4)).interview is None


def test_an_interview_in_brief(firm: Firm) -> None:
    """When, with whom, and the first question that is still to be asked and not kept for the end."""
    (brief,) = made(firm).interviews

    assert (brief.number, brief.people, brief.planned_ms, brief.length_minutes) == (1, ("Ana",), ms(4, 14), 45)
    assert (brief.started_ms, brief.ended_ms, brief.cancelled, brief.debriefed) == (None, None, False, False)
    assert (brief.first, brief.to_rate) == (DISPUTE, 0)


def test_what_was_asked_and_noted_changes_the_brief(wants: Wants, firm: Firm) -> None:
    """The next question moves on; what waits for a rating is counted by interview, whoever spoke is met."""
    ana = next(iter(firm.case.contacts))
    ben = firm.meets("Ben", "peer")
    firm.starts()
    firm.hears(ana, "they do", asked=firm.asks(ana, wants.questions[DISPUTE]))
    firm.hears(ben, "by the way", wants["growth"])
    firm.notes(ObservationNoted(text="calm", criteria=(wants["balance"],)))
    firm.write(ResearchNoted(opportunity=firm.id, claim="calm", criteria=(wants["balance"],)))
    (brief,) = made(firm).interviews

    assert (brief.first, brief.to_rate, brief.people) == (HOURS, 3, ("Ana", "Ben"))


def test_when_all_is_asked_there_is_no_first_question(wants: Wants, firm: Firm) -> None:
    """Late questions are not the first."""
    for text in (DISPUTE, HOURS):
        firm.asks(None, wants.questions[text])

    assert [brief.first for brief in made(firm).interviews] == [""]


def test_the_next_interview_is_told_with_its_first_question(firm: Firm) -> None:
    """Ten minutes before it starts."""
    found = next_at(ms(4, 13, 50), firm).interview

    assert found is not None
    assert (found.opportunity, found.number, found.minutes, found.running) == ("a", 1, 10, False)
    assert (found.people, found.first, str(found.starts)) == (("Ana",), DISPUTE, "2026-03-04 14:00:00+01:00")


def test_an_interview_that_is_on_comes_first(wants: Wants, firm: Firm) -> None:
    """Even before one that is planned earlier."""
    other = Firm(wants.diary, "Birch")
    other.diary.now_ms = ms(4, 13)
    other.starts()
    found = next_at(ms(4, 13, 30), firm, other).interview

    assert found is not None
    assert (found.opportunity, found.running, found.minutes) == ("b", True, -30)


@pytest.mark.parametrize(("now_ms", "left"), [(ms(4, 14, 40), -40), (ms(4, 14, 50), None)])
def test_an_interview_that_should_be_on_is_next_until_its_time_is_over(
    firm: Firm, now_ms: int, left: int | None
) -> None:
    """Late for it is still in time for it."""
    found = next_at(now_ms, firm).interview

    assert (None if found is None else found.minutes) == left


def test_the_soonest_of_several_is_next(wants: Wants, firm: Firm) -> None:
    """One of tomorrow comes before one of the day after."""
    other = Firm(wants.diary, "Birch")
    other.plans(ms(3, 9), 30)
    found = next_at(ms(2), firm, other).interview

    assert found is not None
    assert found.opportunity == "b"


def test_an_interview_without_a_time_comes_after_those_with_one(wants: Wants, firm: Firm) -> None:
    """It is next where there is no other, however late it is."""
    other = Firm(wants.diary, "Birch")
    other.write(InterviewScheduled(opportunity=other.id, length_minutes=45))
    found = [next_at(ms(3), other, firm).interview, next_at(ms(9), other, firm).interview]

    assert [(one.opportunity, one.starts is None, one.minutes is None) for one in found if one is not None] == [
        ("b", False, False),
        ("a", True, True),
    ]


def test_what_is_over_or_cancelled_or_closed_is_not_next(wants: Wants, firm: Firm) -> None:
    """However soon it would be."""
    firm.starts()
    firm.ends()
    cancelled = Firm(wants.diary, "Birch")
    interview = cancelled.plans(ms(4), 30)
    cancelled.write(InterviewCancelled(opportunity=cancelled.id, interview=interview))
    closed = Firm(wants.diary, "Cedar")
    closed.plans(ms(4), 30)
    closed.write(OpportunityClosed(opportunity=closed.id, outcome="withdrew"))

    assert next_at(ms(2), firm, cancelled, closed).interview is None


def test_what_waits_after_an_interview_is_told(wants: Wants, firm: Firm) -> None:
    """Answers to rate, and a debrief, until both are done."""
    firm.starts()
    noted = firm.hears(None, "seven", wants["balance"])
    firm.ends()
    before = next_at(ms(2), firm)
    firm.rates(noted, wants["balance"], 2)
    firm.notes(DebriefCompleted())
    after = next_at(ms(2), firm)

    assert (before.to_rate, before.to_debrief) == (1, ("a/1",))
    assert (after.to_rate, after.to_debrief) == (0, ())


def test_overdue_to_dos_are_told(wants: Wants, firm: Firm) -> None:
    """Of an opportunity and of none; what is due today is not overdue."""
    for due in ("2026-03-03", "2026-03-04"):
        firm.write(FollowUpPlanned(opportunity=firm.id, kind="thanks", due=due))
    wants.diary.write(FollowUpPlanned(kind="send", text="taxes", due="2026-03-01"))
    mine = briefs(firm.mine)
    found = what_next([("acme", made(firm))], mine, ms(4), date(2026, 3, 4))

    assert [(row.opportunity, row.words) for row in found.overdue] == [
        ("", "send to them: taxes"),
        ("acme", "thanks to them"),
    ]
    assert [row.state for row in todo_list([("acme", made(firm))], mine, date(2026, 3, 4))] == [
        "overdue",
        "overdue",
        "due",
    ]
