"""Row: what to ask next by the worth of the answer, and the report with its samples, as whole processes."""

from __future__ import annotations

from collections.abc import Callable

from .bench import DISK, Bench
from .measuring import interleave
from .table import Row

TIMES = 3.0
REPORT_SECONDS = 1.0
REPORT_ENTRIES = 400


def run(bench: Bench) -> Row:
    """Measure ``next --why`` beside ``todo`` in a journal of ten thousand, and ``report`` in one of four hundred."""
    row, effort = Row("decide", "what to ask next, and the report, whole process"), bench.effort
    long, short = bench.copy(bench.home(effort.ten, "indexed")), bench.copy(bench.home(REPORT_ENTRIES, "indexed"))
    works: dict[str, Callable[[], float]] = {
        "todo": lambda: bench.twoway(long, "todo").seconds,
        "next": lambda: bench.twoway(long, "next", "--why").seconds,
        "report": lambda: bench.twoway(short, "report").seconds,
    }
    for work in works.values():
        work()
    took = interleave(effort.processes, works, row.beside(DISK), bench.scratch)
    row.no_more(f"next --why, {effort.ten:,} entries", took["next"], TIMES, base=took["todo"], than="todo")
    row.within(f"report, {REPORT_ENTRIES} entries, 10,000 samples", took["report"], REPORT_SECONDS, "<= 1 s")
    return row
