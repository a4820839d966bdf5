"""Noting what one answered."""

from __future__ import annotations

from twoway_core.events.prep import StoryPrepared
from twoway_core.ids import short

from ..home import TestHome
from .folded import case_of, desk_of, lock, unlock


def story(home: TestHome, title: str) -> bytes:
    """Prepare a story."""
    return desk_of(home).write(StoryPrepared(title=title, skills=("leading",)))


def test_an_answer_hangs_under_what_they_asked_last(planned: TestHome) -> None:
    """Nothing has to be named."""
    first, last = planned.write("got", "Why us?"), planned.write("got", "Whom did you lead?")
    screen = planned.type("said", "a team of four", "--rate", "4")

    received = {
        short(one.id): [answer.event.text for answer in one.answers] for one in case_of(planned).received.values()
    }
    assert received == {first: [], last: ["a team of four"]}
    assert f"your answer noted: to {last}, rated 4 by you" in screen


def test_an_older_question_and_a_story_can_be_named(planned: TestHome) -> None:
    """A story by a part of its title."""
    told, _ = story(planned, "The night of the migration"), story(planned, "Two years of mentoring")
    first = planned.write("got", "Whom did you lead?")
    planned.write("got", "Why us?")
    planned.write("said", "the migration", "--on", first, "--story", "night")

    (answer,) = case_of(planned).my_answers.values()
    assert (short(answer.event.received or b""), answer.event.story, answer.event.rating) == (first, told, None)


def test_the_last_question_is_found_when_it_was_noted_elsewhere(planned: TestHome) -> None:
    """The kept ids are a help, not the truth."""
    first = planned.write("got", "Why us?")
    desk = desk_of(planned)
    desk.keep_context(type(desk.context)(opportunity=desk.context.opportunity))
    planned.write("said", "the product")

    (answer,) = case_of(planned).my_answers.values()
    assert short(answer.event.received or b"") == first


def test_a_question_that_was_taken_back_is_answered_no_more(planned: TestHome) -> None:
    """Then the one before it is the last."""
    first = planned.write("got", "Why us?")
    planned.write("got", "Why us??")
    planned.write("undo")
    planned.write("said", "the product")

    (answer,) = case_of(planned).my_answers.values()
    assert short(answer.event.received or b"") == first


def test_without_a_question_there_is_nothing_to_answer(planned: TestHome) -> None:
    """The text is given back, and what to type first."""
    done = planned.run("said", "the product", "--json")

    assert (done.error["code"], "twoway got" in done.error["try"]) == ("nothing-received", True)
    assert "the product" in done.error["kept"]
    assert case_of(planned).my_answers == {}


def test_a_story_that_is_not_there_is_refused(planned: TestHome) -> None:
    """So is a word that two stories share."""
    story(planned, "the night shift"), story(planned, "the day shift")
    planned.write("got", "Why us?")

    assert planned.run("said", "x", "--story", "dawn", "--json").error["code"] == "unknown-story"
    assert planned.run("said", "x", "--story", "shift", "--json").error["code"] == "ambiguous-story"
    assert planned.run("said", "x", "--rate", "6").code == 2


def test_it_works_while_locked(planned: TestHome) -> None:
    """The question of just now is known without a look into the journal."""
    lock(planned)
    planned.write("got", "Why us?")
    planned.write("said", text="the product\n")
    unlock(planned)

    (received,) = case_of(planned).received.values()
    assert [answer.event.text for answer in received.answers] == ["the product"]
