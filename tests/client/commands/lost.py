"""A journal whose only device is about to be lost, for the tests of recovering."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.client.home import TestHome

BARE = ("--no-passphrase", "--no-word-check", "--no-starter")


class Lost:
    """A laptop that has synced two jots, the words of its paper key, and a home for what comes after it."""

    def __init__(self, folder: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.server, self.laptop = server, TestHome(folder / "laptop", monkeypatch)
        self.words = self.laptop.run("init", "--name", "laptop", *BARE).out.strip()
        self.desk = TestHome(folder / "desk", monkeypatch)
        for text in ("first", "second"):
            self.laptop.write("jot", text)
        assert self.laptop.run("sync", server).code == 0

    def recover(self, *more: str) -> None:
        """Recover on the desk, as a script does."""
        words = ("recover", self.server, "--name", "desk", "--no-passphrase", "--yes", *more)
        done = self.desk.run(*words, text=self.words)
        assert done.code == 0, done.err
