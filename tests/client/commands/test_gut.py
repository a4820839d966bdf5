"""Sealing the gut feeling."""

from __future__ import annotations

import pytest

from ..home import TestHome
from .folded import case_of


@pytest.fixture
def held(planned: TestHome) -> TestHome:
    """Give an interview that was held, with one answer of Ana's to be rated."""
    planned.write("start")
    planned.write("ask", "2")
    planned.write("note", "they decide")
    planned.write("end")
    return planned


def test_a_gut_feeling_stays_sealed_until_the_ratings_are_in(held: TestHome) -> None:
    """It is shown by the rating that opens it, and by no view before."""
    assert "gut feeling sealed until the ratings are in" in held.type("gut", "4", "warm,", "quick")
    assert held.json("replay", "acme/1")["gut"] is None

    screen = held.type("rate", answers=["5"])
    assert 'Gut feeling opened: 4, "warm, quick"' in screen
    assert held.json("replay", "acme/1")["gut"]["gut"] == 4


def test_what_is_left_out_is_asked_for(held: TestHome) -> None:
    """The number is asked for until it is one; words are not needed."""
    screen = held.type("gut", answers=["9", "2", ""])

    assert "A number from 1 to 5, please." in screen
    (impression,) = case_of(held).impressions or next(iter(case_of(held).interviews.values())).impressions
    assert (impression.event.gut, impression.event.words) == (2, None)


def test_after_the_ratings_it_is_said_that_nothing_waits(held: TestHome) -> None:
    """A late gut feeling is kept, and seals nothing."""
    held.type("rate", answers=["5"])

    assert "gut feeling noted; no rating waits" in held.type("gut", "3")


@pytest.mark.parametrize("words", [["6"], ["warm"], ["0", "cold"]])
def test_only_one_to_five_is_a_gut_feeling(held: TestHome, words: list[str]) -> None:
    """Anything else is a slip."""
    assert held.run("gut", *words).code == 2


def test_there_is_none_before_an_interview(planned: TestHome) -> None:
    """A planned interview cannot be felt yet; a named one can."""
    assert planned.run("gut", "4", "--json").error["code"] == "not-started"

    planned.write("start", "--new", "@ben")
    planned.write("end")
    assert planned.run("gut", "4", "--on", "acme/2").code == 0
