"""Who said what to the same question."""

from __future__ import annotations

from ..home import TestHome
from .held import Held

GRID = """\
acme                 Ana      Ben   agreement
  3 remote days  unasked        -   nobody
  autonomy             5        4   0.94
  growth         unasked        -   nobody
  balance              -  unasked   nobody
"""


def test_people_stand_side_by_side(told: Held) -> None:
    """What was rated, and what was planned and never asked."""
    assert told.home.run("agree").out == GRID


def test_questions_are_shown_when_asked_for(told: Held) -> None:
    """The same question to two people, and one that was noted and not rated."""
    out = told.home.run("agree", "--questions").out

    assert "  When a method is disputed, who settles ~    5      4\n" in out
    assert "  Why is the position open, how often in ~    -  noted\n" in out


def test_nobody_asks_a_website(told: Held) -> None:
    """What was read has a column beside the criteria, and none beside the questions."""
    told.home.write("learn", "engineers decide", "--from", "website", "--about", "autonomy", "--rate", "2")
    by_criterion, by_question = told.home.run("agree", "--questions").out.split("\nquestion")

    assert "the website" in by_criterion
    assert "the website" not in by_question


def test_a_contradiction_is_said_in_words(told: Held) -> None:
    """5 and 1 on one criterion."""
    told.home.write("rate", told.ben, "1")

    assert "they contradict, 0.00" in told.home.run("agree").out


def test_without_people_it_says_how_to_begin(fresh: TestHome) -> None:
    """Nobody to compare."""
    fresh.write("open", "acme")

    assert fresh.run("agree").out == "acme: nobody to compare yet. Add who you meet: twoway who add NAME\n"


def test_json_names_the_people(told: Held) -> None:
    """In the order in which they were met."""
    assert [person["name"] for person in told.home.json("agree")["people"]] == ["Ana", "Ben"]
