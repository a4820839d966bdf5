"""Beginning and ending interviews."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..home import TestHome


def test_the_planned_interview_begins(planned: TestHome) -> None:
    """Nothing need be said of what was planned, and what is not prepared is told."""
    screen = planned.type("start")

    assert "interview started: acme/1, 45 min left" in screen
    assert "Not prepared: " in screen


def test_one_that_was_planned_for_another_day_says_so(planned: TestHome) -> None:
    """Perhaps it is another interview that begins."""
    assert "It was planned for" not in planned.type("start")
    planned.write("undo")
    planned.now = "2026-03-03T09:00:00+01:00"

    assert "  It was planned for Wed 4 Mar 14:00. Another one: undo, then start --new\n" in planned.type("start")


def test_one_that_was_not_planned_gets_the_next_number(planned: TestHome) -> None:
    """Somebody who was not planned to be met means another interview."""
    planned.write("who", "add", "Carla", "--recruiter")
    screen = planned.type("start", "@carla", "20m", "--medium", "phone")

    assert "interview started: acme/2, 20 min left" in screen


@pytest.mark.parametrize(
    ("words", "label"), [(["@ana"], "acme/1"), (["--new", "@ana"], "acme/2"), (["acme/1"], "acme/1")]
)
def test_which_one_begins_can_be_said(planned: TestHome, words: list[str], label: str) -> None:
    """One of the planned people means the planned interview, unless it is said to be new."""
    assert f"interview started: {label}" in planned.type("start", *words)


def test_two_are_never_open_at_once(planned: TestHome) -> None:
    """Before the second begins, the first must end."""
    planned.write("start")
    done = planned.run("start", "--new", "--json")

    assert (done.code, done.error["code"], done.error["try"]) == (1, "is-open", "twoway end")


def test_an_end_says_how_long_it_took(planned: TestHome) -> None:
    """The minutes run from the start, and the next steps are named while it is fresh."""
    planned.write("start", "--when", "14:00")
    screen = planned.type("end", "--when", "14:44")

    assert "interview ended: acme/1, 44 min" in screen
    assert "twoway gut, twoway rate, twoway debrief" in screen


@pytest.mark.parametrize(("before", "words", "code"), [([], [], 1), (["start"], ["--when", "yesterday 14:00"], 2)])
def test_an_end_needs_a_start_before_it(planned: TestHome, before: list[str], words: list[str], code: int) -> None:
    """Without a start, or before it, nothing ends."""
    for command in before:
        planned.write(command)

    assert planned.run("end", *words).code == code


def test_one_that_was_held_does_not_begin_again(planned: TestHome) -> None:
    """After its end, a start means another interview."""
    planned.write("start")
    planned.write("end")

    assert planned.run("start", "acme/1").code == 1
    assert "interview started: acme/2" in planned.type("start")


def test_the_room_knows_the_plan(planned: TestHome) -> None:
    """After the start, a question is asked by its number."""
    planned.write("start")

    assert "question asked: 2, Ana" in planned.type("ask", "2")


def test_a_locked_journal_is_no_obstacle(planned: TestHome, monkeypatch: pytest.MonkeyPatch) -> None:
    """While locked, an interview begins and ends by the ids that the context holds, and nothing is read."""
    monkeypatch.setattr("twoway_client.desk.secret_at_hand", lambda keys: None)
    started, asked, ended = planned.run("start"), planned.run("ask", "1"), planned.type("end")
    again = planned.run("start")
    monkeypatch.undo()
    replayed = planned.copy(planned.folder.parent / "read", pytest.MonkeyPatch()).json("replay", "acme/1")

    assert (started.code, asked.code, again.code) == (0, 0, 0)
    assert "interview ended, 0 min" in ended
    assert (replayed["asked"], replayed["minutes"]) == (1, 0)


def test_an_interview_begun_elsewhere_can_be_ended_here(planned: TestHome, tmp_path: Path) -> None:
    """The context of a device is its own; what the journal says of an open interview is enough."""
    planned.write("start")
    planned.write("open", "birch")
    planned.write("open", "acme")

    assert "interview ended: acme/1" in planned.type("end")


def test_one_that_begins_hours_before_its_time_says_so(planned: TestHome) -> None:
    """A quarter of an hour is as usual; half a morning is not."""
    planned.now = "2026-03-04T13:45:00+01:00"
    early = planned.type("start")
    planned.write("undo")
    planned.now = "2026-03-04T10:00:00+01:00"

    assert "It was planned for" not in early
    assert "It was planned for Wed 4 Mar 14:00" in planned.type("start")
