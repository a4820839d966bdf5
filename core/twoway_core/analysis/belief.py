"""Belief: what the voices on one criterion add up to, and how sure that is.

Let r be each voice's rating (1 to 5), x its value (0 to 1), m its weight, R the m-weighted mean of the ratings.
- Agreement A = 1 - (sum m (r - R)^2 / sum m) / 4, where 4 is the largest variance a scale of 1 to 5 allows
  (the idea of r*wg with greatest dissent as its reference, Lindell & Brandt 1997).
- Discount D = sum m_(i) 0.8^(i-1) / sum m, largest m first: colleagues share a script, so that ever so many of them
  are worth at most five (dependent experts count as fewer independent ones, Clemen & Winkler 1985).
- d = A D; theta ~ Beta(1 + d sum m x, 1 + d sum m (1 - x)); M = d sum m; coverage = M / (M + 2). This is an opinion
  of subjective logic with non-informative weight 2 (Josang 2016).
Nothing known is Beta(1, 1): neither zero nor left out. Voices that contradict each other wholly return to it.
More evidence that agrees never lowers M.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from twoway_core.analysis.evidence import Voice
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.analysis.value import value_of

_LARGEST_VARIANCE = 4.0


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed of one criterion; ``total`` is the sum of m, ``strength`` is M = d x total."""

    alpha: float
    beta: float
    agreement: float
    discount: float
    total: float
    strength: float
    coverage: float

    @property
    def kept(self) -> float:
        """d: the share of the evidence that is left after disagreement and shared scripts."""
        return self.agreement * self.discount

    @property
    def mean(self) -> float:
        """Expected value, 0 to 1: alpha / (alpha + beta)."""
        return self.alpha / (self.alpha + self.beta)

    @property
    def variance(self) -> float:
        """Variance of the Beta distribution."""
        whole = self.alpha + self.beta
        return self.alpha * self.beta / (whole * whole * (whole + 1))


def agreement_of(voices: Sequence[Voice]) -> float:
    """Return A, 0 (as far apart as can be) to 1 (all alike, or fewer than two voices)."""
    if not voices:
        return 1.0
    total = sum(voice.weight for voice in voices)
    mean = sum(voice.weight * voice.rating for voice in voices) / total
    spread = sum(voice.weight * (voice.rating - mean) ** 2 for voice in voices) / total
    return 1 - spread / _LARGEST_VARIANCE


def discount_of(voices: Sequence[Voice], settings: Settings = DEFAULTS) -> float:
    """Return D, the share of the weight that is left when voices may share a script; 1 for fewer than two."""
    if not voices:
        return 1.0
    weights = sorted((voice.weight for voice in voices), reverse=True)
    return sum(weight * settings.shared_script**place for place, weight in enumerate(weights)) / sum(weights)


def believe(
    voices: Sequence[Voice], worth: Callable[[float], float] = value_of, settings: Settings = DEFAULTS
) -> Belief:
    """Return what ``voices`` (each of weight above 0) add up to; ``worth`` turns a rating into its value."""
    half = settings.prior / 2
    agreement, discount = agreement_of(voices), discount_of(voices, settings)
    kept = agreement * discount
    total = sum(voice.weight for voice in voices)
    good = kept * sum(voice.weight * worth(voice.rating) for voice in voices)
    strength = kept * total
    return Belief(
        alpha=half + good,
        beta=half + max(strength - good, 0.0),
        agreement=agreement,
        discount=discount,
        total=total,
        strength=strength,
        coverage=strength / (strength + settings.prior),
    )
