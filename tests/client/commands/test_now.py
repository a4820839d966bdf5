"""``twoway`` alone: one useful line."""

from __future__ import annotations

import pytest

from ..home import TestHome


def test_without_a_journal_it_says_how_to_begin(empty: TestHome) -> None:
    """The first thing one sees names two ways in, and is no error."""
    assert empty.type() == (
        "No journal on this computer yet.\n  begin one             twoway init\n  join your other one   twoway join\n"
        "  all devices lost      twoway recover\n"
    )


def test_without_an_opportunity_it_says_the_next_step(fresh: TestHome) -> None:
    """The next step is to say what matters, then to open something."""
    first = fresh.type()
    fresh.write("want", "pay=100")

    assert (first, fresh.type()) == (
        "Nothing is open. Next: twoway want, then twoway open NAME\n",
        "Nothing is open. Next: twoway open NAME\n",
    )


def test_every_line_ends_also_in_a_pipe(empty: TestHome, planned: TestHome) -> None:
    """What is printed next, by whatever program, begins a line of its own."""
    for home in (empty, planned):
        shown = home.run().out

        assert (shown.endswith("\n"), shown.endswith("\n\n")) == (True, False)


@pytest.mark.parametrize(
    ("now", "start"),
    [
        ("2026-03-02T13:50:00+01:00", "acme/1 on Wed 4 Mar 14:00."),
        ("2026-03-04T11:40:00+01:00", "acme/1 in 2 h 20 min."),
        ("2026-03-04T13:50:00+01:00", "acme/1 in 10 min."),
        ("2026-03-04T14:05:00+01:00", "acme/1 is 5 min late: twoway start."),
    ],
)
def test_the_next_interview_is_named_by_its_distance(planned: TestHome, now: str, start: str) -> None:
    """The line is one line, whatever the time, and holds the first question as far as it fits."""
    planned.now = now
    line = planned.type().rstrip("\n")

    assert line.startswith(f"{start} First: How often ")
    assert line.endswith("  Overdue: nothing")
    assert len(line) <= 80


def test_an_open_interview_is_on(planned: TestHome) -> None:
    """While it lasts, the line says since when."""
    planned.write("start", "--when", "13:30")

    assert planned.type().startswith("acme/1 is on, since 20 min. First: ")


def test_what_waits_after_an_interview_is_said(planned: TestHome) -> None:
    """After the end, answers wait to be rated; without an answer, the debrief waits."""
    planned.write("start")
    planned.write("end")
    before = planned.type()
    planned.write("note", "-q", "2", "@ana", "e: hers decide")

    assert before.startswith("acme/1 waits for its debrief: twoway debrief.")
    assert planned.type().startswith("1 answer to rate: twoway rate.")


def test_a_plan_without_a_time_is_shown_with_the_ways_to_give_it_one(acme: TestHome) -> None:
    """A time, or its beginning; both as they are said work. An interview with a time comes before it."""
    acme.write("plan", "45m")
    shown = acme.type()
    acme.write("plan", "30m", "--new", "--when", "5 mar 10:00")
    dated = acme.type()
    acme.write("plan", "acme/1", "--move", "4 mar 16:00")
    moved = acme.type()

    assert shown == (
        "acme/1 has no time yet: twoway plan acme/1 --move TIME, or twoway start acme/1.\nOverdue: nothing\n"
    )
    assert dated.startswith("acme/2 on Thu 5 Mar 10:00.")
    assert moved.startswith("acme/1 in 2 h 10 min.")


def test_what_waits_comes_before_a_plan_without_a_time(planned: TestHome) -> None:
    """Else the plan of some day would hide it."""
    planned.write("start")
    planned.write("end")
    planned.write("plan", "45m", "--new")

    assert planned.type().startswith("acme/1 waits for its debrief: twoway debrief.")


def test_nothing_planned_is_said(acme: TestHome) -> None:
    """Who has no interview is told to plan one."""
    assert acme.type() == "No interview is planned: twoway plan 45m.  Overdue: nothing\n"


def test_while_locked_it_asks_for_nothing(acme: TestHome, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line of a locked journal says what can be done, and shows nothing of it."""
    monkeypatch.setattr("twoway_client.desk.secret_at_hand", lambda keys: None)

    assert acme.type() == "Locked. Writing goes on: twoway note, twoway jot. To read, any view asks to unlock.\n"
    assert acme.json() == {"schema": "twoway.now/1", "journal": True, "locked": True}
