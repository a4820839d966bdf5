"""Measuring: samples of one figure, contestants taken in turn, and the yardsticks that stand beside them.

Disks and neighbours have slow phases. So contestants are interleaved, round by round, and each round
first measures what the disk and the processor do by themselves.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

APPENDED_BYTES = 400
_APPENDS = 15
_HASHED_BYTES = 256 * 1024


@dataclass(slots=True)
class Samples:
    """What was measured of one figure; ``unit``: s, /s, B, KiB, or nothing for a count."""

    unit: str
    values: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle one. Raises statistics.StatisticsError without any."""
        return statistics.median(self.values)

    @property
    def low(self) -> float:
        """The smallest one."""
        return min(self.values)

    @property
    def high(self) -> float:
        """The largest one."""
        return max(self.values)

    def quantile(self, share: float) -> float:
        """Return the value that ``share`` (0 to 1) of all do not exceed."""
        ordered = sorted(self.values)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)]

    def per_second(self, count: int) -> Samples:
        """Return these durations as rates of ``count`` things."""
        return Samples("/s", [count / value for value in self.values])


@dataclass(slots=True)
class Yardsticks:
    """What the machine did meanwhile, in seconds: one small durable append, and a fixed piece of computing."""

    disk: Samples = field(default_factory=lambda: Samples("s"))
    processor: Samples = field(default_factory=lambda: Samples("s"))

    def measure(self, folder: Path) -> None:
        """Take one sample of each; the append is made in ``folder``."""
        self.disk.values.append(_append_seconds(folder))
        self.processor.values.append(_compute_seconds())


def _append_seconds(folder: Path) -> float:
    """Return the median time of appending 400 bytes and flushing them."""
    file = folder / "yardstick"
    descriptor = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC, 0o600)
    took = []
    try:
        for _ in range(_APPENDS):
            began = time.perf_counter()
            os.write(descriptor, bytes(APPENDED_BYTES))
            os.fdatasync(descriptor)
            took.append(time.perf_counter() - began)
    finally:
        os.close(descriptor)
        file.unlink()
    return statistics.median(took)


def _compute_seconds() -> float:
    """Return the time of a fixed piece of work, half of it the interpreter's and half of it a library's."""
    began = time.perf_counter()
    total = 0
    for number in range(40_000):
        total += number & 3
    for _ in range(8):
        sha256(bytes(_HASHED_BYTES)).digest()
    return time.perf_counter() - began


def interleave(
    rounds: int,
    contestants: Mapping[str, Callable[[], float]],
    yardsticks: Yardsticks,
    folder: Path,
    seldom: Mapping[str, int] | None = None,
) -> dict[str, Samples]:
    """Return the seconds of each contestant, taken in turn; who begins moves on by one each round.

    ``seldom``: contestants that are slow, and in about how many of the rounds they take part.
    """
    found = {name: Samples("s") for name in contestants}
    names = list(contestants)
    for number in range(rounds):
        yardsticks.measure(folder)
        for name in names[number % len(names) :] + names[: number % len(names)]:
            if number % max(rounds // (seldom or {}).get(name, rounds), 1) == 0:
                found[name].values.append(contestants[name]())
    yardsticks.measure(folder)
    return found
