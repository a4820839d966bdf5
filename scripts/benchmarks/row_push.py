"""Row: pushing a journal in full segments."""

from __future__ import annotations

from .bench import DISK, Bench
from .measuring import Samples, interleave
from .processes import can_trace, tracing
from .serving import Server, floor_server, twoway_server
from .table import Line, Row

RATE = 100_000.0
SHARE = 0.4


def run(bench: Bench) -> Row:
    """Measure the push alone, which is what the floor does, and with the cutting and sealing before it."""
    row = Row("push", "push 10,000 entries (full segments) to a server on loopback, stored durably")
    count, folder = bench.effort.ten, bench.fresh()
    cut = Samples("s")
    with twoway_server(bench.python, folder) as server, floor_server(bench.python, folder) as floor:
        took = interleave(
            bench.effort.rounds,
            {
                "floor": lambda: bench.in_folder(lambda at: bench.worker("floor_transfer", floor.port, at, count))[
                    "push"
                ],
                "twoway": lambda: _push(bench, server, cut),
            },
            row.beside(DISK),
            bench.scratch,
        )
        if can_trace():
            with tracing(server.process, bench.scratch) as calls:
                _push(bench, server, Samples("s"))
            row.notes.append(f"sync calls of the server for one such push: {calls[0]}")
    _judge(row, count, took["twoway"], took["floor"])
    whole = Samples("s", [a + b for a, b in zip(cut.values, took["twoway"].values, strict=True)])
    row.shown(f"{count:,} entries, cut and sealed before", whole.per_second(count))
    return row


def _push(bench: Bench, server: Server, cut: Samples) -> float:
    said = bench.in_folder(
        lambda at: bench.worker("twoway_transfer", server.url, "push", at / "home", bench.effort.ten)
    )
    cut.values.append(said["cut"])
    return float(said["push"])


def _judge(row: Row, count: int, twoway: Samples, floor: Samples) -> None:
    """Add the line that the goal is about: a rate, or a share of the floor, whichever is less."""
    rate, base = twoway.per_second(count), floor.per_second(count)
    wanted = min(RATE, SHARE * base.median)
    goal = f">= {wanted:,.0f}/s ({'the rate' if wanted == RATE else f'{SHARE} x floor'})"
    met = rate.median >= wanted
    row.lines.append(Line(f"{count:,} entries", rate, base, ratio=rate.median / base.median, goal=goal, is_met=met))
