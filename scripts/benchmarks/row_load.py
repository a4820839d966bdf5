"""Row: a server under load."""

from __future__ import annotations

import shutil
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from .bench import DISK, Bench
from .measuring import Samples, interleave
from .processes import can_trace, tracing
from .serving import Server, floor_server, twoway_server
from .table import Line, Row

FLOOR_CONNECTIONS = 16
SHARE = 0.5
TAIL = 20.0
FLAT = 1.1
_STEP_SECONDS = 1.0


def run(bench: Bench) -> Row:
    """Measure floor and Twoway in turn, on the disk and on tmpfs; then push for five minutes and watch the memory."""
    row = Row("load", "server under load: 200 devices pushing single entries, SQLite FULL")
    for place, where in bench.places.items():
        _measure(bench, row, place, where)
    _soak(bench, row)
    return row


def _measure(bench: Bench, row: Row, place: str, where: Path) -> None:
    effort, latencies = bench.effort, dict[str, list[list[float]]]()

    def loaded(name: str, what: str, server: Server, callers: int) -> float:
        said = bench.worker("load", what, server.port, callers, effort.load_seconds)
        latencies.setdefault(name, []).append(said["latencies"])
        return float(said["seconds"] / said["count"])

    with (
        twoway_server(bench.python, bench.fresh(where)) as server,
        twoway_server(bench.python, bench.fresh(where), "--log", "warning") as silent,
        floor_server(bench.python, bench.fresh(where)) as floor,
    ):
        contestants = {
            "floor": lambda: loaded("floor", "floor", floor, FLOOR_CONNECTIONS),
            "twoway": lambda: loaded("twoway", "twoway", server, effort.devices),
        }
        if place != DISK:
            contestants["silent"] = lambda: loaded("silent", "twoway", silent, effort.devices)
        took = interleave(effort.load_rounds, contestants, row.beside(place), where)
        if can_trace() and place == DISK:
            _count_calls(bench, row, server)
    rates = {name: samples.per_second(1) for name, samples in took.items()}
    row.at_least(f"{place}, {effort.devices} devices, entries", rates["twoway"], SHARE, floor=rates["floor"])
    if "silent" in rates:
        row.shown(f"{place}, the same with --log warning", rates["silent"], floor=rates["floor"])
    _judge_tail(row, place, latencies)


def _judge_tail(row: Row, place: str, latencies: dict[str, list[list[float]]]) -> None:
    """Add p99 beside p50; the goal is about Twoway's own."""
    middle, late, floor = (
        Samples("s", [each[at] for each in latencies[name]])
        for name, at in (("twoway", 50), ("twoway", 99), ("floor", 99))
    )
    ratio, goal = late.median / middle.median, f"<= {TAIL:g} x p50"
    row.shown(f"{place}, p50 of one push", middle, floor=Samples("s", [each[50] for each in latencies["floor"]]))
    row.lines.append(Line(f"{place}, p99 of one push", late, floor, ratio=ratio, goal=goal, is_met=ratio <= TAIL))


def _count_calls(bench: Bench, row: Row, server: Server) -> None:
    with tracing(server.process, bench.scratch) as calls:
        said = bench.worker("load", "twoway", server.port, bench.effort.devices, 1.0)
    row.notes.append(f"sync calls of the server, which strace slows: {calls[0]} for {said['count']:,} pushes")


def _soak(bench: Bench, row: Row) -> None:
    """Push as fast as the server takes it, on a server of its own, and compare its memory early and late."""
    effort = bench.effort
    folder = bench.fresh()
    with twoway_server(bench.python, folder) as server, ThreadPoolExecutor(1) as pool:
        work = pool.submit(bench.worker, "load", "twoway", server.port, effort.devices, effort.soak_seconds, "live")
        memory = _watched(server, work)
        said = work.result()
        size = server.data.stat().st_size
    shutil.rmtree(folder)  # a gigabyte
    fifth = max(len(memory) // 5, 1)
    early, late = Samples("KiB", memory[fifth : 2 * fifth]), Samples("KiB", memory[-fifth:])
    what = f"memory, last fifth of {said['seconds']:.0f} s beside the second"
    row.no_more(what, late, FLAT, base=early, than="second fifth")
    rate = said["count"] / said["seconds"]
    row.notes.append(
        f"meanwhile {said['count']:,} entries, {rate:,.0f}/s; p99 {said['latencies'][99] * 1000:.1f} ms, "
        f"p50 {said['latencies'][50] * 1000:.1f} ms; the database grew to {size / 2**20:,.0f} MiB"
    )


def _watched(server: Server, work: Future[dict[str, Any]]) -> list[float]:
    """Return the memory of ``server`` while ``work`` is under way, in KiB, a second apart."""
    found: list[float] = []
    while not work.done():
        time.sleep(_STEP_SECONDS)
        found.append(float(server.memory_kib()))
    return found
