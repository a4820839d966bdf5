"""In the room and their side: ask, note, judge (S2), and lead the interview (S3, the first half)."""

from __future__ import annotations

import pytest

from ..client.commands.folded import lock, unlock
from ..client.home import TestHome
from .test_room_mutual import line, rated, told


def test_s2_10_everyone_is_asked_above_all_the_boss(planned: TestHome) -> None:
    """A grid of people and criteria: who would be the boss and was not asked is said."""
    rated(planned, "@ben", "e+: mostly us", "autonomy", 4)
    before = planned.type("agree")
    rated(planned, "@ana", "e+: they decide", "autonomy", 5)
    after = planned.type("agree")

    assert "Ana would be your boss, and was asked nothing that matters to you yet." in before
    assert line(before, "  autonomy").split() == ["autonomy", "unasked", "4", "one", "person"]
    assert "would be your boss" not in after
    assert line(after, "  autonomy").split() == ["autonomy", "5", "4", "0.94"]


@pytest.mark.parametrize(("choice", "carried"), [("--yes", True), ("--no", False)])
def test_s2_20_what_went_unasked_is_taken_along(planned: TestHome, choice: str, carried: bool) -> None:
    """Take the list and ask it every time: a question of mine, unasked, stands in the next plan, unless let go."""
    planned.write("plan", "add", "Who wrote the posting?", "@ben")
    planned.write("start")
    planned.write("ask", "2", "@ana")
    planned.write("end")
    planned.write("debrief", choice)
    planned.write("plan", "45m", "@ben", "--when", "6 mar 10:00")

    assert ("Who wrote the posting?" in planned.type("plan")) is carried


def test_s2_21_answers_are_noted_in_one_line_also_while_locked(planned: TestHome) -> None:
    """One short command, without network or passphrase."""
    planned.write("start")
    planned.write("ask", "2", "@ana")
    lock(planned)
    planned.write("n", "e+: her engineers decide")
    planned.write("n", "v: hard to say")
    unlock(planned)
    screen = planned.type("replay")

    assert line(screen, "her engineers decide").endswith("example sure")
    assert line(screen, "hard to say").endswith("evasive")


def test_s2_22_every_number_leads_to_its_notes(planned: TestHome) -> None:
    """Judge by your notes: the number, the note behind it, and what the note counts."""
    noted = rated(planned, "@ana", "e+: her engineers decide", "autonomy", 5)
    told(planned, "@ben", "e: they have lunch together")

    by_number, by_note = planned.type("why", "autonomy"), planned.type("why", noted)
    assert "autonomy     0.50  0.83" in planned.type("fit")
    assert "mean 0.83" in by_number
    assert "her engineers decide" in by_number
    assert "lunch" not in by_number
    assert "her engineers decide" in by_note


def test_s2_23_each_side_offers_and_needs(planned: TestHome) -> None:
    """Four boxes, filled from both sides; an empty one says what fills it."""
    empty = planned.type("ledger")
    planned.write("gave", "a fresh view")
    planned.write("promise", "one training week", "@ana")
    planned.write("need", "pipelines")
    full = planned.type("ledger")

    assert empty.count("nothing noted") == 3
    assert "nothing noted" not in full
    assert all(words in full for words in ("a fresh view", "one training week (Ana, spoken)", "autonomy", "pipelines"))


def test_s3_6_skills_values_and_aims_decide(planned: TestHome) -> None:
    """An informed decision: fit by headings, and my skills against their needs."""
    planned.write("want", "values=60", "can I succeed here=40")
    planned.write(
        "story", "add", "the migration", "--skill", "streaming", "--situation", "s", "--action", "a", "--result", "r"
    )
    planned.write("need", "streaming", "--mine", "5")
    rated(planned, "@ana", "e+: nobody reached it", "can I succeed here", 1)
    headings = planned.type("fit", "--headings").partition("heading ")[2]

    assert line(headings, "goals").split()[2] == "0.17"
    assert line(headings, "values").split()[2] == "0.50"
    assert "streaming: the migration (streaming, not told yet)" in planned.type("ledger", "--needs")


