"""Two people's screens while a device is added: ``invite`` on one terminal, ``join`` in another process."""

from __future__ import annotations

import re
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pexpect

from tests.client.faults.programs import Ended, Program, Terminal
from twoway_client.words import pairing_secret
from twoway_core.trust.pairing import SECRET_BYTES, Channel

from .engine import SECONDS
from .house import House

_ASKED, _SILENT = 0, 2
_RESTED, _GLANCE_SECONDS = 5, 0.02
_CODE = re.compile(r"\d{3} \d{3}")
_ROW = re.compile(r"\s{2}([a-z]{3,8})  ([a-z]{3,8})  ([a-z]{3,8})\s*$", re.MULTILINE)


@dataclass
class Meeting:
    """The laptop invites. ``words``: the nine that its screen shows."""

    house: House
    screen: Terminal = field(init=False)
    words: list[str] = field(init=False)
    _joining: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _screens: list[Terminal] = field(default_factory=list)

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
        """Let a new device ask to join, where nobody compares the codes."""
        home = self.house.folder / name
        started = _program(home).start(*self._asked(name), "--no-code-check")
        self._joining.append(started)
        return Joining(home, started)

    def join_in_person(self, name: str = "tablet", more: Sequence[str] = ()) -> Newcoming:
        """Let a new device ask to join at a terminal, where its own yes is asked for; it is not given yet."""
        home = self.house.folder / name
        newcoming = Newcoming(home, _program(home).terminal(*self._asked(name), *more))
        self._screens.append(newcoming.screen)
        return newcoming

    def _asked(self, name: str) -> list[str]:
        return ["join", *self.words, "--server", self.house.courier.url, "--no-passphrase", "--name", name]

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

    def left_alone(self) -> tuple[int, str]:
        """Answer nothing; return the exit code once the laptop ends by itself, and the rest of its screen."""
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

    def hang_up(self) -> None:
        """Close the laptop's terminal."""
        hang_up(self.screen)

    def close(self) -> None:
        """End what still runs."""
        for screen in (self.screen, *self._screens):
            screen.child.close(force=True)
        for process in self._joining:
            if process.poll() is None:
                process.kill()
            process.communicate()


def hang_up(screen: Terminal) -> None:
    """Close a terminal under the command that is on it, and wait for that command's end."""
    screen.child.ptyproc.fileobj.close()
    screen.child.ptyproc.wait()


def rest(screen: Terminal) -> None:
    """Wait until the command sleeps, as who waits for a key or an answer does.

    A signal that comes a moment before is heard only after the next key.
    """
    times, status = 0, Path(f"/proc/{screen.child.pid}/stat")
    while times < _RESTED:
        times = times + 1 if status.read_text().rpartition(")")[2].split()[0] == "S" else 0
        time.sleep(_GLANCE_SECONDS)


def _program(home: Path) -> Program:
    return Program(home, {"XDG_STATE_HOME": f"{home}.state"})


@dataclass(frozen=True)
class Newcomer:
    """The home of a new device that asks to join."""

    home: Path

    def has_profile(self) -> bool:
        """Return whether there is a journal and keys."""
        return {path.name for path in self.home.glob("*")} >= {"journal.db", "device.key"}

    def keeps_nothing(self) -> bool:
        """Return whether there is no file at all."""
        return not list(self.home.glob("*"))

    def sync(self) -> Ended:
        """Exchange, as a device that was admitted does."""
        return _program(self.home).run("sync")


@dataclass(frozen=True)
class Newcoming(Newcomer):
    """A new device at a terminal. Its own yes is asked for there."""

    screen: Terminal

    def code(self) -> str:
        """Return the check code that the question names."""
        self.screen.child.expect_exact("Does the other screen show ")
        self.screen.child.expect(_CODE.pattern)
        code = str(self.screen.child.after)
        self.screen.child.expect_exact("no to stop: ")
        return code

    def answer(self, keys: str) -> None:
        """Press ``keys`` at the question, or while the other side is waited for."""
        rest(self.screen)
        self.screen.child.send(keys)

    def end(self) -> tuple[int | None, str]:
        """Wait for the end; return the exit code, and what was shown since the question."""
        code, shown = self.screen.end()
        return code, " ".join(shown.split())

    def kill(self) -> None:
        """End the process as a power cut does."""
        self.screen.child.kill(signal.SIGKILL)
        self.screen.child.expect(pexpect.EOF)
        self.screen.child.close()

    def hang_up(self) -> None:
        """Close the terminal."""
        hang_up(self.screen)


@dataclass(frozen=True)
class Joining(Newcomer):
    """A new device that asks to join where nobody compares the codes."""

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

    def code_in(self, ended: Ended) -> str:
        """Return the check code that was shown."""
        found = _CODE.search(ended.err)
        return found[0] if found else ""
