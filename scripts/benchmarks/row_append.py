"""Row: appending in one process, durable."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .bench import Bench
from .measuring import Samples, interleave
from .processes import ROOT, can_trace, sync_calls
from .table import Row

BATCH = 256
_TRACED = (50, 150)


def run(bench: Bench) -> Row:
    """Measure one by one and in batches, on the disk and on tmpfs, where a flush costs nothing."""
    row = Row("append", "append in one process, durable, one by one / 256 a batch")
    effort = bench.effort
    for place, where in bench.places.items():
        _measure(bench, row, (place, where), effort.singles, 1, 2)
        _measure(bench, row, (place, where), effort.batches * BATCH, BATCH, 3)
    if can_trace():
        _count_calls(bench, row)
    return row


def _measure(bench: Bench, row: Row, at: tuple[str, Path], count: int, batch: int, times: float) -> None:
    place, where = at
    took = interleave(bench.effort.rounds, _contestants(bench, where, count, batch), row.beside(place), where)
    rates = {name: samples.per_second(count) for name, samples in took.items()}
    what = "one by one" if batch == 1 else f"{batch} a batch"
    row.beats(f"{place}, {what}", rates["twoway"], times, floor=rates["floor"], peer=rates["peer"])


def _contestants(bench: Bench, where: Path, count: int, batch: int) -> dict[str, Callable[[], float]]:
    def timed(contestant: Callable[[Path], dict[str, Any]]) -> float:
        return float(bench.in_folder(contestant, where)["seconds"])

    return {
        "floor": lambda: timed(lambda folder: bench.worker("floor_append", folder, count, batch)),
        "peer": lambda: timed(
            lambda folder: bench.peer("peer_eventsourcing", folder / "events.db", "append", count, batch)
        ),
        "twoway": lambda: timed(lambda folder: bench.worker("twoway_append", folder, count, batch)),
    }


def _count_calls(bench: Bench, row: Row) -> None:
    """Add how often each of them flushes for one entry: the slope between two runs of different length."""
    twoway = Samples("", [_slope(bench, bench.python, "twoway_append", "")])
    floor = Samples("", [_slope(bench, bench.python, "floor_append", "")])
    peer = Samples("", [_slope(bench, bench.peers, "peer_eventsourcing", "append")])
    row.shown("sync calls an entry, one by one", twoway, floor=floor, peer=peer)


def _slope(bench: Bench, python: Path, module: str, verb: str) -> float:
    calls = []
    for count in _TRACED:
        folder = bench.fresh()
        folder.mkdir()
        place = [folder / "events.db", verb] if verb else [folder]
        words = [python, "-m", f"scripts.benchmarks.{module}", *place, str(count), "1"]
        calls.append(sync_calls(bench.scratch, words, bench.environment(), ROOT))
        shutil.rmtree(folder)
    few, many = _TRACED
    return (calls[1] - calls[0]) / (many - few)
