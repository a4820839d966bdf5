"""What it is worth to know more before choosing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.analysis.belief import Belief, believe
from twoway_core.analysis.evidence import Voice
from twoway_core.analysis.fit import fit_of
from twoway_core.analysis.voi import (
    Stake,
    answer_chances,
    answer_worth,
    can_matter,
    means_after,
    must_have_worth,
    one_more_weight,
    perfect_worth,
    stake_of,
    switch_point,
)

from .firms import ACME, WEIGHTS, beliefs
from .laws import LAW

PRESENT = 0.62
UNKNOWN = believe([])
FIT = fit_of(WEIGHTS, beliefs(ACME)).mean


def stake(name: str, rival: float = PRESENT) -> Stake:
    """Return what hangs on one of Acme's criteria."""
    return stake_of(WEIGHTS[name], beliefs(ACME)[name], FIT, rival)


@pytest.mark.parametrize(
    ("name", "rest", "point"),
    [("growth", 0.49464, 0.418), ("balance", 0.56964, 0.252), ("autonomy", 0.275, 0.690)],
)
def test_worked_example_switch_points(name: str, rest: float, point: float) -> None:
    """The rest c, and theta*, of the three criteria."""
    assert stake(name).rest == pytest.approx(rest, abs=5e-6)
    assert switch_point(stake(name)) == pytest.approx(point, abs=5e-4)


@pytest.mark.parametrize(
    ("name", "weight", "worth"),
    [
        ("growth", 4, 0.00677),
        ("balance", 4, 0.00340),
        ("autonomy", one_more_weight(4, 2), 0.0009),
        ("growth", 1, 0),
        ("balance", 1, 0),
    ],
)
def test_worked_example_answers(name: str, weight: float, worth: float) -> None:
    """The boss on growth, on balance, a third person on autonomy; the recruiter cannot change anything."""
    assert answer_worth(stake(name), weight) == pytest.approx(worth, abs=5e-5)


def test_worked_example_by_hand() -> None:
    """Growth: two of the five answers fall short of the present job; balance: the lowest of five equal ones does."""
    chances, means = answer_chances(beliefs(ACME)["growth"], 4), means_after(beliefs(ACME)["growth"], 4, 4)
    short = [PRESENT - (stake("growth").rest + 0.3 * mean) for mean in means]

    assert chances[0] == pytest.approx(1.25 * 2.25 * 3.25 * 4.25 / (3 * 4 * 5 * 6))
    assert chances[:2] == pytest.approx([0.10791, 0.17773], abs=5e-6)
    assert short[:2] == pytest.approx([0.05036, 0.00750], abs=5e-6)
    assert short[2] < 0
    assert answer_chances(UNKNOWN, 4) == pytest.approx([0.2] * 5)
    assert answer_worth(stake("balance"), 4) == pytest.approx(0.01702 / 5, abs=5e-6)


def test_worked_example_third_voice_counts_less() -> None:
    """4 x 0.8^2 = 2.56."""
    assert one_more_weight(4, 2) == pytest.approx(2.56)
    assert one_more_weight(4, 0) == 4


def test_worked_example_perfect_information_on_balance() -> None:
    """Of an unknown criterion it is w theta*^2 / 2: .00634."""
    assert perfect_worth(stake("balance")) == pytest.approx(0.2 * 0.25179**2 / 2, abs=1e-6)
    assert perfect_worth(stake("balance")) == pytest.approx(0.00634, abs=5e-6)


@pytest.mark.parametrize(("present", "worth"), [(0.62, 0.03310), (0.625, 0.02976)])
def test_worked_example_open_must_have(present: float, worth: float) -> None:
    """2/3 (.66964 - b)."""
    assert must_have_worth(2 / 3, FIT, present) == pytest.approx(worth, abs=5e-6)


def test_the_first_question_of_an_interview() -> None:
    """Nothing known of autonomy, a recruiter on growth: Ana's answer is worth .0133, then Ben's .0107."""
    known = {"autonomy": UNKNOWN, "growth": beliefs(ACME)["growth"], "balance": UNKNOWN}
    before = stake_of(0.5, UNKNOWN, fit_of(WEIGHTS, known).mean, 0.625)

    assert answer_worth(before, 4) == pytest.approx(0.01333, abs=5e-6)
    assert answer_worth(before, one_more_weight(4, 1)) == pytest.approx(0.01077, abs=5e-6)
    assert answer_worth(before, 1) == 0


def test_a_term_in_writing_is_foreseen_in_finer_steps() -> None:
    """Eight trials instead of four."""
    by_hand = [
        (chance, 0.49464286 + 0.3 * (1.75 + i) / 11)
        for i, chance in enumerate(answer_chances(beliefs(ACME)["growth"], 8))
    ]
    expected = sum(chance * max(PRESENT, fit) for chance, fit in by_hand) - FIT

    assert answer_worth(stake("growth"), 8, written=True) == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize("rival", [0.3, 0.9])
