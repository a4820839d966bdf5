"""Rates: how often somebody may ask, by a bucket that fills with time.

A full bucket holds ``burst`` tokens and gains ``per_second``; each request takes one. At most
``MAX_BUCKETS`` are remembered, the least lately used going first: a million callers cannot fill the
memory.
"""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from collections.abc import Callable

MAX_BUCKETS = 65_536


class Meter:
    """One bucket, of which much is taken at once."""

    __slots__ = ("_at", "_burst", "_clock", "_level", "_per_second")

    def __init__(self, per_second: float, burst: int, clock: Callable[[], float]) -> None:
        self._per_second = per_second
        self._burst = burst
        self._clock = clock
        self._level, self._at = float(burst), clock()

    def take(self, amount: int) -> bool:
        """Take ``amount``; return False when there is less, which empties the bucket."""
        now = self._clock()
        level = min(self._level + (now - self._at) * self._per_second, self._burst) - amount
        self._level, self._at = max(level, 0.0), now
        return level >= 0


class Buckets:
    """Token buckets by key; ``clock`` gives seconds that never go back."""

    def __init__(self, per_second: float, burst: int, clock: Callable[[], float]) -> None:
        self._per_second = per_second
        self._burst = burst
        self._clock = clock
        self._levels: OrderedDict[object, tuple[float, float]] = OrderedDict()

    def take(self, key: object) -> bool:
        """Take a token of ``key``; return False when there is none."""
        now = self._clock()
        level, at = self._levels.get(key, (float(self._burst), now))
        level = min(level + (now - at) * self._per_second, self._burst)
        if level < 1:
            return False
        self._levels[key] = (level - 1, now)
        self._levels.move_to_end(key)
        if len(self._levels) > MAX_BUCKETS:
            self._levels.popitem(last=False)
        return True

    def __len__(self) -> int:
        return len(self._levels)


def group_of(address: str) -> str:
    """Return the key under which ``address`` is counted: itself, or the /64 of an IPv6 address."""
    if ":" not in address:
        return address
    try:
        parsed = ipaddress.IPv6Address(address.partition("%")[0])
    except ValueError:
        return address
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.IPv6Network((parsed, 64), strict=False))