def test_s3_8_measures_are_kept_as_value_and_unit(planned: TestHome) -> None:
    """Ask for duties, aims and measures: a number that was said stands in the replay with its unit."""
    planned.write("start")
    told(planned, "@ana", "n+: we look at releases", "--figure", "7.5 hours")
    told(planned, "@ana", "n+: we look at feelings")
    screen = planned.type("replay")

    assert "7.5 hours" in line(screen, "releases")
    assert "hours" not in line(screen, "feelings")


def test_s3_9_what_i_saw_hangs_under_what_they_said(planned: TestHome) -> None:
    """The view from inside: how they speak of their trouble is evidence beside the answer, and may say otherwise."""
    said = rated(planned, "@ana", "e+: releases are calm now", "team", 5)
    assert "What was said" not in planned.type("agree")
    seen = planned.write("saw", "e+: Ben rolled his eyes", "@ben", "--cue", "tone", "--on", said, "--about", "team")
    planned.write("rate", seen, "2")

    assert "team: said 5, seen 2: what you saw says otherwise" in planned.type("agree")


@pytest.mark.parametrize(
    ("text", "prompt"), [("v: it depends", "Could you give me an example?"), ("e: last May she did", "")]
)
def test_s3_13_the_answer_guides_the_next_question(planned: TestHome, text: str, prompt: str) -> None:
    """Listen and ask further: a vague answer asks for an example, and a follow-up hangs under its answer."""
    planned.write("start")
    planned.write("ask", "2", "@ana")
    screen = planned.type("note", text)
    planned.write("follow", "And the time before?")
    replay = planned.type("replay")

    assert (prompt in screen) if prompt else ("twoway follow" not in screen)
    assert line(replay, "And the time before?").split()[1:3] == ["followed", "Ana"]


def test_s3_14_it_stays_a_conversation(planned: TestHome) -> None:
    """Any order, a question of the moment, and whatever is left comes next: there is no script."""
    planned.write("start")
    first = planned.type("next").splitlines()[0]
    planned.write("ask", "4", "@ben")
    planned.write("ask", "What is on that wall?", "@ana")
    planned.write("ask", "1", "@ana")
    after = planned.type("next").splitlines()[0]

    assert first.startswith("1  Ana")
    assert after.startswith("2  Ana")
    assert "asked 2 of 6 planned, 1 of your own" in planned.type("replay")


@pytest.mark.parametrize(("ideal", "fit"), [("5", "0.83"), ("3", "0.17")])
def test_s3_15_how_much_i_may_decide_is_weighed_by_the_level_that_suits_me(
    planned: TestHome, ideal: str, fit: str
) -> None:
    """Ask which decisions need no approval: the same answer fits one person and not another."""
    planned.write("want", "--ideal", f"autonomy={ideal}")
    assert "What may I decide alone" in planned.type("bank", "--about", "autonomy")
    rated(planned, "@ana", "e+: all of it", "autonomy", 5)

    assert line(planned.type("fit"), "  autonomy").split()[2] == fit


def test_s3_16_words_for_the_ends_stand_beside_a_rating(planned: TestHome) -> None:
    """A watcher, or somebody who points and lets you run: 1, 3 and 5 say what they mean."""
    told(planned, "@ana", "e+: she looks in on Fridays")
    noted = told(planned, "@ana", "e+: they tell her afterwards")
    watching = planned.type("rate", noted, "--about", "supervision", answers=["2"])
    deciding = planned.type("rate", noted, "--about", "autonomy", answers=["5"])

    assert "nobody looks in" in watching
    assert "checked every day" in watching
    assert "decides alone, tells after" in deciding


def test_s3_18_which_decisions_and_how_far(planned: TestHome) -> None:
    """Money, people, vendors: a table of limits, and who approves beyond them."""
    assert "Nobody told yet: money, people, vendors." in planned.type("limits")
    told(planned, "@ana", "n+: above that a mail", "--limit", "money=3,000 euro", "--approver", "@ana")
    screen = planned.type("limits")

    assert "3,000 euro" in line(screen, "  money ")
    assert "Not told yet: people, vendors." in screen
