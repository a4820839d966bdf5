"""A real ``twoway-server`` process on a free port of this computer."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

SECONDS = 20.0
PROGRAM = Path(sys.executable).with_name("twoway-server")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(folder: Path, port: int | None = None, url: str = "", more: Sequence[str] = ()) -> Iterator[str]:
    """Run a server whose data lies in ``folder``; yield its address, ``url`` where it goes by another than its own.

    ``more``: further words of its command line.
    """
    port = port or free_port()
    data = folder / "server.db"
    command = [str(PROGRAM), "--port", str(port), "--data", str(data), *(["--public-url", url] if url else []), *more]
    with (folder / "server.log").open("ab") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            await_server(port, process)
            yield url or f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(SECONDS)


def await_server(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until ``process`` answers on ``port``."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended at once; see its log"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("the server does not answer")
