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


def test_the_list_is_one_table(fresh: TestHome) -> None:
    """Under every heading the questions begin in the same column."""
    rows = [line for line in fresh.run("bank").out.splitlines() if line.startswith("  ")]
    beginnings = [one["text"][:12] for one in questions(fresh)]

    assert len(rows) == 28
    assert len({row.index(text) for text in beginnings for row in rows if text in row}) == 1


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


def test_places_are_filled_in_for_the_current_opportunity(acme: TestHome) -> None:
    """Firm and role by name, a level that is not known by a word; elsewhere they are other names."""
    acme.write("bank", "add", "Why does {firm} need a {role} of {level}?", "--about", "growth")
    here = acme.run("bank", "--about", "growth").out
    acme.write("open", "birch", "Baker", "--level", "senior")

    assert "Why does acme need a Data engineer of this level?" in here
    assert "Why does birch need a Baker of senior?" in acme.run("bank", "--about", "growth").out


@pytest.mark.parametrize(
    ("options", "elsewhere", "why"),
    [
        (["--role", "engineer"], ["Baker"], "for engineer"),
        (["--level", "junior"], ["Baker", "--level", "senior"], "for junior"),
        (["--industry", "health"], ["Baker", "--industry", "bakery"], "for health"),
        (["--remote"], ["Baker", "--office"], "remote only"),
    ],
)
def test_a_question_for_other_jobs_says_so(acme: TestHome, options: list[str], elsewhere: list[str], why: str) -> None:
    """It stays in the bank, and is not planned where it does not suit."""
    acme.write("bank", "add", "Who pages you at night?", "--about", "growth", *options)
    acme.write("open", "birch", *elsewhere)

    assert f"    not here: {why}" in acme.run("bank", "--about", "growth").out.splitlines()


def test_a_question_that_was_set_aside_here_says_why(acme: TestHome) -> None:
    """With the reason that was given."""
    [one] = questions(acme, "--about", "balance")
    acme.write("bank", "drop", one["id"], "--here", "--because", "settle later")

    assert "    not here: settle later\n" in acme.run("bank", "--about", "balance").out


def test_a_question_hangs_under_another(acme: TestHome) -> None:
    """Right below it, whatever it is about itself."""
    parent = questions(acme, "--about", "balance")[0]["id"]
    acme.write("bank", "add", "And on Sundays?", "--about", "growth", "--under", parent)
    lines = acme.run("bank").out.splitlines()
    at = next(number for number, line in enumerate(lines) if parent[:5] in line)

    assert "- And on Sundays?" in lines[at + 1]


def test_a_question_shows_the_finding_behind_it(acme: TestHome) -> None:
    """What was read stands under the question; another opportunity has none of it."""
    finding = acme.write("learn", "forty people hired since June", "--from", "news")
    acme.write("bank", "add", "How do forty new people find their place?", "--about", "growth", "--on", finding)
    here = acme.run("bank", "--about", "growth").out
    acme.write("open", "birch")

    assert "    you read: forty people hired since June" in here.splitlines()
    assert "forty" not in acme.run("bank", "--about", "growth").out


def test_a_pack_adds_questions_once(acme: TestHome) -> None:
    """Three for engineers; they do not suit a baker, and cannot be added twice."""
    screen = acme.type("bank", "pack", "engineering")
    here = acme.run("bank", "--about", "autonomy").out
    again = acme.run("bank", "pack", "engineering")
    acme.write("open", "birch", "Baker")

    assert "pack added: engineering, 3 questions" in screen
    assert "Who sets a project's course, and who may change it?\n    for engineer, developer" in here
    assert again.code == 1
    assert acme.run("bank", "--about", "autonomy").out.count("    not here: for engineer") == 3


def test_the_pack_about_the_boss_hangs_under_its_question(acme: TestHome) -> None:
    """Three to ask further."""
    acme.write("bank", "pack", "boss")
    lines = acme.run("bank", "--about", "boss support").out.splitlines()
    at = next(number for number, line in enumerate(lines) if "bring out the best" in line)

    assert ["- " in line for line in lines[at + 1 : at + 4]] == [True, True, True]


def test_the_packs_are_named(acme: TestHome) -> None:
    """And one that is not there is refused with the nearest."""
    assert "engineering  for those who build" in acme.run("bank", "pack").out
    assert "Did you mean engineering?" in acme.run("bank", "pack", "enginering").err


def test_a_question_about_nothing_can_be_given_its_criterion(acme: TestHome) -> None:
    """The lint says which one, and is silent once it was done."""
    question = acme.write("bank", "add", "Is there coffee?")
    before = acme.run("bank").out
    acme.write("bank", "about", question, "growth, balance")

    assert f"1 question is about nothing yet: twoway bank about {question} NAME" in before
    assert "about nothing yet" not in acme.run("bank").out
    assert acme.run("bank", "about", question, "growth,balance").code == 1
    assert acme.run("bank", "about", question).code == 2


def test_what_can_be_looked_up_is_not_asked(acme: TestHome) -> None:
    """It waits in the register until the answer was noted; elsewhere it is asked as before."""
    [one] = questions(acme, "--about", "balance")
    acme.write("bank", "elsewhere", one["id"])
    waiting = acme.run("learn", "list").out
    plan = acme.type("plan", "45m", "@ana", "@ben")
    acme.write("learn", "forty, says the works council", "--answers", one["id"])

    assert f"  look up          {one['text']} ({one['id'][:5]})" in waiting.splitlines()
    assert one["text"] not in plan
    assert "look up" not in acme.run("learn", "list").out
    acme.write("open", "birch")
    assert "not here" not in acme.run("bank", "--about", "balance").out


def test_a_heading_that_was_split_into_many_is_said_to_weigh_too_much(fresh: TestHome) -> None:
    """Three criteria of daily work hold most of the weight; with two headings there is nothing to say."""
    fresh.write("want", "autonomy=100", "balance=80", "technology=60", "growth=50")
    split = fresh.run("bank").out.replace("\n", " ")
    fresh.write("want", "autonomy=100", "growth=80", "values=60")

    assert "daily holds 0.83 of all weight, split over autonomy, balance, technology" in split
    assert "holds" not in fresh.run("bank").out
