"""Leaving a question for after the start, and the plan of the first ninety days."""

from __future__ import annotations

import pytest

from ..home import TestHome
from .folded import case_of, state_of


def test_a_line_of_the_plan_is_left_for_later(planned: TestHome) -> None:
    """It is not asked any more, and stands in the plan of ninety days."""
    text = planned.json("next", "-n", "1")["questions"][0]["text"]
    number = planned.json("next", "-n", "1")["questions"][0]["number"]
    screen = planned.type("later", str(number))

    assert "to settle later: " in screen
    assert planned.json("next", "-n", "1")["questions"][0]["text"] != text
    assert text in planned.type("later")
    planned.write("undo")
    assert planned.json("next", "-n", "1")["questions"][0]["text"] == text


def test_a_question_of_the_bank_is_left_here_only(planned: TestHome) -> None:
    """By its id; elsewhere it is asked as before."""
    question = next(one for one in planned.json("bank")["questions"] if "usual day" in one["text"])
    planned.write("later", question["id"][:5])

    (aside,) = case_of(planned).set_aside.values()
    assert aside.event.reason == "settle later"
    assert all(one.retired is None for one in state_of(planned).mine.questions.values())
    assert planned.run("later", question["id"][:5], "--json").error["code"] == "gone"


def test_a_question_of_my_own_is_kept_for_later(planned: TestHome) -> None:
    """One entry for the question, one for leaving it; undo takes both."""
    first = planned.write("later", "Where do I park?", "--about", "commute")
    assert "  Where do I park? (Ana)" in planned.type("later")
    planned.write("undo", first)
    assert "Where do I park?" not in planned.type("later")


def test_a_line_in_my_own_words_is_left_for_later_too(planned: TestHome) -> None:
    """It is asked no more, and kept in its words."""
    planned.write("plan", "add", "Who wrote the posting?", "@ana")
    planned.write("later", str(len(planned.json("plan")["lines"])))

    assert "Who wrote the posting?" not in planned.type("next", "-n", "9")
    assert "Who wrote the posting? (Ana)" in planned.type("later")


def test_promises_and_aims_stand_in_their_stretch(planned: TestHome) -> None:
    """With dates once the start is known."""
    planned.write("promise", "one training week a year", "@ana")
    screen = planned.type("later", "--start", "1 jun")

    assert "Day 1 to 30, Mon 1 Jun to Tue 30 Jun 2026: settle" in screen
    assert "Day 61 to 90, Fri 31 Jul to Sat 29 Aug 2026: hold them to it" in screen
    assert "  one training week a year, spoken (Ana)" in screen
    assert planned.json("later")["stretches"][2]["tasks"][0]["kind"] == "promise"


def test_an_empty_plan_says_what_fills_it(acme: TestHome) -> None:
    """Each stretch by itself."""
    screen = acme.type("later", "acme")

    assert "nothing was left to settle" in screen
    assert "nothing is known of the aims" in screen
    assert "nothing was promised" in screen


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["99"], "no-line"),
        (["bcdfg"], "unknown-id"),
        (["nowhere"], "unknown-opportunity"),
        (["--about", "pay"], "usage"),
    ],
)
def test_what_is_not_there_is_refused(planned: TestHome, words: list[str], code: str) -> None:
    """Nothing is written."""
    assert planned.run("later", *words, "--json").error["code"] == code

    assert case_of(planned).set_aside == {}
