"""A journal on devices of both kinds, the command line's and the app's under Node, and a real server between them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest import mock

from tests.client.home import NOW, Done, TestHome
from tests.client.profiles import Profile
from tests.client.real_server import free_port, running
from tests.web.node import Node
from twoway_client.commands import invite
from twoway_client.sync.pairing import invitation_link, new_secret
from twoway_client.words import pairing_words

SECONDS = 60.0


class Phone:
    """A device of the app, asked by name."""

    def __init__(self, node: Node, name: str) -> None:
        self.node, self.name = node, name
        self.ask("open")

    def ask(self, what: str, **question: object) -> Any:
        """Return the answer to a question; a refusal is ``{"trouble": ...}``."""
        return self.node.ask(f"device.{what}", device=self.name, **question)

    def sync(self) -> list[str]:
        """Exchange, and return the names of the states that are shown afterwards."""
        refused = self.ask("sync")
        assert refused is None, refused
        return [sign["state"] for sign in self.ask("status")["signs"]]

    def note(self, text: str) -> str:
        """Write a jot, and return its id."""
        written = self.ask("write", events=[{"type": "jot.noted", "fields": {"text": text}}])
        return str(written["ids"][0])

    def entries(self) -> set[bytes]:
        """Return the bytes of every entry that counts here or waits."""
        return {bytes.fromhex(one) for one in self.ask("entries")}


class House:
    """One server, and the devices around it. ``now``: the time of everybody."""

    def __init__(self, folder: Path, node: Node) -> None:
        self.folder, self.node, self.port = folder, node, free_port()
        self.server = folder / "server"
        self.server.mkdir()
        self.url = f"http://127.0.0.1:{self.port}"
        self._running: Any = None
        self._copies = 0
        self.set_time(NOW)

    def set_time(self, now: str) -> None:
        """Set every clock."""
        self.now = now
        self.node.ask("device.clock", ms=round(datetime.fromisoformat(now).timestamp() * 1000))

    def start(self) -> None:
        """Start the server."""
        self._running = running(self.server, self.port)
        self._running.__enter__()

    def stop(self) -> None:
        """Stop the server."""
        held, self._running = self._running, None
        held.__exit__(None, None, None)

    def restart(self) -> None:
        """Kill the server, and start it again."""
        self.stop()
        self.start()

    def wipe(self) -> None:
        """Let the server forget everything."""
        self.stop()
        shutil.rmtree(self.server)
        self.server.mkdir()
        self.start()

    def copy_server(self) -> Path:
        """Return a copy of the server's data."""
        self.stop()
        self._copies += 1
        copy = self.folder / f"server-{self._copies}"
        shutil.copytree(self.server, copy)
        self.start()
        return copy

    def roll_back(self, copy: Path) -> None:
        """Put a copy in place of the server's data."""
        self.stop()
        shutil.rmtree(self.server)
        shutil.copytree(copy, self.server)
        self.start()

    def cli_invites(self, laptop: TestHome, phone: Phone, name: str, *, by_link: bool = False) -> Done:
        """Let the command line invite, and the app join; both codes must be one."""
        secret = new_secret()
        how = {"secret": invitation_link(self.url, secret)} if by_link else self._words(secret)
        with mock.patch.object(invite, "new_secret", return_value=secret), ThreadPoolExecutor(1) as pool:
            there = pool.submit(laptop.try_typing, "invite", answers=["yes"])
            step = self._retry(phone, how, name)
            done = there.result(SECONDS)
        code = f"{step['code'][:3]} {step['code'][3:]}"
        assert f"must read: {code}" in done.out
        assert phone.ask("end") is None
        return done

    def _words(self, secret: bytes) -> dict[str, str]:
        return {"secret": " ".join(word[:4] for word in pairing_words(secret)), "server": self.url}

    def _retry(self, phone: Phone, how: dict[str, str], name: str) -> Any:
        """Ask to join until the invitation is there."""
        for _ in range(50):
            step = phone.ask("join", name=name, **how)
            if "trouble" not in step:
                return step
            assert step["trouble"]["code"] == "pairing", step
        raise AssertionError("nobody invited")

    def app_invites(self, phone: Phone, home: TestHome, name: str) -> str:
        """Let the app invite, and the command line join; return what it showed."""
        ready = phone.ask("invite")
        assert ready["step"] == "ready", ready
        with ThreadPoolExecutor(1) as pool:
            words = ("join", *ready["words"], "--server", self.url, "--name", name, "--no-passphrase")
            there = pool.submit(home.try_typing, *words, answers=["yes"])
            step = phone.ask("asked")
            assert step["name"] == name, step
            phone.ask("compare", same=True)
            assert phone.ask("end") is None
            done = there.result(SECONDS)
        assert f"{step['code'][:3]} {step['code'][3:]}" in done.out
        assert done.code == 0, done.out
        return done.out


@contextmanager
def house(folder: Path, node: Node) -> Iterator[House]:
    """Run a server; it ends with the block."""
    made = House(folder, node)
    made.start()
    try:
        yield made
    finally:
        made.stop()


def entries_of(home: TestHome) -> set[bytes]:
    """Return the bytes of every entry that a home of the command line holds."""
    desk = home.desk()
    try:
        return Profile(desk.home, desk.device_keys).entries()
    finally:
        desk.database.close()