def test_what_no_answer_can_turn_is_worth_nothing(rival: float) -> None:
    """The switch point lies outside: do not ask."""
    settled = stake("balance", rival)

    assert (can_matter(settled), perfect_worth(settled), answer_worth(settled, 8)) == (False, 0, 0)


def test_what_weighs_nothing_is_worth_nothing() -> None:
    """There is no switch point without a weight."""
    idle = Stake(0.0, UNKNOWN, 0.6, 0.6)

    assert (switch_point(idle), can_matter(idle), perfect_worth(idle)) == (None, False, 0)


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_a_must_have_that_is_certain_is_worth_nothing_to_ask(chance: float) -> None:
    """There is nothing left to find out."""
    assert must_have_worth(chance, FIT, PRESENT) == 0


def test_a_must_have_of_an_option_that_loses_anyway_is_worth_nothing() -> None:
    """Met or not, the present job is better."""
    assert must_have_worth(0.5, 0.5, PRESENT) == pytest.approx(0)


crowds = st.lists(st.builds(Voice, st.integers(), st.floats(1, 5), st.floats(0.1, 8)), max_size=5)
stakes = st.builds(Stake, st.floats(0.02, 1), crowds.map(believe), st.floats(0, 0.9), st.floats(0, 1))


@LAW
@given(stakes, st.floats(0.05, 4))
def test_an_answer_is_never_worth_more_than_certainty(one: Stake, weight: float) -> None:
    """Nor ever less than nothing, for any rating by anybody."""
    assert 0 <= answer_worth(one, weight) <= perfect_worth(one) + 1e-9


@LAW
@given(stakes, st.floats(0.05, 8))
def test_a_written_term_is_never_worth_more_than_certainty(one: Stake, weight: float) -> None:
    """Its eight trials carry a weight of up to eight."""
    assert 0 <= answer_worth(one, weight, written=True) <= perfect_worth(one) + 1e-9


@LAW
@given(stakes, st.floats(0.05, 8))
def test_beyond_the_scale_no_answer_is_worth_anything(one: Stake, weight: float) -> None:
    """Where theta* lies outside 0..1 every value is 0."""
    point = switch_point(one)
    assert point is not None

    assert 0 < point < 1 or (answer_worth(one, weight), perfect_worth(one)) == (0, 0)


@LAW
@given(crowds.map(believe), st.floats(0.05, 8), st.integers(1, 8))
def test_a_coming_answer_does_not_move_the_mean(belief: Belief, weight: float, trials: int) -> None:
    """The mean over coming answers is the present mean, and their chances sum to one."""
    chances, means = answer_chances(belief, trials), means_after(belief, weight, trials)

    assert sum(chances) == pytest.approx(1)
    assert sum(chance * mean for chance, mean in zip(chances, means, strict=True)) == pytest.approx(belief.mean)


@LAW
@given(st.integers(1, 12), st.integers(1, 12), st.integers(1, 8))
def test_coming_answers_are_beta_binomial(alpha: int, beta: int, trials: int) -> None:
    """The chances of each count agree with exact fractions."""
    belief = Belief(alpha, beta, 1, 1, 0, 0, 0)

    assert answer_chances(belief, trials) == pytest.approx([exact(i, trials, alpha, beta) for i in range(trials + 1)])


def exact(hits: int, trials: int, alpha: int, beta: int) -> float:
    """Return the chance of ``hits`` as Polya's urn gives it, step by step."""
    chance, good, bad = {0: Fraction(1)}, alpha, beta
    for step in range(trials):
        after: dict[int, Fraction] = {}
        for count, share in chance.items():
            yes = Fraction(good + count, good + bad + step)
            after[count + 1] = after.get(count + 1, Fraction(0)) + share * yes
            after[count] = after.get(count, Fraction(0)) + share * (1 - yes)
        chance = after
    return float(chance[hits])


@LAW
@given(stakes)
def test_perfect_information_agrees_with_a_fine_sum(one: Stake) -> None:
    """The closed form is the integral."""
    cells = 2000
    middles = [(cell + 0.5) / cells for cell in range(cells)]
    heights = [m ** (one.belief.alpha - 1) * (1 - m) ** (one.belief.beta - 1) for m in middles]
    total = sum(heights)
    foreseen = sum(h * max(one.rival, one.rest + one.weight * m) for h, m in zip(heights, middles, strict=True)) / total

    assert perfect_worth(one) == pytest.approx(foreseen - one.choice, abs=1e-5)


@LAW
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_knowing_a_must_have_is_worth_at_most_the_gap_it_decides_on(p: float, fit: float, rival: float) -> None:
    """It never costs, and brings at most p of the lead over the other choice."""
    assert 0 <= must_have_worth(p, fit, rival) <= p * max(fit - rival, 0) + 1e-12
