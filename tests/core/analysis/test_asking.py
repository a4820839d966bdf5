"""What to ask of whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.analysis.asking import Asking, Open, chosen, ranked
from twoway_core.analysis.belief import believe
from twoway_core.analysis.fit import fit_of
from twoway_core.analysis.settings import DEFAULTS
from twoway_core.analysis.voi import Stake, stake_of

from .firms import ACME, WEIGHTS, beliefs
from .laws import LAW

FIT = fit_of(WEIGHTS, beliefs(ACME)).mean
PRESENT = 0.62
STAKES: dict[str, Stake | Open] = {
    name: stake_of(WEIGHTS[name], belief, FIT, PRESENT) for name, belief in beliefs(ACME).items()
}
STAKES["remote"] = Open(2 / 3, FIT, PRESENT)
HEARD = {"autonomy": [4.0, 4.0], "growth": [1.0]}

REMOTE = Asking("office days", "ana", {"remote": 8.0}, 1, written=True)
GROWTH = Asking("training plan", "ana", {"growth": 4.0}, 4)
BALANCE = Asking("hours", "ben", {"balance": 4.0}, 2)
AUTONOMY = Asking("disputes", "eve", {"autonomy": 4.0}, 3)
CARLA = Asking("training plan", "carla", {"growth": 1.0}, 2)
EVERY = [CARLA, AUTONOMY, GROWTH, BALANCE, REMOTE]


def test_worked_example_ranking() -> None:
    """The must-have first, then hours (2 minutes) just before the training plan (4 minutes), the recruiter last."""
    found = [(worth.asking.question, worth.asking.person) for worth in ranked(STAKES, EVERY, HEARD)]

    assert found == [
        ("office days", "ana"),
        ("hours", "ben"),
        ("training plan", "ana"),
        ("disputes", "eve"),
        ("training plan", "carla"),
    ]


def test_worked_example_values() -> None:
    """Each pair is worth what was worked out by hand; a third voice on autonomy is not worth three minutes."""
    remote, hours, plan, disputes, recruiter = ranked(STAKES, EVERY, HEARD)

    assert [worth.fit for worth in (remote, plan, hours, disputes, recruiter)] == pytest.approx(
        [0.0331, 0.0068, 0.0034, 0.0009, 0], abs=5e-5
    )
    assert [worth.finding for worth in (remote, hours, plan, disputes, recruiter)] == [
        "worth asking",
        "worth asking",
        "worth asking",
        "not worth its minutes",
        "cannot change your mind",
    ]


def test_where_no_answer_can_turn_the_choice_that_is_told() -> None:
    """The option is so far behind that nobody's word on balance matters."""
    behind: dict[str, Stake | Open] = {"balance": stake_of(0.2, believe([]), FIT, 0.9)}

    assert ranked(behind, [BALANCE], {})[0].finding == "nobody can change your mind"


@pytest.mark.parametrize("criteria", [("balance", "growth", "unknown"), ("growth", "balance")])
def test_a_question_on_several_criteria_is_worth_the_best(criteria: tuple[str, ...]) -> None:
    """It is known what it is worth for, in whatever order they stand."""
    both = Asking("a usual week", "ben", dict.fromkeys(criteria, 4.0), 2)
    worth = ranked(STAKES, [both], {})[0]

    assert worth.criterion == "growth"
    assert worth.fit == pytest.approx(0.00677, abs=5e-5)


def test_a_question_on_nothing_that_matters_is_worth_nothing() -> None:
    """Neither is one to somebody whose word counts nothing."""
    idle: Asking[str, str, str] = Asking("hobbies", "ana", {}, 1)
    mute = Asking("hours", "nobody", {"balance": 0.0}, 0)

    assert [(worth.criterion, worth.fit, worth.finding) for worth in ranked(STAKES, [idle, mute], {})] == [
        (None, 0.0, "nobody can change your mind"),
        (None, 0.0, "nobody can change your mind"),
    ]


def test_the_minutes_are_filled_with_what_brings_most() -> None:
    """Seven minutes hold the first three; the rest is not worth its time."""
    taken = [worth.asking for worth in chosen(STAKES, EVERY, HEARD, 7)]

    assert taken == [REMOTE, BALANCE, GROWTH]


def test_what_does_not_fit_is_left_and_shorter_ones_go_on() -> None:
    """Three minutes hold the must-have and the hours."""
    assert [worth.asking for worth in chosen(STAKES, EVERY, HEARD, 3)] == [REMOTE, BALANCE]


def test_the_second_person_on_one_matter_counts_less() -> None:
    """Ana first; Ben's word on the same comes at what it is worth after hers."""
    before = fit_of(WEIGHTS, {**beliefs(ACME), "autonomy": believe([])}).mean
    stakes: dict[str, Stake | Open] = {"autonomy": stake_of(0.5, believe([]), before, 0.625)}
    ana, ben = (Asking("disputes", who, {"autonomy": 4.0}, 3) for who in ("ana", "ben"))
    taken = chosen(stakes, [ana, ben], {}, 45)

    assert [worth.asking.person for worth in taken] == ["ana", "ben"]
    assert [worth.per_minute for worth in taken] == pytest.approx([0.0044, 0.0036], abs=5e-5)


def test_a_must_have_is_asked_about_once() -> None:
    """Known for certain, it is no question any more."""
    again = Asking("office days", "ben", {"remote": 4.0}, 1)

    assert [worth.asking for worth in chosen(STAKES, [REMOTE, again], {}, 45)] == [REMOTE]


def test_nothing_to_ask_is_nothing_chosen() -> None:
    """No questions, or no minutes."""
    assert chosen(STAKES, [], {}, 45) == []
    assert chosen(STAKES, EVERY, {}, 0) == []


@LAW
@given(st.lists(st.sampled_from(EVERY), unique_by=id), st.integers(0, 15))
def test_a_choice_keeps_to_its_minutes_and_its_least_worth(some: list[Asking[str, str, str]], minutes: int) -> None:
    """Whatever stands to be asked."""
    taken = chosen(STAKES, some, HEARD, minutes)

    assert sum(worth.asking.minutes for worth in taken) <= minutes
    assert all(worth.per_minute >= DEFAULTS.least_per_minute for worth in taken)
