"""What to ask of whom: pairs of a question and a person, ranked by what the answer is worth a minute.

- The person enters through m, what that word counts: this is why the boss comes first.
- A question on several criteria is worth what the best of them is; together they are worth at least that.
- Voices on one criterion are discounted in order of weight, the largest first: a new one counts m 0.8^n, where n is
  how many that weigh at least as much spoke before. A boss is not discounted for a recruiter who spoke first.
- Pairs are taken greedily, the best first. Whoever is asked on a criterion makes the next voice on it count less, so
  the rest is ranked again after each. Whatever is worth less than the least is left, and so is what takes longer than
  the time that is left.
- An open must-have is priced as known for certain, the most that asking can bring, and is asked about once.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.analysis.voi import Stake, answer_worth, can_matter, must_have_worth, one_more_weight

Q = TypeVar("Q", bound=Hashable)
P = TypeVar("P", bound=Hashable)
K = TypeVar("K", bound=Hashable)

Finding = Literal["worth asking", "not worth its minutes", "cannot change your mind", "nobody can change your mind"]


@dataclass(frozen=True, slots=True)
class Open:
    """A must-have that is open: the ``chance`` that it is met, the option's whole ``fit``, and the ``rival``."""

    chance: float
    fit: float
    rival: float


@dataclass(frozen=True, slots=True)
class Asking(Generic[Q, P, K]):
    """A question that could be put to a person: what it speaks to, m on each criterion, and how long it takes."""

    question: Q
    person: P
    weights: Mapping[K, float]
    minutes: int
    written: bool = False


@dataclass(frozen=True, slots=True)
class Worth(Generic[Q, P, K]):
    """What asking is worth, in fit and in fit a minute; ``criterion``: on what, None where it speaks to nothing."""

    asking: Asking[Q, P, K]
    criterion: K | None
    fit: float
    per_minute: float
    finding: Finding


def ranked(
    stakes: Mapping[K, Stake | Open],
    askings: Sequence[Asking[Q, P, K]],
    heard: Mapping[K, Sequence[float]],
    settings: Settings = DEFAULTS,
) -> list[Worth[Q, P, K]]:
    """Return what each of ``askings`` is worth now, the most a minute first, then as given.

    ``heard``: the weight m of everybody who spoke on a criterion already, nobody where it is not named.
    """
    worths = [_worth(stakes, one, heard, settings) for one in askings]
    return sorted(worths, key=lambda worth: -worth.per_minute)


def chosen(
    stakes: Mapping[K, Stake | Open],
    askings: Sequence[Asking[Q, P, K]],
    heard: Mapping[K, Sequence[float]],
    minutes: int,
    settings: Settings = DEFAULTS,
) -> list[Worth[Q, P, K]]:
    """Return what to ask in ``minutes``, in order, each at its worth after those before it."""
    unsettled, said, waiting, left = dict(stakes), dict(heard), list(askings), minutes
    taken: list[Worth[Q, P, K]] = []
    while True:
        best = next(iter(ranked(unsettled, [one for one in waiting if one.minutes <= left], said, settings)), None)
        if best is None or best.criterion is None or best.finding != "worth asking":
            return taken
        taken.append(best)
        waiting.remove(best.asking)
        left -= best.asking.minutes
        said[best.criterion] = [*said.get(best.criterion, ()), best.asking.weights[best.criterion]]
        if isinstance(unsettled[best.criterion], Open):
            del unsettled[best.criterion]


def _worth(
    stakes: Mapping[K, Stake | Open], asking: Asking[Q, P, K], heard: Mapping[K, Sequence[float]], settings: Settings
) -> Worth[Q, P, K]:
    best: K | None = None
    most, open_to_all = 0.0, False
    for criterion, weight in asking.weights.items():
        stake = stakes.get(criterion)
        if stake is None or weight <= 0:
            continue
        before = sum(one >= weight - settings.tolerance for one in heard.get(criterion, ()))
        fit = _gain(stake, one_more_weight(weight, before, settings), asking.written, settings)
        open_to_all = open_to_all or isinstance(stake, Open) or can_matter(stake)
        if best is None or fit > most:
            best, most = criterion, fit
    per_minute = most / max(asking.minutes, 1)
    return Worth(asking, best, most, per_minute, _finding(most, per_minute, open_to_all, settings))


def _gain(stake: Stake | Open, weight: float, written: bool, settings: Settings) -> float:
    if isinstance(stake, Open):
        return must_have_worth(stake.chance, stake.fit, stake.rival)
    return answer_worth(stake, weight, written=written, settings=settings)


def _finding(fit: float, per_minute: float, open_to_all: bool, settings: Settings) -> Finding:
    if fit <= settings.tolerance:
        return "cannot change your mind" if open_to_all else "nobody can change your mind"
    return "worth asking" if per_minute >= settings.least_per_minute else "not worth its minutes"
