"""Templates: a journal with some devices that all hold the same, made once a process and copied for each seed."""

from __future__ import annotations

import copy as copying
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.server.memory_store import MemoryStore
from twoway_core.sealing.segment import Segment
from twoway_server.limits import Limits

from .chance import Chance
from .copies import Copy, Snapshot
from .pairing import pair
from .world import World

NAMES = ("laptop", "desk", "phone", "tablet", "work")


@dataclass(frozen=True, slots=True)
class Template:
    """What a run begins with."""

    copies: dict[str, Snapshot]
    store: MemoryStore
    notes: int
    now_ms: int
    acknowledged: dict[bytes, Segment]
    papers: list[str]


def scratch() -> Path:
    """Return a new folder, in memory where there is such a place."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="twoway-sim-", dir=memory if memory.is_dir() else None))


@cache
def template(devices: int) -> Template:
    """Return a journal of ``devices`` devices, each with a note, all exchanged."""
    world = World(Chance(f"template {devices}"), scratch())
    try:
        with world.on_stage():
            _build(world, devices)
        copies = {copy.name: copy.snapshot() for copy in world.copies}
        store, history = world.server.snapshot(), world.history
        return Template(copies, store, world.notes, world.now_ms, dict(history.acknowledged), world.papers)
    finally:
        world.close()


def _build(world: World, devices: int) -> None:
    first = world.new_copy(NAMES[0])
    made = world.command(first, "init", "--name", first.label, "--no-passphrase", "--no-word-check", "--no-starter")
    assert made.code == 0, made
    world.papers.append(" ".join(made.data["paper"]))
    for name in NAMES[1:devices]:
        assert world.sync(first).is_done
        joined = pair(world, first, world.new_copy(name))
        assert joined is not None
        assert joined.is_done, joined
    for copy in world.copies:
        assert world.note(copy).is_done
        assert world.sync(copy).is_done
    for copy in world.copies:
        assert world.sync(copy).is_done


def begin(seed: int, devices: int, limits: Limits) -> World:
    """Return the world of ``seed``, as its template says."""
    made = template(devices)
    world = World(Chance(seed), scratch(), limits)
    world.now_ms, world.notes, world.papers = made.now_ms, made.notes, list(made.papers)
    world.server.load(made.store)
    for name, snapshot in made.copies.items():
        copy: Copy = world.new_copy(name)
        copy.load(snapshot, memory=True)
        copy.backups.append(snapshot)
        world.oracle.look(copy)
    world.server_backups.append(world.server.snapshot())
    world.history.acknowledged.update(copying.copy(made.acknowledged))
    return world
