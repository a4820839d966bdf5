"""Raising and explaining red flags."""

from __future__ import annotations

import pytest

from ..home import TestHome
from .folded import case_of, lock, unlock


@pytest.fixture
def room(planned: TestHome) -> TestHome:
    """Give an interview in which Ben answered line 5, and Ana line 2."""
    planned.write("start")
    planned.write("ask", "2")
    planned.write("note", "they decide")
    planned.write("note", "-q", "5", "n+: second time")
    return planned


def test_a_flag_rests_on_the_answer_to_a_question(room: TestHome) -> None:
    """The id that was printed with the question means what was answered to it."""
    asked = room.write("note", "-q", "4", "n: sixty hours")
    screen = room.type("flag", "open twice", "--on", asked, "--light", "--kind", "turnover")

    (flag,) = case_of(room).flags.values()
    assert "red flag raised: light, 1 source (an anecdote)" in screen
    assert flag.event.evidence == (list(case_of(room).answers)[-1],)
    assert (flag.event.severity, flag.event.kind) == ("light", "turnover")


def test_two_people_are_a_pattern(room: TestHome) -> None:
    """What counts is how many people stand behind it, not how many notes."""
    ana = room.write("note", "-q", "2", "@ana", "they left")
    ben = room.write("note", "-q", "5", "@ben", "third time")

    assert "2 sources (a pattern)" in room.type("flag", "people leave", "--on", ana, "--on", ben)
    again = room.write("note", "-q", "5", "@ben", "fourth time")
    assert "1 source (an anecdote)" in room.type("flag", "they leave", "--on", ben, "--on", again)


def test_without_a_note_it_is_my_word_alone(room: TestHome) -> None:
    """It is serious unless said otherwise."""
    assert "red flag raised: serious, your word alone" in room.type("flag", "she was late")
    assert "red flag raised: severe, your word alone" in room.type("flag", "he shouted", "--severe")


def test_a_question_without_an_answer_is_no_evidence(room: TestHome) -> None:
    """What nobody answered carries nothing."""
    asked = room.write("ask", "3")
    done = room.run("flag", "evasive", "--on", asked, "--json")

    assert (done.code, done.error["code"]) == (1, "no-answer")
    assert "evasive" in done.error["kept"]


def test_a_flag_can_be_explained(room: TestHome) -> None:
    """The explanation is kept with it."""
    flag = room.write("flag", "open twice")
    assert f"red flag explained: {flag}" in room.type("flag", "done", flag, "two people retired")

    (raised,) = case_of(room).flags.values()
    assert raised.resolved is not None
    assert raised.resolved.event.explanation == "two people retired"


def test_a_text_may_begin_with_done(room: TestHome) -> None:
    """Only an id after it means that a flag was explained."""
    room.write("flag", "done", "deals", "everywhere")

    assert [flag.event.text for flag in case_of(room).flags.values()] == ["done deals everywhere"]
    assert room.run("flag", "done").code == 2


def test_it_works_while_locked_also_on_the_note_of_just_now(room: TestHome) -> None:
    """The answer noted last is known without looking."""
    lock(room)
    asked = room.write("note", "-q", "4", "sixty hours")
    assert "1 source (an anecdote)" in room.type("flag", "long hours", "--on", asked)
    unlock(room)

    (flag,) = case_of(room).flags.values()
    assert flag.event.evidence == (list(case_of(room).answers)[-1],)
