"""What an answer asks for next, the figures in it, and one's own answers in the replay."""

from __future__ import annotations

import pytest

from twoway_core.events.prep import StoryPrepared

from ..home import TestHome
from .folded import case_of, desk_of


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("g: we value people", 'counts half. twoway follow "What was the last case of that?"'),
        ("v: it depends", 'counts a quarter. twoway follow "Could you give me an example?"'),
        ("r:", "No answer is no evidence. Worth a flag?"),
    ],
)
def test_a_vague_answer_asks_for_an_example(planned: TestHome, text: str, prompt: str) -> None:
    """By its form; a refusal may be a warning."""
    planned.write("ask", "2", "@ana")

    assert prompt in planned.type("note", text)


@pytest.mark.parametrize("text", ["e+: she sent two people", "n: 2,000 euro", "mostly us"])
def test_a_full_answer_asks_for_nothing(planned: TestHome, text: str) -> None:
    """Nor one of which nothing was said."""
    planned.write("ask", "2", "@ana")

    assert len(planned.type("note", text).splitlines()) == 1


def test_figures_keep_value_and_unit(planned: TestHome) -> None:
    """A distance and days are multiplied where they are shown."""
    planned.write("start")
    planned.write("ask", "How often in the office?", "@ana")
    planned.write("note", "n+: three days", "--figure", "35 km", "--figure", "3 days")

    (answer,) = case_of(planned).answers.values()
    assert [(one.value, one.unit) for one in answer.event.figures] == [(35, "km"), (3, "days")]
    assert "35 km x 3 days = 105 km" in planned.type("replay", "--step", answers=["", "", "", "", ""])
    assert planned.run("note", "n: x", "--figure", "many").code == 2


def test_my_own_answers_stand_in_the_replay(planned: TestHome) -> None:
    """With the story told and how well it went."""
    desk_of(planned).write(StoryPrepared(title="the migration"))
    planned.write("start")
    planned.write("got", "Whom did you lead?")
    planned.write("said", "a team of four", "--story", "migration", "--rate", "4")
    planned.write("said", "and of two", "--rate", "2")
    planned.write("said", "and alone")
    steps = [(step["word"], step["extra"]) for step in planned.json("replay")["steps"]]

    assert steps == [
        ("received", ""),
        ("said", "rated 4 by you, the migration"),
        ("said", "rated 2 by you"),
        ("said", ""),
    ]
