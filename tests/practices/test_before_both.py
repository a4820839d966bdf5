"""Before the interview: both sides judge (S0), each side gives and takes (S1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..client.home import TestHome
from .asking import answered, good_and_bad, in_bank, mean, row


def test_s0_2_values_surroundings_and_culture_are_items_to_note(acme: TestHome) -> None:
    """Before you go, note the firm's values, ways of working and culture."""
    before = acme.run("prep").out
    for item, finding in (("values", "candour"), ("ways of working", "in pairs"), ("culture", "lunch together")):
        acme.write("prep", "done", item, finding, "--from", "website")
    after = acme.run("prep").out

    assert "1  open         the firm: values, ways of working, culture" in before
    assert "1  done 4 Mar" in row(after, "the firm:")
    assert "culture: lunch together (website, 4 Mar)" in after


def test_s0_4_team_and_policies_are_asked_about(acme: TestHome) -> None:
    """Ask about the team and about policies: questions on both, and answers that are judged."""
    good_and_bad(acme, "How does the team work", "team", "e+: they pair on hard things", "e+: each for himself")
    acme.write("bank", "pack", "policies")
    rules = in_bank(acme, "hours and leave are written down")

    assert rules["in_writing"] is True
    assert mean(answered(acme, rules, "@ana", "e+: a page of them", 4, "balance")) > 0.5


def test_s0_5_what_the_posting_left_out_is_confirmed_changed_or_open(acme: TestHome) -> None:
    """The posting leaves things out: each line is confirmed, changed or still open."""
    acme.write("posting", "add", "three remote days\nyou lead four people\na training budget")
    acme.write("posting", "changed", "1", "@ana", "n: two days")
    acme.write("posting", "confirmed", "2", "@ben", "e: he is one of the four")
    screen = acme.run("posting").out

    assert "acme: 3 lines: 1 confirmed, 1 changed, 1 open" in screen
    assert row(screen, "Ana: two days")
    assert "3  open" in row(screen, "a training budget")


def test_s0_6_the_days_work_and_its_measure_are_asked_for(acme: TestHome) -> None:
    """Ask about the day's work, the aims, and how success is measured; the measure in numbers."""
    good_and_bad(acme, "usual day", "role clarity", "e+: two reports and a model", "e+: whatever burns")
    measure = in_bank(acme, "how will you know I did well")
    vague = answered(acme, measure, "@ben", "g: you will see", 4, "can I succeed here")
    exact = answered(acme, measure, "@ana", "n+: 3 pipelines live", 4, "can I succeed here")

    assert (measure["kind"], measure["topic"]) == ("number", "work")
    assert "general" in vague
    assert "3 pipelines live" in exact
    assert "number sure" in exact


@pytest.mark.parametrize(("ideal", "fits"), [("5", False), ("2", True)])
def test_s0_7_the_managers_style_is_held_against_my_level(acme: TestHome, ideal: str, fits: bool) -> None:
    """Ask how the manager leads: close supervision suits one person and not another."""
    acme.write("want", "--ideal", f"supervision={ideal}")
    question = in_bank(acme, "what is its lead like")
    acme.write("ask", question["id"], "@ben")
    noted = acme.write("note", "e+: she looks in once a month")
    acme.write("rate", noted, "2", "--about", "supervision")

    assert (mean(acme.run("why", "supervision").out) > 0.5) is fits


def test_s0_9_values_are_personal_or_professional(acme: TestHome) -> None:
    """Hold their values against yours, personal and professional."""
    acme.write("want", "values=100", "can I succeed here=50")
    screen = acme.run("want").out
    acme.write("want", "values=50", "can I succeed here=100")

    assert "Personal     0.67: values" in screen
    assert "Professional 0.33: can I succeed here" in screen
    assert "Personal     0.33: values" in acme.run("want").out
    good_and_bad(acme, "When did a stated value cost you", "values", "e+: we lost a client over it", "e+: never did")


def test_s0_11_hours_and_remote_are_spoken_of_openly(fresh: TestHome) -> None:
    """Hours, flexibility, remote: the must-haves propose them, and the plan asks for them first."""
    screen = fresh.type("want", "must", answers=["3 remote days", "n", "hours kept", "n", ""])
    fresh.write("open", "acme")
    fresh.write("who", "add", "Ana Ruiz", "--boss")
    plan = fresh.type("plan", "45m", "@ana")
    fresh.write("want", "--lift", "3 remote days", "--lift", "hours kept")

    assert "Often named: 3 remote days, hours kept" in screen
    assert "remote" in row(plan, "office days")
    assert "remote" not in fresh.type("plan", "45m", "@ana", "--new")


def test_s0_14_paths_and_skills_have_criteria_and_questions(acme: TestHome) -> None:
    """Career paths, skill building, advancement."""
    good_and_bad(acme, "How long to the next grade", "career path", "n+: two years", "n+: eight years")
    good_and_bad(acme, "first six months", "growth", "e+: a course and a mentor", "e+: you will be busy")


def test_s0_15_what_they_put_into_people_can_become_a_promise(acme: TestHome) -> None:
    """Mentors, training, commitment: what is promised stands in the report, what is only said does not."""
    good_and_bad(acme, "mentored or coached", "boss support", "e+: an hour a week", "e+: ask the wiki")
    before = acme.run("report").out
    acme.write("promise", "an hour of coaching a week", "@ana")

    assert "promised" not in before
    assert "an hour of coaching a week, Ana, spoken" in acme.run("report").out


