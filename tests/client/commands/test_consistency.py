"""What does not hang together, under the grid of people."""

from __future__ import annotations

from ..home import TestHome
from .held import Held


def test_nothing_is_said_where_nothing_can_be_compared(told: Held) -> None:
    """The grid alone."""
    screen = told.home.type("agree")

    assert ("Story changed" in screen, "The firm's claim" in screen, "What was said" in screen) == (False,) * 3


def test_a_changed_story_shows_both_readings(told: Held) -> None:
    """With day and id."""
    told.home.now = "2026-03-06T10:00:00+01:00"
    changed = told.home.write("note", "-q", "2", "@ben", "e: mostly her", "--changed")
    screen = told.home.type("agree")

    assert "Story changed\n  Ben on: " in screen
    assert f"     4 Mar  {told.ben}  mostly us, a reviewer can stop it" in screen
    assert f"     6 Mar  {changed}  mostly her" in screen


def test_the_firm_and_the_boss_stand_side_by_side(told: Held) -> None:
    """Ana, the boss, gave a 5 on autonomy."""
    home = told.home
    home.write("learn", "engineers choose", "--from", "website", "--about", "autonomy", "--rate", "2")
    home.write("learn", "a training budget", "--from", "website", "--about", "growth", "--rate", "4")
    screen = home.type("agree")

    assert 'autonomy: the firm 2 ("engineers choose"); Ana 5 says otherwise' in screen
    assert 'growth: the firm 4 ("a training budget"); nothing your future boss said' in screen


def test_what_one_saw_stands_beside_what_was_said(told: Held) -> None:
    """It may say otherwise."""
    seen = told.home.write("saw", "e: she signs every order", "--about", "autonomy")
    told.home.write("rate", seen, "1")

    assert "autonomy: said 4.50, seen 1: what you saw says otherwise" in told.home.type("agree")


def test_the_document_holds_it(planned: TestHome) -> None:
    """Empty lists where there is nothing."""
    document = planned.json("agree")

    assert (document["changes"], document["firm_and_boss"], document["said_and_seen"]) == ([], [], [])
