"""In the room and their side: both judge (S0), each side gives and takes (S1)."""

from __future__ import annotations

import pytest

from ..client.home import TestHome


def told(home: TestHome, who: str, text: str, *options: str) -> str:
    """Ask something, and note the answer; return its id."""
    home.write("ask", "How is that here?", who)
    return home.write("note", text, *options)


def rated(home: TestHome, who: str, text: str, about: str, rating: int) -> str:
    """Note an answer and rate it on a criterion."""
    noted = told(home, who, text)
    home.write("rate", noted, str(rating), "--about", about)
    return noted


def line(screen: str, words: str) -> str:
    """Return the first line that holds ``words``."""
    return next(one for one in screen.splitlines() if words in one)


def test_s0_1_both_sides_ask_and_the_replay_says_how_much(planned: TestHome) -> None:
    """You interview them, too: what you asked and what they asked stand in one replay."""
    planned.write("start")
    planned.write("ask", "What are you proud of?", "@ana")
    silent = planned.type("replay").splitlines()[0]
    planned.write("got", "Why us?", "@ana")
    both = planned.type("replay")

    assert ("1 of your own" in silent, "received" in silent) == (True, False)
    assert "1 of your own, received 1" in both
    assert line(both, "Why us?").split()[1:3] == ["received", "Ana"]


def test_s0_3_how_they_behave_is_evidence_of_its_own(planned: TestHome) -> None:
    """Read the culture from how they behave: a cue and what you saw, beside what was said."""
    rated(planned, "@ana", "e+: we help each other", "team", 5)
    seen = planned.write("saw", "e+: nobody spoke at lunch", "--cue", "tone", "--about", "team")
    before = planned.type("why", "team")
    planned.write("rate", seen, "1")
    after = planned.type("why", "team")

    assert "mean 0.83" in before
    assert "mean 0.83" not in after
    assert "counts 2.00" in line(after, seen)
    assert "counts 4.00" in line(after, "Ana")


@pytest.mark.parametrize(("theirs", "shown"), [("2", "no gap: they match"), ("5", "gap 3: too wide")])
def test_s0_8_their_ways_are_held_against_mine(planned: TestHome, theirs: str, shown: str) -> None:
    """Hold how the team talks and solves trouble against how you like it."""
    planned.write("want", "--style", "updates=2")
    planned.write("match", f"updates={theirs}", "@ana", "how she keeps in touch")

    assert shown in planned.type("match")


def test_s0_10_a_value_upheld_in_a_case_counts_more_than_one_that_is_stated(planned: TestHome) -> None:
    """Ask how values are kept in daily work: the question asks for a case, and a general answer counts half."""
    assert "When did a stated value cost you something?" in planned.type("bank", "--about", "values")
    general = rated(planned, "@ana", "g+: we are honest people", "values", 5)
    example = rated(planned, "@ben", "e+: we told a client of our own mistake", "values", 5)
    screen = planned.type("why", "values")

    assert "counts 2.00" in line(screen, general)
    assert "counts 4.00" in line(screen, example)


def test_s0_12_they_are_asked_how_they_see_my_fit(planned: TestHome) -> None:
    """The question waits for the end of the interview, and what they say has a form of its own."""
    assert "Which of your needs do I meet" in planned.type("bank")
    without = planned.type("fit")
    planned.write("view", "e+: you could start tomorrow", "@ana", "--rate", "5", "--concern", "little cloud")
    praised = planned.type("fit")
    planned.write("view", "e+: on reflection, rather not", "@ana", "--rate", "1")
    doubted = planned.type("fit")

    assert "You for them" not in without
    assert "You for them  fit 0.83" in praised
    assert "their pause little cloud" in praised
    assert "You for them  fit 0.17" in doubted


def test_s0_13_my_skills_stand_against_their_needs(planned: TestHome) -> None:
    """Their needs as a table: weight, my own view, what they say, and the stories that show the skill."""
    planned.write("need", "streaming pipelines", "@ana", "--importance", "5", "--mine", "4")
    planned.write("need", "german", "--importance", "1")
    planned.write("view", "e+: yours are ours", "@ana", "--rate", "5", "--need", "pipelines")
    screen = planned.type("ledger", "--needs")

    assert line(screen, "streaming pipelines").split()[-2:] == ["Ana", "5"]
    assert line(screen, "german").endswith("nobody: unknown")


def test_s0_18_an_answer_is_judged_after_it_was_noted(planned: TestHome) -> None:
    """Evaluate the answers: first the words, then the number."""
    planned.write("ask", "2", "@ana")
    refused = planned.try_typing("rate", "2")
    planned.write("note", "e+: her engineers decide")
    screen = planned.type("rate", "2", answers=["5"])

    assert (refused.code, "nothing to rate" in refused.out) == (1, True)
    assert "her engineers decide" in screen


