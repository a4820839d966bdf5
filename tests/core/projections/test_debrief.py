"""The debrief after an interview."""

from __future__ import annotations

import pytest

from twoway_core.events.after import FollowUpPlanned
from twoway_core.events.judge import DebriefCompleted
from twoway_core.events.prep import AgendaLine, AgendaPrepared
from twoway_core.projections.debrief import debrief, proposed, unasked_lines

from .diary import DISPUTE, HOURS, OFFICE, REMOTE, Firm, Wants, ms, wanting


@pytest.fixture
def wants() -> Wants:
    """Return the diary of the worked example before any firm."""
    return wanting()


@pytest.fixture
def firm(wants: Wants) -> Firm:
    """Return a firm whose interview with Ana and Ben ended with one question asked of Ana alone."""
    firm = Firm(wants.diary, "Acme")
    ana, ben = firm.meets("Ana Ruiz", "boss"), firm.meets("Ben", "peer")
    firm.plans(ms(4, 14), 45, ana, ben)
    lines = (
        AgendaLine(question=wants.questions[DISPUTE], contacts=(ben, ana), minutes=6, criterion=wants["autonomy"]),
        AgendaLine(question=wants.questions[OFFICE], contacts=(ben, ana), minutes=1),
        AgendaLine(text="May I work from home?", minutes=2, criterion=wants[REMOTE], about="remote"),
        AgendaLine(question=wants.questions[HOURS], contacts=(ben,), minutes=2, criterion=wants["balance"]),
        AgendaLine(text="Anything else?"),
    )
    firm.notes(AgendaPrepared(lines=lines, minutes=45))
    firm.diary.now_ms = ms(4, 14)
    firm.starts()
    firm.asks(ana, wants.questions[DISPUTE])
    firm.diary.now_ms = ms(4, 14, 44)
    firm.ends()
    return firm


def test_a_debrief_lists_what_went_unasked(firm: Firm) -> None:
    """By number, with the people left."""
    view = debrief(firm.mine, firm.case, firm.talk(), ms(4, 15, 5), "acme/1")

    assert [(one.number, one.about, one.people) for one in view.unasked] == [
        (1, "autonomy", ("Ben",)),
        (2, "", ("Ben", "Ana")),
        (3, "remote", ()),
        (4, "balance", ("Ben",)),
        (5, "", ()),
    ]
    assert (view.minutes_after, view.fresh, view.done) == (20, True, False)


def test_a_debrief_proposes_thanks_and_what_is_best_had_in_writing(firm: Firm) -> None:
    """Thanks the next day; by mail after three, to the one whose word counts most."""
    view = debrief(firm.mine, firm.case, firm.talk(), ms(4, 15), "acme/1")

    assert [(one.words, str(one.due), one.who, one.line) for one in view.proposals] == [
        ("thanks to Ana", "2026-03-05", "Ana", None),
        ("thanks to Ben", "2026-03-05", "Ben", None),
        (f"ask Ana by mail: {OFFICE}", "2026-03-07", "Ana", 2),
        ("ask Ana by mail: May I work from home?", "2026-03-07", "Ana", 3),
    ]


def test_what_was_planned_already_is_not_proposed_again(firm: Firm, wants: Wants) -> None:
    """Thanks to Ana, and the office days, stand in the list."""
    (ana, _) = firm.case.contacts
    firm.notes(FollowUpPlanned(kind="thanks", contact=ana))
    firm.notes(FollowUpPlanned(kind="ask", contact=ana, question=wants.questions[OFFICE]))
    firm.notes(FollowUpPlanned(kind="ask", contact=ana, text="May I  work from home?"))

    assert [todo.kind for todo, _ in proposed(firm.mine, firm.case, firm.talk())] == ["thanks"]


def test_the_proposals_are_ready_to_be_written(firm: Firm) -> None:
    """Each names its opportunity and its interview."""
    todos = [todo for todo, _ in proposed(firm.mine, firm.case, firm.talk())]

    assert {(todo.opportunity, todo.interview) for todo in todos} == {(firm.id, firm.interview)}


def test_what_is_left_of_a_line_is_for_the_people_left(firm: Firm) -> None:
    """Ben's half of the six minutes; untouched lines as they were."""
    lines = unasked_lines(firm.mine, firm.case, firm.talk())
    _, ben = firm.case.contacts

    assert (lines[0].contacts, lines[0].minutes) == ((ben,), 3)
    assert [line.minutes for line in lines] == [3, 1, 2, 2, 0]


def test_a_debrief_of_long_ago_is_not_fresh(firm: Firm) -> None:
    """Two days later much is forgotten; once done it says so."""
    firm.notes(DebriefCompleted(keep=True))
    view = debrief(firm.mine, firm.case, firm.talk(), ms(6, 15), "acme/1")

    assert (view.fresh, view.done) == (False, True)


def test_before_the_end_nothing_is_proposed(wants: Wants) -> None:
    """An interview that goes on has no debrief yet."""
    firm = Firm(wants.diary, "Acme")
    firm.starts(firm.meets("Ana", "boss"))
    view = debrief(firm.mine, firm.case, firm.talk(), ms(4), "acme/1")

    assert (view.minutes_after, view.fresh, view.proposals) == (None, False, ())


def test_nobody_met_is_asked_by_nobody_named(wants: Wants) -> None:
    """An interview without people proposes the question, and no thanks."""
    firm = Firm(wants.diary, "Acme")
    firm.starts()
    firm.notes(AgendaPrepared(lines=(AgendaLine(question=wants.questions[OFFICE]),)))
    firm.ends()
    view = debrief(firm.mine, firm.case, firm.talk(), ms(4), "acme/1")

    assert [(one.words, one.who) for one in view.proposals] == [(f"ask them by mail: {OFFICE}", "somebody")]
