"""Value of information: how much better the choice gets, on average, for knowing more before it is made.

(Howard 1966; Raiffa & Schlaifer 1961.) Fit is the unit. w is a criterion's weight, theta ~ Beta(alpha, beta) what is
believed of it, c = E[S] - w mean the rest of the fit, b the best other option.
- Switch point: theta* = (b - c) / w. Outside 0..1 no answer on this criterion, whoever gives it, changes the choice.
- Perfect: E[max(b, c + w theta)] - max(b, E[S]), which is exact: with I the regularised incomplete beta function,
  b I(alpha, beta) + c (1 - I(alpha, beta)) + w mean (1 - I(alpha + 1, beta)) - max(b, E[S]), all I at theta*.
- One answer: its value is i / n with i ~ BetaBinomial(n, alpha, beta), n = 4 for a rating, 8 for a written term; with
  weight m the mean becomes (alpha + m i / n) / (alpha + beta + m). The gain is sum_i P(i) max(b, c + w mean_i) -
  max(b, E[S]). For m <= n it never exceeds the perfect one: the new mean is a contraction of the exact one.
- Where n people whose word counts as much spoke already, one more counts m 0.8^n: colleagues share a script.
- A must-have that is open, with chance p, makes the option worth p E[S]; knowing for certain whether it is met is
  worth p max(b, E[S]) + (1 - p) max(b, 0) - max(b, p E[S]).
A coming answer never moves the mean it is foreseen from, and no value here is below 0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from twoway_core.analysis.belief import Belief
from twoway_core.analysis.incomplete_beta import regularised_beta
from twoway_core.analysis.settings import DEFAULTS, Settings

_NOISE = 1e-12


@dataclass(frozen=True, slots=True)
class Stake:
    """What hangs on one criterion: its ``weight``, what is believed, the ``rest`` of the fit (c), the ``rival`` (b)."""

    weight: float
    belief: Belief
    rest: float
    rival: float

    @property
    def fit(self) -> float:
        """E[S] of the option."""
        return self.rest + self.weight * self.belief.mean

    @property
    def choice(self) -> float:
        """What the choice is worth now: that of the better of the two."""
        return max(self.rival, self.fit)


def stake_of(weight: float, belief: Belief, fit: float, rival: float) -> Stake:
    """Return what hangs on a criterion of an option whose whole fit is ``fit``."""
    return Stake(weight, belief, fit - weight * belief.mean, rival)


def switch_point(stake: Stake) -> float | None:
    """Return theta*, the value of the criterion at which the choice turns; None without weight. May lie beyond 0..1."""
    return (stake.rival - stake.rest) / stake.weight if stake.weight > 0 else None


def can_matter(stake: Stake) -> bool:
    """Return whether any answer at all on this criterion could change the choice."""
    point = switch_point(stake)
    return point is not None and 0 < point < 1


def perfect_worth(stake: Stake) -> float:
    """Return what it is worth to know the criterion for certain (EVPPI), in fit, 0 or more."""
    point = switch_point(stake)
    if point is None or not 0 < point < 1:
        return 0.0
    alpha, beta = stake.belief.alpha, stake.belief.beta
    under = regularised_beta(point, alpha, beta)
    over = 1 - regularised_beta(point, alpha + 1, beta)
    foreseen = stake.rival * under + stake.rest * (1 - under) + stake.weight * stake.belief.mean * over
    return _gain(foreseen, stake.choice)


def answer_chances(belief: Belief, trials: int) -> list[float]:
    """Return the probability of each coming answer, worst first: i of ``trials``, BetaBinomial."""
    alpha, beta = belief.alpha, belief.beta
    whole = _log_beta(alpha, beta)
    return [
        math.comb(trials, hits) * math.exp(_log_beta(alpha + hits, beta + trials - hits) - whole)
        for hits in range(trials + 1)
    ]


def means_after(belief: Belief, weight: float, trials: int) -> list[float]:
    """Return the mean after each coming answer of weight m = ``weight``, worst first."""
    strength = belief.alpha + belief.beta + weight
    return [(belief.alpha + weight * hits / trials) / strength for hits in range(trials + 1)]


def answer_worth(stake: Stake, weight: float, *, written: bool = False, settings: Settings = DEFAULTS) -> float:
    """Return what one more answer of weight m = ``weight`` is worth (EVSI), in fit, 0 or more."""
    if not can_matter(stake):
        return 0.0
    trials = settings.written_trials if written else settings.rating_trials
    foreseen = sum(
        chance * max(stake.rival, stake.rest + stake.weight * mean)
        for chance, mean in zip(
            answer_chances(stake.belief, trials), means_after(stake.belief, weight, trials), strict=True
        )
    )
    return _gain(foreseen, stake.choice)


def one_more_weight(weight: float, spoken: int, settings: Settings = DEFAULTS) -> float:
    """Return what a voice of weight m = ``weight`` counts after ``spoken`` others who count as much."""
    return weight * settings.shared_script**spoken


def must_have_worth(chance: float, fit: float, rival: float) -> float:
    """Return what it is worth to know for certain whether an open must-have is met, in fit, 0 or more.

    ``chance``: that it is. The most that an answer on it can be worth; one in writing comes near.
    """
    known = chance * max(rival, fit) + (1 - chance) * max(rival, 0.0)
    return _gain(known, max(rival, chance * fit))


def _gain(foreseen: float, now: float) -> float:
    """Return what is gained; what is left of rounding is nothing, or it would put worthless questions in order."""
    gain = foreseen - now
    return gain if gain > _NOISE else 0.0


def _log_beta(one: float, other: float) -> float:
    return math.lgamma(one) + math.lgamma(other) - math.lgamma(one + other)
