"""Marking questions as asked."""

from __future__ import annotations

import pytest

from twoway_core.ids import short

from ..home import TestHome
from .folded import case_of, context_of, lock, state_of, unlock


@pytest.fixture
def room(planned: TestHome) -> TestHome:
    """Give an interview that goes on, whose line 2 is for Ana, then Ben."""
    planned.write("start")
    return planned


def test_a_line_of_the_plan_is_asked_of_whom_the_plan_names(room: TestHome) -> None:
    """The number alone says the question and the person."""
    assert "question asked: 2, Ana" in room.type("ask", "2")

    (asked,) = case_of(room).asked.values()
    plan = next(iter(case_of(room).interviews.values())).agenda
    assert plan is not None
    assert (asked.event.question, asked.event.line) == (plan.event.lines[1].question, 2)
    assert asked.event.agenda == plan.id


def test_the_same_line_again_goes_to_the_next_person(room: TestHome) -> None:
    """A line for two people is asked of one after the other, then of the first again."""
    said = [room.type("ask", "2") for _ in range(3)]

    assert ["Ana" in said[0], "Ben" in said[1], "Ana" in said[2]] == [True, True, True]


def test_a_name_overrules_the_plan(room: TestHome) -> None:
    """Whoever was really asked is what counts; several can be asked at once."""
    assert "question asked: 2, Ben" in room.type("a", "2", "@ben")
    assert "question asked: 3, Ana and Ben" in room.type("a", "@ana", "3", "@ben")


def test_a_question_of_my_own_goes_to_the_person_of_just_now(room: TestHome) -> None:
    """Text is a question, and needs no name once somebody was spoken to."""
    room.write("ask", "2", "@ben")

    assert "question asked: Ben" in room.type("ask", "Who wrote this?")
    assert [one.event.text for one in case_of(room).asked.values()] == ["", "Who wrote this?"]


def test_a_question_of_the_bank_is_asked_by_its_id(room: TestHome) -> None:
    """The bank shows ids, and any of its questions can be asked without a plan."""
    question = next(reversed(state_of(room).mine.questions))
    room.write("ask", short(question), "@ana")

    assert next(iter(case_of(room).asked.values())).event.question == question


@pytest.mark.parametrize("is_locked", [False, True])
def test_a_line_in_words_of_my_own_is_asked_by_its_number(planned: TestHome, *, is_locked: bool) -> None:
    """Its words are kept with it, or found by its number where they could not be read."""
    planned.write("plan", "add", "Who wrote the posting?", "@ben", "--about", "team")
    planned.write("start")
    if is_locked:
        lock(planned)
    planned.write("ask", "7")
    planned.write("ask", "7")
    if is_locked:
        unlock(planned)

    words = "" if is_locked else "Who wrote the posting?"
    steps = planned.json("replay", "acme/1")["steps"]
    assert [one.event.text for one in case_of(planned).asked.values()] == [words, words]
    assert [step["text"] for step in steps if step["word"] == "asked"] == ["Who wrote the posting?"] * 2


@pytest.mark.parametrize("typed", [None, "3"])
def test_what_is_left_out_is_asked_for_or_read(room: TestHome, typed: str | None) -> None:
    """On a terminal a prompt asks, in a pipe the number is read."""
    if typed is None:
        assert "question asked: 3, Ana" in room.type("ask", answers=["3"])
    else:
        room.write("ask", text=f"{typed}\n")

    assert next(iter(case_of(room).asked.values())).event.line == 3


@pytest.mark.parametrize("line", ["0", "99"])
def test_a_line_that_is_not_there_is_refused(room: TestHome, line: str) -> None:
    """The refusal says which lines there are, and nothing is written."""
    done = room.run("ask", line, "--json")

    assert (done.code, done.error["code"], done.out) == (1, "no-line", "")
    assert "only 1 to " in done.error["what"]


def test_without_a_plan_there_are_no_numbers(acme: TestHome) -> None:
    """A number means a line of a plan; a text can be asked all the same."""
    assert acme.run("ask", "1", "--json").error["code"] == "no-plan"
    assert acme.run("ask", "Why?", "@ana").code == 0


def test_a_mistyped_name_is_met_with_the_right_one(room: TestHome) -> None:
    """What to type instead stands ready to be pasted."""
    done = room.run("ask", "1", "@anna")

    assert done.code == 1
    assert "nobody called @anna in acme" in done.err
    assert "@ana (Ana Ruiz)?  twoway ask 1 @ana" in done.err


def test_asking_needs_an_opportunity(fresh: TestHome) -> None:
    """Without one there is a way out, and the text comes back."""
    done = fresh.run("ask", "Why is the post open?", "--json")

    assert done.error["code"] == "no-opportunity"
    assert "Why is the post open?" in done.error["kept"]
    assert "twoway jot" in done.error["try"]


def test_asking_works_while_locked(room: TestHome) -> None:
    """Numbers need no names: nothing has to be read, and no name is shown."""
    lock(room)
    screen = room.type("ask", "2")
    unlock(room)

    assert "question asked: 2  " in screen
    assert len(case_of(room).asked) == 1


def test_the_context_remembers_what_was_asked_in_this_interview_only(room: TestHome) -> None:
    """With another interview the memory begins anew."""
    room.write("ask", "2")
    room.write("end")
    room.write("start", "--new", "@ben")
    room.write("ask", "Anything else?")

    assert [one.line for one in context_of(room).askings] == [0]


def test_a_question_of_my_own_can_say_what_it_is_about(room: TestHome) -> None:
    """Its answer is a card to rate then; the bank keeps the question, for this opportunity."""
    room.write("ask", "Who went to a course last?", "@ana", "--about", "growth")
    room.write("note", "e: two of them")
    room.write("end")

    (asked,) = case_of(room).asked.values()
    question = state_of(room).mine.questions[asked.event.question or b""]
    assert (question.text, question.event.opportunity) == ("Who went to a course last?", asked.event.opportunity)
    assert "growth" in room.run("rate", "--list").out


def test_what_a_line_of_the_plan_is_about_stands_in_the_bank(room: TestHome) -> None:
    """Nothing is written."""
    refused = room.run("ask", "2", "--about", "growth", "--json").error

    assert "twoway bank about" in refused["try"]
    assert not case_of(room).asked
