"""Row: rebuilding everything from nothing."""

from __future__ import annotations

from .bench import DISK, Bench
from .measuring import interleave
from .processes import FailedError
from .table import Row


def run(bench: Bench) -> Row:
    """Measure replays of the same number of entries, each in a process of its own."""
    row = Row("rebuild", "rebuild from nothing: open, check every hash, decrypt, fold 100,000")
    count = bench.effort.hundred
    floor, peer = bench.scratch / "floor-replay.db", bench.scratch / "peer-replay.db"
    bench.worker("floor_replay", floor, "make", count)
    bench.peer("peer_eventsourcing", peer, "make", count)
    home = bench.home(count, "cut")
    took = interleave(
        bench.effort.heavy_rounds,
        {
            "floor": lambda: _seconds(bench.worker("floor_replay", floor, "replay"), count),
            "eventsourcing": lambda: _seconds(bench.peer("peer_eventsourcing", peer, "replay"), count),
            "twoway": lambda: _twoway(bench, count, "rebuild"),
            "fold": lambda: _twoway(bench, count, "fold"),
        },
        row.beside(DISK),
        bench.scratch,
        {"eventsourcing": bench.effort.slow_peers},
    )
    rates = {name: samples.per_second(count) for name, samples in took.items()}
    row.beats(f"{count:,} entries", rates["twoway"], 4, floor=rates["floor"], peer=rates["eventsourcing"])
    row.at_least(f"{count:,} entries, floor with a SHA-256 chain", rates["twoway"], 0.5, floor=rates["floor"])
    row.shown("the same without summaries and checkpoint", rates["fold"], floor=rates["floor"])
    row.notes.append(f"the journal is {home.joinpath('journal.db').stat().st_size:,} B; its checkpoint is written too")
    return row


def _twoway(bench: Bench, count: int, what: str) -> float:
    with bench.borrowed(bench.home(count, "cut")) as home:
        return _seconds(bench.worker("twoway_replay", home, what), count)


def _seconds(said: dict[str, float], count: int) -> float:
    """Return the seconds of a replay. Raises FailedError when it did not find everything."""
    if said["count"] != count:
        raise FailedError(f"a replay found {said['count']} entries of {count}")
    return said["seconds"]
