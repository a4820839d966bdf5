"""The app's core and engine under Node: asked in JSON lines, each answered before the next.

The harness is built when it is missing or older than what it is made of.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

WEB = Path(__file__).resolve().parents[2] / "client" / "web"
HARNESS = WEB / "dist-node" / "harness.js"
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
            [program, "--no-warnings", str(HARNESS)],
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
        self._process.communicate(timeout=10)  # closes its input, which ends it

    def ask(self, ask: str, /, **question: object) -> Any:
        """Return the answer to ``ask``. Raises AnswerError, or RuntimeError when the harness is gone."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"ask": ask, **question}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the harness ended ({self._process.wait(timeout=10)}) when it was asked {ask}")
        answer = json.loads(line)
        if "error" in answer:
            raise AnswerError(answer["error"], answer["message"])
        return answer.get("answer")


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
