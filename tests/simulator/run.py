"""One run: a seed makes a world, steps, faults, and the end in which everything must be well."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from twoway_server.limits import Limits

from .actions import ACTIONS, MEDDLING
from .copies import Copy
from .crash import Broken
from .faults import FAULTS
from .judge import Judge
from .network import CALM, STORMY
from .settling import settle
from .template import begin
from .trace import Trace
from .world import World

STEPS = (5, 17)
LONG_STEPS, EVERY = (40, 80), 40
"""Each fortieth seed is a long one: what needs many things to go wrong one after the other is found there."""
_LEANINGS = (0, 0.3, 1, 1, 4)
DEVICES = (2, 2, 3, 3, 3, 4, 4, 5)
_HIDDEN = ("TWOWAY_HOME", "TWOWAY_PASSPHRASE_FILE", "VISUAL", "EDITOR")


@dataclass(slots=True)
class Report:
    """What came of a seed. ``broken``: the invariant that does not hold, or an empty text."""

    seed: int
    broken: str
    steps: int
    trace: Trace
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def is_good(self) -> bool:
        """Whether every invariant held."""
        return not self.broken


def run(seed: int) -> Report:
    """Run ``seed`` to its end, or to the first invariant that does not hold."""
    for name in _HIDDEN:
        os.environ.pop(name, None)
    pages = Limits(page_bytes=1024 + (seed % 5) * 1024)  # of one, two or some more segments
    world = begin(seed, DEVICES[seed % len(DEVICES)], pages)
    judge = Judge(world)
    world.before, world.after = judge.before, judge.after
    world.network.weather = CALM if seed % 10 == 0 else _leaning(world, STORMY)
    weights = _leaning(world, {name: weight for name, (weight, _) in (ACTIONS | FAULTS).items()})
    broken = ""
    steps = world.chance.among(*(LONG_STEPS if seed % EVERY == EVERY - 1 else STEPS))
    try:
        with world.on_stage():
            world.meddle = lambda copy: _meddle(world, copy)
            for _ in range(steps):
                _step(world, judge, weights)
            settle(world, judge)
    except Broken as found:
        broken = str(found)
    finally:
        world.close()
    return Report(seed, broken, steps, world.trace, world.trace.counts)


def _leaning(world: World, weights: Mapping[str, float]) -> dict[str, float]:
    """Return ``weights`` as this seed leans: what is rare in one is frequent in another, and some never happens."""
    always = ("pass", "note", "sync")
    return {name: weight * (1 if name in always else world.chance.pick(_LEANINGS)) for name, weight in weights.items()}


def _step(world: World, judge: Judge, weights: Mapping[str, float]) -> None:
    world.pass_time(world.chance.among(100, 5_000_000))
    kind = world.chance.weigh(weights)
    copy = world.chance.pick(world.living())
    world.trace.count(f"step {kind}")
    world.trace.say(world.now_ms, copy.name, f"* {kind}")
    if kind in ACTIONS:
        ACTIONS[kind][1](world, copy)
    else:
        FAULTS[kind][1](world, judge, copy)


def _meddle(world: World, copy: Copy) -> None:
    """Run a whole command in the middle of one of ``copy``: of another machine, or of a second process on this one."""
    kind = world.chance.weigh({name: weight for name, (weight, _) in MEDDLING.items()})
    MEDDLING[kind][1](world, world.chance.pick(world.living()))
