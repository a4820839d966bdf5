"""The bank of questions."""

from __future__ import annotations

from typing import Any

import pytest

from ..home import TestHome


def questions(home: TestHome, *words: str) -> list[dict[str, Any]]:
    """Return the questions of the bank."""
    found: list[dict[str, Any]] = home.json("bank", *words)["questions"]
    return found


def test_the_bank_begins_with_the_starter_questions(fresh: TestHome) -> None:
    """A new journal has twenty-eight questions, each about something."""
    found = questions(fresh)

    assert len(found) == 28
    assert all(one["criteria"] for one in found)


def test_a_question_is_added_and_closes_a_gap(acme: TestHome) -> None:
    """Balance has one question; with a second one the bank says no more about it."""
    before = acme.type("bank", "--about", "balance")
    acme.write("bank", "add", "When did you last work on a Sunday?", "--about", "balance", "--minutes", "2")
    after = acme.type("bank", "--about", "balance")

    assert "balance has one question, two are better" in before
    assert "When did you last work on a Sunday?" in after
    assert "two are better" not in after


def test_a_question_about_nothing_is_said_to_be_so(acme: TestHome) -> None:
    """A question that speaks to nothing that matters stands under a heading of its own."""
    screen = acme.type("bank", "add", "Is there coffee?")

    assert "question added, about nothing yet" in screen
    assert "about nothing yet\n" in acme.type("bank")


def test_a_dropped_question_is_asked_no_more(acme: TestHome) -> None:
    """What was dropped leaves the list, and cannot be dropped twice."""
    question = questions(acme, "--about", "pay") or questions(acme, "--about", "growth")
    acme.write("bank", "drop", question[0]["id"])

    assert question[0]["id"] not in {one["id"] for one in questions(acme)}
    assert acme.run("bank", "drop", question[0]["id"]).code == 1


def test_a_reworded_question_keeps_its_id(acme: TestHome) -> None:
    """Other words, the same question."""
    name = questions(acme, "--about", "balance")[0]["id"]
    acme.write("bank", "reword", name[:5], "Which hours were worked in May?")
    [after] = questions(acme, "--about", "balance")

    assert (after["id"], after["text"]) == (name, "Which hours were worked in May?")


def test_a_question_for_here_is_asked_nowhere_else(acme: TestHome) -> None:
    """What only Acme can answer is not asked of Birch."""
    acme.write("bank", "add", "Why did the last lead go?", "--about", "growth", "--here")
    here = {one["text"] for one in questions(acme)}
    acme.write("open", "birch")
    there = {one["text"] for one in questions(acme)}

    assert here - there == {"Why did the last lead go?"}


def test_a_question_set_aside_here_is_planned_there_only(acme: TestHome) -> None:
    """What Acme's website answers need not be asked of Acme, and is asked of Birch still."""
    name = questions(acme, "--about", "balance")[0]["id"]
    acme.write("bank", "drop", name, "--here", "--because", "answerable elsewhere")
    acme.write("plan", "45m", "@ben")
    planned = {line["about"] for line in acme.json("plan")["lines"]}

    assert "balance" not in planned
    assert name in {one["id"] for one in questions(acme)}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["drop"], 2),
        (["drop", "acme"], 1),
        (["drop", "zzzzzzzzzzzzzzz"], 1),
        (["add", "x", "--about", "nonsense"], 1),
        (["Is there coffee?"], 2),
        (["add"], 2),
    ],
)
def test_what_is_not_there_is_refused(acme: TestHome, words: list[str], code: int) -> None:
    """Unknown ids, names and verbs change nothing."""
    before = len(questions(acme))

    assert acme.run("bank", *words).code == code
    assert len(questions(acme)) == before
