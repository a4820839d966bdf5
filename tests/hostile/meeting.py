"""Two people's screens while a device is added: ``invite`` on one terminal, ``join`` in another process."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pexpect

from tests.client.faults.programs import Ended, Program, Terminal
from twoway_client.words import pairing_secret
from twoway_core.trust.pairing import SECRET_BYTES, Channel

from .engine import SECONDS
from .house import House

_ASKED, _SILENT = 0, 2
_CODE = re.compile(r"\d{3} \d{3}")
_ROW = re.compile(r"\s{2}([a-z]{3,8})  ([a-z]{3,8})  ([a-z]{3,8})\s*$", re.MULTILINE)


@dataclass
class Meeting:
    """The laptop invites. ``words``: the nine that its screen shows."""

    house: House
    screen: Terminal = field(init=False)
    words: list[str] = field(init=False)
    _joining: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        home = self.house.laptop.home.folder
        self.screen = Program(home, {"XDG_STATE_HOME": f"{home}.state"}).terminal("invite")
        self.screen.child.expect_exact("Ctrl-C ends it now.")
        self.words = [word for row in _ROW.findall(self.screen.child.before.replace("\r", "")) for word in row]

    @property
    def secret(self) -> bytes:
        """What the words stand for."""
        return pairing_secret(self.words)

    @property
    def channel(self) -> Channel:
        """The mailbox, for whoever has the words."""
        assert len(self.secret) == SECRET_BYTES
        return Channel(self.secret)

    @property
    def slots(self) -> str:
        """The path of the mailbox."""
        return f"/v1/mailboxes/{self.channel.mailbox.hex()}"

    def join(self, name: str = "tablet") -> Joining:
        """Let a new device ask to join."""
        home = self.house.folder / name
        program = Program(home, {"XDG_STATE_HOME": f"{home}.state"})
        server = self.house.courier.url
        started = program.start("join", *self.words, "--server", server, "--no-passphrase", "--name", name)
        self._joining.append(started)
        return Joining(home, started)

    def code(self) -> str:
        """Return the check code on the laptop's screen, once somebody asks to join."""
        self.screen.child.expect_exact("Its check code must read: ")
        self.screen.child.expect(_CODE.pattern)
        return str(self.screen.child.after)

    def say(self, answer: str) -> tuple[int, str]:
        """Answer the laptop's question; return its exit code, and the rest of its screen."""
        self.screen.answer("Type yes to admit it: ", answer)
        code, shown = self.screen.end()
        return code, " ".join(shown.split())

    def agree(self, joining: Joining) -> None:
        """Say yes to ``joining``, if it asks and its screen still shows a code."""
        met = _SILENT
        while met == _SILENT and joining.process.poll() is None:
            met = self._meet()
        if (met if met != _SILENT else self._meet()) == _ASKED and joining.shows_a_code():
            self.screen.child.sendline("yes")
            self.screen.child.expect(pexpect.EOF)

    def _meet(self) -> int:
        prompts = ["Type yes to admit it: ", pexpect.EOF, pexpect.TIMEOUT]
        return int(self.screen.child.expect_exact(prompts, timeout=0.2))

    def close(self) -> None:
        """End what still runs."""
        self.screen.child.close(force=True)
        for process in self._joining:
            if process.poll() is None:
                process.kill()
            process.communicate()


@dataclass(frozen=True)
class Joining:
    """A new device that asks to join."""

    home: Path
    process: subprocess.Popen[bytes]
    said: list[bytes] = field(default_factory=list)

    def shows_a_code(self) -> bool:
        """Return whether its screen comes to show a check code: it is awaited until the process ends."""
        assert self.process.stderr is not None
        line = self.process.stderr.readline()
        self.said.append(line)
        return _CODE.search(line.decode()) is not None

    def end(self) -> Ended:
        """Wait for the end."""
        out, err = self.process.communicate(timeout=2 * SECONDS)
        return Ended(self.process.returncode, out.decode(), (b"".join(self.said) + err).decode())

    def has_profile(self) -> bool:
        """Return whether there is a journal and keys."""
        return {path.name for path in self.home.glob("*")} >= {"journal.db", "device.key"}

    def sync(self) -> Ended:
        """Exchange, as a device that was admitted does."""
        return Program(self.home, {"XDG_STATE_HOME": f"{self.home}.state"}).run("sync")

    def code_in(self, ended: Ended) -> str:
        """Return the check code that was shown."""
        found = _CODE.search(ended.err)
        return found[0] if found else ""
