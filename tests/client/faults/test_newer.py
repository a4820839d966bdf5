"""Entries of a newer version, and bytes that are none: kept, counted, forwarded, and shown as what they are."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tests.client.home import TestHome
from tests.client.profiles import Profile, admit, found_profile
from tests.client.real_server import running
from twoway_client.desk import Desk
from twoway_client.store.outbox import Appender, read_clock
from twoway_client.sync.remote import Address, Remote
from twoway_client.sync.session import exchange
from twoway_client.times import to_ms
from twoway_core.codec import encode
from twoway_core.entry import MAX_INT, Entry, encode_entry
from twoway_core.ids import make_entry_id


def put(desk: Desk, *entries: bytes) -> None:
    """Write entries as another version might have."""
    with desk.database.writing():
        Appender(desk.database, desk.keys.agreement).append(entries, read_clock(desk.database))
    desk.database.close()


def entry(desk: Desk, number: int, kind: str, at: int = 0, **fields: object) -> bytes:
    """Return an entry of whatever type and fields."""
    name = make_entry_id(to_ms(desk.now) + number, 0, number)
    return encode_entry(Entry(name, at, 0, None, kind, msgspec.Raw(encode(fields))))


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Profile:
    """Give a journal with one entry that can be read, and three that cannot."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    profile = found_profile(tmp_path)
    profile.jot("plain")
    desk = profile.desk()
    put(
        desk,
        entry(desk, 1, "mood.sensed", text="of a type yet unknown"),
        entry(desk, 2, "red-flag.raised", text="of a severity yet unknown", severity="fatal", opportunity=bytes(16)),
        entry(desk, 3, "jot.noted", text=7),
        b"\x93no entry at all",
    )
    return profile


def home_of(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> TestHome:
    """Return the command line in the home of ``profile``."""
    return TestHome(profile.home.folder, monkeypatch)


def test_they_are_counted_and_the_rest_is_shown(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    """One entry that cannot be read never hides another."""
    home = home_of(profile, monkeypatch)
    checked = home.run("verify")

    assert (checked.code, "all good" in checked.out) == (0, True)
    assert "2 entries of a newer Twoway: kept" in checked.out
    assert "2 entries that no view can show: kept" in checked.out
    assert [jot["text"] for jot in home.json("jot", "list")["jots"]] == ["plain"]


def test_the_log_says_what_they_are(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their place is kept, with their type and the reason."""
    shown = home_of(profile, monkeypatch).run("log").out

    assert "mood ~ (of a newer version: kept, not shown)" in shown
    assert "jot noted (cannot be read: kept, not shown)" in shown


def test_they_travel_on_byte_for_byte(profile: Profile, tmp_path: Path) -> None:
    """A device that cannot read them still hands them to one that can."""
    other = admit(profile, tmp_path, "desk")
    before = profile.entries()
    with running(tmp_path) as server:
        for one in (profile, other):
            remote = Remote(Address.parse(server))
            exchange(one.desk(), remote)
            remote.close()

    assert (other.entries(), len(before)) == (before, 5)


@pytest.mark.parametrize("at", [MAX_INT, -MAX_INT, 253_402_300_800_000, -62_135_596_800_001])
def test_a_time_that_no_calendar_holds_is_cut_to_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """It spoils no list."""
    profile = found_profile(tmp_path)
    desk = profile.desk()
    put(desk, entry(desk, 1, "jot.noted", at=at, text="out of time"))
    home = home_of(profile, monkeypatch)

    assert "out of time" in home.run("jot", "list").out
    assert [home.run(*words).code for words in (["log"], [], ["verify"])] == [0, 0, 0]
