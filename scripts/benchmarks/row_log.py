"""Row: logging one step, as a whole process."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Callable
from pathlib import Path

from .bench import DISK, Bench
from .measuring import Samples, interleave
from .processes import Run, can_trace, plain_environment, sync_calls
from .table import Row
from .texts import NOTE

_TRACED = 5
_MOST_SYNC_CALLS = 2.0


class Contest:
    """The contestants of one folder: the floor, jrnl, and ``twoway note`` in journals of several sizes."""

    def __init__(self, bench: Bench, where: Path) -> None:
        self.bench, self.where = bench, where
        self.processor: dict[str, list[float]] = {}
        self.homes = {count: bench.copy(bench.home(count, "indexed"), where) for count in self.sizes}
        self._jrnl: dict[int, Path] = {}

    @property
    def sizes(self) -> tuple[int, int, int]:
        """How many entries the journals hold."""
        return self.bench.effort.few, self.bench.effort.ten, self.bench.effort.hundred

    def floor_words(self) -> list[str | Path]:
        """Return the command of the floor."""
        return [self.bench.python.with_name("floor_log"), self.where / "floor.db", NOTE]

    def note_words(self, count: int) -> list[str | Path]:
        """Return the command of Twoway in the journal of ``count`` entries."""
        return [self.bench.python.with_name("twoway"), "--home", self.homes[count], "note", NOTE]

    def contestants(self, *, with_peer: bool) -> dict[str, Callable[[], float]]:
        """Return what to time."""
        found: dict[str, Callable[[], float]] = {"floor": lambda: self._timed("floor", self._floor())}
        for count in self.sizes:
            found[f"note {count}"] = lambda count=count: self._timed(f"note {count}", self._note(count))  # type: ignore[misc]
        if with_peer:
            self._jrnl = {count: self._make_jrnl(count) for count in self.sizes[:2]}
            for count in self._jrnl:
                found[f"jrnl {count}"] = lambda count=count: self._write_jrnl(count).seconds  # type: ignore[misc]
        return found

    def _timed(self, name: str, run: Run) -> float:
        self.processor.setdefault(name, []).append(run.processor_seconds)
        return run.seconds

    def _floor(self) -> Run:
        return self.bench.launcher.run(self.floor_words(), plain_environment())

    def _note(self, count: int) -> Run:
        return self.bench.launcher.run(self.note_words(count), self.bench.environment())

    def _make_jrnl(self, count: int) -> Path:
        folder = self.bench.fresh(self.where)
        folder.mkdir()
        shutil.copy(Path(__file__).with_name("peer_keyring.py"), folder)
        self.bench.peer_in(_jrnl_environment(folder), "peer_jrnl", folder, count)
        return folder

    def _write_jrnl(self, count: int) -> Run:
        folder = self._jrnl[count]
        words: list[str | Path] = [self.bench.peers.with_name("jrnl"), "--config-file", folder / "jrnl.yaml", NOTE]
        return self.bench.launcher.run(words, _jrnl_environment(folder))


def _jrnl_environment(folder: Path) -> dict[str, str]:
    return plain_environment(
        HOME=str(folder), PYTHONPATH=str(folder), PYTHON_KEYRING_BACKEND="peer_keyring.Fixed", EDITOR="true"
    )


def run(bench: Bench) -> Row:
    """Measure on the disk beside the peer, and on tmpfs, where no slow phase of a disk can be."""
    row = Row("log", "log one step (`twoway note ...`), whole process, journals of 100, 10,000 and 100,000 entries")
    for place, where in bench.places.items():
        _measure(bench, row, where, place, with_peer=place == DISK)
    return row


def _measure(bench: Bench, row: Row, where: Path, place: str, *, with_peer: bool) -> None:
    contest, effort = Contest(bench, where), bench.effort
    contestants = contest.contestants(with_peer=with_peer)
    for each in contestants.values():
        each()  # once unseen: what lies cold then lies in the page cache
    contest.processor.clear()
    seldom = {f"jrnl {effort.ten}": effort.slow_peers}
    took = interleave(effort.processes, contestants, row.beside(place), where, seldom)
    for count in contest.sizes:
        row.at_most(f"{place}, {count:,} entries", took[f"note {count}"], 1.5, floor=took["floor"])
    small, large = took[f"note {effort.few}"], took[f"note {effort.hundred}"]
    few = f"{effort.few:,}"
    row.no_more(f"{place}, {effort.hundred:,} beside {few}", large, 1.1, base=small, than=few)
    if with_peer:
        for count, times in ((effort.few, 3), (effort.ten, 50)):
            note, peer = took[f"note {count}"], took[f"jrnl {count}"]
            row.faster(f"{place}, {count:,}, beside jrnl", note, times, floor=took["floor"], peer=peer)
        _count_calls(contest, row)
    row.notes.append(f"{place}: {_processor(contest.processor)}")


def _processor(seconds: dict[str, list[float]]) -> str:
    """Return what the processor spent: it is steadier than the clock while neighbours are busy."""
    parts = [f"{name} {statistics.median(each) * 1000:.1f} ms" for name, each in seconds.items()]
    return f"processor time {', '.join(parts)}"


def _count_calls(contest: Contest, row: Row) -> None:
    if not can_trace():
        row.notes.append("no strace here: sync calls were not counted")
        return
    bench = contest.bench
    for count in contest.sizes:
        twoway, floor = Samples(""), Samples("")
        for _ in range(_TRACED):
            twoway.values.append(sync_calls(bench.scratch, contest.note_words(count), bench.environment()))
            floor.values.append(sync_calls(bench.scratch, contest.floor_words(), plain_environment()))
        row.within(f"sync calls, {count:,} entries", twoway, _MOST_SYNC_CALLS, "<= 2 calls", floor=floor)
