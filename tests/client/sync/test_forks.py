"""A forked roster: every device takes the same branch, and what was written under the other is written again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.client.fake_server import FakeRemote, FakeServer, Meanwhile
from tests.client.profiles import Profile, admit, found_profile
from twoway_client.errors import Refusal
from twoway_client.store.branches import SUPERSEDED
from twoway_client.sync.exchange import Outcome
from twoway_client.sync.session import exchange
from twoway_client.sync.standing import Change, follow, revoke, rotate
from twoway_core.entry import decode_entry
from twoway_core.sync.messages import Push


@pytest.fixture(autouse=True)
def _state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def sync(profile: Profile, server: FakeServer) -> Outcome:
    """Exchange once."""
    desk = profile.desk()
    outcome = exchange(desk, FakeRemote(server))
    desk.database.close()
    return outcome


def texts(profile: Profile) -> list[str]:
    """Return the jots that this device holds, each id once."""
    found = {decode_entry(data).id: data for data in profile.entries()}
    return sorted(text for data in found.values() for text in TEXTS if text.encode() in data)


TEXTS = ("before", "by the laptop", "by the phone", "by the desk", "by the tablet")


class Split:
    """A laptop, a phone and a desk that it admitted, and a server that went two ways after a restored backup.

    On ``won`` the laptop, the eldest, renewed the key; on ``lost`` the phone admitted a tablet and wrote a note.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.won = FakeServer()
        self.laptop = found_profile(folder)
        self.phone = admit(self.laptop, folder, "phone")
        self.desk = admit(self.laptop, folder, "desk")
        self.laptop.jot("before")
        for profile in (self.laptop, self.phone, self.desk):
            sync(profile, self.won)
        self.lost = self.won.copy()
        self._renew()
        self.tablet = admit(self.phone, folder, "tablet")
        self.phone.jot("by the phone")
        sync(self.phone, self.lost)

    def _renew(self) -> None:
        desk, remote = self.laptop.desk(), FakeRemote(self.won)
        exchange(desk, remote)
        rotate(desk, remote)
        follow(desk, remote)
        desk.database.close()
        self.laptop.jot("by the laptop")
        sync(self.laptop, self.won)


@pytest.fixture
def split(tmp_path: Path) -> Split:
    """Return three devices and two servers on two branches."""
    return Split(tmp_path)


def roster_of(profile: Profile) -> bytes:
    """Return the hash of the last entry of the roster that is pinned."""
    return profile.desk().segments.roster().head


def test_a_device_on_the_branch_that_lost_switches_and_writes_again(split: Split) -> None:
    """The phone meets the server of the laptop's branch: it follows, says so, and its note counts there."""
    outcome = sync(split.phone, split.won)
    sync(split.laptop, split.won)

    assert (outcome.switched, outcome.again) == ("theirs", 1)
    assert roster_of(split.phone) == roster_of(split.laptop)
    assert texts(split.laptop) == texts(split.phone) == ["before", "by the laptop", "by the phone"]
    assert split.laptop.state() == split.phone.state()


def test_a_server_on_the_branch_that_lost_is_given_the_other(split: Split) -> None:
    """The laptop meets the phone's server: what the phone wrote there is saved first, should it never return."""
    outcome = sync(split.laptop, split.lost)

    assert split.lost.roster is not None
    assert (outcome.switched, outcome.again) == ("ours", 1)
    assert split.lost.roster.head == roster_of(split.laptop)
    assert texts(split.laptop) == ["before", "by the laptop", "by the phone"]


def test_what_was_written_again_twice_counts_once(split: Split) -> None:
    """Laptop and phone both save the phone's note; all views are the same, and the second exchange moves nothing."""
    sync(split.laptop, split.lost)
    sync(split.phone, split.lost)
    sync(split.laptop, split.lost)
    sync(split.desk, split.lost)

    assert split.laptop.state() == split.phone.state() == split.desk.state()
    assert sync(split.phone, split.lost).again == 0
    assert sync(split.laptop, split.lost).received == 0


def test_a_device_that_was_on_neither_branch_takes_the_one_that_wins(split: Split) -> None:
    """The desk follows the branch that lost, then meets the other one."""
    sync(split.desk, split.lost)
    split.desk.jot("by the desk")
    sync(split.desk, split.lost)

    sync(split.desk, split.won)
    sync(split.laptop, split.won)

    assert texts(split.desk) == texts(split.laptop) == ["before", "by the desk", "by the laptop", "by the phone"]