def test_s0_16_how_long_they_stay_is_a_strip_of_those_there_and_gone(acme: TestHome) -> None:
    """Ask how long they are there: present and past staff, side by side."""
    good_and_bad(acme, "How long here?", "team", "e+: nine years, and happy", "e+: a year, and looking")
    acme.write("who", "change", "@ana", "--tenure", "9y")
    acme.write("who", "change", "@ben", "--tenure", "1y")
    acme.write("who", "add", "Eva Lind", "--ex-employee", "--tenure", "6m")
    screen = acme.run("who").out

    assert row(screen, "  there ").endswith("Ben 1 y, Ana 9 y")
    assert row(screen, "  left ").endswith("Eva 6 m")


def test_s0_17_people_who_left_are_reached_and_count(acme: TestHome) -> None:
    """Reach present or former staff: a to-do, an informal talk, and a word that counts more than a recruiter's."""
    acme.write("who", "add", "Eva Lind", "--ex-employee")
    acme.write("who", "add", "Carla Stein", "--recruiter")
    acme.write("todo", "add", "how was it there?", "@eva", "--kind", "reach-out")
    acme.write("start", "@eva", "--kind", "informational")
    acme.write("end")
    eva = answered(acme, in_bank(acme, "hardest problem"), "@eva", "e+: nobody decides", 2, "growth")
    carla = answered(acme, in_bank(acme, "hardest problem"), "@carla", "e+: none at all", 5, "growth")

    assert "reach out to Eva: how was it there?" in acme.run("todo").out
    assert "counts 3.00" in row(eva, "Eva")
    assert "counts 1.00" in row(carla, "Carla")
    assert "informational" in acme.run("log").out


def test_s1_6_mission_growth_team_and_expectations_have_questions(acme: TestHome) -> None:
    """You gather the firm's course, the team and what is expected; the firm's growth is its own criterion."""
    good_and_bad(acme, "Where is the firm heading", "firm's prospects", "e+: two markets more", "e+: we hold on")
    for words in ("usual day", "How does the team work", "serve the wider firm"):
        assert in_bank(acme, words)["criteria"]


def test_s1_7_every_question_tests_something_that_matters(acme: TestHome) -> None:
    """A question about nothing is named until it has its criterion."""
    assert "about nothing yet" not in acme.run("bank").out
    question = acme.write("bank", "add", "Is there a garden?")
    lint = row(acme.run("bank").out, "1 question is about nothing yet")
    acme.write("bank", "about", question, "balance")

    assert lint.endswith(f"twoway bank about {question} NAME")
    assert "about nothing yet" not in acme.run("bank").out


def test_s1_8_culture_management_and_growth_are_criteria_to_begin_with(fresh: TestHome) -> None:
    """They are offered before anything is typed, and those that were chosen weigh."""
    before = fresh.run("want").out
    fresh.write("want", "values=100", "boss support=80", "growth=60")
    after = fresh.run("want").out

    for name in ("values", "boss support", "growth", "team"):
        assert name in before.replace("\n", " ")
    assert "0.42" in row(after, "  values")
    assert "0.33" in row(after, "  boss support")


def test_s1_9_growing_as_a_person_and_in_the_trade_are_two(acme: TestHome) -> None:
    """Two criteria of growth, one in each of the two lives."""
    acme.write("want", "growth=60", "career path=40")
    good_and_bad(acme, "first six months", "growth", "e+: a language course", "e+: nothing")
    screen = acme.run("want").out

    assert "Personal     0.60: growth" in screen
    assert "Professional 0.40: career path" in screen


def test_s1_13_to_decline_well_is_a_good_end(acme: TestHome) -> None:
    """The fit counts, not the victory: mine and theirs are told apart, and nothing is counted as passed."""
    acme.write("open", "birch")
    mine = acme.type("close", "acme", "declined", "--because", "no remote days")
    theirs = acme.type("close", "birch", "rejected")
    shown = acme.run("open").out

    assert "Your choice, and you know why: a good end." in mine
    assert "says little of you" in theirs
    assert "declined, your choice" in row(shown, "acme")
    assert "rejected, their choice" in row(shown, "birch")
    assert not [word for word in ("pass", "fail", "rate of", "%") if word in shown]


def test_s1_14_the_guide_and_what_was_prepared_are_a_file(acme: TestHome, tmp_path: Path) -> None:
    """A guide to take along, as Markdown and HTML; with what was prepared in it."""
    acme.run("prep", "export", "--to", str(tmp_path / "before.md"))
    acme.write("prep", "done", "2", "a new warehouse")
    acme.run("prep", "export", "--to", str(tmp_path / "after.md"))
    acme.run("prep", "export", "--html", "--to", str(tmp_path / "after.html"))
    before, after = (tmp_path / "before.md").read_text(), (tmp_path / "after.md").read_text()

    assert "## Before the interview" in before
    assert ("a new warehouse" in before, "a new warehouse" in after) == (False, True)
    assert "<li>done: recent projects and news" in (tmp_path / "after.html").read_text()
