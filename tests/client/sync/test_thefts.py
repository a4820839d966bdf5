"""A stolen device that erases: what it wrote is stopped by revoking it, and what it destroyed is put back."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from tests.client.profiles import NOON, Profile, admit
from tests.client.sync.erasures import DUE, HOUR, SOON, Net, Theft, bodies, erase, leaves, look, texts
from twoway_client.store.checking import check_journal
from twoway_client.store.outbox import Reader
from twoway_client.sync.erasing import waiting_erasures_by
from twoway_client.sync.session import exchange
from twoway_client.sync.standing import revoke
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sealing.replacing import replace
from twoway_core.sealing.segment import Segment
from twoway_core.sync.messages import NewBody, Pushed, PutBodies


@pytest.fixture
def theft(net: Net, tmp_path: Path) -> Theft:
    """Return three devices of which one was stolen."""
    return Theft(net, tmp_path)


ALL = {"note 0", "note 1", "note 2"}


def test_revoking_a_thief_within_72_hours_loses_nothing(theft: Theft) -> None:
    """What was hidden shows again on every device, and nothing is destroyed when the hours are over."""
    theft.erase_all()
    for profile in (theft.laptop, theft.desk):
        theft.net.sync(profile, NOON + HOUR)
    hidden = look(theft.laptop, SOON)

    theft.revoke(theft.laptop, SOON)
    for now in (SOON, NOON + 200 * HOUR):
        for profile in (theft.desk, theft.laptop):
            theft.net.sync(profile, now)

    assert hidden == []
    assert [look(profile, NOON + 300 * HOUR) for profile in (theft.laptop, theft.desk)] == [sorted(ALL)] * 2
    assert texts(theft.laptop) == texts(theft.desk) == ALL
    assert theft.untouched()
    assert theft.laptop.state() == theft.desk.state()


def test_after_72_hours_there_is_nothing_left_to_cancel(theft: Theft) -> None:
    """What was destroyed by the clock of this device is not offered."""
    theft.erase_all()
    theft.net.sync(theft.laptop)
    phone = theft.phone.keys.public.device

    with closing((early := theft.laptop.desk(SOON)).database):
        waiting = [each.target for each in waiting_erasures_by(early, phone)]
    with closing((late := theft.laptop.desk(DUE)).database):
        over = waiting_erasures_by(late, phone)

    assert waiting == sorted(theft.notes)
    assert over == []


def test_erasures_of_others_are_not_offered(theft: Theft) -> None:
    """Only what the revoked device wrote is in question."""
    erase(theft.desk, theft.notes[0])
    for profile in (theft.desk, theft.laptop):
        theft.net.sync(profile)

    with closing((desk := theft.laptop.desk()).database):
        assert waiting_erasures_by(desk, theft.phone.keys.public.device) == []
        assert len(waiting_erasures_by(desk, theft.desk.keys.public.device)) == 1


def test_a_thief_whose_clock_runs_ahead_destroys_on_the_server_alone(theft: Theft) -> None:
    """The phone's clock says that four days have passed: the server's bodies go, and revoking brings them back."""
    theft.erase_all()
    theft.net.sync(theft.phone, NOON + 96 * HOUR)
    was_destroyed = not theft.untouched()
    theft.net.sync(theft.laptop, NOON + HOUR)

    theft.revoke(theft.laptop, NOON + 2 * HOUR)
    newcomer = admit(theft.laptop, theft.folder, "tablet")
    for profile in (theft.laptop, newcomer, theft.desk):
        theft.net.sync(profile, NOON + 3 * HOUR)

    assert was_destroyed
    assert look(newcomer, NOON + 300 * HOUR) == look(theft.desk, NOON + 300 * HOUR) == sorted(ALL)
    assert texts(newcomer) == ALL
    assert newcomer.state() == theft.laptop.state() == theft.desk.state()


def test_who_joined_before_the_thief_was_revoked_gets_the_texts_from_another_device(theft: Theft) -> None:
    """The newcomer took bare leaves for good ones; once the erasure is cancelled it asks, and the desk answers."""
    theft.erase_all()
    theft.net.sync(theft.phone, NOON + 96 * HOUR)
    theft.net.sync(theft.desk, NOON + HOUR)
    theft.net.sync(theft.laptop, NOON + HOUR)
    newcomer = admit(theft.laptop, theft.folder, "tablet")
    for profile in (theft.laptop, newcomer):
        theft.net.sync(profile, NOON + 2 * HOUR)
    without = texts(newcomer), leaves(newcomer)

    theft.revoke(theft.laptop, NOON + 3 * HOUR)
    forget_new_bodies(theft.laptop)
    put_bare_again(theft)
    for profile in (newcomer, theft.desk, newcomer):
        theft.net.sync(profile, NOON + 5 * HOUR)

    assert without == (set(), (3, 0))
    assert texts(newcomer) == ALL
    assert leaves(newcomer) == (0, 0)
    assert look(newcomer, NOON + 300 * HOUR) == sorted(ALL)
    assert theft.net.server.wanted == set()


def forget_new_bodies(profile: Profile) -> None:
    """Let a device have nothing to put."""
    with closing((desk := profile.desk()).database), desk.database.writing():
        desk.database.execute("UPDATE new_bodies SET put = 1")


def put_bare_again(theft: Theft) -> None:
    """Let the server hold the bodies without texts once more, as if the laptop had never put the full ones back."""
    for name, body in bodies(theft.phone).items():
        segment = theft.net.server.segments[name]
        theft.net.server.segments[name] = Segment(segment.header_bytes, segment.signature, body)


def test_a_device_that_destroyed_too_early_gets_its_text_back(theft: Theft) -> None:
    """The clock of the desk ran ahead for a day; the laptop cancels, and puts back what the desk lacks."""
    theft.erase_all()
    for profile in (theft.desk, theft.laptop):
        theft.net.sync(profile)
    theft.net.sync(theft.desk, NOON + 96 * HOUR)
    lacked = texts(theft.desk)

    theft.revoke(theft.laptop, NOON + HOUR)
    for profile in (theft.desk, theft.laptop, theft.desk):
        theft.net.sync(profile, NOON + 2 * HOUR)

    assert lacked == set()
    assert texts(theft.desk) == ALL
    assert theft.desk.state() == theft.laptop.state()


def test_a_body_that_does_not_open_is_asked_for_and_put_back(theft: Theft) -> None:
    """A thief put noise of the right size; who joins asks, and whoever holds the bodies puts them."""
    thief, path = theft.phone.keys, f"/v1/journals/{theft.laptop.desk().keys.journal.hex()}/bodies"
    noise = [noisy(theft.net.server.segments[name], thief) for name in theft.bodies]
    with closing((desk := theft.phone.desk()).database):
        remote = theft.net.remote()
        exchange(desk, remote)
        remote.call(path, PutBodies(noise), Pushed)
    newcomer = admit(theft.laptop, theft.folder, "tablet")
    for profile in (theft.laptop, newcomer):
        theft.net.sync(profile, NOON + HOUR)
    before = look(newcomer), len(theft.net.server.wanted)

    for profile in (theft.desk, newcomer):
        theft.net.sync(profile, NOON + 30 * HOUR)

    assert before == ([], len(theft.bodies))
    assert texts(newcomer) == ALL
    assert theft.net.server.wanted == set()
    assert newcomer.state() == theft.desk.state()


def noisy(segment: Segment, keys: DeviceKeys) -> NewBody:
    """Return a body of noise for ``segment``, signed by ``keys``."""
    noise = Segment(segment.header_bytes, segment.signature, os.urandom(len(segment.body)))
    return NewBody(segment.header.chain, segment.header.number, replace(noise, keys))


def test_an_erasure_beyond_the_cut_off_neither_hides_nor_destroys(theft: Theft) -> None:
    """The desk had filed it before it was cut off; then it counts no more, however many hours pass."""
    theft.erase_all()
    theft.net.sync(theft.desk)
    hidden = look(theft.desk)
    held_back = {name: each for name, each in theft.net.server.segments.items() if name not in theft.bodies}
    for name in held_back:
        del theft.net.server.segments[name]
    desk, phone = theft.laptop.desk(), theft.phone.keys.public.device
    with closing(theft.net.remote()) as remote, closing(desk.database):
        exchange(desk, remote)
        revoke(desk, remote, [phone])
    theft.net.server.segments |= held_back

    for now in (NOON + HOUR, NOON + 100 * HOUR):
        for profile in (theft.laptop, theft.desk):
            theft.net.sync(profile, now)

    assert hidden == []
    assert look(theft.desk, NOON + 200 * HOUR) == look(theft.laptop, NOON + 200 * HOUR) == sorted(ALL)
    assert texts(theft.desk) == texts(theft.laptop) == ALL


def test_a_leaf_that_names_no_erasure_is_damage_and_is_mended(theft: Theft) -> None:
    """The thief left the texts out of the server's bodies, and named what is no erasure at all."""
    theft.erase_all()
    theft.net.sync(theft.phone, NOON + 96 * HOUR)
    bare = bodies(theft.phone)
    cancelled = theft.laptop
    theft.net.sync(cancelled, NOON + HOUR)
    theft.revoke(cancelled, NOON + HOUR)
    for name in theft.bodies:
        segment = theft.net.server.segments[name]
        theft.net.server.segments[name] = Segment(segment.header_bytes, segment.signature, bare[name])
    newcomer = admit(theft.laptop, theft.folder, "tablet")
    for profile in (theft.laptop, newcomer):
        theft.net.sync(profile, NOON + 2 * HOUR)
    before = damage(newcomer)

    for profile in (theft.desk, newcomer):
        theft.net.sync(profile, NOON + 4 * HOUR)

    assert before == ["3 texts are gone, and no erasure says why: twoway sync asks your other devices"]
    assert damage(newcomer) == []
    assert texts(newcomer) == ALL


def damage(profile: Profile) -> list[str]:
    """Return the faults that ``twoway verify`` finds."""
    with closing((desk := profile.desk()).database):
        reader = Reader(desk.database, desk.device_keys.agreement, desk.secret.local)
        return check_journal(desk.segments, reader, desk.epoch_keys).faults
