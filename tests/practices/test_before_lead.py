"""Before the interview: you lead it (S3)."""

from __future__ import annotations

import pytest

from ..client.home import TestHome
from .asking import answered, good_and_bad, in_bank, mean, row


def test_s3_1_a_talk_that_i_lead_is_asked_for_and_of_its_own_kind(acme: TestHome) -> None:
    """To ask for it is a to-do; its plan begins with the boss, that of a screen does not."""
    screen = acme.type("prep", "for", "reverse")
    acme.write("todo", "add", "may I ask you some questions?", "@ana", "--kind", "ask")
    lead = acme.type("plan", "45m", "@ana", "--kind", "reverse")
    other = acme.type("plan", "45m", "@ana", "--kind", "screen", "--new")

    assert 'ask for it: twoway todo add "may I ask you some questions?" @WHO --kind ask' in screen
    assert "ask Ana: may I ask you some questions?" in acme.run("todo").out
    assert lead.splitlines()[2:8] != other.splitlines()[2:8]
    assert "reverse" in acme.run("log").out


def test_s3_2_firm_team_and_role_are_all_touched(fresh: TestHome) -> None:
    """A plan about one thing only says what is missing; one for a talk that I lead asks about all three."""
    fresh.write("want", "balance=100")
    for question in fresh.json("bank")["questions"]:
        if question["kind"] == "feedback" or question["tag"] == "flag":
            fresh.write("bank", "drop", question["id"])
    fresh.write("open", "acme")
    fresh.write("who", "add", "Ben Okafor", "--peer")
    plain = fresh.type("plan", "45m", "@ben")
    lead = fresh.type("plan", "45m", "@ben", "--kind", "reverse", "--new")

    assert "Nothing about the opportunity or the boss" in plain
    assert "Nothing about" not in lead
    assert "About  work 1 #   opportunity 1 #   boss 1 #" in lead


def test_s3_3_what_can_be_read_elsewhere_is_not_asked(acme: TestHome) -> None:
    """It is looked up first, and leaves the plan; what cannot stays in it."""
    question = in_bank(acme, "What hours were worked")
    before = acme.type("plan", "45m", "@ana", "@ben")
    acme.write("bank", "elsewhere", question["id"])
    after = acme.type("plan", "45m", "@ana", "@ben")
    waiting = acme.run("learn", "list").out
    acme.write("learn", "38, says the works council", "--answers", question["id"], "--about", "balance")

    assert ("What hours" in before, "What hours" in after) == (True, False)
    assert "look up          What hours were worked" in waiting
    assert "look up" not in acme.run("learn", "list").out
    assert "38, says the works council" in acme.run("learn", "list").out


def test_s3_4_culture_expectations_and_surroundings_have_criteria(acme: TestHome) -> None:
    """Each can be judged, by what is said and by what is seen."""
    good_and_bad(acme, "When did a stated value cost", "values", "e+: we told a client no", "e+: I cannot think of one")
    good_and_bad(acme, "What would I spend a usual day on", "role clarity", "e+: two things", "e+: it depends")
    before = mean(acme.run("why", "team").out)
    seen = acme.write("saw", "e+: everybody greets everybody", "--cue", "surroundings", "--about", "team")
    acme.write("rate", seen, "5")

    assert mean(acme.run("why", "team").out) > before


def test_s3_5_a_line_of_the_plan_shows_what_prompted_it(acme: TestHome) -> None:
    """Questions show real interest: the finding stands beneath the one, and beneath no other."""
    finding = acme.write("learn", "forty people hired since June", "--from", "news")
    acme.write(
        "bank", "add", "How do forty find their place?", "--about", "growth", "--kind", "example", "--on", finding
    )
    acme.write("plan", "45m", "@ana")
    asked = next(one["id"] for one in acme.json("bank")["questions"] if one["finding"])
    acme.write("plan", "add", asked)
    plan = acme.run("plan").out

    assert plan.count("you read: forty people hired since June") >= 1
    lines = plan.splitlines()
    at = next(number for number, line in enumerate(lines) if "How do forty find" in line)
    assert lines[at + 1].strip() == "you read: forty people hired since June"
    assert len([line for line in lines if "you read" in line]) == len(
        [line for line in lines if "How do forty" in line]
    )


def test_s3_7_values_surroundings_and_team_show_the_fit_of_culture(acme: TestHome) -> None:
    """Three criteria; a bad answer on one lowers the fit of the whole."""
    acme.write("want", "values=100", "pace and order=80", "team=60", "--ideal", "pace and order=2")
    good = acme.write("note", "@ben", "e+: they help each other")
    acme.write("rate", good, "5", "--about", "team")
    before = acme.run("fit").out
    bad = acme.write("note", "@ana", "e+: values are marketing")
    acme.write("rate", bad, "1", "--about", "values")
    after = acme.run("fit").out

    assert "Ben 5" in row(before, "  team")
    assert "Ana 1" in row(after, "  values")
    assert before.splitlines()[0] != after.splitlines()[0]


def test_s3_10_culture_projects_and_news_are_looked_up_with_source_and_day(acme: TestHome) -> None:
    """What was found, where and when."""
    acme.write("prep", "done", "culture", "lunch together", "--from", "review", "--when", "2 mar 20:00")
    acme.write("prep", "done", "2", "a new warehouse", "--from", "news", "--when", "3 mar 20:00")
    acme.write("learn", "forty hired", "--from", "news", "--dated", "1 mar")
    screen = acme.run("prep").out

    assert "culture: lunch together (review, 2 Mar)" in screen
    assert "2  done 3 Mar" in screen
    assert "a new warehouse (news)" in screen
    assert "from news, 1 Mar" in acme.run("learn", "list").out


