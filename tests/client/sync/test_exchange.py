"""Exchanging with a server: what was written anywhere arrives everywhere, whatever goes wrong between."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.client.fake_server import FakeRemote, FakeServer
from tests.client.profiles import Profile, admit, found_profile, key_of
from tests.client.real_server import running
from twoway_client.errors import Refusal
from twoway_client.sync.exchange import Outcome
from twoway_client.sync.remote import Address, Message, Remote
from twoway_client.sync.session import exchange
from twoway_core.codec import Wire
from twoway_core.sync.messages import Push


@pytest.fixture(autouse=True)
def _state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def sync(profile: Profile, server: FakeServer, drop_after: int | None = None) -> Outcome:
    """Exchange once, as a process of its own."""
    desk = profile.desk()
    try:
        return exchange(desk, FakeRemote(server, drop_after))
    finally:
        desk.database.close()


def test_what_one_device_wrote_another_reads(tmp_path: Path) -> None:
    """An entry goes from the laptop over the server to the desk, byte for byte."""
    laptop, server = found_profile(tmp_path), FakeServer()
    laptop.jot("she sent two people to a course")
    desk = admit(laptop, tmp_path, "desk")

    sent, received = sync(laptop, server), sync(desk, server)

    assert (sent.sent, received.received) == (1, 1)
    assert desk.entries() == laptop.entries() != set()


def test_devices_that_wrote_apart_show_the_same_state_after_both_synced(tmp_path: Path) -> None:
    """Two devices write offline; after syncing, `verify` shows the same eight letters on both."""
    laptop, server = found_profile(tmp_path), FakeServer()
    desk = admit(laptop, tmp_path, "desk")
    laptop.jot("one", "two")
    desk.jot("three")

    for profile in (laptop, desk, laptop):
        sync(profile, server)

    assert len(laptop.entries()) == 3
    assert laptop.state() == desk.state()


def test_a_second_sync_sends_and_receives_nothing(tmp_path: Path) -> None:
    """What is exchanged once is not exchanged again."""
    laptop, server = found_profile(tmp_path), FakeServer()
    laptop.jot("one")
    sync(laptop, server)

    again = sync(laptop, server)

    assert (again.sent, again.received, again.lost) == (0, 0, 0)


@pytest.mark.parametrize("calls", range(5))
def test_an_answer_lost_at_any_step_loses_and_doubles_nothing(tmp_path: Path, calls: int) -> None:
    """The connection dies after the server acted, at each call in turn; the next sync mends it."""
    laptop, server = found_profile(tmp_path), FakeServer()
    laptop.jot("one", "two")

    with pytest.raises(Refusal):
        sync(laptop, server, drop_after=calls)
    sync(laptop, server)

    assert len(server.segments) == 1
    assert len(laptop.entries()) == 2
    assert laptop.desk().segments.waiting_entries() == 0


def test_a_wiped_server_is_filled_again_by_any_device_and_said(tmp_path: Path) -> None:
    """The desk brings back the laptop's chain too, and the outcome counts what the server had lost."""
    laptop, server = found_profile(tmp_path), FakeServer()
    desk = admit(laptop, tmp_path, "desk")
    laptop.jot("one", "two")
    desk.jot("three")
    for profile in (laptop, desk):
        sync(profile, server)
    server.wipe()

    outcome = sync(desk, server)

    assert outcome.lost == 3
    assert len(server.segments) == 2


def test_a_journal_restored_from_a_backup_goes_on_in_a_new_chain(tmp_path: Path) -> None:
    """What was written after the backup comes back from the server; what is written now forks nothing."""
    laptop, server = found_profile(tmp_path), FakeServer()
    laptop.jot("before the backup")
    sync(laptop, server)
    shutil.copytree(laptop.home.folder, tmp_path / "backup")
    laptop.jot("after the backup")
    sync(laptop, server)
    shutil.rmtree(laptop.home.folder)
    shutil.copytree(tmp_path / "backup", laptop.home.folder)
    laptop.jot("on the restored copy")

    sync(laptop, server)

    assert len(laptop.entries()) == 3
    assert len(server.heads()) == 2
    assert all(len(heads) == 1 for heads in server.heads().values())


