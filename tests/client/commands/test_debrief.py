"""The five minutes after an interview."""

from __future__ import annotations

import pytest

from ..home import TestHome
from .folded import case_of


@pytest.fixture
def held(planned: TestHome) -> TestHome:
    """Give an interview that was held, in which line 2 was asked of Ana and line 5 of Ben."""
    planned.write("start")
    planned.write("ask", "2")
    planned.write("note", "they decide")
    planned.write("ask", "5")
    planned.write("note", "second time")
    planned.write("end")
    planned.now = "2026-03-04T14:11:00+01:00"
    return planned


def test_it_asks_one_thing_at_a_time(held: TestHome) -> None:
    """What went unasked, with the people left; thanks; what is best had in writing."""
    screen = held.type("debrief", answers=["y", "y", "y"])

    assert "Unasked: 1 remote, 2 autonomy (Ben), 3 growth, 4 balance, 6 fit.\nKeep them for acme? [Y/n] " in screen
    assert "Send thanks to Ana and Ben by 5 Mar? [Y/n] " in screen
    assert "1 remote is best had in writing. A to-do: ask Ana by mail? [Y/n] " in screen
    assert "debrief done, 21 min after the end: 3 to-dos" in screen


def test_what_was_answered_no_is_not_made(held: TestHome) -> None:
    """A no to each leaves only the word that one looked back."""
    screen = held.type("debrief", answers=["n", "n", "n"])

    (debrief,) = next(iter(case_of(held).interviews.values())).debriefs
    assert "debrief done, 21 min after the end: no to-dos" in screen
    assert (debrief.event.keep, len(debrief.event.unasked)) == (False, 5)
    assert case_of(held).todos == {}


@pytest.mark.parametrize(("word", "keep", "count"), [("--yes", True, 3), ("--no", False, 0)])
def test_a_script_says_yes_or_no_to_all(held: TestHome, word: str, keep: bool, count: int) -> None:
    """Without a terminal nothing is guessed."""
    assert held.run("debrief").code == 2
    held.write("debrief", word, "--note", "ask earlier")

    (debrief,) = next(iter(case_of(held).interviews.values())).debriefs
    assert (debrief.event.keep, debrief.event.note, debrief.event.minutes_after) == (keep, "ask earlier", 21)
    assert len(case_of(held).todos) == count


def test_what_was_kept_is_planned_again(held: TestHome) -> None:
    """The next interview begins with what this one left."""
    held.write("debrief", "--yes")
    held.write("plan", "45m", "@ana", "@ben", "--when", "9 mar 10:00")

    assert "growth" in held.run("plan").out


def test_the_time_since_the_end_is_said_as_people_do(held: TestHome) -> None:
    """Minutes, then hours, then days."""
    held.now = "2026-03-04T19:50:00+01:00"

    assert "debrief done, 6 h after the end: no to-dos" in held.type("debrief", "--no")


@pytest.mark.parametrize(("before", "code"), [([], "not-ended"), (["start"], "not-ended")])
def test_it_needs_an_end(planned: TestHome, before: list[str], code: str) -> None:
    """Nothing can be looked back on that goes on, or has not begun."""
    for command in before:
        planned.write(command)

    assert planned.run("debrief", "--yes", "--json").error["code"] == code


def test_it_is_done_once(held: TestHome) -> None:
    """A second time there is nothing new; an undone one can be done again."""
    held.write("debrief", "--no")

    assert held.run("debrief", "--yes", "--json").error["code"] == "done"
    assert held.run("debrief", "acme/1", "acme/2").code == 2
