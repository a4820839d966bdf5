"""Saying what matters."""

from __future__ import annotations

from typing import Any

import pytest

from ..home import TestHome

WALK = ["1 6 11", "5", "autonomy", "60", "40", "3 remote days", "n", "", "4 3 3"]


def weights(home: TestHome) -> dict[str, float]:
    """Return the weights as ``want`` shows them."""
    return {one["name"]: one["weight"] for one in home.json("want")["criteria"]}


def test_the_walk_ends_in_weights_must_have_and_present_job(fresh: TestHome) -> None:
    """Four steps at the terminal give what the golden transcript shows."""
    screen = fresh.type("want", answers=WALK)

    assert "wants noted: 7 entries" in screen
    assert "autonomy 0.50, growth 0.30, balance 0.20; must-have: 3 remote days" in screen
    assert "present job 0.63 (your own ratings: no range)" in screen
    assert "balance has one question, two are better: twoway bank add --about balance" in screen


def test_the_list_of_criteria_is_numbered_down_first(fresh: TestHome) -> None:
    """Sixteen criteria stand in four columns, so that the list fits a screen."""
    rows = fresh.type("want", answers=WALK).splitlines()[1:5]

    assert rows[0].split()[:6] == ["1", "autonomy", "5", "technology", "9", "team"]
    assert rows[3].split()[-5:] == ["12", "role", "clarity", "16", "commute"]
    assert max(len(row) for row in rows) <= 80


def test_everything_can_be_said_on_the_command_line(fresh: TestHome) -> None:
    """A script needs no prompt, and gets the same weights."""
    fresh.write("want", "autonomy=100", "growth=60", "balance=40", "--ideal", "autonomy=5")

    assert weights(fresh) == {"autonomy": 0.5, "growth": 0.3, "balance": 0.2}


def test_a_step_can_be_answered_on_the_same_line(fresh: TestHome) -> None:
    """Weigh before its points says no more than the points; so do the other steps."""
    fresh.write("want", "weigh", "autonomy=100", "growth=100")
    fresh.write("want", "must", "3 remote days", "pay=4")
    fresh.write("want", "present", "growth=3")
    view = fresh.json("want")

    assert weights(fresh) == {"autonomy": 0.5, "growth": 0.5}
    assert {must["name"] for must in view["must_haves"]} == {"3 remote days", "pay"}
    assert {one["name"]: one["present"] for one in view["criteria"]} == {"autonomy": None, "growth": 3}


def test_a_ranking_gives_other_weights_than_points(fresh: TestHome) -> None:
    """Who gives an order alone gets the weights of the middle of all that keep it."""
    fresh.write("want", "--rank", "autonomy", "growth")

    assert weights(fresh) == {"autonomy": 0.75, "growth": 0.25}


def test_the_last_elicitation_counts_and_nothing_is_overwritten(fresh: TestHome) -> None:
    """Weights are asked again; taking the second answer back brings the first one back."""
    fresh.write("want", "pay=100", "growth=100")
    second = fresh.write("want", "pay=100", "growth=0")
    now = weights(fresh)
    fresh.write("undo", second)

    assert (now, weights(fresh)) == ({"pay": 1.0}, {"pay": 0.5, "growth": 0.5})


def test_one_name_with_points_leaves_the_others_as_they_were(fresh: TestHome) -> None:
    """Several names are a new answer to the whole question; one is a change of that one."""
    fresh.write("want", "autonomy=100", "growth=60", "pay=40")
    fresh.write("want", "growth=100")
    changed = weights(fresh)
    fresh.write("want", "autonomy=100", "pay=100")

    assert changed == {"autonomy": 0.4167, "growth": 0.4167, "pay": 0.1667}
    assert weights(fresh) == {"autonomy": 0.5, "pay": 0.5}


def test_words_of_ones_own_become_criteria(fresh: TestHome) -> None:
    """A wish that is on no list is a criterion like any other."""
    fresh.type("want", "weigh", answers=["6, quiet office", "quiet office", "50"])

    assert weights(fresh)["quiet office"] == pytest.approx(2 / 3, abs=1e-4)


