"""The decision: which word the rules give, and what it rests on. The program recommends, the person decides.

S is the option's fit, b that of the best other choice (the present job, another offer).
1. A must-have has failed: DECLINE with an offer in hand, WITHDRAW before; one that is negotiable is talked about first,
   NEGOTIATE with an offer, ASK MORE before.
2. With an offer in hand the largest of three wins: ACCEPT = E[S]; DECLINE = b; NEGOTIATE = q (E[S] + D) +
   (1 - q - z) max(E[S], b) + z b, where D = w_k (target - mean_k) is what the asked term lifts, q the chance that it is
   granted and z that asking costs the offer (Hart et al. found withdrawn offers to be rare). What is still unsettled
   does not change the word; it is listed, to be settled before signing.
3. Before an offer, while there is time: a must-have open, a severe flag unexplained, or a question worth its minutes:
   ASK MORE.
4. Else CONTINUE; WITHDRAW where the other choice is better, more than half of what matters is known, and nothing worth
   asking is left.
Equal values go to the calmer word: accept before negotiate, stay before accept.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from twoway_core.analysis.must_have import Verdict
from twoway_core.analysis.settings import DEFAULTS, Settings

K = TypeVar("K", bound=Hashable)

Action = Literal["ACCEPT", "NEGOTIATE", "DECLINE", "ASK MORE", "CONTINUE", "WITHDRAW"]
Reason = Literal[
    "must-have failed",
    "must-have open",
    "severe flag",
    "worth asking",
    "accepting is worth most",
    "negotiating is worth most",
    "the other choice is worth most",
    "nothing speaks against it",
]

_AFTER_FAILURE: dict[tuple[bool, bool], Action] = {
    (True, True): "DECLINE",
    (True, False): "NEGOTIATE",
    (False, True): "WITHDRAW",
    (False, False): "ASK MORE",
}
"""By whether an offer is in hand, and whether a must-have failed that is not negotiable."""


@dataclass(frozen=True, slots=True)
class Screen:
    """How a must-have stands, and whether one would talk about it."""

    verdict: Verdict
    negotiable: bool = False


@dataclass(frozen=True, slots=True)
class Lever(Generic[K]):
    """A term to ask for: its criterion, that criterion's weight and mean, and the value wanted (None: one step up)."""

    criterion: K
    weight: float
    mean: float
    target: float | None = None

    def lift(self, settings: Settings = DEFAULTS) -> float:
        """Return D, what a yes adds to the fit: w (target - mean), 0 or more."""
        target = self.mean + settings.lever_step if self.target is None else self.target
        return self.weight * max(min(target, 1.0) - self.mean, 0.0)


@dataclass(frozen=True, slots=True)
class Situation(Generic[K]):
    """All that the rules read. ``severe_flags``: not explained; ``worth_asking``: questions worth their minutes."""

    fit: float
    coverage: float
    rival: float
    screens: Sequence[Screen] = ()
    severe_flags: int = 0
    worth_asking: int = 0
    time_left: bool = True
    offer: bool = False
    levers: Sequence[Lever[K]] = ()


@dataclass(frozen=True, slots=True)
class Values(Generic[K]):
    """What each word is worth, in fit; ``negotiate`` and its ``lever`` are None where there is nothing to ask for."""

    accept: float
    stay: float
    negotiate: float | None
    lever: Lever[K] | None


@dataclass(frozen=True, slots=True)
class Decision(Generic[K]):
    """The word, why, what it is worth, and what is ``unsettled``: to be cleared up whatever the word."""

    action: Action
    reasons: tuple[Reason, ...]
    values: Values[K]
    unsettled: tuple[Reason, ...]


def negotiating_worth(fit: float, rival: float, lift: float, settings: Settings = DEFAULTS) -> float:
    """Return the expected fit of asking for a term that lifts the fit by ``lift``."""
    unmoved = 1 - settings.granted - settings.offer_lost
    return settings.granted * (fit + lift) + unmoved * max(fit, rival) + settings.offer_lost * rival


def best_levers(levers: Sequence[Lever[K]], settings: Settings = DEFAULTS) -> list[Lever[K]]:
    """Return the levers that lift anything, the strongest first."""
    return sorted(
        (lever for lever in levers if lever.lift(settings) > 0), key=lambda lever: lever.lift(settings), reverse=True
    )


def values_of(situation: Situation[K], settings: Settings = DEFAULTS) -> Values[K]:
    """Return what accepting, staying and negotiating are worth."""
    lever = next(iter(best_levers(situation.levers, settings)), None)
    asking = negotiating_worth(situation.fit, situation.rival, lever.lift(settings), settings) if lever else None
    return Values(situation.fit, situation.rival, asking, lever)


def decide(situation: Situation[K], settings: Settings = DEFAULTS) -> Decision[K]:
    """Return the word that the rules give."""
    values, unsettled = values_of(situation, settings), tuple(_unsettled(situation))
    failed = [one for one in situation.screens if one.verdict == "failed"]
    if failed:
        hard = any(not one.negotiable for one in failed)
        return Decision(_AFTER_FAILURE[situation.offer, hard], ("must-have failed",), values, unsettled)
    if situation.offer:
        return Decision(*_by_worth(values, settings), values, unsettled)
    if unsettled and situation.time_left:
        return Decision("ASK MORE", unsettled, values, unsettled)
    known = situation.coverage >= settings.low_coverage - settings.tolerance
    if known and not situation.worth_asking and situation.rival > situation.fit + settings.tolerance:
        return Decision("WITHDRAW", ("the other choice is worth most",), values, unsettled)
    return Decision("CONTINUE", ("nothing speaks against it",), values, unsettled)


def is_clear(share: float, settings: Settings = DEFAULTS) -> bool:
    """Return whether an option that is best in ``share`` of the cases, under one's own weights, is a clear winner."""
    return share >= settings.clear_winner - settings.tolerance


def drifted(moved: float, lead: float, settings: Settings = DEFAULTS) -> bool:
    """Return whether revisions after an offer, which moved the fit by ``moved``, weigh much in a lead of ``lead``."""
    return abs(moved) > settings.drift_share * abs(lead) + settings.tolerance


def _unsettled(situation: Situation[K]) -> list[Reason]:
    found: list[Reason] = []
    if any(one.verdict == "open" for one in situation.screens):
        found.append("must-have open")
    if situation.severe_flags:
        found.append("severe flag")
    if situation.worth_asking:
        found.append("worth asking")
    return found


def _by_worth(values: Values[K], settings: Settings) -> tuple[Action, tuple[Reason, ...]]:
    takes = max(values.accept, values.stay)
    if values.negotiate is not None and values.negotiate > takes + settings.tolerance:
        return "NEGOTIATE", ("negotiating is worth most",)
    if values.accept > values.stay + settings.tolerance:
        return "ACCEPT", ("accepting is worth most",)
    return "DECLINE", ("the other choice is worth most",)
