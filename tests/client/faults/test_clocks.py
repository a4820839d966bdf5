"""Clocks that are wrong: the order of writing stands, and what was written under a clock far ahead says so."""

from __future__ import annotations

import pytest

from tests.client.home import TestHome

BEGINNING, END, TODAY = "1970-01-01T00:00:00+00:00", "2099-12-31T23:59:59+00:00", "2026-11-22T10:00:00+00:00"


def jots(home: TestHome) -> list[str]:
    """Return the texts of what was jotted."""
    return [jot["text"] for jot in home.json("jot", "list")["jots"]]


@pytest.mark.parametrize("now", [BEGINNING, END])
def test_every_view_stands_a_clock_that_is_wrong(acme: TestHome, now: str) -> None:
    """No sum of days runs out of the calendar."""
    acme.now = now
    acme.write("jot", "at the edge")
    acme.write("todo", "add", "write to Ana", "--day", "tomorrow")

    verbs = ["now", "log", "fit", "compare", "todo", "prep", "report", "next", "verify", "who", "agree", "plan"]
    assert {verb: acme.run(verb).code for verb in verbs if acme.run(verb).code not in (0, 1)} == {}
    assert all("fault" not in acme.run(verb).err for verb in verbs)


def test_the_order_of_writing_stands_whatever_the_clock_says(fresh: TestHome) -> None:
    """Ids rise, and lists follow them."""
    for now in (TODAY, BEGINNING, END, TODAY):
        fresh.now = now
        fresh.write("jot", f"at {now}")

    assert jots(fresh) == [f"at {now}" for now in (TODAY, BEGINNING, END, TODAY)]
    assert fresh.run("verify").code == 0


def test_what_was_written_far_ahead_is_marked(fresh: TestHome) -> None:
    """Once the clock is right again, the log shows which times are not to be relied on."""
    fresh.now = END
    fresh.write("jot", "from the future")
    at_the_time = fresh.run("log", "-n", "1").out
    fresh.now = TODAY

    assert "(clock wrong)" not in at_the_time
    assert "from the future (clock wrong)" in fresh.run("log", "-n", "1").out


def test_an_undo_takes_back_the_last_command_not_the_latest_time(fresh: TestHome) -> None:
    """Under a clock that was set back, the newest is what was typed last."""
    fresh.now = END
    fresh.write("jot", "first")
    fresh.now = TODAY
    fresh.write("jot", "second")
    fresh.write("undo")

    assert jots(fresh) == ["first"]


@pytest.mark.parametrize("now", ["nonsense", "2026-13-01T00:00:00Z", "12:00"])
def test_a_time_that_is_none_is_a_usage_error(fresh: TestHome, now: str) -> None:
    """It is never taken for another one."""
    fresh.now = now

    done = fresh.run("jot", "list")
    assert (done.code, "TWOWAY_NOW is not a time" in done.err) == (2, True)
