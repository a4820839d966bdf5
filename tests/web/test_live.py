"""The app while it is open: it hears of what others write, and sends what is written, without being asked."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.client.home import TestHome
from tests.web.house import House, Phone, entries_of

SECONDS = 20.0


@pytest.fixture
def phone(town: House) -> Iterator[Phone]:
    """Give an app without a journal, which exchanges by itself once it has one."""
    made = Phone(town.node, "live phone")
    made.ask("close")
    made.ask("open", watching=True)
    yield made
    made.ask("close")


def until(town: House, is_so: object, what: str) -> float:
    """Wait until ``is_so()``; return how long it took, in seconds."""
    began = time.monotonic()
    assert callable(is_so)
    while not is_so():
        assert time.monotonic() - began < SECONDS, f"{what}; {town.url}"
        time.sleep(0.1)
    return time.monotonic() - began


def test_hints_bring_news_and_notes_go_by_themselves(
    town: House, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Well before the next poll, which comes after a minute; also once the server was started again."""
    laptop = TestHome(town.folder / "laptop", monkeypatch)
    assert laptop.run("init", "--name", "laptop", "--no-passphrase", "--no-word-check", "--no-starter").code == 0
    assert laptop.run("sync", town.url).code == 0
    town.cli_invites(laptop, phone, "phone")
    for round_ in range(2):
        laptop.write("jot", f"heard at once {round_}")
        assert laptop.run("sync").code == 0
        until(town, lambda: phone.entries() == entries_of(laptop), "the app heard nothing")
        phone.note(f"sent by itself {round_}")
        until(town, lambda: phone.ask("status")["unsynced"] == 0, "the app sent nothing")
        laptop.run("sync")
        assert entries_of(laptop) == phone.entries()
        town.restart()
        until(town, lambda: phone.ask("status")["net"] == "idle", "the app did not come back")
