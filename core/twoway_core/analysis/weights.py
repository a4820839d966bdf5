"""Weights: from what a person said about importance to shares that add up to 1.

- Swing: picture all at worst; which would you lift first (100), the others relative to it; divide by the sum
  (SMARTS, Edwards & Barron 1994). Direct importance is divided alike, and offered last: it ignores ranges.
- Rank: rank order centroid, w_k = (1/K) sum_{i=k..K} 1/i (Barron & Barrett 1996), the mean of all weights that keep
  the order. Equals share the mean of their places.
- Pairwise: comparisons are kept as they were given, are counted as wins, and give an order, which is then a ranking.
- Nothing said: equal.
Raw answers are what the journal keeps, so that the weights can be worked out again by another rule.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def equal(keys: Iterable[K]) -> dict[K, float]:
    """Return the same weight for each of ``keys``."""
    names = list(dict.fromkeys(keys))
    return {name: 1 / len(names) for name in names}


def shares(points: Mapping[K, float]) -> dict[K, float]:
    """Return ``points`` (0 or more each; swing or direct) divided by their sum; equal where all are 0."""
    total = sum(points.values())
    if total <= 0:
        return equal(points)
    return {name: value / total for name, value in points.items()}


def centroid(places: int) -> list[float]:
    """Return the rank order centroid weights for ``places`` ranks, the heaviest first."""
    weights = [0.0] * places
    tail = 0.0
    for place in range(places, 0, -1):
        tail += 1 / place
        weights[place - 1] = tail / places
    return weights


def ranked(tiers: Sequence[Sequence[K]]) -> dict[K, float]:
    """Return centroid weights for ``tiers``, most important first; within a tier the places' mean is shared."""
    weights = centroid(sum(len(tier) for tier in tiers))
    given: dict[K, float] = {}
    start = 0
    for tier in tiers:
        end = start + len(tier)
        given |= {name: sum(weights[start:end]) / len(tier) for name in tier}
        start = end
    return given


def order_of_pairs(pairs: Iterable[tuple[K, K]]) -> list[list[K]]:
    """Return tiers by wins, most first, from (more important, less important) pairs; equal wins share a tier."""
    wins: dict[K, int] = {}
    for winner, loser in pairs:
        wins[winner] = wins.get(winner, 0) + 1
        wins.setdefault(loser, 0)
    return [[name for name, won in wins.items() if won == count] for count in sorted(set(wins.values()), reverse=True)]


def restricted(weights: Mapping[K, float], keys: Iterable[K]) -> dict[K, float]:
    """Return ``weights`` for those ``keys`` that have one, summing to 1 again; equal over ``keys`` when none has."""
    names = list(dict.fromkeys(keys))
    kept = {name: weights[name] for name in names if name in weights}
    return shares(kept) if kept else equal(names)
