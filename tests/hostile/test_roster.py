"""Who belongs to a journal: a server, a thief or a younger device that would like to change that."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.client.profiles import admit
from twoway_core.errors import CannotOpenError
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.sealing.segment import open_segment
from twoway_core.sync.messages import RosterPush, SyncReply
from twoway_core.trust.statements import RosterEntry, encode_roster_entry

from .courier import Answered, Asked, PassOn, Script
from .forging import Impostor, Secrets, adding, cutoffs_of, showing, writer
from .house import House, also, hiding, pages, said
from .meeting import Meeting
from .stranger import Stranger

Forge = Callable[[House], RosterEntry]


def _by_itself(house: House) -> RosterEntry:
    keys = DeviceKeys.make(os.urandom)
    return adding(house.desk.roster(), keys, EpochKey(os.urandom(32)), keys)


def _in_the_name_of_the_laptop(house: House) -> RosterEntry:
    keys = DeviceKeys.make(os.urandom)
    impostor = Impostor(keys, house.laptop.profile.keys.public)
    return adding(house.desk.roster(), impostor, EpochKey(os.urandom(32)), keys)


@pytest.mark.parametrize("forge", [_by_itself, _in_the_name_of_the_laptop])
def test_a_device_that_the_server_adds_is_refused_r1(house: House, forge: Forge) -> None:
    """The server adds a device: no device in good standing signed for it, so it is refused and said."""
    before = house.desk.roster().head
    house.attack(showing(forge(house)))

    done = house.desk.sync()

    assert (done.code, "sent what no Twoway server sends" in said(done)) == (1, True)
    assert "nothing of that was taken" in said(done)
    assert house.desk.roster().head == before
    assert house.desk.goes_on()


def test_an_old_roster_is_taken_by_nobody_r2(meeting: Meeting) -> None:
    """An old roster is shown: a new device knows the one that admits it, an old one has pinned a longer one."""
    house, before = meeting.house, meeting.house.server.backup()
    joining = meeting.join()
    house.attack(pages(lambda reply: SyncReply(reply.roster[:4], reply.heads, reply.segments, reply.more)))
    meeting.code()
    meeting.say("yes")
    told = joining.end()
    house.repent()
    house.server.restore(before)

    done = house.laptop.sync()

    assert (told.code, told.says("another list of devices than the one that admitted this device")) == (1, True)
    assert not joining.has_profile()
    assert len(house.laptop.roster().members) == len(house.server.store.journals[house.journal].entries) == 5
    assert done.code in (0, 4)
    assert house.laptop.goes_on()


def test_what_a_revoked_device_writes_on_is_put_aside_r3(house: House) -> None:
    """A revoked device writes on, or dates back, and the server helps: it is put aside, and shown so."""
    thief = Secrets.of(house.phone)
    assert house.laptop.run("devices", "revoke", "phone", "--yes").code == 0
    turned_away = house.phone.sync()
    house.attack(also(thief.sign("by the thief")))

    done = house.desk.sync()

    assert (turned_away.code, "no longer one of its devices" in said(turned_away)) == (1, True)
    assert (done.code, "was put aside" in said(done)) == (4, True)
    assert "by the thief" not in house.desk.texts()
    assert house.desk.verify()["quarantined"] == 1
    assert house.desk.goes_on()


def test_what_a_revoked_device_wrote_before_counts_up_to_the_named_head_r4(house: House) -> None:
    """What a revoked device wrote before and delivered after counts up to the head that was named, and no further."""
    house.phone.write("before")
    unseen = house.phone.write("unseen by who revoked")
    house.attack(hiding(unseen.hash))
    assert house.laptop.run("devices", "revoke", "phone", "--yes").code == 0
    house.repent()

    done = house.desk.sync()

    assert "before" in house.desk.texts()
    assert "unseen by who revoked" not in house.desk.texts()
    assert done.code == 4


def test_two_revocations_at_once_end_alike_on_every_device_r5(house: House) -> None:
    """Two branches of the roster revoke at once: the elder's wins on every device, and everybody is told."""
    before = house.server.backup()
    assert house.phone.run("devices", "revoke", "desk", "--yes").code == 0
    house.phone.write("on the losing branch")
    lost = house.server.backup()
    house.server.restore(before)
    assert house.laptop.run("devices", "revoke", "phone", "--yes").code == 0
    house.server.restore(lost)

    done = house.laptop.sync()
    told = (house.phone.sync(), house.desk.sync())

    assert (done.code, "two lists of the devices" in said(done)) == (4, True)
    assert [each.code for each in told] == [1, 0]
    assert house.desk.roster().head == house.laptop.roster().head
    assert not house.desk.roster().is_standing(house.phone.id)
    assert house.laptop.verify()["state"] == house.desk.verify()["state"]
    assert house.phone.goes_on()


