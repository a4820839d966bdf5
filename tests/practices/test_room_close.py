"""In the room and their side: their ways and mine (S3, the second half), and what is left at the end (S4)."""

from __future__ import annotations

import pytest

from ..client.home import TestHome
from .test_room_mutual import line, rated, told


def test_s3_20_some_things_are_settled_after_the_start(planned: TestHome) -> None:
    """A question left for later is asked no more, and stands in the plan of the first ninety days."""
    assert "nothing was left to settle" in planned.type("later")
    planned.write("later", "2")
    planned.write("start")

    assert "When a method is disputed" not in planned.type("next", "-n", "7")
    assert "  When a method is disputed, who settles it? (Ana)" in planned.type("later", "--start", "1 jun")
    assert "Day 1 to 30, Mon 1 Jun to Tue 30 Jun 2026: settle" in planned.type("later", "--start", "1 jun")


def test_s3_21_how_they_talk_and_at_what_pace(planned: TestHome) -> None:
    """Questions on communication, and a scale for the pace, each with their side."""
    planned.write("want", "--style", "pace=2")
    questions = planned.type("bank", "--about", "communication")
    planned.write("match", "pace=5", "@ana", "a release a day")
    screen = planned.type("match")

    assert "How does the team talk, and with which tools?" in questions
    assert "How would I be mentored" not in questions
    assert "mine 2, theirs 5 (Ana 5), gap 3: too wide" in line(screen, "pace")


def test_s3_24_written_or_spoken_near_or_far_steadily_or_by_exception(planned: TestHome) -> None:
    """Three scales with two ends, each mine by itself."""
    planned.write("want", "--style", "medium=1", "--style", "presence=5", "--style", "updates=2")
    screen = planned.type("want")

    assert "medium: 1 of 1 (written) to 5 (spoken)" in screen
    assert "presence: 5 of 1 (at a distance) to 5 (face to face)" in screen
    assert "updates: 2 of 1 (only exceptions) to 5 (regular updates)" in screen


def test_s3_25_a_gap_asks_how_i_would_adapt(planned: TestHome) -> None:
    """Mine, theirs, the gap, and my note on it."""
    planned.write("want", "--style", "medium=1", "--style", "updates=3")
    planned.write("match", "medium=5", "@ana", "she wants to talk it over")
    planned.write("match", "updates=3", "@ana")
    before = planned.type("match")
    planned.write("match", "medium", "--adapt", "talk first, write it down after")
    after = planned.type("match")

    assert "mine 1, theirs 5 (Ana 5), gap 4: too wide" in before
    assert "mine 3, theirs 3 (Ana 3), no gap: they match" in before
    assert before.count("how would you adapt?") == 1
    assert "to adapt: talk first, write it down after" in after
    assert "how would you adapt?" not in after


def test_s3_26_the_boss_is_asked_how_people_grow_under_them(planned: TestHome) -> None:
    """A question in the bank, of the boss and of nobody else, and the answer moves what it is about."""
    row = line(planned.type("bank", "--about", "boss support"), "bring out the best")
    unknown = planned.type("why", "boss support")
    noted = rated(planned, "@ana", "e+: she taught Ben to lead", "boss support", 5)
    known = planned.type("why", "boss support")

    assert row.split()[3] == "boss"
    assert "Nobody has said anything that counts" in unknown
    assert noted in known


@pytest.mark.parametrize(("rating", "score"), [(5, "0.83"), (1, "0.17")])
def test_s3_28_how_supportive_this_person_would_be(planned: TestHome, rating: int, score: str) -> None:
    """A score for each person, by what was said and seen; of whom nothing was rated it is unknown."""
    rated(planned, "@ana", "e+: a case", "boss support", rating)
    screen = planned.type("match")

    assert f"Ana, your future boss: {score}  range" in screen
    assert "Ben, peer: unknown" in screen


def test_s3_29_i_show_my_drive_and_how_i_match(planned: TestHome) -> None:
    """Stories by the skill they show: a told one stands among what I offer, with how well it went."""
    for title, skill in (("the migration", "streaming"), ("the night shift", "patience")):
        planned.write("story", "add", title, "--skill", skill, "--situation", "s", "--action", "a", "--result", "r")
    planned.write("start")
    planned.write("got", "Whom did you lead?", "--skill", "leading")
    planned.write("said", "four of us, in a week", "--story", "migration", "--rate", "4")
    screen = planned.type("ledger")

    assert "the migration (streaming)" in screen
    assert "the night shift" not in screen
    assert "rated 4 by you" in line(planned.type("replay"), "four of us")


def test_s3_30_fit_is_for_both(planned: TestHome) -> None:
    """Both numbers under one another, and no match on the word of one side."""
    rated(planned, "@ana", "e+: a case", "autonomy", 5)
    planned.write("need", "pipelines")
    alone = planned.type("fit")
    planned.write("view", "e+: yours are ours", "@ana", "--rate", "5", "--need", "pipelines")
    both = planned.type("fit")

    assert "One side is unknown, so nobody can say that it fits both." in alone
    assert "It fits both sides: ground to work on together." in both


def test_s4_1_good_questions_are_at_hand(planned: TestHome) -> None:
    """When they ask whether you have questions: the best ones now, and others once these were asked."""
    planned.write("start")
    first = planned.type("next", "-n", "3")
    planned.write("ask", "1")
    second = planned.type("next", "-n", "3")

    assert len([one for one in first.splitlines() if one[:1].isdigit()]) == 3
    assert "How often are office days, and who decides?" in first
    assert "How often are office days, and who decides?" not in second


@pytest.mark.parametrize(("rating", "mean"), [(5, "0.17"), (1, "0.83")])
def test_s4_6_the_less_commute_the_better(planned: TestHome, rating: int, mean: str) -> None:
    """Working from home against the way there: distance times days, and less is better."""
    planned.write("want", "commute=100")
    planned.write("start")
    noted = told(planned, "@ana", "n+: three office days", "--figure", "35 km", "--figure", "3 days")
    other = told(planned, "@ana", "n+: or none", "--figure", "35 km", "--figure", "0 days")
    replay = planned.json("replay")
    planned.write("end")
    planned.write("rate", noted, str(rating), "--about", "commute")

    extras = {step["text"]: step["extra"] for step in replay["steps"]}
    assert extras["three office days"] == "35 km x 3 days = 105 km"
    assert extras["or none"] == "35 km x 0 days = 0 km"
    assert line(planned.type("fit"), "  commute").split()[2] == mean
    assert other not in planned.type("why", "commute")


def test_s4_11_interest_is_shown_and_thanks_are_sent(planned: TestHome) -> None:
    """What you gave to whom, and thanks to everybody you met, as to-dos."""
    planned.write("start")
    planned.write("gave", "I read your report on the new site", "@ana", "--reaction", "pleased")
    planned.write("end")
    assert "thanks" not in planned.type("todo")
    planned.write("debrief", "--yes")

    assert "I read your report on the new site" in planned.type("ledger")
    assert "thanks to Ana" in planned.type("todo")


def test_s4_12_two_numbers_say_whether_both_fit(planned: TestHome) -> None:
    """Do I fit them, do they fit my future: the one may be high and the other low."""
    for criterion in ("autonomy", "growth", "balance"):
        rated(planned, "@ana", "e+: a case", criterion, 1)
    planned.write("view", "e+: you could start tomorrow", "@ana", "--rate", "5")
    document = planned.json("fit")
    screen = planned.type("fit")

    assert document["fit"] < 0.5 < document["theirs"]["fit"]
    assert "You fit them; it fits you less." in screen
