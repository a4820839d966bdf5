"""Row: views of a journal that has a checkpoint, as whole processes."""

from __future__ import annotations

from pathlib import Path

from .bench import DISK, Bench
from .measuring import Samples, interleave
from .table import Row

VIEWS = ("todo", "fit")
TIMES = 1.5


def run(bench: Bench) -> Row:
    """Measure time and peak memory in a short and in a long journal."""
    row = Row("views", "views (`todo`, `fit`) with checkpoint, whole process")
    _measure(bench, row, "indexed", is_judged=True)
    _measure(bench, row, "left-open", is_judged=False)
    row.notes.append("memory is the peak of the process; each view is held against the same one in the short journal")
    row.notes.append("left open: no opportunity was ever closed, and no thanks answered, so all of them are listed")
    return row


def _measure(bench: Bench, row: Row, how_far: str, *, is_judged: bool) -> None:
    effort = bench.effort
    rounds = effort.processes if is_judged else effort.rounds
    small, large = effort.thousand, effort.hundred
    homes = {count: bench.copy(bench.home(count, how_far)) for count in (small, large)}
    viewers = {f"{view} {count}": _Viewer(bench, homes[count], view) for view in VIEWS for count in homes}
    for viewer in viewers.values():
        viewer()
        viewer.peaks.values.clear()
    took = interleave(rounds, viewers, row.beside(DISK), bench.scratch)
    for view in VIEWS:
        few, many = took[f"{view} {small}"], took[f"{view} {large}"]
        peaks = viewers[f"{view} {large}"].peaks, viewers[f"{view} {small}"].peaks
        if is_judged:
            row.no_more(f"{view}, {large:,} entries", many, TIMES, base=few, than=f"{small:,}")
            row.no_more(f"{view}, {large:,} entries, memory", peaks[0], TIMES, base=peaks[1], than=f"{small:,}")
        else:
            row.shown(f"{view}, {large:,} entries, left open", many, base=few)
            row.shown(f"{view}, {large:,} entries, left open, memory", peaks[0], base=peaks[1])


class _Viewer:
    """Shows one view of one home, and notes the peak of memory."""

    def __init__(self, bench: Bench, home: Path, view: str) -> None:
        self._bench, self._home, self._view = bench, home, view
        self.peaks = Samples("KiB")

    def __call__(self) -> float:
        """Show it; return the seconds."""
        run = self._bench.twoway(self._home, self._view)
        self.peaks.values.append(run.peak_kib)
        return run.seconds
