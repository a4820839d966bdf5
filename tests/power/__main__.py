"""``scripts/soak --power``: lets the power fail after every step of a session, and looks at what is left each time."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from .disk import Disk, Sent, Told, is_moment
from .judging import Judge
from .serving import ServerOutage
from .session import Command, played, told

STATES = 6
MEMORY = Path("/dev/shm")
"""Where the session plays, if there is such a place: what was synced is known from the calls."""
MEETINGS = 0.2
"""In so many cases the home syncs with the server as it was at that moment."""


def main() -> int:
    """Play the session, and return 1 where something was lost, else 0."""
    parser = argparse.ArgumentParser(prog="scripts/soak --power", description="Let the power fail at every moment.")
    parser.add_argument("--states", type=int, default=STATES, help=f"states of the disk at each moment [{STATES}]")
    parser.add_argument("--seed", type=int, default=1, help="what chance begins with [1]")
    args = parser.parse_args()
    if shutil.which("strace") is None:
        sys.stderr.write("power: strace is not here. On Debian: apt-get install strace\n")
        return 2
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="twoway-power-", dir=MEMORY if MEMORY.is_dir() else None) as scratch:
        outage = Outage(Path(scratch), args.states, Random(args.seed))
        outage.run()
        serving = ServerOutage(Path(scratch), args.states, Random(args.seed))
        faults = serving.run()
    for fault in faults:
        _say(fault)
    looked = len(outage.judge.looked)
    _say(f"device: {outage.moments} moments, {looked} disks, {outage.synced} synced, {outage.faults} bad")
    _say(f"server: {serving.moments} moments, {serving.looked} disks, {serving.met} synced, {len(faults)} bad")
    _say(f"{time.monotonic() - began:.0f} s")
    return 1 if outage.faults or faults else 0


def _say(text: str) -> None:
    sys.stdout.write(f"power: {text}\n")
    sys.stdout.flush()


class Outage:
    """One session, and the power that fails in it."""

    def __init__(self, scratch: Path, states: int, chance: Random) -> None:
        self._scratch, self._states, self._chance = scratch, states, chance
        self.judge = Judge(scratch)
        self.moments = self.faults = self.synced = 0
        self._disk = Disk()
        self._ids: set[str] = set()
        self._is_made = False

    def run(self) -> None:
        """Play the session to its end."""
        before: Path | None = None
        for command, address in played(self._scratch):
            if command.code:
                raise SystemExit(f"power: the session itself failed: {command.words[0]} ended with {command.code}")
            self._command(command, before, address)
            self._is_made = True  # the first one made the journal, and has said so by its exit code
            before = command.server
            _say(f"{command.words[0]}: {len(command.steps)} steps, {self.faults} bad so far")

    def _command(self, command: Command, before: Path | None, address: str) -> None:
        """Fail after every step of one command; ``before``: the server's data until it."""
        said = ""
        sends = [place for place, step in enumerate(command.steps) if isinstance(step, Sent)]
        for place, step in enumerate(command.steps):
            self._disk.do(step)
            if isinstance(step, Told):
                said += step.text
                self._ids |= told(said)
            if not is_moment(command.steps, place):
                continue
            between = bool(sends) and sends[0] <= place < sends[-1]
            server = before if not sends or place < sends[0] else command.server
            self._fail(f"{command.words[0]}, step {place}: {step}", None if between else server, address)

    def _fail(self, where: str, server: Path | None, address: str) -> None:
        """Look at what a kill leaves now, and at some of what a failing power may leave."""
        self.moments += 1
        states = [self._disk.now(), *(self._disk.after_crash(self._chance) for _ in range(self._states))]
        for files in states:
            meets = server if self._chance.random() < MEETINGS else None
            fault = self.judge.fault(files, self._ids, is_made=self._is_made, server=meets, address=address)
            self.synced += meets is not None
            if fault:
                self.faults += 1
                _say(f"{where[:200]}\n       {fault}")


if __name__ == "__main__":
    sys.exit(main())
