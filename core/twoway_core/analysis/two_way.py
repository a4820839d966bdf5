"""The other side of the street: how well I fit them, worked out by the same machine.

- What they need stands in for criteria; the importance they gave it, divided by the sum, for weights.
- Evidence is what they say of my fit, weighed as any answer is, and how well I think I meet the need: that counts as an
  observation of mine at half weight, for one is a poor judge in one's own case.
- A view of the job as a whole speaks to every need; where no need is known, to the job as a whole.
- One voice a person on each need, as everywhere. Nothing said is unknown, neither good nor bad.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from twoway_core.analysis.belief import Belief, believe
from twoway_core.analysis.evidence import Statement, Voice, voices
from twoway_core.analysis.fit import Fit, fit_of
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.analysis.weights import shares

K = TypeVar("K", bound=Hashable)

MYSELF = "my own view"


@dataclass(frozen=True, slots=True)
class Need(Generic[K]):
    """Something they need: its importance (1 to 5), how well I think I meet it (1 to 5), and what they say of that."""

    need: K
    importance: float
    own: int | None = None
    said: Sequence[Statement] = ()


@dataclass(frozen=True, slots=True)
class TheirFit(Generic[K]):
    """T, their fit for me, and what is believed on each need; ``weights`` sum to 1, and are empty without needs."""

    fit: Fit
    weights: dict[K, float]
    beliefs: dict[K, Belief]


def their_fit(
    needs: Sequence[Need[K]], overall: Sequence[Statement] = (), settings: Settings = DEFAULTS
) -> TheirFit[K]:
    """Return how well I fit ``needs``; ``overall``: what they say of my fit for the job as a whole."""
    if not needs:
        whole = believe(voices(overall), settings=settings)
        return TheirFit(fit_of({None: 1.0}, {None: whole}), {}, {})
    weights = shares({need.need: need.importance for need in needs})
    beliefs = {need.need: _belief(need, overall, settings) for need in needs}
    return TheirFit(fit_of(weights, beliefs), weights, beliefs)


def _belief(need: Need[K], overall: Sequence[Statement], settings: Settings) -> Belief:
    heard = voices([*need.said, *overall])
    if need.own is not None:
        heard = [*heard, Voice(MYSELF, need.own, settings.observation * settings.own_view)]
    return believe(heard, settings=settings)
