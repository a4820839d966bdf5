"""Before the interview: prepare, and know what to ask (S2)."""

from __future__ import annotations

import pytest

from ..client.home import TestHome
from .asking import answered, good_and_bad, in_bank, mean, row


def test_s2_1_the_firm_and_its_people_are_looked_up(acme: TestHome) -> None:
    """A checklist for the firm, and a card for everybody you meet."""
    before = acme.run("who", "@ana").out
    acme.write("who", "change", "@ana", "--title", "Head of data", "--about", "wrote the blog on tests")
    acme.write("prep", "done", "3", "Ana wrote the blog")

    assert "Head of data" not in before
    assert "  title    Head of data" in acme.run("who", "@ana").out.splitlines()
    assert "done 4 Mar" in row(acme.run("prep").out, "who you meet")


def test_s2_2_each_thing_that_matters_says_how_to_find_out(acme: TestHome) -> None:
    """How many questions, of whom best; and what has none yet says so."""
    acme.write("want", "growth=100", "a garden=50")
    screen = acme.run("want").out
    acme.write("bank", "add", "Is there a garden?", "--about", "a garden", "--ask", "peer")

    assert "3 questions: boss, hr" in row(screen, "  growth")
    assert "no question yet" in row(screen, "  a garden")
    assert "1 question: peer" in row(acme.run("want").out, "  a garden")


def test_s2_4_stories_are_prepared_polished_and_linked_when_told(acme: TestHome) -> None:
    """A success for each skill, and where it was told."""
    acme.write("story", "add", "the slow report", "--situation", "an hour", "--skill", "patience")
    bare = acme.run("story").out
    acme.write("story", "change", "slow", "--action", "an index", "--result", "two seconds")
    acme.write("got", "When were you patient?", "--skill", "patience")
    acme.write("said", "I measured first", "--story", "slow")

    assert "not told yet; lacks action, result" in bare
    assert "not told yet" not in acme.run("story").out
    assert 'told       4 Mar, acme, to "When were you patient?"' in acme.run("story", "slow").out


@pytest.mark.parametrize(("levels", "first", "trade"), [("21543", "time", 5), ("54321", "pay", 1)])
def test_s2_5_how_i_like_to_work_is_asked_and_time_is_held_against_pay(
    fresh: TestHome, levels: str, first: str, trade: int
) -> None:
    """Five scales with two ends, and a swing between own time and pay."""
    screen = fresh.type("want", "style", answers=[*levels, "", "", "", first, "0"])
    shown = fresh.run("want").out

    for name in ("supervision", "training", "order", "pace", "technology"):
        assert f"  {name}: 1 (" in screen
    assert f"Style  supervision: {levels[0]} of" in shown
    assert f"Style  time or pay: {trade} of 1 (more pay) to 5 (more time of your own)" in shown


def test_s2_6_weights_are_asked_again_and_never_overwritten(acme: TestHome) -> None:
    """What I thought in March is still what I thought in March."""
    acme.now = "2026-03-06T10:00:00+01:00"
    acme.write("want", "balance=100", "growth=10")

    assert "0.91" in row(acme.run("want").out, "  balance")
    assert "0.20" in row(acme.run("at", "2026-03-05", "want").out, "  balance")
    assert acme.run("log").out.count("weights given") == 2


def test_s2_7_what_i_believe_is_checked_for_this_job(acme: TestHome) -> None:
    """A belief is unverified, confirmed or refuted, and says whom it is true of."""
    firm = acme.write("learn", "they train everybody", "--from", "website", "--of", "firm")
    boss = acme.write("learn", "she coaches", "--from", "review", "--of", "boss")
    before = acme.run("learn", "list").out
    acme.write("learn", "refuted", firm, "@ben", "e+: not in this team")
    acme.write("learn", "confirmed", boss, "@ben", "e+: every Friday")
    after = acme.run("learn", "list").out

    assert "acme: 2 unverified, 0 refuted, 0 confirmed" in before
    assert "refuted" in row(after, firm)
    assert "confirmed" in row(after, boss)
    assert "of the boss, from review" in after


def test_s2_9_the_firms_good_name_is_not_the_bosss(acme: TestHome) -> None:
    """What is said of the firm counts half of what is said of the boss, until the boss speaks to it."""
    firm = acme.write("learn", "they coach", "--from", "website", "--about", "boss support", "--rate", "5")
    boss = acme.write(
        "learn", "Ana does", "--of", "boss", "--from", "website", "--about", "boss support", "--rate", "5"
    )
    why = acme.run("why", "boss support").out
    before = acme.run("learn", "list").out
    acme.write("learn", "confirmed", firm, "@ana", "e+: I do")

    assert "counts 0.05" in row(why, firm)
    assert "counts 0.09" in row(why, boss)
    assert "said of the firm: counts half for boss support" in before
    assert "counts half" not in acme.run("learn", "list").out


def test_s2_11_a_training_plan_made_with_somebody(acme: TestHome) -> None:
    """An example is asked for, of the boss; a general answer counts half."""
    question = in_bank(acme, "training plan you made with someone")
    example = answered(acme, question, "@ana", "e+: she sent two to a course", 5, "growth")
    general = answered(acme, question, "@ben", "g+: we do that", 5, "growth")

    assert (question["kind"], question["ask"]) == ("example", ["boss"])
    assert "counts 4.00" in row(example, "Ana")
    assert "counts 2.00" in row(general, "Ben")


