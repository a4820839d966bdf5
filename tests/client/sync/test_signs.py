"""Signs: a server that forgets, freezes, goes back or lies is said so, in a closed list of states."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.client.profiles import NOON, Profile, admit
from tests.client.sync.three import DAY, Three, accept_loss, checked, lasting, names
from twoway_client.errors import Refusal
from twoway_client.store.gaps import let_go, open_gaps
from twoway_client.store.heard import heard_ms
from twoway_client.sync.standing import revoke, rotate
from twoway_client.times import to_ms
from twoway_client.trust_states import TrustState


@pytest.fixture(autouse=True)
def _state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def three(tmp_path: Path) -> Three:
    """Return three devices that hold the same notes."""
    return Three(tmp_path)


def test_nothing_is_said_of_an_honest_server(three: Three) -> None:
    """Three devices that exchange everything are in no state at all."""
    for profile in (three.laptop, three.desk, three.phone):
        assert three.sync(profile) == lasting(profile) == []


def _restore(profile: Profile, backup: Path) -> None:
    shutil.rmtree(profile.home.folder)
    shutil.copytree(backup, profile.home.folder)


def test_a_journal_and_a_server_that_both_went_back_are_noticed(three: Three) -> None:
    """Both lost the same note, and only the rollback memory knows: its place is named until it is settled."""
    backup = three.folder / "backup"
    shutil.copytree(three.laptop.home.folder, backup)
    old = three.server.copy()
    three.note(three.laptop)
    _restore(three.laptop, backup)
    three.server = old

    (state,) = three.sync(three.laptop)
    (again,) = three.sync(three.laptop)
    accept_loss(three.laptop, state)

    assert state.what.startswith("1 segment of this device (number 2, chain ")
    assert (
        "was here at an earlier sync and is not to be had now: twoway sync on your other devices, then here."
        in state.what
    )
    assert again == state
    assert three.sync(three.laptop) == []


def test_a_journal_that_went_back_alone_takes_everything_again(three: Three) -> None:
    """An honest server has what the restored copy forgot: that is said once, and needs no eyes."""
    backup = three.folder / "backup"
    shutil.copytree(three.laptop.home.folder, backup)
    three.note(three.laptop)
    three.roster(rotate)
    _restore(three.laptop, backup)

    said, after = three.sync(three.laptop), three.sync(three.laptop)

    assert [(state.state, state.needs_eyes) for state in said] == [("restored", False)]
    assert after == lasting(three.laptop) == []
    assert len(three.laptop.entries()) == 4


def test_an_older_list_of_devices_is_noticed(three: Three) -> None:
    """The phone was revoked; then server and journal went back together, and it stands again: that is said."""
    backup = three.folder / "backup"
    shutil.copytree(three.laptop.home.folder, backup)
    old = three.server.copy()
    three.roster(revoke, [three.phone.keys.public.device])
    three.sync(three.laptop)
    _restore(three.laptop, backup)
    three.server = old

    (state,) = three.sync(three.laptop)
    again = lasting(three.laptop)
    accept_loss(three.laptop, state)

    assert (state.state, state.needs_eyes) == ("rollback", True)
    assert "Whoever was revoked since may read and write again." in state.what
    assert again == [state]
    assert lasting(three.laptop) == []


def test_an_older_list_is_over_when_the_newer_one_comes_back(three: Three) -> None:
    """The desk still has it, and brings it to the server: the laptop takes it, and nothing is left to say."""
    backup = three.folder / "backup"
    shutil.copytree(three.laptop.home.folder, backup)
    old = three.server.copy()
    three.roster(revoke, [three.phone.keys.public.device])
    three.sync(three.laptop)
    three.sync(three.desk)
    _restore(three.laptop, backup)
    three.server = old
    assert names(three.sync(three.laptop)) == ["rollback"]

    three.sync(three.desk)

    assert three.sync(three.laptop) == []


def test_a_device_that_a_frozen_server_hides_is_stale(three: Three) -> None:
    """The phone writes on, and its server shows the laptop the same old day: after three days that is said, calmly."""
    frozen = three.server.copy()
    three.note(three.phone)
    three.sync(three.desk, NOON + 4 * DAY)
    three.server = frozen

    early = three.sync(three.laptop, NOON + 3 * DAY)
    late = three.sync(three.laptop, NOON + 4 * DAY)

    assert early == []
    assert [(state.state, state.needs_eyes, state.what) for state in late] == [
        ("stale", False, "desk was last heard from 4 days ago."),
        ("stale", False, "phone was last heard from 4 days ago."),
    ]


def test_an_empty_segment_is_a_sign_of_life(three: Three) -> None:
    """A device that writes nothing and syncs is not stale; nor is one that was revoked."""
    three.roster(revoke, [three.phone.keys.public.device])
    three.sync(three.desk, NOON + 3 * DAY)

    assert three.sync(three.laptop, NOON + 5 * DAY) == []


def test_a_newcomer_that_only_read_is_heard_from(three: Three) -> None:
    """It says once what it has read, at its first sync; the others know then that it is alive, and since when."""
    newcomer = admit(three.laptop, three.folder, "tablet")
    three.sync(newcomer, NOON + DAY)
    told = len(three.server.segments)
    three.sync(newcomer, NOON + DAY)
    again = len(three.server.segments)
    three.sync(three.laptop, NOON + DAY)

    desk = three.laptop.desk(NOON + DAY)
    heard = heard_ms(desk.database)
    desk.database.close()
    assert heard[newcomer.keys.public.device] == to_ms(NOON + DAY)
    assert again == told


def test_a_device_silent_for_long_is_stale_for_a_newcomer_too(three: Three) -> None:
    """What comes first of a device is its past, and its entries tell from when; the laptop ends with a sign of life."""
    newcomer = admit(three.laptop, three.folder, "tablet")
    three.sync(three.laptop, NOON + 9 * DAY)

    states = three.sync(newcomer, NOON + 9 * DAY)

    assert [state.what for state in states] == [
        "desk was last heard from 9 days ago.",
        "phone was last heard from 9 days ago.",
    ]


def test_a_server_that_lost_what_it_confirmed_is_repaired_and_said(three: Three) -> None:
    """It acknowledged a note and stored nothing: the next sync says so, and sends it again."""
    three.withhold(*three.note(three.laptop))

    (state,) = three.sync(three.laptop)

    assert (state.state, state.needs_eyes) == ("repaired", True)
    assert state.what.startswith("the server had lost one entry that it had confirmed. It was sent again")
    assert three.sync(three.laptop) == []


def test_two_copies_of_a_device_are_named_with_chain_and_number(three: Three) -> None:
    """A cloned home cut a segment before it was shown that of the other: the fork is said once, and both count."""
    shutil.copytree(three.laptop.home.folder, three.folder / "clone")
    clone = Profile(type(three.laptop.home)(three.folder / "clone"), three.laptop.keys)
    clone.jot("there")
    with pytest.raises(Refusal):
        three.sync(clone, breaks=True)
    three.note(three.laptop, "here")

    (state,) = three.sync(clone)

    (chain,) = {each.header.chain for each in three.server.segments.values() if each.header.number == 2}
    assert (state.state, state.needs_eyes) == ("fork", True)
    assert f"written at the same time: this device, chain {chain.hex()[:8]}, number 2. Both are kept" in state.what
    assert three.sync(clone) == []
    assert len(clone.entries()) == 5


def test_what_a_thief_wrote_is_put_aside_by_name(three: Three) -> None:
    """A server that helps a revoked device brings its segment; it is named, kept, and does not count."""
    three.roster(revoke, [three.phone.keys.public.device])
    three.phone.jot("after the theft")
    roster, three.server.roster = three.server.roster, three.phone.desk().segments.roster()
    three.sync(three.phone)
    three.server.roster = roster

    (state,) = three.sync(three.desk)

    assert state.state == "quarantine"
    assert state.what.startswith("1 segment of phone was put aside: whoever wrote it may not write there.")
    assert checked(three.desk) == [state]


def test_a_forged_segment_is_refused(three: Three) -> None:
    """One byte of a signature is changed on the way: the segment is not taken, and that is said."""
    (name,) = three.note(three.phone)
    segment = three.server.segments.pop(name)
    bad = bytes([segment.signature[0] ^ 1]) + segment.signature[1:]
    forged = type(segment)(segment.header_bytes, bad, segment.body)
    three.server.segments[forged.hash] = forged

    states = three.sync(three.laptop)

    assert names(states) == ["refused"]
    assert "is not signed as it should be, and was not taken: 1 segment." in states[0].what


def test_a_body_that_was_exchanged_is_damage(three: Three) -> None:
    """The right header over another body: it is taken, does not open, and blocks nothing."""
    (name,) = three.note(three.phone)
    other = three.server.segments[next(iter(three.note(three.desk)))]
    segment = three.server.segments[name]
    three.server.segments[name] = type(segment)(segment.header_bytes, segment.signature, other.body)

    states = three.sync(three.laptop)

    assert names(states) == ["damaged"]
    assert len(three.laptop.desk().index.everything()) == 4


def test_a_list_of_devices_that_was_exchanged_for_another_is_said(three: Three) -> None:
    """A backup let two devices change the list apart; whoever has the branch that lost takes the other, and says so."""
    old = three.server.copy()
    three.roster(rotate)
    three.server, current = old, three.server
    three.roster(rotate, by=three.phone)
    three.server = current

    states = three.sync(three.phone)

    assert names(states) == ["switched"]
    assert "the one that the server had counts, everywhere" in states[0].what
    assert three.sync(three.phone) == []


def test_what_was_changed_on_this_disk_and_is_lost_on_the_server_is_damage(three: Three) -> None:
    """The laptop let a damaged segment go to fetch it again, and the server has it no more."""
    (name,) = three.note(three.phone)
    three.sync(three.laptop)
    desk = three.laptop.desk()
    let_go(desk.database, [name])
    desk.database.close()
    show = three.withhold(name)

    (state,) = three.sync(three.laptop)
    show()

    assert state.what.startswith("1 segment was changed on this disk, and the server did not send it again.")
    assert three.sync(three.laptop) == []


def test_what_was_changed_on_this_disk_is_given_up_like_what_is_missing_and_taken_if_it_comes(three: Three) -> None:
    """Two segments of one chain and one of another: one yes settles them, on this device, and asks for them no less."""
    first, second = (name for _ in range(2) for name in three.note(three.phone))
    (third,) = three.note(three.desk)
    three.sync(three.laptop)
    desk = three.laptop.desk()
    let_go(desk.database, [third, first, second])
    desk.database.close()
    show = three.withhold(first, second, third)
    (state,) = three.sync(three.laptop)

    accept_loss(three.laptop, state)

    assert state.what.startswith("3 segments were changed on this disk")
    assert three.sync(three.laptop) == []
    desk = three.laptop.desk()
    assert len(open_gaps(desk.database)) == 3
    assert len(desk.state().mine.losses) == 2
    desk.database.close()
    show()
    assert three.sync(three.laptop) == []
    desk = three.laptop.desk()
    assert open_gaps(desk.database) == []
    desk.database.close()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["laptop", "desk", "phone"]), st.sampled_from(["note", "break", "sync", "rotate"])),
        max_size=14,
    )
)
def test_an_honest_server_is_never_accused(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str]]
) -> None:
    """Whatever is written, broken off and exchanged in whatever order: no device is ever in any state."""
    three = Three(tmp_path_factory.mktemp("law"))
    said: list[TrustState] = []
    for name, step in steps:
        profile: Profile = getattr(three, name)
        if step == "note":
            profile.jot("a note")
        elif step == "rotate":
            three.roster(rotate, by=profile)
        elif step == "sync":
            said += three.sync(profile)
        else:
            with suppress(Refusal):
                three.sync(profile, breaks=True)
    for profile in (three.laptop, three.desk, three.phone):
        said += three.sync(profile) + checked(profile)

    assert said == []
