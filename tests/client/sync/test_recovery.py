"""Recovering from the paper key and a server alone, and how much of it a lying or forgetful server can spoil."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.client.fake_server import URL, FakeRemote, Message
from tests.client.profiles import NOON
from tests.client.sync.house import House, device, no_progress
from twoway_client.errors import Refusal
from twoway_client.founding import Lock, NewDevice, drafted
from twoway_client.home import Home
from twoway_client.recovering import decide
from twoway_client.sync.comparing import entries_only_in
from twoway_client.sync.recovery import Recovery, find_journals, in_words
from twoway_client.sync.remote import KEPT
from twoway_client.sync.standing import Change, follow, revoke
from twoway_client.times import to_ms
from twoway_core.codec import Wire
from twoway_core.errors import BadRosterError, CannotOpenError, MalformedError, NotAllowedError
from twoway_core.sealing.boxes import seal_box
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.trust.epochs import open_epoch_keys
from twoway_core.trust.writing import RosterWriter


@pytest.fixture(autouse=True)
def _state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Return a journal of two devices that hold the same three notes."""
    return House(tmp_path)


def test_the_paper_alone_opens_all_that_was_synced(house: House) -> None:
    """Nothing else is needed: neither a device nor the journal's id."""
    recovery = house.recovery()
    found = recovery.check()

    assert (found.entries, found.segments, found.devices, found.faults) == (3, 3, 2, [])
    assert recovery.missing(to_ms(NOON)) == 0
    assert sorted(recovery.names.values()) == ["laptop", "paper", "phone"]
    assert recovery.last_written().keys() == {device(house.laptop), device(house.phone)}


def test_what_is_pulled_is_compared_entry_by_entry_with_a_profile(house: House) -> None:
    """What waits in the outbox, and what is on the server alone, are counted apart."""
    house.laptop.jot("not sent", "not sent either")
    house.phone.jot("sent, and not fetched by the laptop")
    house.sync(house.phone)
    recovery, desk = house.recovery(), house.laptop.desk()

    assert entries_only_in(desk.segments, recovery.store) == 2
    assert entries_only_in(recovery.store, desk.segments) == 1


def test_a_recovered_device_shows_the_same_views_and_the_others_are_out(house: House) -> None:
    """Both old devices are refused; what they had sent counts, and the journal goes on."""
    desk = house.recover()
    desk.jot("on the new device")
    house.sync(desk)

    assert len(desk.entries()) == 4
    assert desk.state()
    for lost in (house.laptop, house.phone):
        with pytest.raises(Refusal) as refused:
            house.sync(lost)
        assert refused.value.code == "revoked"


def test_a_revoked_device_opens_no_epoch_that_came_with_the_recovery(house: House) -> None:
    """The new key is in no box of theirs; the paper key and the new device have one."""
    desk = house.recover()
    roster = house.server.roster
    assert roster is not None

    assert open_epoch_keys(roster, desk.keys) == open_epoch_keys(roster, house.paper)
    assert [open_epoch_keys(roster, lost.keys).is_given for lost in (house.laptop, house.phone)] == [False, False]


def test_devices_that_are_kept_go_on(house: House) -> None:
    """Where only one device is lost, the others need not be paired again."""
    desk = house.recover(revoked=(house.laptop,))
    house.phone.jot("still here")
    house.sync(house.phone)
    house.sync(desk)

    assert desk.entries() == house.phone.entries()


def test_without_anybody_to_revoke_only_a_device_is_added(house: House) -> None:
    """No epoch begins, and nobody loses anything."""
    desk = house.recover(revoked=())

    assert house.server.roster is not None
    assert len(house.server.roster.epochs) == 1
    assert len(desk.entries()) == 3


def test_one_may_recover_again_and_again(house: House) -> None:
    """The second time it is the first new device that is ended."""
    first = house.recover("first")
    second = house.recover("second", (first,))

    assert second.entries() == house.phone.entries()
    with pytest.raises(Refusal):
        house.sync(first)


