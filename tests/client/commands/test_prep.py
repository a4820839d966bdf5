"""The checklist before an interview."""

from __future__ import annotations

import pytest

from ..home import TestHome


def test_each_opportunity_has_the_checklist(acme: TestHome) -> None:
    """A new opportunity begins with three steps, none of them done."""
    view = acme.json("prep")

    assert [(step["number"], step["kind"], step["done"]) for step in view["steps"]] == [
        (1, "firm", None),
        (2, "role", None),
        (3, "people", None),
    ]


def test_a_step_is_ticked_with_what_it_brought_to_light(acme: TestHome) -> None:
    """The line says how many are done, and which are left."""
    acme.write("prep", "done", "1", "trust")
    screen = acme.type("prep", "done", "2", "new warehouse")

    assert "prep step done: 2 of 3; left: 3 who you meet" in screen
    assert acme.json("prep")["steps"][1]["finding"] == "new warehouse"


def test_the_last_step_leaves_nothing(acme: TestHome) -> None:
    """When all is done, nothing is said to be left."""
    acme.write("prep", "done", "1")
    acme.write("prep", "done", "2")

    assert "prep step done: 3 of 3  " in acme.type("prep", "done", "3", answers=[""])


def test_done_is_told_apart_from_open(acme: TestHome) -> None:
    """The list shows the day and the finding of what is done."""
    acme.write("prep", "done", "3", "Ana has a blog", "--when", "3 mar 20:00")

    assert acme.type("prep").split("\n") == [
        "acme: 1 of 3 steps done",
        "  1  open         the firm: values, ways of working, culture",
        "  2  open         recent projects and news, where the role fits in",
        "  3  done 3 Mar   who you meet",
        "                  Ana has a blog",
        "",
    ]


def test_steps_of_ones_own_join_the_list(acme: TestHome) -> None:
    """The checklist is mine to extend."""
    assert "prep step added: 4 read the annual report" in acme.type("prep", "add", "read the annual report")
    assert "4 of 4" not in acme.type("prep", "done", "4", "profits fell")
    assert acme.json("prep")["done"] == 1


def test_something_beside_the_list_counts_for_no_step(acme: TestHome) -> None:
    """What was done beside the list is kept, and ticks nothing."""
    acme.write("prep", "done", "asked a friend about the culture")
    view = acme.json("prep")

    assert (view["done"], view["beside"]) == (0, ["asked a friend about the culture"])


def test_the_guide_can_be_read(acme: TestHome) -> None:
    """How to prepare is one command away, and fits the screen."""
    assert max(len(line) for line in acme.type("prep", "guide").split("\n")) <= 80


@pytest.mark.parametrize(("words", "code"), [(["done", "9"], 1), (["done"], 2), (["2", "found"], 2)])
def test_what_is_not_there_cannot_be_done(acme: TestHome, words: list[str], code: int) -> None:
    """A number off the list and a missing word are refused."""
    assert acme.run("prep", *words).code == code
    assert acme.json("prep")["done"] == 0