def test_a_device_admitted_only_by_the_branch_that_lost_keeps_what_it_wrote(split: Split) -> None:
    """The tablet is on no list that counts: it is told to pair again, and its note is still there."""
    split.tablet.jot("by the tablet")

    with pytest.raises(Refusal) as refused:
        sync(split.tablet, split.won)

    assert refused.value.code == "roster"
    assert "by the tablet" in texts(split.tablet)


def test_superseded_segments_are_neither_sent_nor_fetched_again(split: Split) -> None:
    """What was put aside stays there, and no server gets it."""
    sync(split.phone, split.won)

    aside = dict(split.phone.desk().segments.aside_counts())
    before = len(split.won.segments)
    outcome = sync(split.phone, split.won)

    assert aside == {SUPERSEDED: 1}
    assert (outcome.sent, outcome.received, len(split.won.segments)) == (0, 0, before)


def test_whoever_was_revoked_gets_nothing_in_by_a_branch_that_lost(split: Split) -> None:
    """The laptop revokes the phone; what that wrote on its own branch afterwards does not count."""
    desk, remote = split.laptop.desk(), FakeRemote(split.won)
    exchange(desk, remote)
    revoke(desk, remote, [split.phone.keys.public.device])
    desk.database.close()

    sync(split.laptop, split.lost)

    assert "by the phone" not in texts(split.laptop)


def test_a_fork_is_settled_once_however_many_pages_come(split: Split) -> None:
    """Everything is judged anew when the fork is found, not with each page."""
    for number in range(8):
        split.phone.jot(f"more {number}")
        sync(split.phone, split.lost)
    split.lost.page = 1

    outcome = sync(split.laptop, split.lost)

    assert outcome.again == 9
    assert sync(split.laptop, split.lost).switched == ""


def test_sides_are_taken_with_what_another_process_has_learned_meanwhile(split: Split) -> None:
    """The phone's branch would lose, but another process has just pinned what makes it win: that stays, everywhere."""
    desk = split.phone.desk()
    change = Change(desk.segments.roster(), split.laptop.keys, desk.epoch_keys.newest)
    change.rotate()
    change.rotate()

    def learn() -> None:
        other = split.phone.desk()
        change.keep(other.segments)
        other.database.close()

    exchange(desk, Meanwhile(split.won, learn))
    desk.database.close()

    assert split.won.roster is not None
    assert roster_of(split.phone) == split.won.roster.head == change.roster.head


class Meddling(FakeRemote):
    """A connection on which something happens elsewhere just before the first push arrives."""

    def __init__(self, server: FakeServer, happens: Sequence[object]) -> None:
        super().__init__(server)
        self.happens = list(happens)

    def call(self, path, message, reply):  # type: ignore[no-untyped-def]
        if isinstance(message, Push) and message.segments and self.happens:
            self.happens.pop()()  # type: ignore[operator]
        return super().call(path, message, reply)


def _cut_off() -> None:
    raise Refusal("no-answer", "the network is gone.", mend="later")


def test_entries_sent_while_the_key_was_renewed_are_sent_again_under_the_new_one(split: Split) -> None:
    """The desk had cut a note under the old key when the laptop renewed it."""
    sync(split.desk, split.won)
    split.desk.jot("by the desk")

    def renew() -> None:
        desk, remote = split.laptop.desk(), FakeRemote(split.won)
        exchange(desk, remote)
        rotate(desk, remote)
        desk.database.close()

    desk = split.desk.desk()
    outcome = exchange(desk, Meddling(split.won, [renew]))
    sync(split.laptop, split.won)

    assert outcome.again == 1
    assert split.desk.state() == split.laptop.state()
    roster = split.won.roster
    assert roster is not None
    newest = [each for each in split.won.segments.values() if each.header.roster == roster.head]
    assert sum(each.header.count for each in newest) == 1


def test_what_was_cut_and_not_sent_before_the_key_was_renewed_goes_out_under_the_new_one_only(split: Split) -> None:
    """A revoked phone has the old key: what the server did not have by then, it never gets under that."""
    sync(split.desk, split.won)
    split.desk.jot("by the desk")
    desk, sent = split.desk.desk(), set(split.won.segments)
    with pytest.raises(Refusal):
        exchange(desk, Meddling(split.won, [_cut_off]))
    desk.database.close()
    laptop, remote = split.laptop.desk(), FakeRemote(split.won)
    exchange(laptop, remote)
    revoke(laptop, remote, [split.phone.keys.public.device])
    laptop.database.close()
    roster = split.won.roster

    sync(split.desk, split.won)
    sync(split.laptop, split.won)

    assert roster is not None
    news = [each for name, each in split.won.segments.items() if name not in sent]
    assert {each.header.roster for each in news} == {roster.head}
    assert texts(split.laptop) == texts(split.desk) == ["before", "by the desk", "by the laptop"]
