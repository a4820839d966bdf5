"""The app as a device of a journal: among devices of the command line, with a real server between them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.client.home import TestHome
from tests.web.house import House, Phone, entries_of


@pytest.fixture
def phone(town: House, request: pytest.FixtureRequest) -> Iterator[Phone]:
    """Give an app without a journal."""
    made = Phone(town.node, f"phone of {request.node.name}")
    yield made
    made.ask("close")


@pytest.fixture
def laptop(town: House, monkeypatch: pytest.MonkeyPatch) -> TestHome:
    """Give a home that has synced."""
    home = TestHome(town.folder / "laptop", monkeypatch)
    assert home.run("init", "--name", "laptop", "--no-passphrase", "--no-word-check").code == 0
    assert home.run("sync", town.url).code == 0
    return home


@pytest.fixture
def pair(town: House, laptop: TestHome, phone: Phone) -> tuple[TestHome, Phone]:
    """Give a laptop and an app that it let in."""
    town.cli_invites(laptop, phone, "phone")
    return laptop, phone


def test_the_app_joins_by_nine_words(town: House, laptop: TestHome, phone: Phone) -> None:
    """Both show one code; after the yes the app holds everything."""
    laptop.write("jot", "before the phone")
    done = town.cli_invites(laptop, phone, "phone")
    steps = [step["step"] for step in phone.ask("steps")]

    assert "phone admitted" in done.out
    assert phone.entries() == entries_of(laptop)
    assert steps[:3] == ["found", "compare", "admitted"]
    assert steps[-1] == "done"


def test_the_app_joins_by_the_link_of_the_code(town: House, laptop: TestHome, phone: Phone) -> None:
    """The link says where the server is."""
    town.cli_invites(laptop, phone, "phone", by_link=True)

    assert phone.entries() == entries_of(laptop)
    assert phone.ask("status")["server"] == town.url


def test_the_command_line_joins_what_the_app_founded(
    town: House, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A journal begun on the phone, without a server, is whole on the laptop: also what was written offline."""
    assert phone.ask("found", name="phone") is None
    note = phone.note("written before there was a server")
    assert phone.ask("register", server=town.url, code="") is None
    laptop = TestHome(town.folder / "laptop", monkeypatch)
    shown = town.app_invites(phone, laptop, "laptop")
    phone.sync()

    assert "Admitted by phone." in shown
    assert entries_of(laptop) == phone.entries()
    assert bytes.fromhex(note) in {one[3:19] for one in entries_of(laptop)}
    assert len(laptop.json("bank")["questions"]) == 28


