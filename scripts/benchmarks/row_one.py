"""Row: one entry, from a device to the server, and from there to another device."""

from __future__ import annotations

from pathlib import Path

from .bench import Bench
from .measuring import Samples
from .processes import can_trace, tracing
from .serving import floor_server, twoway_server
from .table import Row

MOST_SECONDS = 0.0015
NO_GROWTH = 1.1
_TRACED = 20


def run(bench: Bench) -> Row:
    """Measure each step in journals that take turns, every device signed in and its connection kept."""
    row = Row("one", "push one entry, then pull it on another device, in process, history of 10,000")
    for place, where in bench.places.items():
        _measure(bench, row, place, where)
    if can_trace():
        _count_calls(bench, row)
    return row


def _measure(bench: Bench, row: Row, place: str, where: Path) -> None:
    effort = bench.effort
    sizes = (effort.few, effort.ten, effort.hundred)
    row.beside(place).measure(where)
    with (
        twoway_server(bench.python, bench.fresh(where)) as server,
        floor_server(bench.python, bench.fresh(where)) as floor,
    ):
        said = bench.worker("twoway_one", server.url, floor.port, bench.fresh(where), effort.exchanges, *sizes)["took"]
    row.beside(place).measure(where)
    took = {size: {step: Samples("s", each) for step, each in said[str(size)].items()} for size in sizes}
    _judge(row, place, took[effort.ten], effort.ten)
    for step in ("push", "pull"):
        small, large = took[effort.few][step], took[effort.hundred][step]
        what = f"{place}, {step}, {effort.hundred:,} beside {effort.few:,}"
        row.no_more(what, large, NO_GROWTH, base=small, than=f"{effort.few:,}")
    for size in sizes:
        row.shown(f"{place}, pulled and folded, {size:,}", _sum(took[size]["pull"], took[size]["fold"]))
        row.shown(f"{place}, whole exchange, signed in, {size:,}", took[size]["exchange"])


def _judge(row: Row, place: str, took: dict[str, Samples], size: int) -> None:
    for step in ("push", "pull"):
        what, goal = f"{place}, {step}, {size:,} entries", "p50 <= 1.5 ms"
        row.within(what, took[step], MOST_SECONDS, goal, floor=took[f"floor {step}"])
        row.notes.append(f"{what}: p95 {took[step].quantile(0.95) * 1000:.2f} ms")


def _sum(one: Samples, other: Samples) -> Samples:
    return Samples("s", [a + b for a, b in zip(one.values, other.values, strict=True)])


def _count_calls(bench: Bench, row: Row) -> None:
    few = bench.effort.few
    with (
        twoway_server(bench.python, bench.fresh()) as server,
        floor_server(bench.python, bench.fresh()) as floor,
        tracing(server.process, bench.scratch) as calls,
    ):
        bench.worker("twoway_one", server.url, floor.port, bench.fresh(), _TRACED, few)
    pushed = 2 * (_TRACED + 1)  # each turn writes two entries, and the first one is not counted
    row.notes.append(f"sync calls of the server: {calls[0]} for setting up and {pushed} entries, pushed one by one")
