"""Stopping a thief's erasures: revoking shows what the device erased, and brings back what its owner did not erase."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.client.commands.home_pair import Pair
from tests.client.home import TestHome
from tests.client.real_server import running

LATER = "2026-03-08T13:50:00+01:00"


class Stolen(Pair):
    """A laptop and a phone; on the phone both notes were erased, and the laptop has heard of it."""

    def erase_both(self, monkeypatch: pytest.MonkeyPatch) -> TestHome:
        """Erase on the phone, sync, and return the laptop at a terminal."""
        for text in ("by laptop", "by phone"):
            self.run("phone", "erase", self.id_of(text), "--confirm", "erase")
        self.run("phone", "sync")
        self.run("laptop", "sync")
        return TestHome(self.profiles["laptop"].home.folder, monkeypatch, "2026-03-04T13:50:00+01:00")

    def id_of(self, text: str) -> str:
        """Return the id of the jot that says ``text``."""
        lines = self.run("phone", "log").out.splitlines()
        return next(line.split()[0] for line in lines if text in line)

    def shown(self) -> list[str]:
        """Return which notes the laptop shows."""
        jots = json.loads(self.run("laptop", "jot", "list", "--json").out)["jots"]
        return sorted(jot["text"] for jot in jots)


@pytest.fixture
def stolen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stolen]:
    """Return the two devices, synced to a server."""
    monkeypatch.setenv("TWOWAY_NOW", "2026-03-04T13:50:00+01:00")
    folder = tmp_path / "server"
    folder.mkdir()
    with running(folder) as address:
        yield Stolen(tmp_path, address)


def test_revoking_shows_what_was_erased_and_brings_back_what_was_not_mine(
    stolen: Stolen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter is the answer of somebody whose phone was stolen."""
    laptop = stolen.erase_both(monkeypatch)
    hidden = stolen.shown()

    screen = laptop.type("devices", "revoke", "phone", answers=["", "revoke"])

    assert hidden == []
    assert "phone erased 2 entries whose texts are still to be destroyed:" in screen
    assert '"by laptop"' in screen
    assert '"by phone"' in screen
    assert "2 of its erasures stopped." in " ".join(screen.split())
    assert stolen.shown() == ["by laptop", "by phone"]
    assert json.loads(stolen.run("laptop", "verify", "--json").out)["good"] is True


def test_what_i_erased_there_myself_stays_erased(stolen: Stolen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers name what was mine; anything that is no number of the list is asked for again."""
    laptop = stolen.erase_both(monkeypatch)

    screen = laptop.type("devices", "revoke", "phone", answers=["3", "one", "1", "revoke"])

    assert screen.count("Numbers from 1 to 2, please") == 2
    assert stolen.shown() == ["by phone"]


def test_all_of_them_may_have_been_mine(stolen: Stolen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nothing is cancelled, and nothing said of it."""
    laptop = stolen.erase_both(monkeypatch)

    screen = laptop.type("devices", "revoke", "phone", answers=["all", "revoke"])

    assert "stopped" not in screen
    assert stolen.shown() == []


def test_a_script_brings_everything_back(stolen: Stolen, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --yes nothing is asked, and a thief destroys nothing."""
    stolen.erase_both(monkeypatch)

    done = json.loads(stolen.run("laptop", "devices", "revoke", "phone", "--yes", "--json").out)

    assert done["erasures_stopped"] == 2
    assert stolen.shown() == ["by laptop", "by phone"]


def test_what_is_not_confirmed_changes_nothing(stolen: Stolen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who does not type the word revokes nobody, and stops nothing."""
    laptop = stolen.erase_both(monkeypatch)

    assert laptop.try_typing("devices", "revoke", "phone", answers=["", "no"]).code == 130
    assert stolen.shown() == []


@pytest.fixture
def late(stolen: Stolen, monkeypatch: pytest.MonkeyPatch) -> TestHome:
    """Return the laptop, which meets only now what the phone wrote, erased and destroyed days ago."""
    stolen.run("phone", "jot", "never seen by the laptop")
    stolen.run("phone", "sync")
    stolen.run("phone", "erase", stolen.id_of("never seen by the laptop"), "--confirm", "erase")
    monkeypatch.setenv("TWOWAY_NOW", LATER)
    stolen.run("phone", "sync")
    stolen.run("laptop", "sync")
    return TestHome(stolen.profiles["laptop"].home.folder, monkeypatch, LATER)


def test_what_was_destroyed_long_ago_is_not_made_damage(stolen: Stolen, late: TestHome) -> None:
    """A script takes it for done; nothing is missing without a reason."""
    done = json.loads(stolen.run("laptop", "devices", "revoke", "phone", "--yes", "--json").out)
    verified = late.json("verify")

    assert done["erasures_stopped"] == 0
    assert (verified["good"], verified["destroyed"]) == (True, 1)


def test_of_a_stolen_device_that_is_stopped_as_well(stolen: Stolen, late: TestHome) -> None:
    """Its clock may have lied; then verify says what is gone until another device puts it back."""
    screen = late.type("devices", "revoke", "phone", answers=["y", "revoke"])
    verified = late.run("verify", "--json")

    assert "phone erased 1 text that is not on this device" in " ".join(screen.split())
    assert verified.code == 4
    assert verified.json["faults"] == ["1 text is gone, and no erasure says why: twoway sync asks your other devices"]
    assert stolen.shown() == ["by laptop", "by phone"]
