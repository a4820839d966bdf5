"""A journal home to try the real command line in: a new folder, no passphrase, a clock that stands still.

Making keys takes a while, so one home is made for all tests of a run, and copied for each.
"""

from __future__ import annotations

import getpass
import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from twoway_client.cli import run
from twoway_client.desk import Desk
from twoway_client.home import Home
from twoway_client.output import Output

NOW = "2026-03-04T13:50:00+01:00"


@dataclass(frozen=True)
class Done:
    """What one command did: exit code, what it printed as data, what it said beside it."""

    code: int
    out: str
    err: str

    @property
    def id(self) -> str:
        """The id that a write printed."""
        return self.out.strip()

    @property
    def json(self) -> Any:
        """The JSON document that was printed."""
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, str]:
        """The refusal, of a command that was run with ``--json``."""
        error: dict[str, str] = json.loads(self.err)["error"]
        return error


class Screen(io.StringIO):
    """A terminal's screen."""

    def isatty(self) -> bool:
        return True


class Keyboard(io.StringIO):
    """A terminal's keyboard: lines typed before they are asked for."""

    def isatty(self) -> bool:
        return True


@dataclass
class TestHome:
    """One profile, and the ways to run a command in it. ``now`` is the time of the next command."""

    __test__ = False
    folder: Path
    monkeypatch: pytest.MonkeyPatch
    now: str = NOW

    def run(self, *words: str, text: str | None = None) -> Done:
        """Run a command as a script does: stdout is a pipe, and stdin holds ``text`` or nothing."""
        data = (text or "").encode(errors="surrogateescape")
        return self._run(words, io.TextIOWrapper(io.BytesIO(data)), io.StringIO(), io.StringIO())

    def write(self, *words: str, text: str | None = None) -> str:
        """Run a command that writes and succeeds; return the id that it printed."""
        done = self.run(*words, text=text)
        assert done.code == 0, done.err
        return done.id

    def json(self, *words: str, text: str | None = None) -> Any:
        """Run a command that succeeds with ``--json``, and return its document."""
        done = self.run(*words, "--json", text=text)
        assert done.code == 0, done.err
        return done.json

    def type(self, *words: str, answers: Sequence[str] = ()) -> str:
        """Run a command at a terminal that succeeds, typing ``answers``; return all that is on the screen."""
        done = self.try_typing(*words, answers=answers)
        assert done.code == 0, done.out
        return done.out

    def try_typing(self, *words: str, answers: Sequence[str] = ()) -> Done:
        """Run a command at a terminal, typing ``answers``; data and talk go to one screen."""
        self.monkeypatch.setenv("TERM", "dumb")
        screen = Screen()
        return self._run(words, Keyboard("".join(f"{line}\n" for line in answers)), screen, screen)

    def desk(self, verb: str = "test") -> Desk:
        """Return a desk on this profile, as a new process would have it."""
        return Desk(Home(self.folder), Output(json=True), verb, datetime.fromisoformat(self.now))

    def copy(self, folder: Path, monkeypatch: pytest.MonkeyPatch | None = None) -> TestHome:
        """Return a second profile with the same files."""
        folder.mkdir(parents=True)
        for file in self.folder.iterdir():
            (folder / file.name).write_bytes(file.read_bytes())
            (folder / file.name).chmod(0o600)
        return TestHome(folder, monkeypatch or self.monkeypatch, self.now)

    def _run(self, words: Sequence[str], stdin: Any, out: io.StringIO, err: io.StringIO) -> Done:
        self.monkeypatch.setenv("TWOWAY_NOW", self.now)
        self.monkeypatch.setenv("NO_COLOR", "1")
        with _streams(stdin, out, err):
            code = run(["--home", str(self.folder), *words])
        return Done(code, out.getvalue(), err.getvalue())


@contextmanager
def _streams(stdin: Any, out: io.StringIO, err: io.StringIO) -> Iterator[None]:
    kept = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = stdin, out, err
    asks = getpass.getpass
    getpass.getpass = lambda prompt="", stream=None: stdin.readline().rstrip("\n")  # the real one opens /dev/tty
    try:
        yield
    finally:
        getpass.getpass = asks
        sys.stdin, sys.stdout, sys.stderr = kept
