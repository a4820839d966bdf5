"""Row: live sockets, what each of them costs the server while it waits, and how long a hint to all of them takes."""

from __future__ import annotations

import shutil

from .bench import DISK, Bench
from .measuring import Samples
from .serving import Server, floor_server, twoway_server
from .table import Row

MEMORY_KIB, TIMES = 16, 2
_ROOM = 1_000
_NAMES = ("connections", "connections_per_address", "sockets", "sockets_per_address", "sockets_per_journal")


def run(bench: Bench) -> Row:
    """Open the sockets at the floor and at Twoway in turn."""
    row = Row("hints", f"{bench.effort.sockets:,} live sockets: memory of each, and a hint to all of them")
    limits = [word for name in _NAMES for word in ("--limit", f"{name}={bench.effort.sockets + _ROOM}")]
    memory, took = {}, {}
    for name in ("floor", "twoway"):
        row.beside(DISK).measure(bench.scratch)
        folder = bench.fresh()
        hosting = (
            floor_server(bench.python, folder) if name == "floor" else twoway_server(bench.python, folder, *limits)
        )
        with hosting as server:
            memory[name], took[name] = _heard(bench, name, server)
        shutil.rmtree(folder)
    goal = f"<= {MEMORY_KIB} KiB"
    row.within("an idle socket, memory of the server", memory["twoway"], MEMORY_KIB, goal, floor=memory["floor"])
    row.at_most("from a push to the hint on the last socket", took["twoway"], TIMES, floor=took["floor"])
    row.notes.append("the floor: aiohttp, its sockets as they are, one byte sent to each of them in turn")
    return row


def _heard(bench: Bench, name: str, server: Server) -> tuple[Samples, Samples]:
    said = bench.worker("listeners", name, server.port, server.process, bench.effort.sockets, bench.effort.heavy_rounds)
    return Samples("KiB each", [said["kib"]]), Samples("s", said["seconds"])
