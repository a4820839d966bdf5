"""The server's power fails: what it acknowledged is there, and what it lost comes back from the device."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import urllib.request
from contextlib import closing
from pathlib import Path
from random import Random

from tests.client.real_server import PROGRAM, await_server, free_port, running

from .disk import Disk, Heard, Step, is_moment, lay
from .recording import steps, strace
from .session import program_in

SYNCS = 6
MEETINGS = 0.2
_MARK = b"GET /health?mark="


class ServerOutage:
    """A server that takes a device's pushes, and the power that fails on it."""

    def __init__(self, scratch: Path, states: int, chance: Random) -> None:
        self._scratch, self._states, self._chance = scratch, states, chance
        self._client, self._port = scratch / "client", free_port()
        self._held = [0]
        self._looked: set[int] = set()
        self.moments = self.faults = self.met = 0

    @property
    def looked(self) -> int:
        """How many different disks were looked at."""
        return len(self._looked)

    def run(self) -> list[str]:
        """Play, fail after every step, and return what was wrong."""
        told, disk, acknowledged = self._played(), Disk(), 0
        faults: list[str] = []
        for place, step in enumerate(told):
            disk.do(step)
            if isinstance(step, Heard) and step.data.startswith(_MARK):
                acknowledged = int(step.data.removeprefix(_MARK).split()[0])
            if not is_moment(told, place):
                continue
            self.moments += 1
            where = f"server, step {place}: {step}"[:200]
            states = [disk.now(), *(disk.after_crash(self._chance) for _ in range(self._states))]
            found = (self._fault(files, self._held[acknowledged]) for files in states)
            faults += [f"{where}\n       {fault}" for fault in found if fault]
        return faults

    def _played(self) -> list[Step]:
        """Let a device push some times; return the server's steps, with a mark after each push that was answered."""
        place, trace = self._scratch / "served", self._scratch / "server-trace"
        place.mkdir()
        self._client.mkdir()
        device = program_in(self._client)
        address = f"http://127.0.0.1:{self._port}"
        command = [*strace(trace), str(PROGRAM), "--port", str(self._port), "--data", str(place / "server.db")]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            await_server(self._port, process)
            assert device.run("init", "--name", "laptop", "--no-passphrase", "--no-word-check").code == 0
            for number in range(1, SYNCS + 1):
                assert device.run("jot", f"note {number}" + "x" * 10_000 * number).code == 0
                assert device.run("sync", address).code == 0
                self._held.append(_count(place / "server.db"))
                urllib.request.urlopen(f"{address}/health?mark={number}").close()
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            os.kill(int(children[0]), signal.SIGTERM)
        return list(steps(trace.read_text().splitlines(), str(place)))

    def _fault(self, files: dict[str, bytes], least: int) -> str:
        """Return what is wrong with a server's folder of which ``least`` segments were acknowledged."""
        key = hash((tuple(sorted(files.items())), least))
        if key in self._looked:
            return ""
        self._looked.add(key)
        place = self._scratch / "crashed-server"
        shutil.rmtree(place, ignore_errors=True)
        lay(files, place, Random(key))
        data = place / "server.db"
        if least:
            with closing(sqlite3.connect(data)) as connection:
                (said,) = connection.execute("PRAGMA integrity_check").fetchone()
            if said != "ok" or _count(data) < least:
                return f"integrity: {said}; {_count(data)} segments of {least}"
        return self._meeting(place) if self._chance.random() < MEETINGS else ""

    def _meeting(self, place: Path) -> str:
        """Return what is wrong once the device has met this server: it then holds again all that there is."""
        self.met += 1
        copy = self._scratch / "met-client"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self._client, copy)
        with running(place, self._port):
            synced = program_in(copy).run("sync", "--json")
        is_whole = synced.code in (0, 4) and _count(place / "server.db") == self._held[-1]
        return "" if is_whole else f"sync ended with {synced.code}: {(synced.err or synced.out)[:300]}"


def _count(data: Path) -> int:
    """Return how many segments the server's store holds."""
    with closing(sqlite3.connect(data)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM segments").fetchone()
    return int(count)
