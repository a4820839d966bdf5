"""Ticking to-dos."""

from __future__ import annotations

import pytest

from ..home import TestHome
from .folded import case_of


@pytest.fixture
def busy(acme: TestHome) -> TestHome:
    """Give three to-dos: thanks to Ana, thanks to Ben, a thing of one's own."""
    acme.write("todo", "add", "--kind", "thanks", "@ana")
    acme.write("todo", "add", "--kind", "thanks", "@ben")
    acme.write("todo", "add", "bring the portfolio", "--day", "sat")
    return acme


def test_thanks_are_looked_at_again_a_week_later(busy: TestHome) -> None:
    """Silence is noticed; what was written can be kept."""
    screen = busy.type("sent", "1", "Thank you,", "Ana", "--by", "mail")

    sent = next(iter(case_of(busy).todos.values())).sent
    assert "to-do sent: thanks to Ana; look again 11 Mar" in screen
    assert sent is not None
    assert (sent.event.text, sent.event.channel) == ("Thank you, Ana", "mail")
    assert "  3  Wed 11 Mar  waiting  acme  thanks to Ana\n" in busy.run("todo").out


def test_a_thing_of_ones_own_is_done_with(busy: TestHome) -> None:
    """Nobody is to reply to it."""
    busy.run("todo")
    assert "to-do sent: bring the portfolio  " in busy.type("sent", "3")

    assert "portfolio" not in busy.run("todo").out


def test_a_thing_of_ones_own_is_named_by_its_beginning(busy: TestHome) -> None:
    """A colon in it ends nothing."""
    busy.write("todo", "add", "Carla rang: they decide on Friday, so ring the others before that")
    busy.run("todo")

    assert "to-do sent: Carla rang: they decide on Friday, so ~  " in busy.type("sent", "4")


def test_numbers_do_not_shift_while_the_list_is_worked_off(busy: TestHome) -> None:
    """They are those of the list last shown here."""
    busy.run("todo")
    busy.write("sent", "1")

    assert "thanks to Ben" in busy.type("sent", "2")
    assert "bring the portfolio" in busy.type("sent", "3")


def test_a_to_do_is_found_by_its_id_from_anywhere(busy: TestHome) -> None:
    """Also from another opportunity; the entry belongs to its own."""
    ben = busy.json("todo")["todos"][1]["id"]
    busy.write("open", "birch")
    busy.write("sent", ben[:5])

    todos = case_of(busy).todos.values()
    assert [todo.sent is not None for todo in todos] == [False, True, False]


@pytest.mark.parametrize(
    ("words", "code"), [([], "usage"), (["9"], "no-todo"), (["1"], "sent"), (["3"], "done"), (["bcd"], "unknown-id")]
)
def test_what_cannot_be_ticked_is_refused(busy: TestHome, words: list[str], code: str) -> None:
    """Nothing is sent twice."""
    busy.run("todo")
    busy.write("sent", "1")
    busy.write("sent", "3")
    error = busy.run("sent", *words, "--json").error

    assert error["code"] == code


def test_when_it_was_sent_decides_when_to_look_again(busy: TestHome) -> None:
    """A letter of Monday is looked at on the next Monday."""
    assert "look again 9 Mar" in busy.type("sent", "1", "--when", "2 mar 10:00")
