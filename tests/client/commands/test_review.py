"""Looking back on a decision."""

from __future__ import annotations

import pytest

from ..home import TestHome
from .held import Held


@pytest.fixture
def accepted(called: Held) -> TestHome:
    """Give acme, accepted on 11 March with 80 in 100, thirty days later."""
    home = called.home
    home.now = "2026-03-11T18:00:00+01:00"
    home.write("want", "--present", "autonomy=4", "--present", "growth=3", "--present", "balance=3")
    home.write("offer", "--term", "3 remote days", "--written")
    home.write("decide", "accept", "--because", "it was time", "--sure", "80", "--mind", "calm")
    home.now = "2026-04-10T18:00:00+02:00"
    return home


def test_each_criterion_is_asked_for_beside_what_was_said(accepted: TestHome) -> None:
    """Who said what, what was expected; then whose word held, and how sure one was with reason."""
    shown = accepted.type("review", answers=["6", "4", "1", "-", "long evenings"])
    whole = " ".join(shown.split())

    assert "1 of 3  autonomy: Ana 5, Ben 4; you expected 5" in shown
    assert "2 of 3  growth: Carla 4; you expected 4" in shown
    assert "3 of 3  balance: nobody said" in shown
    assert "A number from 1 to 5, or -, please." in shown
    assert "outcome reviewed: acme, 30 days after" in shown
    assert "the boss 1 of 1 held within a step: counts 1.33 of what it did" in whole
    assert "recruiters 0 of 1 held within a step: counts 0.67 of what it did" in whole
    assert "Your own confidence: 0." in whole


def test_what_was_learned_weighs_in_every_view_from_then_on(accepted: TestHome) -> None:
    """Carla's word on growth counted 1, and counts two thirds after it did not hold; where it held, it counts more."""
    before = accepted.run("why", "growth").out
    accepted.write("review", "--found", "growth=1")
    after = accepted.run("why", "growth").out
    fit = accepted.json("fit")
    accepted.write("undo")
    accepted.write("review", "--found", "growth=4")

    assert "counts 1.00" in before
    assert "counts 0.67" in after
    assert "counts 1.33" in accepted.run("why", "growth").out
    assert fit["coverage"] != accepted.json("fit")["coverage"]
    assert accepted.json("compare")["options"][0]["coverage"] == accepted.json("fit")["coverage"]
    assert "counts 1.00" in accepted.run("at", "2026-04-09", "why", "growth").out


def test_confidence_is_scored_by_how_it_turned_out(accepted: TestHome) -> None:
    """80 in 100 and worse than before scores 0.64; better scores 0.04."""
    accepted.write("review", "--found", "autonomy=1", "--found", "growth=1", "--found", "balance=1")
    worse = accepted.run("review", "--show").out
    accepted.write("review", "--found", "autonomy=5", "--found", "growth=5", "--found", "balance=5", "--days", "90")

    assert "Your own confidence: 0.64 over 1 decision" in worse
    assert "Your own confidence: 0.04 over 1 decision" in accepted.run("review", "--show").out


def test_days_to_look_back_are_to_dos_that_a_review_settles(accepted: TestHome) -> None:
    """Three of them; one is ticked at each look back."""
    before = accepted.run("todo").out
    accepted.write("review", "--found", "growth=4")
    after = accepted.run("todo").out

    assert before.count("look back on acme: twoway review") == 3
    assert "Fri 10 Apr" in before
    assert after.count("look back on acme: twoway review") == 2


def test_after_a_no_only_the_surprise_is_asked_for(accepted: TestHome) -> None:
    """Nobody sees what was left."""
    accepted.write("decide", "decline", "--because", "second thoughts")
    shown = accepted.type("review", "--days", "30", answers=["they called again"])
    nothing = accepted.type("review", answers=[""])

    assert "autonomy" not in shown.partition("outcome reviewed")[0]
    assert "outcome reviewed: acme, 30 days after" in shown
    assert "Nothing written." in nothing


def test_what_was_learned_is_told_as_data(accepted: TestHome) -> None:
    """Also as it was known; before any look back nothing was learned."""
    before = accepted.run("review", "--show").out
    accepted.write("review", "--found", "growth=1", "--surprise", "courses are for others")
    view = accepted.json("review")
    past = accepted.json("at", "2026-04-09", "review")

    assert before == "Nothing was looked back on yet, so every source counts as it did.\n"
    assert view["calibration"]["sources"] == [{"source": "recruiter", "hits": 0, "checks": 1, "trust": 0.6667}]
    assert [row["found"] for row in view["outcome"]] == [None, 1, None]
    assert past["calibration"]["sources"] == []


def test_what_cannot_be_looked_back_on_is_refused(accepted: TestHome) -> None:
    """No decision, no rating, nobody to ask."""
    assert accepted.run("review", "--found", "growth=9", "--json").error["code"] == "usage"
    assert accepted.run("review").code == 2
    accepted.write("open", "Birch")

    assert accepted.run("review", "--found", "growth=4", "--json").error["code"] == "no-decision"
    assert accepted.run("review", "acme", "--surprise", "none").code == 0
