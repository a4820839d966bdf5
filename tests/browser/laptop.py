"""A laptop: a home of the real command line, whose commands run in this process where speed matters and alone else."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from tests.client.faults.programs import Program, Terminal
from tests.client.home import TestHome
from twoway_client.sync.pairing import invitation_link
from twoway_client.words import pairing_secret

SECONDS = 15.0
_ROW = re.compile(r"\s{2}([a-z]{3,8})  ([a-z]{3,8})  ([a-z]{3,8})\s*$", re.MULTILINE)
_CODE = re.compile(r"\d{3} \d{3}")


@dataclass
class Laptop:
    """The laptop in ``folder``, at the server ``url``."""

    folder: Path
    url: str
    monkeypatch: pytest.MonkeyPatch
    program: Program = field(init=False)

    def __post_init__(self) -> None:
        self.monkeypatch.setenv("XDG_STATE_HOME", str(self.folder / "state"))
        self.program = Program(self.folder / "home")

    @property
    def home(self) -> TestHome:
        """The home as it is now, for commands in this process."""
        return TestHome(self.folder / "home", self.monkeypatch, datetime.now().astimezone().isoformat())

    def begin(self) -> None:
        """Make a journal, and bring it to the server."""
        self.folder.mkdir(parents=True, exist_ok=True)
        assert self.home.run("init", "--name", "laptop", "--no-passphrase", "--no-word-check").code == 0
        self.sync()

    def sync(self) -> None:
        """Exchange with the server; nothing may need eyes."""
        done = self.home.run("sync", self.url)
        assert done.code == 0, done.err

    def await_text(self, text: str) -> None:
        """Exchange until a note that says ``text`` is here."""
        until = time.monotonic() + SECONDS
        while text not in self.program.jots():
            assert time.monotonic() < until, f"{text} did not come"
            time.sleep(0.2)
            self.sync()

    def invite(self) -> Invitation:
        """Invite a device."""
        return Invitation(self.url, self.program.terminal("invite"))


@dataclass
class Invitation:
    """What the laptop's screen shows while it invites."""

    url: str
    screen: Terminal
    words: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.screen.child.expect_exact("Ctrl-C ends it now.")
        self.words = [word for row in _ROW.findall(self.screen.child.before.replace("\r", "")) for word in row]

    @property
    def link(self) -> str:
        """The link that the QR code holds."""
        return invitation_link(self.url, pairing_secret(self.words))

    def code(self) -> str:
        """Return the check code, once somebody asks to join."""
        self.screen.child.expect_exact("Its check code must read: ")
        self.screen.child.expect(_CODE.pattern)
        return str(self.screen.child.after)

    def answer(self, said: str) -> str:
        """Answer the question whether the codes are the same; return what is shown then."""
        self.screen.answer("Type yes to admit it: ", said)
        _, shown = self.screen.end()
        return " ".join(shown.split())