def test_one_criterion_alone_is_not_compared(fresh: TestHome) -> None:
    """Where only one thing matters there is nothing to weigh it against."""
    screen = fresh.type("want", "weigh", answers=["pay"])

    assert "Picture a job" not in screen
    assert weights(fresh) == {"pay": 1.0}


@pytest.mark.parametrize(
    ("options", "must"),
    [
        (["--must", "visa"], {"name": "visa", "threshold": None, "negotiable": False}),
        (["--must", "pay=4"], {"name": "pay", "threshold": 4, "negotiable": False}),
        (["--must", "visa", "--negotiable"], {"name": "visa", "threshold": None, "negotiable": True}),
    ],
)
def test_a_must_have_is_a_yes_or_a_level(fresh: TestHome, options: list[str], must: dict[str, Any]) -> None:
    """A new word is answered by yes or no; a criterion of the list needs the level it must reach."""
    fresh.write("want", *options)
    [shown] = fresh.json("want")["must_haves"]

    assert {name: shown[name] for name in must} == must


def test_a_must_have_is_lifted_again(fresh: TestHome) -> None:
    """What was a must-have need not be one for ever."""
    fresh.write("want", "--must", "visa")
    fresh.write("want", "--lift", "visa")

    assert fresh.json("want")["must_haves"] == []


def test_a_level_is_asked_of_a_must_have_that_is_rated(fresh: TestHome) -> None:
    """At the prompt, too, a criterion that is rated needs the level it must reach."""
    screen = fresh.type("want", "must", answers=["pay", "4", "y", ""])

    assert "must-have: pay at least 4 (negotiable)" in screen


@pytest.mark.parametrize("typed", ["pay 4", "pay=4"])
def test_a_level_may_stand_behind_a_must_have_that_is_rated(fresh: TestHome, typed: str) -> None:
    """It is no part of the name, and is not asked for again."""
    screen = fresh.type("want", "must", answers=[typed, "n", ""])

    assert "must-have: pay at least 4" in screen
    assert "At least how good" not in screen


def test_how_one_likes_to_work_is_kept_by_scale(fresh: TestHome) -> None:
    """Scales of working style have two ends, and neither is better."""
    fresh.type("want", "style", answers=["", "", "", "2", "", "", "", "", ""])
    [style] = fresh.json("want")["styles"]

    assert (style["scale"], style["level"], style["low"]) == ("pace", 2, "calm and steady")


def test_what_is_dropped_is_offered_no_more(fresh: TestHome) -> None:
    """A criterion that matters no more leaves the list."""
    fresh.write("want", "--drop", "commute")

    assert "commute" not in {one["name"] for one in fresh.json("want")["criteria"]}


def test_the_present_job_may_be_rated_in_part(fresh: TestHome) -> None:
    """What was not rated of the present job is unknown, and said so."""
    fresh.write("want", "pay=100", "growth=100")
    screen = fresh.type("want", "present", answers=["4", "4 -"])

    assert "present job 0.63 (your own ratings: no range, rated on 0.50 of the weight)" in screen


@pytest.mark.parametrize(
    "words",
    [
        ["autonomy=101"],
        ["autonomy"],
        ["--ideal", "autonomy=6"],
        ["--present", "growth=0"],
        ["--must", "pay"],
        ["--style", "noise=3"],
        ["--rank", "pay"],
    ],
)
def test_what_cannot_be_understood_is_a_usage_error(fresh: TestHome, words: list[str]) -> None:
    """A number out of bounds or a missing one changes nothing."""
    done = fresh.run("want", *words)

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error:")


def test_an_unknown_name_is_met_with_the_one_that_was_meant(fresh: TestHome) -> None:
    """A slip in a name is no new criterion where an old one is rated."""
    done = fresh.run("want", "--present", "grwth=3", "--json")

    assert (done.code, done.error["code"]) == (1, "unknown-criterion")
    assert done.error["try"].startswith('"growth"?')