def test_the_paper_key_of_the_app_opens_everything(town: House, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its 24 words alone, as the command line tries them and as the app does."""
    assert phone.ask("found", name="phone", server=town.url) is None
    words = phone.ask("make-paper")
    assert phone.ask("confirm-paper") is None
    phone.note("to be found again")
    phone.sync()
    drill = TestHome(town.folder / "nobody", monkeypatch).json("recover", "--drill", town.url, text=" ".join(words))

    assert drill["entries"] == len(phone.entries())
    assert phone.ask("try-paper", words=words)["entries"] == len(phone.entries())
    assert isinstance(phone.ask("status")["paper"], int)


def test_what_is_written_on_either_comes_to_both(pair: tuple[TestHome, Phone]) -> None:
    """One exchange on each side after a note."""
    laptop, phone = pair
    phone.note("on the phone")
    assert phone.sync() == []
    assert laptop.run("sync").code == 0
    laptop.write("jot", "on the laptop")
    assert laptop.run("sync").code == 0
    phone.sync()

    log = laptop.json("log")["entries"]
    assert phone.entries() == entries_of(laptop)
    assert any("on the phone" in str(line["row"]) and line["device"] == "phone" for line in log)
    assert phone.ask("status")["unsynced"] == 0


def test_the_app_ends_the_laptop_that_joined_it(town: House, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    """A revoked device is told; what it had sent counts, and the app goes on under a new key."""
    assert phone.ask("found", name="phone", server=town.url) is None
    laptop = TestHome(town.folder / "laptop", monkeypatch)
    town.app_invites(phone, laptop, "laptop")
    laptop.write("jot", "sent in time")
    assert laptop.run("sync").code == 0
    phone.sync()
    laptop.write("jot", "too late")
    row = next(row for row in phone.ask("devices")["rows"] if row["name"] == "laptop")
    assert row["may_revoke"]
    assert phone.ask("revoke", id=row["id"], others=[]) is None
    phone.note("after it")
    phone.sync()

    refused = laptop.run("sync", "--json")
    assert refused.error["code"] == "revoked"
    assert len(phone.entries() & entries_of(laptop)) == len(entries_of(laptop)) - 1
    assert [one["is_revoked"] for one in phone.ask("devices")["rows"]] == [False, False, True]


def test_a_revoked_app_keeps_its_notes_and_is_told(pair: tuple[TestHome, Phone]) -> None:
    """It can go on writing; nothing of that is sent."""
    laptop, phone = pair
    assert laptop.run("devices", "revoke", "phone", "--yes").code == 0
    before = entries_of(laptop)
    phone.note("for myself")
    refused = phone.ask("sync")
    assert laptop.run("sync").code == 0

    assert refused["trouble"]["code"] == "revoked"
    assert "1 entry waits" in refused["trouble"]["kept"] or "not sent" in refused["trouble"]["kept"]
    assert entries_of(laptop) == before
    assert phone.ask("status")["net"] == "failed"


def test_a_rotated_key_reaches_the_app(pair: tuple[TestHome, Phone]) -> None:
    """What was cut under the old key and not acknowledged goes out under the new one, with the same ids."""
    laptop, phone = pair
    phone.note("before the new key")
    assert laptop.run("devices", "rotate").code == 0
    laptop.write("jot", "under the new key")
    assert laptop.run("sync").code == 0
    phone.sync()
    assert laptop.run("sync").code == 0

    assert phone.entries() == entries_of(laptop)


def test_a_server_that_was_wiped_is_filled_by_the_app_alone(town: House, pair: tuple[TestHome, Phone]) -> None:
    """It brings the list of devices and everybody's segments, and says so."""
    laptop, phone = pair
    phone.note("on the phone")
    phone.sync()
    laptop.run("sync")
    town.wipe()
    states = phone.sync()
    assert laptop.run("sync").code in (0, 4)

    assert "repaired" in states
    assert phone.entries() == entries_of(laptop)


def test_a_server_that_went_back_is_repaired(town: House, pair: tuple[TestHome, Phone]) -> None:
    """What it had confirmed and lost comes again, and the app says so."""
    laptop, phone = pair
    copy = town.copy_server()
    phone.note("confirmed")
    phone.sync()
    town.roll_back(copy)
    states = phone.sync()
    laptop.run("sync")

    assert "repaired" in states
    assert phone.entries() == entries_of(laptop)


def test_an_app_that_went_back_notices_and_forks_nothing(town: House, pair: tuple[TestHome, Phone]) -> None:
    """Its own storage put back to an older state: what it forgot comes again, and it writes a chain of its own."""
    laptop, phone = pair
    phone.note("before the copy")
    phone.sync()
    phone.ask("copy", **{"as": "older"})
    phone.note("after the copy")
    phone.sync()
    phone.ask("put-back", **{"from": "older"})
    phone.note("after the restore")
    states = phone.sync()
    laptop.run("sync")

    assert states == ["restored"]
    assert phone.entries() == entries_of(laptop)
    assert all(len(heads) == 1 for heads in phone.ask("heads").values())


def test_a_server_restarted_between_two_exchanges_is_no_trouble(town: House, pair: tuple[TestHome, Phone]) -> None:
    """The token is gone with it; the app signs in again."""
    laptop, phone = pair
    phone.sync()
    town.restart()
    phone.note("after it")
    phone.sync()
    laptop.run("sync")

    assert phone.entries() == entries_of(laptop)


def test_a_server_that_is_away_is_said_and_nothing_is_lost(town: House, pair: tuple[TestHome, Phone]) -> None:
    """Offline is a state, not an error that anybody has to mend."""
    _, phone = pair
    town.stop()
    phone.note("offline")
    refused = phone.ask("sync")["trouble"]
    status = phone.ask("status")
    town.start()
    phone.sync()

    assert refused["code"] == "no-answer"
    assert refused["kept"] == "1 entry waits on this device"
    assert (status["net"], status["unsynced"]) == ("offline", 1)
    assert phone.ask("status")["unsynced"] == 0


def test_what_the_app_erased_is_destroyed_everywhere_after_72_hours(town: House, pair: tuple[TestHome, Phone]) -> None:
    """Hidden at once, destroyed on the server and on both devices three days later, by the clock of each."""
    laptop, phone = pair
    note = phone.note("a secret that goes")
    phone.sync()
    laptop.run("sync")
    phone.ask("write", events=[{"type": "entry.erased", "fields": {"target": note}}])
    phone.sync()
    laptop.run("sync")
    for day in ("08", "09"):
        town.set_time(f"2026-03-{day}T13:50:00+01:00")
        laptop.now = town.now
        phone.sync()
        laptop.run("sync")

    held = b"".join(entries_of(laptop)) + b"".join(phone.entries())
    assert b"a secret that goes" not in held
    assert phone.ask("counts")["destroyed"] == 1
