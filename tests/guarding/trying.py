"""Trying guards: each is switched off on a bench, and what its tests make of that is judged.

Noticed means: a test ran, and failed for a reason that is not the guard's own. A module that cannot be
imported any more, or a name that is missing, proves nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from queue import SimpleQueue

from .bench import Bench, Verdict, benches
from .guards import Guard, selections, stale

JOBS = 2
_FAULTS = ("ImportError", "ModuleNotFoundError", "NameError", "SyntaxError", "IndentationError", "UnboundLocalError")
_TOLD_LETTERS = 200


class Outcome(Enum):
    """What became of a guard."""

    NOTICED = "noticed"
    SURVIVED = "SURVIVED"
    """No test noticed: one is missing."""
    STALE = "STALE"
    """It cannot be applied any more."""
    BROKEN = "BROKEN"
    """It was applied, and nothing can be said: its tests fail without it, or do not run with it."""


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome for one guard. ``told``: the test that noticed, or what is wrong."""

    guard: Guard
    outcome: Outcome
    told: str
    seconds: float = 0.0


def look_at(guards: Sequence[Guard]) -> list[Result]:
    """Return a result for each of ``guards`` that is stale; run nothing."""
    found = stale(guards)
    return [Result(guard, Outcome.STALE, found[guard.id]) for guard in guards if guard.id in found]


def try_all(guards: Sequence[Guard]) -> Iterator[Result]:
    """Yield the result for each of ``guards``, in order, working on two at once. Raises RuntimeError."""
    old = look_at(guards)
    yield from old
    hopeless = {result.guard.id for result in old}
    fresh = [guard for guard in guards if guard.id not in hopeless]
    if fresh:
        with benches(min(JOBS, len(fresh))) as made:
            yield from _try_on(made, fresh)


def _try_on(made: Sequence[Bench], guards: Sequence[Guard]) -> Iterator[Result]:
    before = made[0].run(list(selections(guards)), stop=False)
    if before.code not in (0, 1):
        raise RuntimeError(f"the tests do not run: {before.tail}")
    free: SimpleQueue[Bench] = SimpleQueue()
    for bench in made:
        free.put(bench)

    def try_one(guard: Guard) -> Result:
        failing = [name for name, _ in before.failed if any(_covers(test, name) for test in guard.tests)]
        if failing:
            return Result(guard, Outcome.BROKEN, f"fails as it is: {failing[0]}")
        bench = free.get()
        try:
            return _try(guard, bench)
        finally:
            free.put(bench)

    with ThreadPoolExecutor(len(made)) as pool:
        yield from pool.map(try_one, guards)


def _covers(test: str, name: str) -> bool:
    return name == test or name.startswith(f"{test}::")


def _try(guard: Guard, bench: Bench) -> Result:
    began = time.monotonic()
    with bench.without(guard):
        outcome, told = judged(bench.run(guard.tests, stop=True))
    return Result(guard, outcome, told, time.monotonic() - began)


def judged(verdict: Verdict) -> tuple[Outcome, str]:
    """Return what ``verdict``, of tests run with a check switched off, says of the check, and in words why."""
    if verdict.code == 0:
        return Outcome.SURVIVED, "no test noticed"
    if verdict.code != 1 or not verdict.failed:
        return Outcome.BROKEN, verdict.tail[-_TOLD_LETTERS:]
    name, reason = verdict.failed[0]
    if reason.startswith(_FAULTS):
        return Outcome.BROKEN, f"{name}: {reason}"[:_TOLD_LETTERS]
    return Outcome.NOTICED, name.removeprefix("tests/")
