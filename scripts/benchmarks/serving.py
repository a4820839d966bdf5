"""Servers: a real ``twoway-server`` of the installed wheel, and the floor's, each a process on a free port."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .processes import ROOT, FailedError, plain_environment

_START_SECONDS = 20.0
_STEP_SECONDS = 0.02
_MANY = 1_000_000


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs. ``data``: its database."""

    port: int
    process: int
    data: Path

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def memory_kib(self) -> int:
        """Return the memory that it holds now."""
        for line in Path(f"/proc/{self.process}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        raise FailedError("the server's memory cannot be read")


@contextmanager
def twoway_server(python: Path, folder: Path, *options: str) -> Iterator[Server]:
    """Run twoway-server as it is, but for ``options``, and one limit: here all devices sign in from one address."""
    port, data = _free_port(), folder / "server.db"
    folder.mkdir(parents=True, exist_ok=True)
    limit = f"anonymous_burst={_MANY}"
    command = [python.with_name("twoway-server"), "--port", port, "--data", data, "--limit", limit, *options]
    with _running(command, folder, port) as process:
        yield Server(port, process, data)


@contextmanager
def floor_server(python: Path, folder: Path) -> Iterator[Server]:
    """Run the floor's server."""
    port, data = _free_port(), folder / "floor.db"
    folder.mkdir(parents=True, exist_ok=True)
    with _running([python, "-m", "scripts.benchmarks.floor_server", data, port], folder, port) as process:
        yield Server(port, process, data)


@contextmanager
def _running(command: Sequence[object], folder: Path, port: int) -> Iterator[int]:
    words = [str(word) for word in command]
    with (
        (folder / "server.log").open("ab") as log,
        subprocess.Popen(words, cwd=ROOT, env=plain_environment(), stdout=log, stderr=log) as process,
    ):
        try:
            _await(port, process, folder / "server.log")
            yield process.pid
        finally:
            process.terminate()
            process.wait(_START_SECONDS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(_STEP_SECONDS)
    raise FailedError(f"a server does not answer:\n{log.read_text(errors='replace')}")
