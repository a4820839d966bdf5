"""A house under attack, with the app in it: the hostile courier and the real server of ``tests/hostile``.

Three devices of the command line hold the journal; the app is the fourth, and the one that is attacked. It joins once
a run, by a real pairing, and is copied for each test as a browser's storage would be.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.courier import Answered, Asked, Courier, PassOn, Script
from tests.hostile.engine import Loop
from tests.hostile.house import Device, House, build, said, start
from tests.web.house import House as Town
from tests.web.house import Phone
from tests.web.node import Node

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
        code, words = self.app.exchange()
        assert code == "", words
        told = said(self.house.desk.sync())
        for sign in self.app.ask("status")["signs"]:
            assert sign["what"] in told, (sign, told)
        return words

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
        town = Town(folder / "town", node) if (folder / "town").mkdir() is None else None
        assert town is not None
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


def copied(node: Node) -> App:
    """Return a copy of the app as it was after it had joined."""
    app = App(node, f"tablet {next(_NUMBERS)}")
    app.ask("put-back", **{"from": MADE})
    return app


def answering(step: str, answer: Callable[[Asked], Answered]) -> Script:
    """Return the script that answers what is asked at ``step`` itself."""
    return lambda asked, pass_on: answer(asked) if asked.step == step else pass_on(asked)


def wrapped(change: Callable[[Answered], Answered], step: str = "sync") -> Script:
    """Return the script that changes the replies of ``step``."""

    def script(asked: Asked, pass_on: PassOn) -> Answered:
        answered = pass_on(asked)
        return change(answered) if asked.step == step else answered

    return script


def thief_of(siege: Siege) -> Device:
    """Return the device that turned hostile: one of the journal's own."""
    return siege.house.phone
