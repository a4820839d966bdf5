"""Soaking: any number of seeds over some processes, and the figures of what they met."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import count, islice

from .actions import ACTIONS
from .faults import FAULTS
from .network import STORMY
from .run import Report, run

BLOCK = 20


@dataclass(slots=True)
class Figures:
    """What many runs met. ``broken``: seed and invariant of each that did not end well."""

    seeds: int = 0
    steps: int = 0
    lines: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    broken: dict[int, str] = field(default_factory=dict)

    def add(self, report: Report) -> None:
        """Count one run."""
        self.seeds += 1
        self.steps += report.steps
        self.lines += len(report.trace.lines)
        self.counts += report.counts
        if not report.is_good:
            self.broken[report.seed] = report.broken

    def merge(self, other: Figures) -> None:
        """Count many runs."""
        self.seeds += other.seeds
        self.steps += other.steps
        self.lines += other.lines
        self.counts += other.counts
        self.broken |= other.broken

    def missing(self) -> list[str]:
        """Return the kinds of steps and faults that no run met."""
        kinds = [f"step {kind}" for kind in (*ACTIONS, *FAULTS)]
        kinds += [f"net {fate}" for fate in STORMY if fate != "pass"]
        return [kind for kind in kinds if not self.counts[kind]]


def replay(seed: int) -> str:
    """Return the command that runs ``seed`` again and shows what happened."""
    return f"scripts/soak --seed {seed} --trace"


def run_block(first: int, size: int = BLOCK) -> Figures:
    """Run ``size`` seeds from ``first`` on."""
    figures = Figures()
    for seed in range(first, first + size):
        figures.add(run(seed))
    return figures


def soak(first: int, seeds: int | None, jobs: int, minutes: float | None) -> Iterator[Figures]:
    """Yield the figures of each block: of ``seeds`` seeds, or of as many as fit into ``minutes``."""
    blocks = count(first, BLOCK) if seeds is None else iter(range(first, first + seeds, BLOCK))
    size = BLOCK if seeds is None else min(BLOCK, seeds)
    until = time.monotonic() + minutes * 60 if minutes is not None else None
    with ProcessPoolExecutor(jobs) as pool:
        while wave := list(islice(blocks, jobs * 4)):
            yield from pool.map(partial(run_block, size=size), wave)
            if until is not None and time.monotonic() > until:
                return
