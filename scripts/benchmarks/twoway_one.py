"""One entry from device to device with Twoway, in one process that stays: written, pushed, pulled, folded.

Arguments: the server's address, the port of the floor's server, folder, how often, and the sizes of the
histories, which take turns. Answers with the seconds of each step by size.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from twoway_client.desk import Desk
from twoway_client.sync.exchange import Exchange
from twoway_client.sync.memory import Memory, recall, remember
from twoway_core.events.talk import AnswerNoted
from twoway_core.sync.heads import to_wire

from .floor_transfer import Caller
from .homes import cutter_of, desk_of
from .processes import answer
from .texts import NOTE
from .twoway_transfer import exchange_of, publish

STEPS = ("push", "pull", "fold", "exchange", "floor push", "floor pull")
_FLOOR_BYTES = 1024


@dataclass(slots=True)
class Side:
    """One device that stays signed in."""

    desk: Desk
    exchange: Exchange

    @classmethod
    def made(cls, url: str, folder: Path) -> Side:
        """Return the device in ``folder`` once it holds and has folded everything."""
        desk = desk_of(folder)
        side = cls(desk, exchange_of(desk, url))
        side.run()
        side.fold()
        return side

    def write(self) -> None:
        """Write one answer to the opportunity opened last."""
        opportunity = max(summary.id for summary in self.desk.index.checkpoint.summaries.values())
        self.desk.write(AnswerNoted(opportunity=opportunity, text=NOTE))

    def push(self) -> None:
        """Cut what waits, and send it to a server that is known to hold all that was there before."""
        theirs = self.desk.segments.heads()
        cutter_of(self.desk).cut(self.exchange.roster, recall(self.exchange.device))
        self.exchange.push(theirs)

    def pull(self) -> None:
        """Fetch, verify and keep what the server has."""
        self.exchange.pull()

    def fold(self) -> None:
        """Sort what came into its opportunity, and make the summary of that anew."""
        self.desk.index.refresh()

    def run(self) -> None:
        """Do a whole exchange but for signing in, as ``Exchange.run`` does it."""
        cutter = cutter_of(self.desk)
        theirs = self.exchange.pull()
        cutter.cut(self.exchange.roster, recall(self.exchange.device))
        self.exchange.push(theirs)
        heads = self.desk.segments.heads()
        remember(self.exchange.device, Memory(self.exchange.roster.head, cutter.own_heads(), to_wire(heads)))


@dataclass(slots=True)
class Pair:
    """Two devices of one journal, and what their steps took."""

    laptop: Side
    phone: Side
    took: dict[str, list[float]] = field(default_factory=lambda: {step: [] for step in STEPS})

    @classmethod
    def made(cls, url: str, folder: Path, count: int) -> Pair:
        """Return a pair whose journal holds ``count`` entries, on both devices and on the server."""
        publish(url, folder, count, "full")
        return cls(Side.made(url, folder / "laptop"), Side.made(url, folder / "phone"))

    def once(self, floor: Caller) -> None:
        """Carry one entry over, and do on the floor what corresponds."""
        self.laptop.write()
        self._timed("push", self.laptop.push)
        self._timed("pull", self.phone.pull)
        self._timed("fold", self.phone.fold)
        self.laptop.write()
        self._timed("exchange", self.laptop.run)
        self.phone.pull()
        self.phone.fold()
        self._timed("floor push", lambda: floor.call("POST", "/append", bytes(_FLOOR_BYTES)))
        self._timed("floor pull", lambda: floor.call("GET", "/last"))

    def _timed(self, step: str, work: Callable[[], object]) -> None:
        began = time.perf_counter()
        work()
        self.took[step].append(time.perf_counter() - began)

    def check(self) -> None:
        """Raise AssertionError unless both devices hold the same."""
        self.laptop.fold()
        here, there = (side.desk.index.everything() for side in (self.laptop, self.phone))
        assert sorted(each.id for each in here) == sorted(each.id for each in there)


def main() -> None:
    """Carry one entry over as often as asked, in each of the journals in turn."""
    url, port, folder, times, *sizes = sys.argv[1:]
    floor = Caller(int(port))
    pairs = {size: Pair.made(url, Path(folder) / size, int(size)) for size in sizes}
    for pair in pairs.values():
        pair.once(floor)
        pair.took = {step: [] for step in STEPS}
    order = deque(pairs.values())
    for _ in range(int(times)):
        for pair in order:
            pair.once(floor)
        order.rotate()  # what ran just before leaves its traces in the caches
    for pair in pairs.values():
        pair.check()
    answer(took={size: pair.took for size, pair in pairs.items()})


if __name__ == "__main__":
    main()
