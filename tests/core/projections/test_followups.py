"""What is to be done after an interview."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from twoway_core.events.after import FollowUpAnswered, FollowUpDropped, FollowUpPlanned, FollowUpSent
from twoway_core.projections.followups import TodoRow, briefs, default_due, look_again, todo_rows
from twoway_core.projections.looking_ahead import review_days
from twoway_core.projections.view import days_after

from .diary import OFFICE, Firm, ms, wanting

TODAY = date(2026, 3, 10)


@pytest.fixture
def firm() -> Firm:
    """Return a firm on 4 March in which Ana was met."""
    firm = Firm(wanting().diary, "Acme")
    firm.meets("Ana Ruiz", "boss")
    firm.diary.now_ms = ms(4)
    return firm


def plans(firm: Firm, kind: str, **more: object) -> bytes:
    """Plan a to-do with Ana."""
    (ana,) = firm.case.contacts
    event = FollowUpPlanned(opportunity=firm.id, kind=kind, contact=ana)
    return firm.write(replace(event, **more))


def rows(firm: Firm, today: date = TODAY) -> list[TodoRow]:
    """Return the list of ``firm`` on a day."""
    return list(todo_rows([("acme", one) for one in briefs(firm.mine, firm.case)], today))


@pytest.mark.parametrize(("kind", "due"), [("thanks", date(2026, 3, 5)), ("ask", date(2026, 3, 7))])
def test_thanks_are_due_after_a_day_the_rest_after_three(kind: str, due: date) -> None:
    """Counted from the day it came up."""
    assert default_due(kind, date(2026, 3, 4)) == due


WORDS = {
    "thanks": ("thanks", {}, "thanks to Ana"),
    "a question": ("ask", {"channel": "mail", "text": "office days"}, "ask Ana by mail: office days"),
    "a reminder": ("chase", {"text": "the offer"}, "remind Ana: the offer"),
    "a thing to send": ("send", {"text": "my sketch"}, "send to Ana: my sketch"),
    "a reference": ("reference", {}, "ask Ana for a reference"),
    "reaching out": ("reach-out", {"channel": "phone"}, "reach out to Ana by phone"),
    "a kind of one's own": ("lunch", {}, "lunch Ana"),
    "a kind of one's own with nobody": ("invoice", {"contact": None, "text": "train"}, "invoice: train"),
    "thanks to nobody named": ("thanks", {"contact": None}, "thanks to them"),
    "its own words": ("other", {"text": "buy a map", "contact": None}, "buy a map"),
    "its own words with somebody": ("other", {"text": "lunch"}, "lunch (Ana)"),
    "no words at all": ("other", {}, "other Ana"),
}


@pytest.mark.parametrize(("kind", "more", "words"), WORDS.values(), ids=WORDS.keys())
def test_a_to_do_reads_as_words(firm: Firm, kind: str, more: dict[str, object], words: str) -> None:
    """Kind, person, channel and text in one line."""
    plans(firm, kind, **more)

    assert [row.words for row in rows(firm)] == [words]


def test_a_question_of_the_bank_is_asked_in_its_words(firm: Firm) -> None:
    """A to-do that names a question and no text reads as the question."""
    question = next(one.id for one in firm.mine.questions.values() if one.text == OFFICE)
    plans(firm, "ask", question=question)

    assert [row.words for row in rows(firm)] == [f"ask Ana: {OFFICE}"]


STATES = {
    "past": ("2026-03-09", "overdue"),
    "today": ("2026-03-10", "due"),
    "to come": ("2026-03-11", "planned"),
    "undated": (None, "planned"),
}


@pytest.mark.parametrize(("due", "state"), STATES.values(), ids=STATES.keys())
def test_a_to_do_is_due_on_its_day(firm: Firm, due: str | None, state: str) -> None:
    """Overdue after it, planned before it."""
    plans(firm, "thanks", due=due)

    assert [row.state for row in rows(firm)] == [state]


def test_what_was_sent_waits_a_week_for_a_reply(firm: Firm) -> None:
    """Sent on 4 March, it is looked at again on the 11th."""
    todo = plans(firm, "ask", due="2026-03-05")
    firm.write(FollowUpSent(opportunity=firm.id, follow_up=todo))

    assert look_again(firm.case.todos[todo]) == date(2026, 3, 11)
    assert [(row.state, row.day) for row in rows(firm)] == [("waiting", date(2026, 3, 11))]
    assert [row.state for row in rows(firm, date(2026, 3, 11))] == ["look again"]


def test_a_reply_without_an_answer_is_chased_after_three_days(firm: Firm) -> None:
    """They wrote that they will see: look again on the 7th."""
    todo = plans(firm, "ask")
    firm.write(FollowUpAnswered(opportunity=firm.id, follow_up=todo, text="we will see"))

    assert look_again(firm.case.todos[todo]) == date(2026, 3, 7)


def test_thanks_that_were_answered_are_done(firm: Firm) -> None:
    """So is a question whose answer was noted."""
    thanks, asked = plans(firm, "thanks"), plans(firm, "ask")
    answer = firm.hears(None, "three days")
    firm.write(FollowUpAnswered(opportunity=firm.id, follow_up=thanks))
    firm.write(FollowUpAnswered(opportunity=firm.id, follow_up=asked, answer=answer))

    assert rows(firm) == []


def test_what_its_own_text_says_is_done_once_it_is_sent(firm: Firm) -> None:
    """Nobody is to reply to a to-do of no particular kind."""
    todo = plans(firm, "other", text="buy a map")
    firm.write(FollowUpSent(opportunity=firm.id, follow_up=todo))

    assert rows(firm) == []


def test_what_was_dropped_is_gone(firm: Firm) -> None:
    """Whether it was sent before or not."""
    sent, unsent = plans(firm, "ask"), plans(firm, "ask")
    firm.write(FollowUpSent(opportunity=firm.id, follow_up=sent))
    for todo in (sent, unsent):
        firm.write(FollowUpDropped(opportunity=firm.id, follow_up=todo))

    assert rows(firm) == []


def test_the_list_stands_by_day_the_undated_last(firm: Firm) -> None:
    """Of all opportunities, and of none."""
    late, undated, soon = (plans(firm, "ask", due=due) for due in ("2026-03-20", None, "2026-03-06"))
    own = firm.write(FollowUpPlanned(kind="send", text="taxes", due="2026-03-12"))
    every = [("acme", one) for one in briefs(firm.mine, firm.case)] + [("", one) for one in briefs(firm.mine)]

    found = todo_rows(every, TODAY)

    assert [row.id for row in found] == [soon, own, late, undated]
    assert [row.opportunity for row in found] == ["acme", "", "acme", "acme"]
    assert found[1].words == "send to them: taxes"


def test_a_day_at_the_end_of_the_calendar_stays_there() -> None:
    """A clock that was broken once must not keep the to-dos of a whole journal from being shown."""
    last = date(9999, 12, 30)

    assert default_due("thanks", last) == date.max
    assert review_days("accept", last) == (date.max,) * 3
    assert days_after(date(2026, 3, 5), 2) == date(2026, 3, 7)