def test_a_cloned_home_that_wrote_at_the_same_time_loses_nothing(tmp_path: Path) -> None:
    """Two copies of one device write and sync; both notes reach both copies, and the fork is seen."""
    laptop, server = found_profile(tmp_path), FakeServer()
    laptop.jot("common")
    sync(laptop, server)
    shutil.copytree(laptop.home.folder, tmp_path / "clone")
    clone = Profile(type(laptop.home)(tmp_path / "clone"), laptop.keys)
    laptop.jot("here")
    clone.jot("there")

    for profile in (laptop, clone, laptop):
        sync(profile, server)

    assert laptop.entries() == clone.entries()
    assert len(laptop.entries()) == 3


class CutOff(FakeRemote):
    """A connection that breaks just before anything is pushed."""

    def call(self, path: str, message: Wire, reply: type[Message]) -> Message:
        if isinstance(message, Push):
            raise self._no_answer(TimeoutError())
        return super().call(path, message, reply)


def test_what_both_copies_wrote_comes_in_one_sync_however_short_the_pages(tmp_path: Path) -> None:
    """The server knows no head of the copy, and finds out all the same how far back they had the same."""
    laptop, server = found_profile(tmp_path), FakeServer(page=1)
    for number in range(6):
        laptop.jot(f"common {number}")
        sync(laptop, server)
    shutil.copytree(laptop.home.folder, tmp_path / "clone")
    clone = Profile(type(laptop.home)(tmp_path / "clone"), laptop.keys)
    clone.jot("there")
    desk = clone.desk()
    with pytest.raises(Refusal):
        exchange(desk, CutOff(server))
    desk.database.close()
    for number in range(6):
        laptop.jot(f"here {number}")
        sync(laptop, server)

    sync(clone, server)

    assert len(clone.entries()) == 13


def test_a_server_under_another_name_is_told_apart_from_one_that_knows_nobody(tmp_path: Path) -> None:
    """Signing in fails, since both sides sign the name; the refusal gives the right one."""
    laptop, folder = found_profile(tmp_path), tmp_path / "server"
    folder.mkdir()
    with running(folder) as address:
        other_name = Address.parse(address.replace("127.0.0.1", "localhost"))
        desk = laptop.desk()

        with closing(Remote(other_name)) as remote, pytest.raises(Refusal) as refused:
            exchange(desk, remote)

        desk.database.close()
    assert refused.value.mend.startswith("ask whoever runs the server")


def test_a_device_says_once_what_it_has_seen_of_others(tmp_path: Path) -> None:
    """Segment 1 of a chain names every head of other chains; the next one only what is new."""
    laptop, server = found_profile(tmp_path), FakeServer()
    desk = admit(laptop, tmp_path, "desk")
    laptop.jot("one")
    sync(laptop, server)
    desk.jot("two")
    sync(desk, server)
    desk.jot("three")
    sync(desk, server)

    seen = [_seen(desk, segment.header.number) for segment in _own(desk)]

    assert seen == [1, 0]


def _own(profile: Profile) -> list:  # type: ignore[type-arg]
    device = profile.keys.public.device
    return [each for _, each in profile.desk().segments.all_segments() if each.header.device == device]


def _seen(profile: Profile, number: int) -> int:
    from twoway_core.sealing.segment import open_segment

    segment = next(each for each in _own(profile) if each.header.number == number)
    return len(open_segment(segment, key_of(profile.desk(), segment)).seen)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(["laptop", "desk", "phone"]), st.booleans()), max_size=14))
def test_any_interleaving_of_notes_and_syncs_converges(tmp_path_factory: pytest.TempPathFactory, steps: list) -> None:  # type: ignore[type-arg]
    """Whatever order devices write and sync in, one more round gives all of them the same entries."""
    folder, server = tmp_path_factory.mktemp("law"), FakeServer()
    laptop = found_profile(folder)
    devices = {"laptop": laptop}
    for name in ("desk", "phone"):
        devices[name] = admit(laptop, folder, name)
    written = 0
    for name, is_note in steps:
        if is_note:
            devices[name].jot(f"note {written}")
            written += 1
        else:
            sync(devices[name], server)
    for _ in range(2):
        for profile in devices.values():
            sync(profile, server)

    states = {profile.state() for profile in devices.values()}

    assert len(states) == 1
    assert len(laptop.entries()) == written