def test_s2_12_what_training_is_regular(acme: TestHome) -> None:
    """A fact, of the boss or the personnel office."""
    good_and_bad(acme, "What training is regular here", "growth", "n+: ten days a year", "n+: none this year")

    assert in_bank(acme, "What training is regular here")["kind"] == "fact"


def test_s2_13_how_my_predecessor_grew(acme: TestHome) -> None:
    """Asked of the boss; and the predecessor can be met, whose word counts as that of one who left."""
    good_and_bad(acme, "How did my predecessor grow", "career path", "e+: leads a team now", "e+: left after a year")
    acme.write("who", "add", "Gil Moss", "--predecessor")
    before = acme.run("why", "growth").out
    gil = answered(acme, in_bank(acme, "first six months"), "@gil", "e+: two courses", 4, "growth")

    assert "had the job before you" in row(acme.run("who").out, "Gil Moss")
    assert "Gil" not in before
    assert "counts 3.00" in row(gil, "Gil")


def test_s2_14_what_i_could_have_in_the_first_six_months(acme: TestHome) -> None:
    """A fact that may become a promise."""
    good_and_bad(acme, "first six months", "growth", "n+: two courses", "n+: none")
    acme.write("promise", "two courses in six months", "@ana", "--about", "growth")

    assert "two courses in six months" in acme.run("report").out


def test_s2_15_the_job_its_place_and_the_first_three_months(acme: TestHome) -> None:
    """Each has its question, and each answer its mark."""
    good_and_bad(acme, "hard in the first three months", "can I succeed here", "e+: the old loader", "e+: no idea")
    good_and_bad(acme, "serve the wider firm", "role clarity", "e+: all reports rest on it", "e+: hard to say")

    assert {in_bank(acme, words)["tag"] for words in ("first three months", "wider firm")} == {"duties", "organisation"}


def test_s2_16_a_question_shows_the_homework_behind_it(acme: TestHome) -> None:
    """Can I succeed here: a question that a finding prompted shows that finding in the bank and in the plan."""
    finding = acme.write("learn", "the last two left within a year", "--from", "review")
    acme.write("bank", "add", "Why did the last two go?", "--about", "can I succeed here", "--on", finding)
    acme.write("bank", "add", "What would you do first?", "--about", "can I succeed here")
    bank = acme.run("bank", "--about", "can I succeed here").out
    acme.write("plan", "45m", "@ana")
    asked = next(one["id"] for one in acme.json("bank")["questions"] if one["finding"])
    plan = acme.type("plan", "add", asked)

    assert bank.count("you read: the last two left within a year") == 1
    assert "     you read: the last two left within a year" in plan
    good_and_bad(acme, "What would you do first?", "can I succeed here", "e+: meet everybody", "e+: no answer")


def test_s2_17_what_the_next_job_must_have_is_ranked(fresh: TestHome) -> None:
    """The order alone gives weights; another order gives others."""
    fresh.write("want", "--rank", "growth", "team", "pay")
    first = fresh.run("want").out
    fresh.write("want", "--rank", "pay", "team", "growth")

    assert [line.split()[0] for line in first.splitlines()[1:4]] == ["growth", "team", "pay"]
    assert [line.split()[0] for line in fresh.run("want").out.splitlines()[1:4]] == ["pay", "team", "growth"]


def test_s2_18_what_has_fewer_than_two_questions_is_named(acme: TestHome) -> None:
    """Until it has two."""
    before = acme.run("bank").out
    acme.write("bank", "add", "When did you last work on a Sunday?", "--about", "balance")

    assert "balance has one question, two are better" in before
    assert "two are better" not in acme.run("bank").out


def test_s2_19_the_plan_counts_work_opportunity_and_boss(acme: TestHome) -> None:
    """And says what none is about."""
    acme.write("plan", "45m", "@ana", "@ben")
    balanced = acme.run("plan").out
    for line in acme.json("plan")["lines"][::-1]:
        if line["about"] != "balance":
            acme.write("plan", "drop", str(line["number"]))
    poor = acme.run("plan").out

    assert row(balanced, "About  work ").count("#") >= 3
    assert "Nothing about" not in balanced
    assert "About  work 1 #   opportunity 0   boss 0" in poor
    assert "Nothing about the opportunity or the boss" in poor


def test_s2_7_a_belief_that_was_refuted_can_be_looked_back_at(acme: TestHome) -> None:
    """Unverified on the day before; and undo makes it so again."""
    belief = acme.write("learn", "they train everybody")
    before = mean(acme.run("why", "growth").out)
    acme.now = "2026-03-06T10:00:00+01:00"
    noted = acme.write("learn", "refuted", belief, "@ana", "no")

    assert "1 unverified" in acme.run("at", "2026-03-05", "learn", "list").out
    assert "1 refuted" in acme.run("learn", "list").out
    assert mean(acme.run("why", "growth").out) == before
    acme.write("undo", noted)
    assert "1 unverified" in acme.run("learn", "list").out
