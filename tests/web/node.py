"""The app's core and engine under Node: asked in JSON lines, each answered before the next.

The harness is built when it is missing or older than what it is made of. It ends with whoever asks it, also where
that one is killed, and where a question takes too long: a loop without an end must not outlive its test.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any, Self

WEB = Path(__file__).resolve().parents[2] / "client" / "web"
HARNESS = WEB / "dist-node" / "harness.js"
QUESTION_SECONDS = 60.0
_ENDING_SECONDS = 10
_MADE_OF = ("src", "node", "vite.node.config.ts", "package-lock.json")


class AnswerError(Exception):
    """The harness answered with an error; ``name`` is what TypeScript calls it."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


class Node:
    """A running harness. Leave its ``with`` block to end it."""

    def __init__(self, program: str) -> None:
        build(program)
        self._process = subprocess.Popen(
            [*_ends_with_us(), program, "--no-warnings", str(HARNESS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=WEB,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._process.communicate(timeout=_ENDING_SECONDS)  # closes its input, which ends it
        finally:
            self._process.kill()

    def ask(self, ask: str, /, **question: object) -> Any:
        """Return the answer to ``ask``.

        Raises AnswerError, or RuntimeError when the harness is gone or does not answer within ``QUESTION_SECONDS``.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"ask": ask, **question}) + "\n")
        self._process.stdin.flush()
        too_late = Timer(QUESTION_SECONDS, self._process.kill)
        too_late.start()
        try:
            line = self._process.stdout.readline()
        finally:
            too_late.cancel()
        if not line:
            ended = self._process.wait(timeout=_ENDING_SECONDS)
            raise RuntimeError(f"the harness ended ({ended}), or was ended after a minute, when it was asked {ask}")
        answer = json.loads(line)
        if "error" in answer:
            raise AnswerError(answer["error"], answer["message"])
        return answer.get("answer")


def _ends_with_us() -> list[str]:
    """Return what lets the kernel end a child whose parent is gone: a loop would not see that its input was closed."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "KILL"] if setpriv else []


def program() -> str | None:
    """Return where node is, or None where this machine has none."""
    return shutil.which("node")


def build(program: str) -> None:
    """Build the harness where it is missing or old; one process at a time."""
    with (WEB / "vite.node.config.ts").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if _is_fresh():
            return
        vite = WEB / "node_modules" / "vite" / "bin" / "vite.js"
        command = [program, str(vite), "build", "-c", "vite.node.config.ts", "--logLevel", "error"]
        done = subprocess.run(command, cwd=WEB, capture_output=True, text=True, check=False, timeout=100)
        if done.returncode != 0:
            raise RuntimeError(f"the harness cannot be built: {done.stdout}{done.stderr}")


def _is_fresh() -> bool:
    if not HARNESS.is_file():
        return False
    built = HARNESS.stat().st_mtime
    roots = [WEB / name for name in _MADE_OF]
    files = [file for root in roots for file in ([root] if root.is_file() else root.rglob("*"))]
    return all(file.stat().st_mtime <= built for file in files)


def is_required() -> bool:
    """Return whether a machine without node may not pass: there, nothing is skipped."""
    return bool(os.environ.get("CI"))
