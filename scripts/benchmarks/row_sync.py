"""Row: ``twoway sync`` with one new entry, as a whole process."""

from __future__ import annotations

import statistics
from pathlib import Path

from .bench import DISK, Bench
from .measuring import interleave
from .processes import can_trace, plain_environment, sync_calls
from .serving import Server, floor_server, twoway_server
from .table import Row
from .texts import NOTE

TIMES = 1.3
NEAR = 1.15


def run(bench: Bench) -> Row:
    """Measure with the entry waiting here, and with it waiting at the server."""
    row = Row("sync", "`twoway sync` with one new entry, whole process")
    for place, where in bench.places.items():
        _measure(bench, row, place, where)
    row.notes.append(f"to be near: {NEAR} x floor")
    return row


def _measure(bench: Bench, row: Row, place: str, where: Path) -> None:
    with (
        twoway_server(bench.python, bench.fresh(where)) as server,
        floor_server(bench.python, bench.fresh(where)) as floor,
    ):
        devices = _Devices(bench, server, floor, where)
        contestants = {"floor": devices.floor, "here": devices.here, "there": devices.there}
        for each in contestants.values():
            each()
        devices.processor.clear()
        took = interleave(bench.effort.processes, contestants, row.beside(place), where)
        if can_trace() and place == DISK:
            _count_calls(bench, row, devices)
    row.at_most(f"{place}, one entry waits here", took["here"], TIMES, floor=took["floor"])
    row.at_most(f"{place}, one entry waits at the server", took["there"], TIMES, floor=took["floor"])
    parts = [f"{name} {statistics.median(each) * 1000:.1f} ms" for name, each in devices.processor.items()]
    row.notes.append(f"{place}: processor time {', '.join(parts)}")


def _count_calls(bench: Bench, row: Row, devices: _Devices) -> None:
    bench.twoway(devices.laptop, "jot", NOTE)
    calls = sync_calls(bench.scratch, devices.sync_words(), bench.environment())
    row.notes.append(f"sync calls of a `twoway sync` that sends one entry: {calls}")


class _Devices:
    """Two devices of one journal that exchange by commands, and the floor's process."""

    def __init__(self, bench: Bench, server: Server, floor: Server, where: Path) -> None:
        self._bench, self._floor, self._file = bench, floor, bench.fresh(where)
        folder = bench.fresh(where)
        bench.worker("twoway_transfer", server.url, "publish", folder, bench.effort.ten, "full")
        self.laptop, self.phone = folder / "laptop", folder / "phone"
        self.processor: dict[str, list[float]] = {}
        for home in (self.laptop, self.phone):
            bench.twoway(home, "sync", server.url)

    def sync_words(self) -> list[str | Path]:
        """Return the command that is timed."""
        return [self._bench.python.with_name("twoway"), "--home", self.laptop, "sync"]

    def here(self) -> float:
        """Send one entry."""
        self._bench.twoway(self.laptop, "jot", NOTE)
        return self._timed("here", self.sync_words(), self._bench.environment())

    def there(self) -> float:
        """Fetch one entry."""
        self._bench.twoway(self.phone, "jot", NOTE)
        self._bench.twoway(self.phone, "sync")
        return self._timed("there", self.sync_words(), self._bench.environment())

    def floor(self) -> float:
        """Do the least."""
        words: list[str | Path] = [self._bench.python.with_name("floor_sync"), self._file, str(self._floor.port)]
        return self._timed("floor", words, plain_environment())

    def _timed(self, name: str, words: list[str | Path], environment: dict[str, str]) -> float:
        run = self._bench.launcher.run(words, environment)
        self.processor.setdefault(name, []).append(run.processor_seconds)
        return run.seconds
