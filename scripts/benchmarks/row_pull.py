"""Row: pulling a journal into a fresh device."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .bench import DISK, Bench
from .measuring import Samples, interleave
from .processes import FailedError
from .serving import Server, floor_server, twoway_server
from .table import Row


def run(bench: Bench) -> Row:
    """Measure full segments beside the floor, and segments of one entry beside the rate of verifying signatures."""
    row = Row("pull", "pull 10,000 into a fresh device, verified, stored, folded")
    count, folder = bench.effort.ten, bench.fresh()
    with twoway_server(bench.python, folder) as server, floor_server(bench.python, folder) as floor:
        full, single = _Pulls(bench, server, "full"), _Pulls(bench, server, "single")
        contestants: dict[str, Callable[[], float]] = {
            "floor": lambda: bench.in_folder(lambda at: bench.worker("floor_transfer", floor.port, at, count))["pull"],
            "full": full,
            "single": single,
        }
        took = interleave(bench.effort.rounds, contestants, row.beside(DISK), bench.scratch)
    rates = {name: samples.per_second(count) for name, samples in took.items()}
    row.at_least(f"{count:,} entries, full segments", rates["full"], 0.4, floor=rates["floor"])
    row.at_least(f"{count:,} entries, one a segment (floor: verify)", rates["single"], 0.7, floor=single.verified)
    for name, pulls in (("full segments", full), ("one a segment", single)):
        row.shown(f"{name}: verified and stored", pulls.pulled)
        row.shown(f"{name}: opened and folded", pulls.folded)
    return row


class _Pulls:
    """Pulls one published journal again and again, each time into a fresh copy of the empty device."""

    def __init__(self, bench: Bench, server: Server, how: str) -> None:
        self._bench, self._url = bench, server.url
        self._phone = bench.fresh()
        bench.worker("twoway_transfer", server.url, "publish", self._phone, bench.effort.ten, how)
        self.pulled, self.folded, self.verified = Samples("s"), Samples("s"), Samples("/s")

    def __call__(self) -> float:
        """Pull once; return the seconds until all is folded. Raises FailedError when something is missing."""
        with self._bench.borrowed(self._phone / "phone") as home:
            return self._pull(home)

    def _pull(self, home: Path) -> float:
        said = self._bench.worker("twoway_transfer", self._url, "pull", home)
        if said["received"] != said["count"] or said["count"] != self._bench.effort.ten:
            raise FailedError(f"a pull brought {said['received']} entries, of which {said['count']} were filed")
        self.pulled.values.append(said["pull"])
        self.folded.values.append(said["fold"])
        self.verified.values.append(1 / said["verify"])
        return float(said["pull"] + said["fold"])
