"""Ending an opportunity."""

from __future__ import annotations

import re

from ..home import TestHome


def test_declining_well_is_a_good_end(acme: TestHome) -> None:
    """With a reason the screen says so, and counts what is kept."""
    screen = acme.type("close", "declined", "--because", "no remote days")

    assert "opportunity closed: acme, declined" in screen
    assert "  Your choice, and you know why: a good end.\n" in screen
    assert "0 answers and 0 findings to go by next time" in screen
    assert "declined, your choice" in acme.run("open").out


def test_their_choice_is_told_apart(acme: TestHome) -> None:
    """No answer is theirs, and no failure of mine."""
    screen = acme.type("close", "acme", "no-answer")

    assert "opportunity closed: acme, no answer" in screen
    assert "says little of you" in screen
    assert "no answer, their choice" in acme.run("open").out


def test_after_an_interview_it_offers_to_tell_them(planned: TestHome) -> None:
    """One to-do, and undo takes both back."""
    screen = planned.type("close", "withdrew", answers=["y"])
    [undo] = re.findall(r"undo: twoway undo ([a-z]{5})", screen)

    assert "a to-do: tell them, kindly, by Sat 7 Mar" in screen
    assert "tell them, kindly" in planned.run("todo").out
    planned.write("undo", undo)
    assert planned.run("todo").out == "Nothing to do.\n"
    assert "withdrew" not in planned.run("open").out


def test_one_that_is_not_current_can_be_named(acme: TestHome) -> None:
    """And its outcome may be words of one's own."""
    acme.write("open", "birch")
    acme.write("close", "acme", "the team was dissolved")

    assert "the team was dissolved" in acme.run("open").out


def test_a_name_that_is_not_known_closes_nothing_else(acme: TestHome) -> None:
    """A slip before a usual outcome is a name, not a word of one's own about the current opportunity."""
    acme.write("open", "birch")
    done = acme.run("close", "amce", "declined")

    assert done.code == 1
    assert "amce" in done.err
    assert "declined" not in acme.run("open").out


def test_what_is_closed_is_closed_once_and_can_go_on(acme: TestHome) -> None:
    """The refusal says how; a stage opens it again."""
    acme.write("close", "rejected")
    again = acme.run("close", "declined")

    assert (again.code, "acme was closed already: rejected." in again.err) == (1, True)
    acme.write("open", "acme", "--stage", "interviewing")
    assert "rejected" not in acme.run("open").out


def test_how_it_ended_is_asked_for_and_never_guessed(acme: TestHome) -> None:
    """At a terminal it is a prompt, elsewhere a usage error; before anything is open there is nothing to close."""
    assert acme.run("close").code == 2
    assert acme.try_typing("close", answers=[""]).code == 2
    assert "acme, rejected" in acme.type("close", answers=["rejected"])


def test_nothing_open_is_nothing_to_close(fresh: TestHome) -> None:
    """It says what to do first."""
    assert fresh.run("close", "declined").code == 1


def test_the_choice_is_the_same_in_any_case(planned: TestHome) -> None:
    """Declined with a capital is still mine, and offers the to-do."""
    screen = planned.type("close", "Declined", answers=["n"])

    assert "A to-do to tell them, kindly?" in screen
    assert "a to-do: tell them" not in screen
