"""Chance: every draw of a run, from one seed.

What decides (which step, which fault) and what is drawn as key material come from two streams, so that a
change in how many random bytes the product draws does not change which steps are taken.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """The decisions and the bytes of one seed."""

    def __init__(self, seed: int | str) -> None:
        self._decisions = random.Random(f"{seed}/decisions")
        self._bytes = random.Random(f"{seed}/bytes")

    def bytes(self, count: int) -> bytes:
        """Return ``count`` bytes, in the place of the operating system's."""
        return self._bytes.randbytes(count)

    def odds(self, share: float) -> bool:
        """Return True in ``share`` (0 to 1) of the cases."""
        return self._decisions.random() < share

    def among(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both included."""
        return self._decisions.randint(low, high)

    def pick(self, items: Sequence[T]) -> T:
        """Return one of ``items``."""
        return self._decisions.choice(items)

    def weigh(self, weights: Mapping[T, float]) -> T:
        """Return one of the keys, as often as its weight says."""
        return self._decisions.choices(list(weights), list(weights.values()))[0]
