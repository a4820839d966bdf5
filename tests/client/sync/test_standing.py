"""Revoking and renewing: a stolen device reads nothing new, and everybody else goes on with the same views."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.client.fake_server import FakeRemote, FakeServer, Meanwhile
from tests.client.profiles import Profile, admit, found_profile
from twoway_client.errors import Refusal
from twoway_client.sync.session import exchange
from twoway_client.sync.standing import follow, revoke, rotate
from twoway_core.errors import BadRosterError, NotGivenError
from twoway_core.ids import DeviceId
from twoway_core.trust.epochs import open_epoch_keys


@pytest.fixture(autouse=True)
def _state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


class Trio:
    """A laptop, and a desk and a phone that it admitted, all synced to one server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = FakeServer()
        self.laptop = found_profile(folder)
        self.desk = admit(self.laptop, folder, "desk")
        self.phone = admit(self.laptop, folder, "phone")
        for profile, text in ((self.laptop, "by laptop"), (self.desk, "by desk"), (self.phone, "by phone")):
            profile.jot(text)
            self.sync(profile)
        for profile in (self.laptop, self.desk, self.phone):
            self.sync(profile)

    def sync(self, profile: Profile) -> None:
        """Exchange once."""
        desk = profile.desk()
        exchange(desk, FakeRemote(self.server))
        desk.database.close()

    def revoke(self, by: Profile, *revoked: Profile) -> None:
        """Revoke as ``twoway devices revoke`` does."""
        desk, remote = by.desk(), FakeRemote(self.server)
        exchange(desk, remote)
        revoke(desk, remote, [device(profile) for profile in revoked])
        follow(desk, remote)
        desk.database.close()

    def rotate(self, by: Profile) -> None:
        """Begin a new epoch."""
        desk, remote = by.desk(), FakeRemote(self.server)
        exchange(desk, remote)
        rotate(desk, remote)
        desk.database.close()


def device(profile: Profile) -> DeviceId:
    """Return the id of the device."""
    return profile.keys.public.device


@pytest.fixture
def trio(tmp_path: Path) -> Trio:
    """Return three devices that hold the same three notes."""
    return Trio(tmp_path)


def test_a_revoked_device_is_not_let_in_and_opens_no_later_epoch(trio: Trio) -> None:
    """The server refuses it, the refusal says why, and the new key is in no box of its."""
    trio.revoke(trio.laptop, trio.phone)

    with pytest.raises(Refusal) as refused:
        trio.sync(trio.phone)

    assert refused.value.code == "revoked"
    assert trio.server.roster is not None
    with pytest.raises(NotGivenError):
        _ = open_epoch_keys(trio.server.roster, trio.phone.keys).current


def test_what_a_revoked_device_wrote_before_stays_everywhere(trio: Trio) -> None:
    """The other devices keep its notes, go on writing under the new key, and show the same."""
    trio.revoke(trio.laptop, trio.phone)
    trio.laptop.jot("under the new key")
    for profile in (trio.laptop, trio.desk, trio.laptop):
        trio.sync(profile)

    assert len(trio.desk.entries()) == 4
    assert trio.laptop.state() == trio.desk.state()


def test_what_was_not_cut_in_is_put_aside_on_every_device(trio: Trio) -> None:
    """The desk had a note of the phone's that the revoking laptop had never seen; both end with the same view."""
    trio.phone.jot("the laptop has not seen this")
    trio.sync(trio.phone)
    trio.sync(trio.desk)
    held_back = dict(trio.server.segments)
    theirs = {name for name in held_back if name not in _held(trio.laptop)}
    for name in theirs:
        del trio.server.segments[name]

    trio.revoke(trio.laptop, trio.phone)
    trio.server.segments = held_back | trio.server.segments
    for profile in (trio.laptop, trio.desk):
        trio.sync(profile)

    assert len(theirs) == 1
    assert trio.laptop.state() == trio.desk.state()
    assert len(trio.desk.entries()) == 3
    assert trio.desk.desk().segments.aside_counts() == {"quarantined": 1}


def _held(profile: Profile) -> set[bytes]:
    desk = profile.desk()
    names = {name for (name,) in desk.database.execute("SELECT hash FROM segments")}
    desk.database.close()
    return names


