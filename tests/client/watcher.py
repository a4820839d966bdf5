"""A ``twoway sync --watch`` in a process of its own, whose lines a test waits for."""

from __future__ import annotations

import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests.client.profiles import Profile

SECONDS = 20.0
PROGRAM = Path(sys.executable).with_name("twoway")


class Watcher:
    """A running watch. ``out`` and ``err`` hold its lines as they come."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        assert process.stdout is not None
        assert process.stderr is not None
        self.out, self.err = _lines(process.stdout), _lines(process.stderr)

    def line(self, seconds: float = SECONDS) -> str:
        """Return the next line of data."""
        return self._next(self.out, seconds)

    def talk(self, seconds: float = SECONDS) -> str:
        """Return the next line of talk."""
        return self._next(self.err, seconds)

    def _next(self, lines: queue.Queue[str], seconds: float) -> str:
        try:
            return lines.get(timeout=seconds)
        except queue.Empty:
            said = [list(each.queue) for each in (self.out, self.err)]
            raise AssertionError(f"nothing was said in {seconds} s; else: {said}") from None

    def interrupt(self) -> int:
        """Press Ctrl-C; return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(SECONDS)


def _lines(stream: IO[str]) -> queue.Queue[str]:
    lines: queue.Queue[str] = queue.Queue()

    def read() -> None:
        with stream:
            for line in stream:
                lines.put(line.rstrip("\n"))

    threading.Thread(target=read, daemon=True).start()
    return lines


@contextmanager
def watching(profile: Profile, *words: str) -> Iterator[Watcher]:
    """Run a watch of ``profile``; it has ended afterwards."""
    command = [str(PROGRAM), "--home", str(profile.home.folder), "sync", "--watch", *words]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Watcher(process)
        finally:
            process.kill()
