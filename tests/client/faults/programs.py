"""The real program ``twoway``, each command a process of its own: with pipes, or on a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pexpect

TWOWAY = Path(sys.executable).with_name("twoway")
SECONDS = 30
PASTE, PASTED = "\x1b[200~", "\x1b[201~"
"""What a terminal sends before and after what is pasted."""


@dataclass(frozen=True)
class Ended:
    """A process that ended: its exit code, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def error(self) -> dict[str, str]:
        """The refusal of a command that was run with ``--json``."""
        error: dict[str, str] = json.loads(self.err)["error"]
        return error

    def says(self, *words: str) -> bool:
        """Return whether all ``words`` stand in what was said on stderr, wherever its lines were broken."""
        said = " ".join(self.err.split())
        return all(word in said for word in words)


@dataclass
class Program:
    """The program, in one home. ``before``: words that start it, such as a shell in a place of its own."""

    home: Path
    more: Mapping[str, str] = field(default_factory=dict)
    before: Sequence[str] = ()

    def environment(self, more: Mapping[str, str]) -> dict[str, str]:
        """Return what a command runs in; no colours, no clock that stands still, and streams that are as usual."""
        plain = {name: value for name, value in os.environ.items() if name not in ("TWOWAY_NOW", "PYTHONUNBUFFERED")}
        return {**plain, "TWOWAY_HOME": str(self.home), "NO_COLOR": "1", "TERM": "xterm", **self.more, **more}

    def command(self, *words: str | bytes) -> list[str | bytes]:
        """Return the command line of ``words``."""
        return [*self.before, str(TWOWAY), *words]

    def run(self, *words: str | bytes, text: bytes | None = None, **more: str) -> Ended:
        """Run a command as a script does; stdin holds ``text``, or is empty. ``more`` goes to its environment."""
        given: dict[str, Any] = {"stdin": subprocess.DEVNULL} if text is None else {"input": text}
        environment = self.environment(more)
        done = subprocess.run(
            self.command(*words), capture_output=True, env=environment, timeout=SECONDS, check=False, **given
        )
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())

    def unread(self, *words: str | bytes, text: bytes = b"") -> Ended:
        """Run a command whose stdout is a pipe that nobody reads any more; stdin holds ``text``."""
        reading, writing = os.pipe()
        os.close(reading)
        try:
            done = subprocess.run(
                self.command(*words),
                input=text,
                stdout=writing,
                stderr=subprocess.PIPE,
                env=self.environment({}),
                timeout=SECONDS,
                check=False,
            )
        finally:
            os.close(writing)
        return Ended(done.returncode, "", done.stderr.decode())

    def start(self, *words: str | bytes, stdin: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        """Start a command whose answers are pipes."""
        pipe = subprocess.PIPE
        return subprocess.Popen(self.command(*words), env=self.environment({}), stdin=stdin, stdout=pipe, stderr=pipe)

    def terminal(self, *words: str, **more: str) -> Terminal:
        """Start a command on a terminal of its own, 80 columns wide."""
        first, *rest = [str(word) for word in self.command(*words)]
        environment = self.environment(more)
        screen: dict[str, Any] = {"encoding": "utf-8", "codec_errors": "replace", "dimensions": (50, 80)}
        return Terminal(pexpect.spawn(first, rest, env=environment, timeout=SECONDS, **screen))

    def data(self, *words: str) -> Any:
        """Run a command with ``--json`` that succeeds, and return its document."""
        done = self.run(*words, "--json")
        assert done.code in (0, 4), done.err
        return json.loads(done.out)

    def jots(self) -> list[str]:
        """Return the texts that were jotted, in order."""
        return [jot["text"] for jot in self.data("jot", "list")["jots"]]


@dataclass
class Terminal:
    """A command on a terminal: it is awaited at its prompts."""

    child: Any

    def answer(self, prompt: str, line: str) -> None:
        """Wait for ``prompt``, and type ``line``."""
        self.child.expect_exact(prompt)
        self.child.sendline(line)

    def press(self, prompt: str, keys: str) -> None:
        """Wait for ``prompt``, and press ``keys``."""
        self.child.expect_exact(prompt)
        self.child.send(keys)

    def end(self) -> tuple[int, str]:
        """Wait for the end; return the exit code, and what was shown since the last prompt."""
        self.child.expect(pexpect.EOF)
        shown = self.child.before.replace("\r\n", "\n")
        self.child.close()
        return self.child.exitstatus, shown
