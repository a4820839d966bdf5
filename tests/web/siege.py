"""A house under attack, with the app in it: the hostile courier and the real server of ``tests/hostile``.

Three devices of the command line hold the journal; the app is the fourth, and the one that is attacked. It joins once
a run, by a real pairing, and is copied for each test as a browser's storage would be.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.client.home import NOW
from tests.hostile.courier import Answered, Asked, Courier, Script
from tests.hostile.engine import Loop
from tests.hostile.house import House, build, said, start
from tests.web.house import House as Town
from tests.web.house import Phone
from tests.web.node import Node

TOMORROW = "2026-03-05T15:00:00+01:00"
MADE = "the app of the siege"
_NUMBERS = itertools.count()


class App(Phone):
    """The app under attack."""

    def exchange(self) -> tuple[str, str]:
        """Exchange; return the code of the refusal, or nothing, and all that is said in words."""
        refused = self.ask("sync")
        if refused is None:
            return "", self.signs()
        trouble = refused["trouble"]
        return trouble["code"], " ".join(trouble[part] for part in ("what", "kept", "mend"))

    def signs(self) -> str:
        """Return the sentences that are shown."""
        return " ".join(sign["what"] for sign in self.ask("status")["signs"])

    def states(self) -> list[str]:
        """Return the words of the states that are shown."""
        return [sign["state"] for sign in self.ask("status")["signs"]]

    def shows(self, text: str) -> bool:
        """Return whether an entry with ``text`` counts here."""
        return any(text.encode() in entry for entry in self.entries())

    def held(self) -> dict[str, int]:
        """Return how much is in each table that an attack could want to change."""
        counts: dict[str, int] = self.ask("counts")
        return {table: counts[table] for table in ("segments", "aside", "roster", "branches", "destroyed")}

    def goes_on(self) -> bool:
        """Return whether a note can still be written and read: the server plays no part in that."""
        self.note("written after the attack")
        return self.shows("written after the attack")


@dataclass
class Siege:
    """The devices of the command line, the courier, and the app."""

    house: House
    app: App

    @property
    def courier(self) -> Courier:
        """What stands between everybody and the server."""
        return self.house.courier

    def alike(self) -> str:
        """Let the app and the command line's youngest device exchange; return what the app says.

        Whatever the app shows, the command line says word for word.
        """
        before = self.house.server.backup()
        told = said(self.house.desk.sync())
        self.house.server.restore(before)
        code, words = self.app.exchange()
        assert code == "", words
        for sign in self.app.ask("status")["signs"]:
            assert sign["what"] in told, (sign, told)
        return words

    def a_day_later(self) -> None:
        """Let a day go by: a device of the command line looks what others want, and the app fetches that."""
        for device in (self.house.laptop, self.house.desk):
            device.home.now = TOMORROW
        self.app.node.ask("device.clock", ms=round(datetime.fromisoformat(TOMORROW).timestamp() * 1000))
        self.house.laptop.sync()
        assert self.app.exchange()[0] == ""

    def recovers(self) -> None:
        """Let the server be honest again: then the app holds what the others hold, and nothing is the matter."""
        self.house.repent()
        assert self.app.exchange()[0] == ""


@dataclass(frozen=True)
class Made:
    """What is copied for each test."""

    house: House
    store: dict[str, Any]


def found(folder: Path, loop: Loop, courier: Courier, node: Node) -> Made:
    """Make the house, and let the app join it."""
    server = start(loop, courier)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        house = build(folder, courier, server, patch)
        (folder / "town").mkdir()
        town = Town(folder / "town", node)
        town.url = courier.url
        phone = Phone(node, MADE)
        town.cli_invites(house.laptop.home, phone, "tablet")
        phone.note("by tablet")
        assert phone.sync() == []
        house.sync_all()
        assert phone.sync() == []
        phone.ask("copy", **{"as": MADE})
        phone.ask("close")
    server.stop()
    return Made(house, server.backup())


def copied(node: Node, *, is_watching: bool = False) -> App:
    """Return a copy of the app as it was after it had joined, at the time at which everybody is.

    ``is_watching``: whether it exchanges by itself, and listens for hints.
    """
    node.ask("device.clock", ms=round(datetime.fromisoformat(NOW).timestamp() * 1000))
    app = App(node, f"tablet {next(_NUMBERS)}")
    app.ask("put-back", **{"from": MADE, "watching": is_watching})
    return app


def answering(step: str, answer: Callable[[Asked], Answered]) -> Script:
    """Return the script that answers what is asked at ``step`` itself."""
    return lambda asked, pass_on: answer(asked) if asked.step == step else pass_on(asked)
