"""Which word the rules give."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.analysis.decision import (
    Lever,
    Screen,
    Situation,
    best_levers,
    decide,
    drifted,
    is_clear,
    negotiating_worth,
    values_of,
)
from twoway_core.analysis.fit import fit_of
from twoway_core.analysis.settings import DEFAULTS

from .firms import ACME, WEIGHTS, beliefs
from .laws import LAW

ACME_FIT = fit_of(WEIGHTS, beliefs(ACME))
GROWTH = Lever("growth", 0.3, beliefs(ACME)["growth"].mean)
NOW: Situation[str] = Situation(ACME_FIT.mean, ACME_FIT.coverage, 0.62, screens=[Screen("open")], worth_asking=3)
WORSE: Situation[str] = Situation(0.5, 0.6, 0.7)
OFFER = replace(NOW, screens=[Screen("met")], offer=True, levers=[GROWTH])


def test_worked_example_before_the_offer() -> None:
    """A must-have is open, and questions are worth their minutes: ASK MORE."""
    found = decide(NOW)

    assert (found.action, found.reasons) == ("ASK MORE", ("must-have open", "worth asking"))


@pytest.mark.parametrize(("present", "worth"), [(0.62, 0.7042), (0.625, 0.7045)])
def test_worked_example_offer(present: float, worth: float) -> None:
    """A training week in writing lifts growth by a step: asking is worth .7042, accepting .6696."""
    found = decide(replace(OFFER, rival=present))

    assert found.action == "NEGOTIATE"
    assert found.reasons == ("negotiating is worth most",)
    assert found.values.lever == GROWTH
    assert GROWTH.lift() == pytest.approx(0.075)
    assert found.values.negotiate == pytest.approx(worth, abs=5e-5)
    assert (found.values.accept, found.values.stay) == pytest.approx((0.66964, present), abs=5e-6)
    assert found.unsettled == ("worth asking",)


SCREENED = {
    "with an offer, for good": (True, [Screen("failed")], "DECLINE"),
    "with an offer, negotiable": (True, [Screen("met"), Screen("failed", negotiable=True)], "NEGOTIATE"),
    "before an offer, for good": (False, [Screen("failed"), Screen("failed", negotiable=True)], "WITHDRAW"),
    "before an offer, negotiable": (False, [Screen("failed", negotiable=True)], "ASK MORE"),
}


@pytest.mark.parametrize(("offer", "screens", "action"), SCREENED.values(), ids=SCREENED.keys())
def test_a_failed_must_have_comes_before_every_sum(offer: bool, screens: list[Screen], action: str) -> None:
    """However good the rest is."""
    situation: Situation[str] = Situation(0.99, 1, 0.1, screens=screens, offer=offer)
    found = decide(situation)

    assert (found.action, found.reasons) == (action, ("must-have failed",))


def test_an_offer_is_judged_before_what_is_open() -> None:
    """What is unsettled is listed, and does not change the word."""
    found = decide(replace(OFFER, screens=[Screen("open")], severe_flags=1, levers=[]))

    assert found.action == "ACCEPT"
    assert found.unsettled == ("must-have open", "severe flag", "worth asking")


def test_an_offer_under_the_present_job_is_declined() -> None:
    """Staying is worth most."""
    found = decide(replace(OFFER, rival=0.9))

    assert (found.action, found.reasons) == ("DECLINE", ("the other choice is worth most",))


def test_equal_values_go_to_the_calmer_word() -> None:
    """An offer that is just as good as staying is no reason to move, and a lever that lifts nothing none to ask."""
    spent = Lever("growth", 0.3, 1.0)

    assert decide(Situation(0.6, 1, 0.6, offer=True, levers=[spent])).action == "DECLINE"
    assert values_of(Situation(0.6, 1, 0.6, offer=True, levers=[spent])).negotiate is None


def test_a_lever_just_as_good_as_accepting_is_not_worth_asking_for() -> None:
    """At the point where both are worth the same the word is ACCEPT."""
    lift = DEFAULTS.offer_lost * (0.7 - 0.6) / DEFAULTS.granted
    lever = Lever("pay", 1.0, 0.5, target=0.5 + lift)

    assert decide(Situation(0.7, 1, 0.6, offer=True, levers=[lever])).action == "ACCEPT"


def test_the_strongest_lever_is_taken() -> None:
    """By what it lifts, not by how it is listed; what lifts nothing is no lever."""
    pay, met = Lever("pay", 0.5, 0.5, target=0.9), Lever("team", 0.5, 0.8, target=0.7)

    assert best_levers([GROWTH, met, pay]) == [pay, GROWTH]


def test_a_lever_does_not_reach_beyond_the_best() -> None:
    """A step up from .9 ends at 1."""
    assert Lever("pay", 0.5, 0.9).lift() == pytest.approx(0.05)


@pytest.mark.parametrize("cause", [{"severe_flags": 1}, {"worth_asking": 1}, {"screens": [Screen("open")]}])
def test_each_cause_alone_is_enough_to_ask_more(cause: dict[str, object]) -> None:
    """A flag, a question, a must-have."""
    settled: Situation[str] = Situation(0.7, 1, 0.6)
    found = decide(replace(settled, **cause))  # type: ignore[arg-type]

    assert (decide(settled).action, found.action, len(found.reasons)) == ("CONTINUE", "ASK MORE", 1)


def test_without_time_there_is_no_more_asking() -> None:
    """The word is what the numbers say."""
    found = decide(replace(NOW, time_left=False))

    assert (found.action, found.reasons) == ("CONTINUE", ("nothing speaks against it",))


def test_a_worse_option_that_nothing_can_change_is_left() -> None:
    """More than half is known, and no question is worth its minutes."""
    found = decide(WORSE)

    assert (found.action, found.reasons) == ("WITHDRAW", ("the other choice is worth most",))


@pytest.mark.parametrize("kept", [{"coverage": 0.3}, {"worth_asking": 1, "time_left": False}, {"rival": 0.5}])
def test_a_worse_option_is_not_left_too_soon(kept: dict[str, float]) -> None:
    """While little is known, or something is worth asking, or it is not worse at all, one goes on."""
    assert decide(replace(WORSE, **kept)).action == "CONTINUE"  # type: ignore[arg-type]


@pytest.mark.parametrize(("share", "clear"), [(0.51, False), (0.65, True), (0.65 - 1e-12, True), (0.64, False)])
def test_a_clear_winner_takes_065(share: float, clear: bool) -> None:
    """Below, there is no clear winner."""
    assert is_clear(share) is clear


@pytest.mark.parametrize(("moved", "told"), [(0.02, True), (-0.02, True), (0.01, False), (0.0, False)])
def test_drift_is_told_from_a_quarter_of_the_lead_on(moved: float, told: bool) -> None:
    """Of a lead of .05, either way."""
    assert drifted(moved, 0.05) is told


def test_on_a_level_lead_every_drift_is_told() -> None:
    """And no drift is none."""
    assert (drifted(0.001, 0.0), drifted(0.0, 0.0)) == (True, False)


shares = st.integers(0, 100).map(lambda part: part / 100)


@LAW
@given(shares, shares, shares)
def test_negotiating_lies_between_its_outcomes(fit: float, rival: float, lift: float) -> None:
    """It is a mean of a yes, of going on as it is, and of losing the offer."""
    worth = negotiating_worth(fit, rival, lift)

    assert min(fit, rival) - 1e-12 <= worth <= max(fit + lift, rival) + 1e-12


@LAW
@given(shares, shares, shares, st.lists(st.builds(Lever, st.just("pay"), shares, shares, shares), max_size=3))
def test_with_an_offer_the_word_is_the_one_worth_most(
    fit: float, coverage: float, rival: float, levers: list[Lever[str]]
) -> None:
    """No other word is worth more than the one given."""
    found = decide(Situation(fit, coverage, rival, offer=True, levers=levers))
    worth = {"ACCEPT": found.values.accept, "DECLINE": found.values.stay, "NEGOTIATE": found.values.negotiate}
    given_worth = worth[found.action]
    assert given_worth is not None

    assert given_worth >= max(one for one in worth.values() if one is not None) - 2 * DEFAULTS.tolerance
