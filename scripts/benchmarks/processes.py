"""Processes: whole ones timed through the launcher, and workers that time themselves and answer in JSON."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = Path(__file__).resolve().parent
WORKER_SECONDS = 900.0
_SYNC_CALLS = "fsync,fdatasync,sync,syncfs,sync_file_range,msync"
_ATTACH_SECONDS = 10.0


class FailedError(Exception):
    """A process that a benchmark needs ended otherwise than it should."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one whole process took: ``seconds`` by the clock and of the processor, and ``peak_kib`` of memory."""

    seconds: float
    processor_seconds: float
    peak_kib: int


def plain_environment(**more: str) -> dict[str, str]:
    """Return a small environment: no variable of Python's or of Twoway's comes from outside."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "USER") if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", **more}


class Launcher:
    """A small process that starts the others; use it as a context."""

    def __init__(self, scratch: Path) -> None:
        self._said = scratch / "said"
        self._scratch = scratch
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        command = [sys.executable, "-I", "-S", str(HERE / "launcher.py")]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process is not None
        self._process.communicate()

    def run(self, words: Sequence[str | Path], environment: Mapping[str, str]) -> Run:
        """Run one process and return what it took. Raises FailedError when it did not end well."""
        assert self._process is not None
        request = [[str(word) for word in words], dict(environment), str(self._scratch), str(self._said)]
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(request) + "\n")
        stdin.flush()
        said = stdout.readline()
        if not said:
            raise FailedError(f"{words} could not be started")
        seconds, processor, status, peak = json.loads(said)
        if status:
            raise FailedError(f"{words} ended with {status}:\n{self._said.read_text(errors='replace')}")
        return Run(seconds, processor, peak)


def ask(
    python: Path, module: str, *arguments: str | float | Path, environment: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Run the worker ``module`` of this package and return its answer. Raises FailedError."""
    words = [str(python), "-m", f"scripts.benchmarks.{module}", *map(str, arguments)]
    done = _finished(words, environment or plain_environment(), ROOT)
    if done.returncode:
        raise FailedError(f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _finished(words: Sequence[str], environment: Mapping[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words,
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=WORKER_SECONDS,
        check=False,
    )


def answer(**figures: object) -> None:
    """Say what a worker found, as its last line on stdout."""
    print(json.dumps(figures))


def can_trace() -> bool:
    """Return whether strace is here."""
    return shutil.which("strace") is not None


def sync_calls(scratch: Path, words: Sequence[str | Path], environment: Mapping[str, str], folder: Path = ROOT) -> int:
    """Return how many calls a whole process makes that flush to the disk. Raises FailedError."""
    told = scratch / "strace"
    command = ["strace", "-f", "-qq", "-e", f"trace={_SYNC_CALLS}", "-o", str(told), *map(str, words)]
    done = subprocess.run(
        command,
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise FailedError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return _counted(told)


@contextmanager
def tracing(process: int, scratch: Path) -> Iterator[list[int]]:
    """Count the flushing calls of a running process; the list that is yielded holds the number afterwards."""
    found: list[int] = []
    told = scratch / "strace"
    command = ["strace", "-f", "-e", f"trace={_SYNC_CALLS}", "-o", str(told), "-p", str(process)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
        assert tracer.stderr is not None
        _await_attached(tracer.stderr)
        try:
            yield found
        finally:
            tracer.terminate()
            tracer.wait(_ATTACH_SECONDS)
    found.append(_counted(told))


def _await_attached(said: IO[str]) -> None:
    for line in said:
        if "attached" in line:
            return
    raise FailedError("strace could not attach")


def _counted(told: Path) -> int:
    return sum("resumed" not in line and "(" in line for line in told.read_text().splitlines())