def test_back_dated_segments_of_a_revoked_device_never_count(trio: Trio) -> None:
    """The thief writes on under the old roster, and a server that helps it brings that to the others."""
    trio.revoke(trio.laptop, trio.phone)
    trio.phone.jot("written after the theft")
    before = set(trio.server.segments)
    roster, trio.server.roster = trio.server.roster, trio.phone.desk().segments.roster()
    trio.sync(trio.phone)
    trio.server.roster = roster

    trio.sync(trio.desk)

    assert len(set(trio.server.segments) - before) == 1
    assert len(trio.desk.entries()) == 3


def test_a_younger_device_revokes_no_elder_one(trio: Trio) -> None:
    """The entry is refused before it is sent, and would be refused by everybody."""
    with pytest.raises(BadRosterError, match="elder"):
        trio.revoke(trio.phone, trio.laptop)


def test_after_a_new_key_everybody_reads_on_and_a_newcomer_reads_all(trio: Trio) -> None:
    """One box opens all history: each key seals the one before it."""
    trio.rotate(trio.laptop)
    trio.laptop.jot("in the second epoch")
    trio.sync(trio.laptop)
    trio.rotate(trio.laptop)
    trio.laptop.jot("in the third")
    trio.sync(trio.laptop)
    newcomer = admit(trio.laptop, trio.folder, "tablet")
    trio.sync(trio.laptop)
    for profile in (newcomer, trio.desk, trio.phone):
        trio.sync(profile)

    assert len(newcomer.entries()) == 5
    assert trio.desk.entries() == trio.phone.entries() == newcomer.entries()
    assert len(trio.desk.desk().epoch_keys.keys) == 3


def test_an_entry_that_waits_on_a_revoked_device_stays_there(trio: Trio) -> None:
    """Nothing is destroyed on it; it is only not sent."""
    trio.revoke(trio.laptop, trio.phone)
    trio.phone.jot("mine alone")

    with pytest.raises(Refusal):
        trio.sync(trio.phone)

    assert len(trio.phone.entries()) == 4


def test_a_newcomer_accepts_what_a_revoked_device_wrote_while_it_stood(trio: Trio) -> None:
    """The revocation is pinned before the segments come: they wait for their cut-off, and then count."""
    trio.server.page = 1
    for number in range(4):
        trio.phone.jot(f"note {number}")
        trio.sync(trio.phone)
    trio.revoke(trio.laptop, trio.phone)
    newcomer = admit(trio.laptop, trio.folder, "tablet")
    trio.sync(trio.laptop)

    trio.sync(newcomer)

    assert newcomer.entries() == trio.laptop.entries()
    assert len(newcomer.entries()) == 7


def test_what_was_put_aside_is_not_fetched_again(trio: Trio) -> None:
    """A sync after the one that put it aside moves nothing and warns of nothing."""
    trio.revoke(trio.laptop, trio.phone)
    trio.phone.jot("written after the theft")
    roster, trio.server.roster = trio.server.roster, trio.phone.desk().segments.roster()
    trio.sync(trio.phone)
    trio.server.roster = roster
    trio.sync(trio.desk)

    desk = trio.desk.desk()
    again = exchange(desk, FakeRemote(trio.server))
    desk.database.close()

    assert (again.received, again.arrived.quarantined, again.arrived.waiting) == (0, 0, 0)


def test_a_page_is_judged_by_what_another_process_has_learned_meanwhile(trio: Trio) -> None:
    """A server that helps the thief shows an older list to one process, while another one pins the revocation."""
    older = FakeServer()
    older.roster, older.segments = trio.server.roster, dict(trio.server.segments)
    trio.phone.jot("written after the theft")
    desk = trio.phone.desk()
    exchange(desk, FakeRemote(older))
    desk.database.close()
    trio.revoke(trio.laptop, trio.phone)

    desk = trio.desk.desk()
    exchange(desk, Meanwhile(older, lambda: trio.sync(trio.desk)))
    desk.database.close()

    assert len(trio.desk.entries()) == 3
    assert trio.desk.state() == trio.laptop.state()
