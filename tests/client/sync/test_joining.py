"""A device that was admitted, and whose connection broke before its journal came: a sync goes on from there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.client.fake_server import FakeRemote, FakeServer
from tests.client.profiles import Profile, admit, found_profile
from twoway_client.errors import Refusal
from twoway_client.founding import Lock, make_profile
from twoway_client.home import Home
from twoway_client.sync.joining import await_roster
from twoway_client.sync.session import exchange


@pytest.fixture(autouse=True)
def _state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def server() -> FakeServer:
    """Return a server that nobody knows yet."""
    return FakeServer()


@pytest.fixture
def laptop(tmp_path: Path) -> Profile:
    """Return a device with a jot."""
    profile = found_profile(tmp_path)
    profile.jot("by laptop")
    return profile


def sync(profile: Profile, server: FakeServer) -> None:
    """Exchange once, as a process of its own."""
    desk = profile.desk()
    try:
        exchange(desk, FakeRemote(server))
    finally:
        desk.database.close()


def broken_off(laptop: Profile, folder: Path, server: FakeServer, told: bytes | None = None) -> Profile:
    """Return a device that ``laptop`` admitted and that has its keys alone; ``told``: the entry that it awaits."""
    whole = admit(laptop, folder, "phone")
    sync(laptop, server)
    roster, home = whole.desk().segments.roster(), Home(folder / "broken off")
    make_profile(home, "phone", whole.keys, roster.journal, None, Lock("none"))
    profile = Profile(home, whole.keys)
    desk = profile.desk()
    await_roster(desk, roster.head if told is None else told)
    desk.database.close()
    return profile


@pytest.mark.parametrize("told", [None, b""], ids=["told", "not told"])
def test_the_next_sync_fetches_the_journal(
    tmp_path: Path, laptop: Profile, server: FakeServer, told: bytes | None
) -> None:
    """List of devices, key and entries come, whether the other side could say which list admits it or not."""
    phone = broken_off(laptop, tmp_path, server, told)

    sync(phone, server)

    assert phone.entries() == laptop.entries() != set()
    assert phone.state() == laptop.state()


def test_until_then_it_says_so_and_keeps_what_is_written(tmp_path: Path, laptop: Profile, server: FakeServer) -> None:
    """No view pretends that the journal is empty or damaged; a note waits, and goes with the rest."""
    phone = broken_off(laptop, tmp_path, server)
    phone.jot("by phone")

    with pytest.raises(Refusal) as refused:
        phone.desk().segments.roster()
    for profile in (phone, laptop):
        sync(profile, server)

    assert (refused.value.code, refused.value.mend) == ("incomplete", "twoway sync")
    assert len(laptop.entries()) == 2


def test_a_list_that_is_not_the_one_that_was_told_is_refused(
    tmp_path: Path, laptop: Profile, server: FakeServer
) -> None:
    """A server that shows an older list, or another, leaves it as it was."""
    phone = broken_off(laptop, tmp_path, server, told=bytes(32))

    with pytest.raises(Refusal, match="another list of devices"):
        sync(phone, server)

    assert phone.desk().database.row("SELECT count(*) FROM roster") == (0,)


def test_a_device_that_is_not_let_in_is_told_to_pair(tmp_path: Path, laptop: Profile, server: FakeServer) -> None:
    """The server does not know it: the words are to be made anew."""
    phone = broken_off(laptop, tmp_path, server)
    server.wipe()

    with pytest.raises(Refusal, match="does not let this device in"):
        sync(phone, server)
