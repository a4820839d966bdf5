"""Planning interviews."""

from __future__ import annotations

from typing import Any

import pytest

from ..home import TestHome


def lines(home: TestHome, *words: str) -> list[str]:
    """Return the questions of the plan, in order."""
    return [line["text"] for line in home.json("plan", *words)["lines"]]


def test_a_plan_names_the_interview_and_shows_the_questions(acme: TestHome) -> None:
    """What is planned stands under what was written, at most eighty columns wide."""
    screen = acme.type("plan", "45m", "@ana", "@ben", "--when", "4 mar 14:00")

    assert "interview planned: acme/1, Wed 4 Mar 14:00" in screen
    assert "  2  Ana Ben      6  autonomy When a method is disputed, who settles it?\n" in screen
    assert "18 of 45 minutes; the rest is theirs." in screen
    assert max(len(line) for line in screen.split("\n")) <= 80


def test_fewer_minutes_make_a_shorter_plan(acme: TestHome) -> None:
    """The plan keeps to its share of the time."""
    acme.write("plan", "45m", "@ana", "@ben", "--new")
    long = acme.json("plan")
    acme.write("plan", "15m", "@ana", "@ben", "--new")
    short = acme.json("plan")

    assert (long["interview"], short["interview"]) == ("acme/1", "acme/2")
    assert short["minutes"] < long["minutes"]


def test_lines_change_places(planned: TestHome) -> None:
    """A plan is changed line by line; numbers count from one."""
    before = lines(planned)
    planned.write("plan", "move", "4", "1")
    moved = lines(planned)
    planned.write("plan", "drop", "5")

    assert moved == [before[3], *before[:3], *before[4:]]
    assert lines(planned) == moved[:4] + moved[5:]


def test_a_question_of_ones_own_joins_the_plan(planned: TestHome) -> None:
    """A new question stands last, for whom it is meant."""
    planned.write("plan", "add", "Who wrote the posting?", "@ben", "--about", "growth", "--for", "2m")
    last = planned.json("plan")["lines"][-1]

    assert (last["text"], last["people"], last["about"], last["minutes"]) == (
        "Who wrote the posting?",
        ["Ben"],
        "growth",
        2,
    )


def test_a_question_of_the_bank_joins_by_its_id(planned: TestHome) -> None:
    """The bank's questions have ids, and an id is enough."""
    question = planned.json("bank", "--about", "pay", "--about", "team")["questions"][0]
    planned.write("plan", "add", question["id"][:5])

    assert lines(planned)[-1] == question["text"]


def test_an_interview_is_moved(planned: TestHome) -> None:
    """Another time is another entry; the plan stays."""
    before = lines(planned)
    screen = planned.type("plan", "--move", "5 mar 10:00")

    assert "interview moved: acme/1, Thu 5 Mar 10:00" in screen
    assert (lines(planned), planned.json("open")["opportunities"][0]["starts"]) == (before, "2026-03-05T10:00:00+01:00")


def test_a_cancelled_interview_is_not_next(planned: TestHome) -> None:
    """Whoever cancels is asked to plan another one."""
    planned.write("plan", "--cancel", "--because", "they froze the hire")

    assert planned.json()["interview"] is None
    assert planned.run("plan", "--cancel").code == 1


def test_minutes_alone_plan_the_waiting_interview_anew(planned: TestHome) -> None:
    """Less time than planned needs no second interview."""
    planned.write("plan", "20m", "@ana")
    view = planned.json("plan")

    assert (view["interview"], view["of_minutes"]) == ("acme/1", 20)
    assert {person for line in view["lines"] for person in line["people"]} == {"Ana"}


def test_whom_one_meets_is_asked_for(acme: TestHome) -> None:
    """Left out at a terminal, people are asked for; Enter means that they are not known yet."""
    with_ben = acme.type("plan", "30m", answers=["@ben"])
    with_nobody = acme.type("plan", "30m", "--new", answers=[""])

    assert "  Ben " in with_ben
    assert "  anybody " in with_nobody


def test_a_day_long_past_is_next_years(acme: TestHome) -> None:
    """In December, 4 January is the next one."""
    acme.now = "2026-12-20T10:00:00+01:00"

    assert "Mon 4 Jan 09:00" in acme.type("plan", "45m", "@ana", "--when", "4 jan 09:00")


def test_the_plan_of_another_interview_is_shown_by_its_name(planned: TestHome) -> None:
    """An interview is called by its opportunity and its number."""
    planned.write("plan", "30m", "@ben", "--new")

    shown = [planned.json("plan", label) for label in ("acme/1", "acme/2")]

    assert [view["of_minutes"] for view in shown] == [45, 30]
    assert planned.run("plan", "acme/3").code == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["move", "4"], 2),
        (["drop", "99"], 1),
        (["move", "0", "1"], 1),
        (["45m", "extra"], 2),
        (["soon"], 2),
        (["45m", "@zed"], 1),
        (["add", "x", "--about", "nonsense"], 1),
        (["--move", "whenever"], 2),
    ],
)
def test_what_cannot_be_done_changes_nothing(planned: TestHome, words: list[str], code: int) -> None:
    """A refused change leaves the plan as it was."""
    before = planned.json("plan")

    assert planned.run("plan", *words).code == code
    assert planned.json("plan") == before


def test_without_an_interview_there_is_no_plan_to_show(acme: TestHome) -> None:
    """The refusal says how to make one."""
    error: dict[str, Any] = acme.run("plan", "--json").error

    assert error["code"] == "no-interview"
    assert "twoway plan 45m" in error["try"]


def test_what_was_asked_is_marked(planned: TestHome) -> None:
    """In the room the plan shows what is behind one."""
    planned.write("start")
    planned.write("ask", "1")
    screen = planned.type("plan")

    assert "+ 1  Ana " in screen
    assert "+ was asked" in screen


def test_a_plan_can_be_made_while_the_interview_is_open(acme: TestHome) -> None:
    """An interview that began without a plan gets one, and stays the same interview."""
    acme.write("start", "@ana")
    acme.write("plan", "20m")

    assert acme.json("plan")["interview"] == "acme/1"
    assert acme.run("ask", "1").code == 0