def test_s0_19_job_values_aims_and_days_are_brought_together(planned: TestHome) -> None:
    """Fit by headings: what is said of one heading moves that heading."""
    planned.write("want", "values=50", "can I succeed here=30", "balance=20")
    rated(planned, "@ana", "e+: we lost a client over it", "values", 5)
    screen = planned.type("fit", "--headings").partition("heading ")[2]

    assert line(screen, "values").split()[1:3] == ["0.50", "0.83"]
    assert line(screen, "goals").split()[1:3] == ["0.30", "0.50"]
    assert line(screen, "daily").split()[1:3] == ["0.20", "0.50"]


def test_s1_1_both_learn(planned: TestHome) -> None:
    """What each side asked and heard, on one sheet."""
    planned.write("got", "Why us?", "@ana")
    before = planned.type("ledger")
    planned.write("said", "the product")
    planned.write("ask", "2", "@ana")
    planned.write("note", "e+: her engineers decide")
    after = planned.type("ledger")

    assert "They learned  asked 1, you answered 0" in before
    assert "You learned   asked 1, answers 1, on 1 of the 3 that matter" in after
    assert "They learned  asked 1, you answered 1" in after


def test_s1_2_what_they_probe_for_is_counted(planned: TestHome) -> None:
    """They look at your skills: their questions, by the skill behind each."""
    for text, skill in (("Kafka?", "streaming"), ("And batch?", "streaming"), ("Why us?", "motivation")):
        planned.write("got", text, "--skill", skill)
    streaming = planned.type("ledger")
    for text in ("Where next?", "What drives you?"):
        planned.write("got", text, "--skill", "motivation")

    assert "They look for  streaming 2, motivation 1" in streaming
    assert "They look for  motivation 3, streaming 2" in planned.type("ledger")


def test_s1_3_a_pitch_counts_half_and_the_gut_is_kept_apart(planned: TestHome) -> None:
    """They show their best side: what they say in general is a pitch, and the first impression stays sealed."""
    planned.write("start")
    planned.write("ask", "2", "@ana")
    noted = planned.write("note", "g+: everybody loves it here")
    planned.write("end")
    planned.write("gut", "5", "dazzled")
    sealed = planned.type("replay")
    planned.write("rate", noted, "5")
    opened = planned.type("replay")

    assert ("sealed until the ratings are in" in sealed, "dazzled" in sealed) == (True, False)
    assert "dazzled" in opened
    assert "counts 2.00" in line(planned.type("why", "autonomy"), noted)


def test_s1_4_ideas_for_their_problems_are_kept(planned: TestHome) -> None:
    """What you gave them, for which trouble of theirs, and how they took it."""
    planned.write("gave", "replay the queue at night", "@ana", "--problem", "slow mornings", "--reaction", "noted it")
    planned.write("gave", "a joke", "@ben")
    screen = planned.type("ledger")

    assert "  replay the queue at night; for their slow mornings; Ana: noted it" in screen
    assert "a joke (Ben)" in screen
    assert "a joke;" not in screen


def test_s1_5_what_goes_beyond_the_description_is_said(planned: TestHome) -> None:
    """You may offer more than the job's description asks for."""
    planned.write("gave", "the pipelines it asks for")
    assert "beyond the description" not in planned.type("ledger")
    planned.write("gave", "teaching the juniors", "--beyond")

    assert "  teaching the juniors; beyond the description" in planned.type("ledger")


@pytest.mark.parametrize(
    ("theirs", "pair", "sure", "score"),
    [("5", "It fits both sides", "80", "0.04"), ("1", "It fits you; you fit them less", "20", "0.64")],
)
def test_s1_10_both_sides_gain_or_one_does(planned: TestHome, theirs: str, pair: str, sure: str, score: str) -> None:
    """Openness on both sides: my fit beside theirs, and how sure I was kept with the decision."""
    for criterion in ("autonomy", "growth", "balance"):
        rated(planned, "@ana", "e+: a case", criterion, 5)
    planned.write("view", "e+: as said", "@ana", "--rate", theirs)
    screen = planned.type("fit")
    planned.write("decide", "accept", "--because", "it fits", "--sure", sure, "--mind", "calm")
    planned.now = "2026-04-10T10:00:00+02:00"
    planned.write("review", "--found", "autonomy=5")

    assert pair in screen
    assert f"Your own confidence: {score} over 1 decision" in planned.type("review", "--show")


def test_s1_11_they_choose_by_skill_culture_and_aims(planned: TestHome) -> None:
    """What they need, by its kind."""
    planned.write("need", "pipelines")
    planned.write("need", "calm people", "--kind", "culture")
    planned.write("need", "a second site", "--kind", "aim")
    screen = planned.type("ledger")

    assert "pipelines (skill)" in screen
    assert "calm people (culture)" in screen
    assert "a second site (long-term aim)" in screen


def test_s1_12_shared_aims_stand_in_pairs(planned: TestHome) -> None:
    """A partnership rests on what both sides want."""
    planned.write("need", "a second site", "--kind", "aim")
    alone = planned.type("ledger")
    planned.write("need", "people who grow", "@ana", "--kind", "aim", "--shared", "growth")
    shared = planned.type("ledger")

    assert "No aim is known to be shared" in alone
    assert "  people who grow (Ana): your growth" in shared
    assert "  a second site: nothing of yours is held against it" in shared