def _younger_revokes_elder(house: House) -> RosterEntry:
    thief = Secrets.of(house.phone)
    return writer(thief.roster, thief.keys, thief.epochs.current).revoke(
        [house.laptop.id], [], EpochKey(os.urandom(32))
    )


def test_a_younger_device_cannot_revoke_an_elder_one_r6(house: House) -> None:
    """A younger device revokes an elder one: it is told no, and its signature counts nowhere."""
    asked = house.phone.run("devices", "revoke", "laptop", "--yes")
    house.attack(showing(_younger_revokes_elder(house)))

    done = house.desk.sync()

    assert (asked.code, done.code) == (1, 1)
    assert "laptop came before this device" in said(asked)
    assert "a device revokes an elder one" in said(done)
    assert house.desk.roster().is_standing(house.laptop.id)
    assert house.desk.goes_on()


def _second_name(house: House) -> RosterEntry:
    phone = Secrets.of(house.phone)
    return adding(phone.roster, phone.keys, phone.epochs.current, house.desk.profile.keys, "another name")


def _half_of_another(house: House) -> RosterEntry:
    phone, fresh = Secrets.of(house.phone), DeviceKeys.make(os.urandom)
    mixed = DeviceKeys(fresh.signing, house.desk.profile.keys.agreement)
    return adding(phone.roster, phone.keys, phone.epochs.current, mixed, "half of another")


@pytest.mark.parametrize("forge", [_second_name, _half_of_another])
def test_a_key_enters_a_journal_once_r7(house: House, forge: Forge) -> None:
    """A device key comes a second time, under another name or with another half: it is refused, and never merged."""
    house.attack(showing(forge(house)))

    done = house.laptop.sync()

    assert (done.code, "a device key enters the roster a second time" in said(done)) == (1, True)
    assert len(house.laptop.roster().members) == 4
    assert house.laptop.goes_on()


def test_a_citation_of_a_roster_that_is_not_here_waits_until_it_comes_r8(house: House) -> None:
    """A segment cites a roster entry that is not here: it waits; and one that lacks its writer: it is put aside."""
    assert house.laptop.run("devices", "rotate").code == 0
    house.laptop.write("of the new epoch")
    house.attack(pages(lambda reply: SyncReply([], reply.heads, reply.segments, reply.more)))
    house.desk.sync()
    early = house.desk.texts()
    before_the_phone = Secrets.of(house.phone).sign("too early", cited=house.phone.roster().hashes[0])
    house.attack(also(before_the_phone))

    done = house.desk.sync()

    assert "of the new epoch" not in early
    assert "of the new epoch" in house.desk.texts()
    assert (done.code, "too early" in house.desk.texts()) == (4, False)


def _meanwhile(house: House, entry: RosterEntry) -> Script:
    """Return the script that puts ``entry`` on the server between a pull and the push after it."""

    def script(asked: Asked, pass_on: PassOn) -> Answered:
        if asked.step == "push":
            with Stranger(house.server) as stranger:
                stranger.post(house.journal, "roster", RosterPush([encode_roster_entry(entry)]))
        return pass_on(asked)

    return script


def test_a_device_that_wrote_under_the_old_key_writes_it_again_under_the_new_r9(house: House) -> None:
    """A device pushes under an old epoch while another is removed: it writes its entries again, under the new."""
    laptop, thief = Secrets.of(house.laptop), Secrets.of(house.phone)
    entry = writer(laptop.roster, laptop.keys, laptop.epochs.current).revoke(
        [house.phone.id], cutoffs_of(house.phone), EpochKey(os.urandom(32))
    )
    house.attack(_meanwhile(house, entry))
    house.desk.home.write("jot", "just then")

    done = house.desk.sync()

    house.repent()
    assert house.laptop.sync().code == done.code == 0
    assert house.laptop.texts().count("just then") == 1
    last = next(each for each in house.desk.own() if each.header.roster == entry.hash)
    with pytest.raises(CannotOpenError):
        open_segment(last, thief.epochs.current)
    assert house.laptop.verify()["state"] == house.desk.verify()["state"]


def test_a_very_long_roster_and_deceiving_names_are_borne_r10(house: House) -> None:
    """A roster of thousands of entries is refused; a name that deceives is shown as it is, with words of the list."""
    admit(house.laptop.profile, house.folder, "desk\u202e\u200b")
    entry = _by_itself(house)
    house.attack(showing(*[entry] * 1030))

    done, shown = house.laptop.sync(), house.laptop.run("devices")

    assert (done.code, "sent what no Twoway server sends" in said(done)) == (1, True)
    assert ("\u202e" in shown.out, "\u200b" in shown.out) == (False, False)
    assert "desk\\u202e\\u200b" in shown.out
    assert "Words of this list:" in shown.out
    assert house.laptop.goes_on()
