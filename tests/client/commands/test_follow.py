"""Asking further under an answer."""

from __future__ import annotations

import pytest

from ..home import TestHome
from .folded import case_of, lock, unlock


@pytest.fixture
def room(planned: TestHome) -> TestHome:
    """Give an interview that goes on, in which Ana was asked line 2."""
    planned.write("start")
    planned.write("ask", "2")
    return planned


def test_it_hangs_under_the_answer_noted_last(room: TestHome) -> None:
    """The same person is asked, and the next note answers the follow-up."""
    noted = room.write("note", "they decide")
    screen = room.type("follow", "And above which sum?")
    room.write("note", "2,000 euro")

    case = case_of(room)
    (_, asked), (first, second) = case.asked.values(), case.answers.values()
    assert f"follow-up question asked: Ana, under {noted}" in screen
    assert (asked.event.follow_up_of, asked.event.text) == (first.id, "And above which sum?")
    assert second.event.asked == asked.id


def test_without_an_answer_it_hangs_under_the_question(room: TestHome) -> None:
    """Nothing need be noted to ask further, also twice."""
    room.write("follow", "For example?")
    room.write("follow", "And when that fails?")

    first, second, third = case_of(room).asked.values()
    assert (second.event.follow_up_of, third.event.follow_up_of) == (first.id, second.id)


def test_an_older_answer_is_named_by_its_id(room: TestHome) -> None:
    """Coming back to something said before is one option."""
    noted = room.write("note", "they decide")
    room.write("ask", "3")
    room.write("follow", "Who are they?", "@ben", "--on", noted)

    case = case_of(room)
    assert list(case.asked.values())[-1].event.follow_up_of == next(iter(case.answers))


def test_a_line_that_was_followed_up_still_takes_notes(room: TestHome) -> None:
    """The plan's line means its own question, not the follow-up."""
    room.write("follow", "For example?")
    room.write("note", "-q", "2", "in general, they")

    case = case_of(room)
    assert next(iter(case.answers.values())).event.asked == next(iter(case.asked))


def test_nothing_can_be_followed_before_anything_was_asked(planned: TestHome) -> None:
    """The way out is to ask."""
    done = planned.run("follow", "And then?", "--json")

    assert (done.code, done.error["code"]) == (1, "nothing-asked")
    assert "And then?" in done.error["kept"]


def test_it_works_while_locked(room: TestHome) -> None:
    """The context holds all that is needed."""
    lock(room)
    screen = room.type("f", "And then?")
    unlock(room)

    assert "follow-up question asked: under " in screen
    assert len(case_of(room).asked) == 2
