"""Randomness that is the same on every run: the stream of a seed."""

from __future__ import annotations

from hashlib import sha256, shake_256


class Chance:
    """Stands in for the operating system's randomness; the n-th draw depends on the seed and on n alone."""

    def __init__(self, seed: str) -> None:
        self._seed = sha256(seed.encode()).digest()
        self._draws = 0

    def __call__(self, count: int) -> bytes:
        """Return ``count`` bytes that were not drawn before."""
        self._draws += 1
        return shake_256(self._seed + self._draws.to_bytes(8, "big")).digest(count)
