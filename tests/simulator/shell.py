"""The shell: runs a command of the real command line in this process, as a script would, with ``--json``."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from twoway_client.cli import run

from .crash import Crash

FAULT = 3
CRASHED = -1


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did. ``code``: its exit code, or ``CRASHED``; ``data`` and ``error``: its JSON."""

    code: int
    data: dict[str, Any] = field(default_factory=dict)
    error: dict[str, str] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        """Whether it did what it was asked for, with or without a warning."""
        return self.code in (0, 4)

    @property
    def word(self) -> str:
        """The outcome as the trace names it."""
        return self.error.get("code", "") or {0: "done", 4: "warned", CRASHED: "crashed"}.get(self.code, "?")


def call(words: Sequence[str], text: str = "") -> Done:
    """Run one command; stdin holds ``text``."""
    out, err = io.StringIO(), io.StringIO()
    with _streams(io.TextIOWrapper(io.BytesIO(text.encode())), out, err):
        try:
            code = run([*words, "--json"])
        except Crash:
            code = CRASHED
    return Done(code, _document(out.getvalue()), _document(err.getvalue()).get("error", {}))


def _document(text: str) -> dict[str, Any]:
    """Return the JSON object in ``text``; talk beside it is for people."""
    for line in text.splitlines():
        if line.startswith("{"):
            found: dict[str, Any] = json.loads(line)
            return found
    return {}


@contextmanager
def _streams(stdin: Any, out: io.StringIO, err: io.StringIO) -> Iterator[None]:
    kept = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = stdin, out, err
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept
