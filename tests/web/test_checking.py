"""The app's check of its own copy: the figures and the words of ``twoway verify`` on the same damage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.client.faults.test_damage import flip
from tests.client.home import TestHome
from tests.web.house import House, Phone

OWN = ("damaged", "mended")
"""What the app says beside what the command line does."""
ALIKE = (
    *("journal", "good", "entries", "newer", "unreadable", "erased", "destroyed", "segments", "devices", "waiting"),
    *("quarantined", "forks", "faults", "state"),
)


@pytest.fixture
def pair(
    town: House, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[tuple[TestHome, Phone]]:
    """Give a laptop with three jots in segments of their own, one of them erased, and an app that holds the same."""
    laptop = TestHome(town.folder / "laptop", monkeypatch)
    assert laptop.run("init", "--name", "laptop", "--no-passphrase", "--no-word-check").code == 0
    assert laptop.run("sync", town.url).code == 0
    phone = Phone(town.node, f"phone of {request.node.name}")
    town.cli_invites(laptop, phone, "phone")
    names = []
    for text in ("one", "two", "three"):
        names.append(laptop.write("jot", text))
        laptop.write("sync")
    laptop.type("erase", names[-1], answers=["erase"])
    laptop.write("sync")
    phone.sync()
    laptop.write("sync")
    yield laptop, phone
    phone.ask("close")


def checked(laptop: TestHome, phone: Phone) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the command line and the app find."""
    ours, theirs = laptop.run("verify", "--json").json, phone.ask("verify")
    return {name: ours[name] for name in ALIKE}, {name: theirs[name] for name in ALIKE}


def spoil(laptop: TestHome, phone: Phone, column: str, number: int) -> None:
    """Change the same bit on both disks: of the laptop's segment ``number``."""
    own = f"device = (SELECT device FROM segments WHERE count > 1 LIMIT 1) AND number = {number}"
    flip(laptop.folder, "segments", column, own)
    phone.ask("spoil", table="bodies" if column == "body" else "segments", column=column, number=number)


def test_both_find_nothing_where_nothing_is_wrong(pair: tuple[TestHome, Phone]) -> None:
    """Every figure is the same, and so is the state."""
    ours, theirs = checked(*pair)

    assert theirs == ours
    assert (ours["good"], ours["erased"], ours["segments"]) == (True, 1, 6)


@pytest.mark.parametrize("column", ["header", "signature", "body"])
def test_both_find_the_same_damage_and_mend_it(pair: tuple[TestHome, Phone], column: str) -> None:
    """One changed bit of one segment: the same figures, the same words, and all is back after a sync."""
    laptop, phone = pair
    good, _ = checked(laptop, phone)
    spoil(laptop, phone, column, 3)

    ours, theirs = checked(laptop, phone)
    laptop.run("sync")
    after, mended = checked(laptop, phone)

    assert theirs == ours
    assert len(ours["faults"]) == 1
    assert after == mended == good


def test_both_say_that_it_is_fetched_where_there_is_no_network(town: House, pair: tuple[TestHome, Phone]) -> None:
    """The second check names what waits to come, in the same words; a sync brings it."""
    laptop, phone = pair
    spoil(laptop, phone, "header", 2)
    spoil(laptop, phone, "body", 4)
    town.stop()
    first, second = checked(laptop, phone), checked(laptop, phone)
    town.start()
    laptop.run("sync")

    assert first[1] == first[0]
    assert second[1] == second[0]
    assert second[0]["faults"] == ["2 segments were changed on this disk and are fetched again by twoway sync"]
    assert phone.sync() == []
    assert phone.ask("verify")["good"]


def test_both_name_an_entry_that_was_never_sent(town: House, pair: tuple[TestHome, Phone]) -> None:
    """It is lost, and said to be, and what does not open is kept."""
    laptop, phone = pair
    town.stop()
    laptop.write("jot", "never sent")
    phone.note("never sent")
    flip(laptop.folder, "outbox", "sealed")
    phone.ask("spoil", table="outbox", column="sealed", number=0)

    ours, theirs = checked(laptop, phone)

    town.start()
    assert theirs["faults"] == ours["faults"] == ["1 entry was changed on this disk before being sent"]
    assert phone.ask("counts")["outbox"] == 1