def test_ctrl_c_writes_nothing(fresh: TestHome) -> None:
    """A walk that breaks off in the middle leaves the journal as it was."""
    done = fresh.try_typing("want", answers=WALK[:4])

    assert done.code == 130
    assert "Nothing written." in done.out
    assert fresh.json("want")["weighed"] == ""


def test_own_time_against_pay_is_a_swing_question(acme: TestHome) -> None:
    """Which would you lift first, and what is the other worth: a place on a scale, and both weighed by it."""
    screen = acme.type("want", "style", answers=[""] * 8 + ["money", "time", "50"])
    view = acme.json("want")
    weights = {one["name"]: one["weight"] for one in view["criteria"]}

    assert "One of these: pay, time." in screen
    assert [(one["scale"], one["level"]) for one in view["styles"]] == [("time or pay", 4)]
    assert weights == {"autonomy": 0.4545, "growth": 0.2727, "balance": 0.1818, "pay": 0.0909}


def test_who_would_rather_have_pay_weighs_it_more(acme: TestHome) -> None:
    """The other way round it is the other way round."""
    acme.write("want", "--trade", "20:100")
    view = acme.json("want")
    weights = {one["name"]: one["weight"] for one in view["criteria"]}

    assert view["styles"][0]["level"] == 2
    assert weights["pay"] > weights["balance"]


def test_a_trade_brings_nothing_back_that_was_just_weighed_no_more(acme: TestHome) -> None:
    """It joins the points of the same command; only without any it joins those given before."""
    acme.write("want", "growth=50", "pay=100", "--trade", "30:100")
    view = acme.json("want")

    assert {one["name"]: one["weight"] for one in view["criteria"]} == {
        "pay": 0.5556,
        "growth": 0.2778,
        "balance": 0.1667,
    }


def test_before_anything_is_weighed_the_trade_is_a_place_on_a_scale(fresh: TestHome) -> None:
    """It weighs nothing by itself: two criteria are not all that matters."""
    fresh.write("want", "--trade", "100:0")
    view = fresh.json("want")

    assert (view["weighed"], view["styles"][0]["level"]) == ("", 5)


@pytest.mark.parametrize("trade", ["100", "100:", "50:40", "100:400", "x:y"])
def test_a_trade_that_is_none_is_refused(acme: TestHome, trade: str) -> None:
    """Two numbers, the larger 100."""
    assert acme.run("want", "--trade", trade).code == 2


def test_the_right_level_may_hang_on_the_level_of_the_job(acme: TestHome) -> None:
    """Less autonomy for a beginner; both levels of one command are kept, and that for all others stays."""
    acme.write("want", "--ideal", "autonomy@junior=2", "--ideal", "autonomy@trainee=1")
    [autonomy] = [one for one in acme.json("want")["criteria"] if one["name"] == "autonomy"]

    assert (autonomy["ideal"], autonomy["levels"]) == (5, {"junior": 2, "trainee": 1})
    assert "By level     autonomy: junior 2, trainee 1" in acme.run("want").out


def test_each_criterion_says_how_to_find_out(acme: TestHome) -> None:
    """How many questions, and of whom best; and which of the two lives it bears on."""
    lines = acme.run("want").out.splitlines()

    assert any(line.startswith("  balance") and line.endswith("1 question: peer") for line in lines)
    assert "Personal     0.50: growth, balance" in lines
    assert "Professional 0.50: autonomy" in lines


def test_a_long_question_breaks_between_words(fresh: TestHome) -> None:
    """Nine names do not fit on a line of 80; none is cut, and the answer is typed behind the last."""
    names = ["training and growth", "balance of hours", "the firm's prospects", "a career path", "boss support", "pay"]
    fresh.write("want", *(f"{name}={100 - place}" for place, name in enumerate(names)))
    shown = fresh.try_typing("want", "present", answers=[""]).out

    assert max(len(line) for line in shown.splitlines()) <= 80
    assert "Your present job, 1 to 5: " + ", ".join(names) + ": " in " ".join(shown.split()) + " "
