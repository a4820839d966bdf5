"""To-dos: the list, planning one, and what became of it."""

from __future__ import annotations

import pytest

from ..home import TestHome
from .folded import case_of, state_of


def test_the_list_is_numbered_by_day(acme: TestHome) -> None:
    """The words say what to do and for whom; what has no day stands last."""
    acme.write("todo", "add", "bring the portfolio")
    acme.write("todo", "add", "--kind", "ask", "office days", "@ana", "--by", "mail", "--day", "sat")
    acme.write("todo", "add", "--kind", "thanks", "@ben")

    assert acme.run("todo").out.split("\n")[:3] == [
        "  1  Thu 5 Mar  acme  thanks to Ben",
        "  2  Sat 7 Mar  acme  ask Ana by mail: office days",
        "  3  no day     acme  bring the portfolio",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--kind", "thanks", "@ana"], "to-do planned: thanks to Ana, Thu 5 Mar"),
        (["--kind", "chase", "@ana"], "to-do planned: remind Ana, Sat 7 Mar"),
        (["call", "@ben", "--day", "fri"], "to-do planned: call (Ben), Fri 6 Mar"),
        (["learn more"], "to-do planned: learn more  "),
    ],
)
def test_a_day_is_set_where_it_goes_without_saying(acme: TestHome, words: list[str], said: str) -> None:
    """Thanks are due tomorrow, a reminder in three days, anything else when it is said."""
    assert said in acme.type("todo", "add", *words)


def test_one_may_belong_to_no_opportunity(acme: TestHome) -> None:
    """Then it is listed without one."""
    acme.write("todo", "add", "--mine", "print the letter", "--day", "tomorrow")

    assert acme.run("todo").out == "  1  Thu 5 Mar    print the letter\n"
    assert len(state_of(acme).mine.todos) == 1


def test_what_is_late_says_so(acme: TestHome) -> None:
    """A word stands beside the day where there is one to say; --due leaves out what is not due."""
    acme.write("todo", "add", "early", "--day", "2026-03-02")
    acme.write("todo", "add", "today", "--day", "today")
    acme.write("todo", "add", "late", "--day", "fri")

    assert (
        acme.run("todo", "--due").out == "  1  Mon 2 Mar  overdue  acme  early\n  2  Wed 4 Mar  due      acme  today\n"
    )
    assert [todo["state"] for todo in acme.json("todo")["todos"]] == ["overdue", "due", "planned"]


def test_an_empty_list_says_so(acme: TestHome) -> None:
    """Nothing to do is one thing, nothing due another."""
    assert acme.run("todo").out == "Nothing to do.\n"

    acme.write("todo", "add", "later")
    assert acme.run("todo", "--due").out == "Nothing is due.\n"


def test_a_reply_and_a_drop_end_it(acme: TestHome) -> None:
    """What they wrote and why it was dropped are kept."""
    acme.write("todo", "add", "--kind", "thanks", "@ana")
    acme.write("todo", "add", "bring the portfolio")
    acme.run("todo")
    assert "reply noted: thanks to Ana" in acme.type("todo", "reply", "1", "you are", "welcome")
    assert "to-do dropped: bring the portfolio" in acme.type("todo", "drop", "2", "not needed")

    thanks, other = case_of(acme).todos.values()
    assert thanks.answered is not None
    assert other.dropped is not None
    assert (thanks.answered.event.text, other.dropped.event.reason) == ("you are welcome", "not needed")
    assert acme.run("todo").out == "Nothing to do.\n"


def test_the_text_is_asked_for_or_read(acme: TestHome) -> None:
    """As for any verb that notes something."""
    assert "to-do planned: call them" in acme.type("todo", "add", answers=["call them"])
    acme.write("todo", "add", text="write to them\n")

    assert [todo.event.text for todo in case_of(acme).todos.values()] == ["call them", "write to them"]


def test_the_id_of_one_that_is_done_with_says_so(acme: TestHome) -> None:
    """It is told from an id that there never was."""
    planned = acme.write("todo", "add", "call back")
    acme.write("todo", "drop", planned)

    again, unknown = acme.run("todo", "reply", planned, "yes", "--json"), acme.run("todo", "drop", "bbbbb", "--json")

    assert (again.error["code"], unknown.error["code"]) == ("done", "unknown-id")


def test_a_day_given_as_due_is_not_taken_for_text(acme: TestHome) -> None:
    """--due belongs to the list; nothing is written."""
    refused = acme.run("todo", "add", "call back", "--due", "fri")

    assert refused.code == 2
    assert "--day" in refused.err
    assert "call back" not in acme.run("todo").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["call", "them"], "usage"),
        (["drop"], "usage"),
        (["drop", "what"], "usage"),
        (["drop", "3"], "no-todo"),
        (["add", "x", "--day", "soon"], "usage"),
    ],
)
def test_what_makes_no_sense_is_refused(acme: TestHome, words: list[str], code: str) -> None:
    """Each with a way out."""
    acme.write("todo", "add", "one")
    error = acme.run("todo", *words, "--json").error

    assert error["code"] == code
    assert error["try"]
