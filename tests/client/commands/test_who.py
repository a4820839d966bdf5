"""The people one meets."""

from __future__ import annotations

import pytest

from ..home import TestHome


def test_people_get_handles_from_their_first_names(acme: TestHome) -> None:
    """A second Ana is called by her initial too."""
    screen = acme.type("who", "add", "Ana Silva", "--peer")

    assert "person added: ana-s, peer of yours" in screen
    assert [one["handle"] for one in acme.json("who")["people"]] == ["ana", "ben", "ana-s"]


def test_the_role_is_asked_for_at_a_terminal(acme: TestHome) -> None:
    """What somebody is decides how much the word counts, so it is asked; a word that is none is asked again."""
    screen = acme.type("who", "add", "Carla", answers=["chief", "recruiter"])

    assert "One of these words, please." in screen
    assert "person added: carla, recruiter" in screen


def test_a_namesake_is_pointed_out(acme: TestHome) -> None:
    """Two people may share a name; mostly it is one person, added twice."""
    assert "@ana has that name too. If it is one person: twoway undo" in acme.type("who", "add", "ana ruiz", "--boss")
    assert "that name" not in acme.type("who", "add", "Ana Silva", "--peer")


def test_without_a_terminal_the_role_is_not_known(acme: TestHome) -> None:
    """A script that says no role is not kept waiting."""
    acme.write("who", "add", "Carla")

    assert acme.json("who", "@carla")["role"] == "other"


def test_a_change_leaves_the_rest_as_it_was(acme: TestHome) -> None:
    """Somebody turns out to be the boss; the name stays."""
    acme.write("who", "change", "@ben", "--boss", "--tenure", "2y")
    ben = acme.json("who", "@ben")

    assert (ben["name"], ben["boss"], ben["tenure_months"]) == ("Ben Okafor", True, 24)


def test_one_person_is_shown_with_all_that_is_known(acme: TestHome) -> None:
    """Who is about to meet somebody reads up in a glance."""
    acme.write(
        "who", "add", "Eva", "--peer", "--under", "@ana", "--title", "Analyst", "--tool", "dbt", "--about", "sails"
    )

    assert acme.type("who", "eva").split("\n") == [
        "eva: Eva, peer of yours",
        "  under    ana",
        "  title    Analyst",
        "  tools    dbt",
        "  sails",
        "",
    ]


def test_an_unknown_person_is_met_with_who_was_meant(acme: TestHome) -> None:
    """A slip in a name shows the right one, ready to paste."""
    done = acme.run("who", "@anna")

    assert done.code == 1
    assert done.err == (
        "error: nobody called @anna in acme.\ntry:   @ana (Ana Ruiz)?  twoway who @ana   or  twoway who add Anna\n"
    )


@pytest.mark.parametrize(
    "words", [["add"], ["change"], ["change", "@ana"], ["add", "X", "--tenure", "long"], ["ana", "ben"]]
)
def test_what_is_missing_is_a_usage_error(acme: TestHome, words: list[str]) -> None:
    """Nothing is written of what cannot be understood."""
    done = acme.run("who", *words)

    assert done.code == 2
    assert len(acme.json("who")["people"]) == 2


def test_people_need_an_opportunity(fresh: TestHome) -> None:
    """Somebody is always somebody at a firm."""
    done = fresh.run("who", "--json")

    assert (done.code, done.error["code"]) == (1, "no-opportunity")


def test_the_people_of_one_firm_are_not_those_of_another(acme: TestHome) -> None:
    """A name means somebody of the current opportunity."""
    acme.write("open", "birch")

    assert acme.json("who")["people"] == []
    assert acme.run("who", "@ana").code == 1


def test_a_pleasant_talk_with_others_is_none_with_the_boss(planned: TestHome) -> None:
    """Ben was met, Ana not; once she was, the warning is gone."""
    planned.write("start", "@ben")
    planned.write("end")
    before = planned.run("who").out
    planned.write("start", "@ana", "--new")

    assert "Boss not met: Ana." in before
    assert "Your boss: Ana, met" in planned.run("who").out


def test_without_a_boss_it_says_to_ask(fresh: TestHome) -> None:
    """Nobody of those met may be the one."""
    fresh.write("open", "birch")
    fresh.write("who", "add", "Eva Lind", "--peer")

    assert "Boss not known" in fresh.run("who").out


def test_the_line_of_reporting_is_told_upwards(acme: TestHome) -> None:
    """From you over Ana to Kim."""
    acme.write("who", "add", "Kim Ito", "--leader")
    acme.write("who", "change", "@ana", "--under", "@kim")

    assert "You would report to Ana, who reports to Kim" in acme.run("who").out


def test_how_long_they_stay_is_a_strip(acme: TestHome) -> None:
    """Those there and those who left, on one scale; without any, no strip."""
    before = acme.run("who").out
    acme.write("who", "change", "@ana", "--tenure", "4y")
    acme.write("who", "change", "@ben", "--tenure", "6m")
    acme.write("who", "add", "Eva Lind", "--ex-employee", "--tenure", "1y")
    lines = acme.run("who").out.splitlines()

    assert "so far" not in before
    assert "  there  0 ...b...........................a 4 y   Ben 6 m, Ana 4 y" in lines
    assert "  left   0 .......e........................ 4 y   Eva 1 y" in lines
    assert "  in the middle: 2 y 3 m so far" in lines