def test_s3_11_how_they_work_together_and_try_ideas(acme: TestHome) -> None:
    """Collaboration, new ideas, recent successes: each has its question."""
    good_and_bad(acme, "How does the team work", "team", "e+: in pairs", "e+: by tickets")
    good_and_bad(acme, "How are ideas tried", "firm's prospects", "e+: a day a month", "e+: there is no time")


@pytest.mark.parametrize(
    ("job", "asked"),
    [(["Data engineer", "--level", "senior"], True), (["Baker", "--level", "junior"], False)],
)
def test_s3_12_questions_suit_role_industry_and_level(fresh: TestHome, job: list[str], asked: bool) -> None:
    """Names are filled in; what does not suit says so, and is not planned."""
    fresh.write("want", "autonomy=100", "growth=40")
    fresh.write(
        "bank", "add", "What does {firm} expect of a {level} {role}?", "--about", "growth", "--role", "engineer"
    )
    fresh.write("open", "birch", *job)
    bank = fresh.run("bank", "--about", "growth").out

    assert f"What does birch expect of a {job[2]} {job[0]}?" in bank
    assert ("    not here: for engineer" in bank) is not asked


@pytest.mark.parametrize(("level", "fits"), [("junior", True), ("senior", False)])
def test_s3_17_autonomy_is_seen_in_the_light_of_the_level(fresh: TestHome, level: str, fits: bool) -> None:
    """The same answer suits a beginner and not somebody senior."""
    fresh.write("want", "autonomy=100", "--ideal", "autonomy=5", "--ideal", "autonomy@junior=2")
    fresh.write("open", "acme", "Engineer", "--level", level)
    fresh.write("who", "add", "Ana Ruiz", "--boss")
    noted = fresh.write("note", "@ana", "e+: I say what, and look in twice a week")
    fresh.write("rate", noted, "2", "--about", "autonomy")

    assert (mean(fresh.run("why", "autonomy").out) > 0.5) is fits


def test_s3_19_engineers_ask_for_course_method_and_others(acme: TestHome) -> None:
    """Three questions for those who build, which a baker is not asked."""
    acme.write("bank", "pack", "engineering")
    good_and_bad(acme, "sets a project's course", "autonomy", "e+: the team does", "e+: the board does")
    for words in ("recent problem", "involve others"):
        assert in_bank(acme, words)["unsuited"] == ""
    acme.write("open", "bakery", "Baker")

    assert acme.run("bank", "--about", "autonomy").out.count("not here: for engineer") == 3


def test_s3_22_tools_and_the_managers_channel_stand_on_the_card(acme: TestHome) -> None:
    """Which tools, and how the manager likes to be reached: one card has them, the other not."""
    acme.write("want", "--ideal", "communication=5")
    good_and_bad(acme, "with which tools", "communication", "e+: one board for all", "e+: mail, mostly")
    acme.write("who", "change", "@ana", "--channel", "telephone", "--tool", "Kanban board", "--tool", "chat")
    ana, ben = acme.run("who", "@ana").out, acme.run("who", "@ben").out

    assert "  channel  telephone" in ana.splitlines()
    assert "  tools    Kanban board, chat" in ana.splitlines()
    assert "channel" not in ben


@pytest.mark.parametrize(("place", "asked"), [("--remote", True), ("--office", False)])
def test_s3_23_who_works_from_home_asks_for_a_place_in_the_day(fresh: TestHome, place: str, asked: bool) -> None:
    """A question that is planned only where people work from home."""
    fresh.write("want", "communication=100", "growth=20", "--ideal", "communication=3")
    fresh.write("open", "acme", "Engineer", place)
    fresh.write("who", "add", "Ben Okafor", "--peer")
    bank = fresh.run("bank", "--about", "communication").out
    plan = fresh.type("plan", "60m", "@ben")

    assert ("not here: remote only" in bank) is not asked
    assert ("How do remote people" in plan) is asked


def test_s3_27_bringing_out_the_best_is_asked_further(acme: TestHome) -> None:
    """Interest in growth, roadblocks, time together: three questions under the one."""
    before = acme.run("bank", "--about", "boss support").out
    acme.write("bank", "pack", "boss")
    lines = acme.run("bank", "--about", "boss support").out.splitlines()
    at = next(number for number, line in enumerate(lines) if "bring out the best" in line)
    child = in_bank(acme, "keep off the team")

    assert "- " not in before
    assert all("  - " in line for line in lines[at + 1 : at + 4])
    first = answered(acme, child, "@ana", "e+: the weekly slides", 5, "boss support")
    assert mean(answered(acme, child, "@ben", "e+: none I know of", 1, "boss support")) < mean(first)


def test_s3_31_each_kind_of_interview_has_its_steps_and_its_plan(acme: TestHome) -> None:
    """Screen, panel, on site, by behaviour, reverse: other steps, another plan, stories where they are wanted."""
    named = acme.run("prep", "for").out
    behaviour = acme.type("prep", "for", "behavioural")
    acme.write("story", "add", "the slow report", "--situation", "a", "--action", "b", "--result", "c")
    panel = acme.type("prep", "for", "panel")
    together = acme.type("plan", "60m", "@ana", "@ben", "--kind", "panel")
    short = acme.type("plan", "60m", "@ana", "@ben", "--kind", "screen", "--new")

    for kind in ("screen", "panel", "on-site", "behavioural", "reverse"):
        assert kind in named
    assert "stories to have ready: 4; whole ones you have: 0" in behaviour
    assert "stories to have ready: 3; whole ones you have: 1" in panel
    assert together.count("Ana Ben") > short.count("Ana Ben")