def test_more_chains_than_one_entry_lists_are_cut_off_by_several(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each group of devices has its own entry, and nothing that was sent is lost."""
    monkeypatch.setattr("twoway_client.sync.recovery.MAX_CUTOFFS", 1)

    desk = house.recover()

    assert house.server.roster is not None
    assert [len(each.cutoffs) for each in house.server.roster.members.values()] == [0, 1, 1, 0]
    assert len(house.server.roster.epochs) == 3
    assert len(desk.entries()) == 3


def test_a_device_of_more_chains_than_an_entry_lists_is_refused_with_a_way_out(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was changed; the devices can be kept."""
    monkeypatch.setattr("twoway_client.sync.recovery.MAX_CUTOFFS", 0)

    with pytest.raises(Refusal) as refused:
        house.recover()

    assert (refused.value.code, "--keep-devices" in refused.value.mend) == ("too-many-chains", True)


def test_a_paper_key_that_was_replaced_is_told_so(house: House) -> None:
    """The server still finds the journal by it, and lets nobody in."""
    desk = house.laptop.desk()
    change = Change(desk.segments.roster(), house.paper, desk.epoch_keys.current)
    change.replace_paper(DeviceKeys.make(os.urandom), [house.paper.public.device])
    house.roster_keeps(change)

    with pytest.raises(Refusal) as refused:
        house.recovery()

    assert refused.value.code == "paper-replaced"


def test_a_server_that_lets_a_replaced_paper_in_is_not_believed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The roster says who stands, not the server."""
    desk = house.laptop.desk()
    change = Change(desk.segments.roster(), house.paper, desk.epoch_keys.current)
    change.replace_paper(DeviceKeys.make(os.urandom), [house.paper.public.device])
    house.roster_keeps(change)
    monkeypatch.setattr("twoway_client.sync.recovery.sign_in", lambda *_: None)

    with pytest.raises(Refusal) as refused:
        Recovery(house.let_in(), house.paper, change.roster.journal, Home(house.folder))

    assert refused.value.code == "paper-replaced"


def test_a_paper_that_was_left_out_of_the_last_epoch_recovers_all_before_it(house: House) -> None:
    """Whoever stole a device and began an epoch without the paper locks nobody out: the next epoch has a box for it."""
    laptop = house.laptop.desk()
    roster = laptop.segments.roster()
    others = {name: each for name, each in roster.members.items() if not each.is_paper}
    writer = RosterWriter(
        replace(roster, members=others), house.laptop.keys, laptop.epoch_keys.current, os.urandom, seal_box
    )
    assert house.server.roster is not None
    house.server.roster = roster.extended([writer.rotate(EpochKey(os.urandom(32)))])
    assert not open_epoch_keys(house.server.roster, house.paper).is_given

    kept = house.recover("kept", ())
    desk = house.recover("desk", (house.laptop, house.phone, kept))

    assert len(desk.entries()) == 3
    assert desk.desk().epoch_keys.is_given


def test_a_list_of_devices_without_any_box_for_the_paper_says_so(house: House) -> None:
    """In words, with what would help."""
    with pytest.raises(Refusal) as refused, in_words(FakeRemote(house.server), "all"):
        raise CannotOpenError("no box")

    assert (refused.value.code, refused.value.mend) == (
        "no-box",
        "on a device that still works: twoway devices paper",
    )


def test_a_server_that_names_another_journal_is_caught(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The roster's genesis is the journal's id: one that is passed off as it is refused."""
    other = House(tmp_path / "other")
    assert other.server.roster is not None
    monkeypatch.setattr("twoway_client.sync.recovery.sign_in", lambda *_: None)

    with pytest.raises(BadRosterError, match="another journal"):
        Recovery(house.let_in(), house.paper, other.server.roster.journal, Home(tmp_path))


def test_a_server_without_the_journal_says_so(house: House) -> None:
    """Clear words, and what could be done."""
    house.server.wipe()

    with pytest.raises(Refusal) as refused:
        house.recovery()

    assert (refused.value.code, "holds no journal of this paper key" in refused.value.what) == ("not-here", True)


def test_an_answer_that_was_lost_on_the_way_is_no_verdict(house: House) -> None:
    """The nonce was spent by a question whose answer never came: it is asked once more, from the challenge on."""

    class Lossy(FakeRemote):
        spent = False

        def call(self, path: str, message: Wire, reply: type[Message]) -> Message:
            if path.endswith("/journals") and not self.spent:
                self.spent = True
                raise NotAllowedError("this nonce was used before")
            return super().call(path, message, reply)

    assert house.server.roster is not None
    assert find_journals(Lossy(house.server), house.paper) == [house.server.roster.journal]


@pytest.mark.parametrize(
    ("refused_at", "name", "code"),
    [
        ("/challenge", "", "old-server"),
        ("/challenge", "https://other.example", "server-name"),
        ("/journals", "https://other.example", "server-name"),
        ("/journals", "", "no-answer"),
    ],
)
def test_a_server_that_never_lets_the_paper_ask_is_told_by_name(
    house: House, refused_at: str, name: str, code: str
) -> None:
    """It goes by another address, or is too old to know; or the way to it eats every answer."""

    class Deaf(FakeRemote):
        def call(self, path: str, message: Wire, reply: type[Message]) -> Message:
            if path.endswith(refused_at):
                raise NotAllowedError("no")
            return super().call(path, message, reply)

        def name(self) -> str:
            return name

    with pytest.raises(Refusal) as refused:
        find_journals(Deaf(house.server), house.paper)

    assert refused.value.code == code
    assert (name in refused.value.what, "example" in refused.value.mend) == (True, False)


def test_what_the_server_withholds_is_counted(house: House) -> None:
    """The phone saw a segment of the laptop's that does not come: the paper does not open everything."""
    chains = {name: segment for name, segment in house.server.segments.items() if segment.header.number > 1}
    house.phone.jot("after all")
    house.sync(house.phone)
    for name in chains:
        del house.server.segments[name]

    recovery = house.recovery()

    assert recovery.missing(to_ms(NOON)) == 1


def test_a_roster_that_moved_at_that_moment_changes_nothing(house: House, tmp_path: Path) -> None:
    """Another device was faster: no profile is made, and the same again works."""
    home = Home(tmp_path / "desk")
    home.make()
    remote = FakeRemote(house.server)
    with drafted(home) as draft:
        recovery = Recovery(remote, house.paper, find_journals(remote, house.paper)[0], draft)
        recovery.pull(no_progress)
        revoke(house.laptop.desk(), FakeRemote(house.server), [device(house.phone)])
        new = NewDevice("desk", DeviceKeys.make(os.urandom), recovery.journal, Lock("none"))
        with pytest.raises(Refusal, match="at the same moment"):
            recovery.take_over(home, new, [device(house.laptop)])

    assert list(home.folder.iterdir()) == []
    assert len(house.recover("desk", (house.laptop,)).entries()) == 3


def test_an_elder_device_is_told_and_stays(house: House) -> None:
    """A paper made by the phone ends the phone, and not the laptop."""
    phone = house.phone.desk()
    change = Change(phone.segments.roster(), house.phone.keys, phone.epoch_keys.current)
    paper = DeviceKeys.make(os.urandom)
    change.replace_paper(paper, [])
    house.roster_keeps(change)

    recovery = house.recovery(paper=paper)
    others = decide(phone, recovery, keep=False, asked=True)

    assert others.revoked == [device(house.phone)]
    assert others.elder == [house.paper.public.device, device(house.laptop)]


def test_a_paper_made_under_a_device_that_is_ended_ends_with_it(house: House) -> None:
    """Whoever took the phone may have made a paper key with it; nobody is there to say no."""
    phone = house.phone.desk()
    change = Change(phone.segments.roster(), house.phone.keys, phone.epoch_keys.current)
    thief = DeviceKeys.make(os.urandom)
    change.replace_paper(thief, [])
    house.roster_keeps(change)

    others = decide(phone, house.recovery(), keep=False, asked=True)

    assert thief.public.device in others.revoked


def test_kept_devices_are_kept_papers_too(house: House) -> None:
    """--keep-devices ends nobody."""
    others = decide(house.laptop.desk(), house.recovery(), keep=True, asked=True)

    assert (others.revoked, others.kept) == ([], [device(house.laptop), device(house.phone)])


@pytest.mark.parametrize(
    ("kept", "mend", "told"),
    [
        (KEPT, "twoway sync later; you can go on writing", ("mine", "the same command later")),
        (f"{KEPT}; nothing was sent", "sign in, then twoway sync", ("mine", "sign in, then the same command")),
        ("something else", "twoway sync", ("something else", "twoway sync")),
    ],
)
def test_refusals_of_a_sync_are_said_for_somebody_without_a_journal(
    house: House, kept: str, mend: str, told: tuple[str, str]
) -> None:
    """What waits here and twoway sync mean nothing yet."""
    with pytest.raises(Refusal) as refused, in_words(FakeRemote(house.server), "mine"):
        raise Refusal("no-answer", "no answer.", kept=kept, mend=mend)

    assert (refused.value.kept, refused.value.mend) == told


def test_what_no_server_sends_is_said_in_words(house: House) -> None:
    """With the server's address, and without blaming the words."""
    with pytest.raises(Refusal) as refused, in_words(FakeRemote(house.server), "mine"):
        raise MalformedError("a roster entry is cut short")

    assert refused.value.what == f"{URL} sent what no Twoway server sends: a roster entry is cut short."


def test_the_other_devices_follow_a_recovery(house: House) -> None:
    """A device that was kept sees the new one, and the new key."""
    desk = house.recover(revoked=(house.laptop,))
    phone = house.phone.desk()
    follow(phone, FakeRemote(house.server))

    assert phone.segments.roster().head == desk.desk().segments.roster().head
