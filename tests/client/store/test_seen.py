"""Missing heads in the local journal: written when segments are filed, and found again after a rebuild."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests.client.fake_server import FakeRemote, FakeServer
from tests.client.profiles import NOON, Profile, admit, found_profile
from twoway_client.store.seen import How, Missing, has_unread, missing_segments, record_forgotten
from twoway_client.sync.session import exchange
from twoway_core.ids import ChainId
from twoway_core.sync.messages import ChainHeads, Head


@pytest.fixture(autouse=True)
def _state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def sync(profile: Profile, server: FakeServer) -> None:
    """Exchange once."""
    desk = profile.desk()
    exchange(desk, FakeRemote(server))
    desk.database.close()


def missing(profile: Profile, *given_up: tuple[bytes, int, int]) -> list[Missing]:
    """Return what this device misses."""
    desk = profile.desk()
    with closing(desk.database):
        return missing_segments(desk.segments, desk.segments.roster(), given_up)


@pytest.fixture
def laptop(tmp_path: Path) -> Profile:
    """Return a laptop that was told by the desk of three segments of the phone, of which the server shows one."""
    laptop, server = found_profile(tmp_path), FakeServer()
    desk, phone = admit(laptop, tmp_path, "desk"), admit(laptop, tmp_path, "phone")
    sync(laptop, server)
    for text in ("shown", "hidden", "hidden too"):
        phone.jot(text)
        sync(phone, server)
    desk.jot("by desk")
    sync(desk, server)
    device = phone.keys.public.device
    server.segments = {
        name: each for name, each in server.segments.items() if each.header.device != device or each.header.number == 1
    }
    sync(laptop, server)
    return laptop


def test_what_was_told_and_is_not_here_is_one_run_of_its_chain(laptop: Profile) -> None:
    """From the first that is not held to the last that was seen, with who saw it."""
    (run,) = missing(laptop)
    names = {member.number: device for device, member in laptop.desk().segments.roster().members.items()}

    assert (run.first, run.last, run.count, run.how) == (2, 3, 2, How.SEEN)
    assert (run.device, run.tellers) == (names[3], {names[2]})


@pytest.mark.parametrize(
    ("given_up", "left"), [((2, 3), []), ((2, 2), [(3, 3)]), ((1, 1), [(2, 3)]), ((5, 9), [(2, 3)])]
)
def test_what_was_given_up_is_left_out(laptop: Profile, given_up: tuple[int, int], left: list[tuple[int, int]]) -> None:
    """All of the run, its beginning, or nothing of it."""
    (run,) = missing(laptop)

    assert [(each.first, each.last) for each in missing(laptop, (run.chain, *given_up))] == left


def test_another_chain_that_was_given_up_settles_nothing(laptop: Profile) -> None:
    """Numbers count within their chain."""
    assert len(missing(laptop, (bytes(16), 1, 99))) == 1


def test_a_checkpoint_made_anew_finds_the_same(laptop: Profile) -> None:
    """What was told is read again from the segments, and only once."""
    before = missing(laptop)
    desk = laptop.desk()
    with desk.database.writing():
        desk.segments.forget_checkpoint()
        desk.database.execute("UPDATE missing_heads SET number = 99")
    desk.index.refresh()
    desk.database.close()

    assert missing(laptop) == before


def test_what_this_device_held_once_outlasts_a_new_checkpoint(laptop: Profile) -> None:
    """No segment tells of it, so nothing may forget it until it comes."""
    desk = laptop.desk()
    gone = ChainHeads(b"c" * 16, [Head(4, b"h" * 32)])
    record_forgotten(desk.segments, [gone], [gone.chain], laptop.keys.public.device)
    with desk.database.writing():
        desk.segments.forget_checkpoint()
    desk.index.refresh()
    desk.database.close()

    held = [each for each in missing(laptop) if each.how is How.HELD]

    assert [(each.chain, each.first, each.last) for each in held] == [(ChainId(gone.chain), 1, 4)]
    assert held[0].device == laptop.keys.public.device


def test_a_head_whose_author_nobody_knows_is_missing_all_the_same(laptop: Profile) -> None:
    """The rollback memory names chains and not devices; a chain that is gone as a whole has no author here."""
    desk = laptop.desk()
    record_forgotten(desk.segments, [ChainHeads(b"c" * 16, [Head(1, b"h" * 32)])], [], laptop.keys.public.device)
    desk.database.close()

    assert [each.device for each in missing(laptop) if each.how is How.HELD] == [b""]


def test_everything_that_came_is_read_by_the_sync_that_brought_it(laptop: Profile) -> None:
    """Nothing is left for the first view to find out."""
    desk = laptop.desk()
    with closing(desk.database):
        assert not has_unread(desk.database)


def test_a_journal_that_takes_nothing_is_read_without_noting_what_was_seen(laptop: Profile) -> None:
    """A view on a read-only disk shows what is there; what was told is noted when it can be."""
    desk = laptop.desk()
    with desk.database.writing():
        desk.database.execute("INSERT INTO unread SELECT hash FROM segments")
        desk.segments.forget_checkpoint()
        desk.database.execute("DELETE FROM missing_heads")
    desk.database.execute("PRAGMA query_only = ON")
    count = len(desk.index.everything())
    desk.database.close()

    assert (count, missing(laptop)) == (2, [])
    again = laptop.desk(NOON)
    again.index.refresh()
    again.database.close()
    assert len(missing(laptop)) == 1


def test_the_file_of_a_forked_journal_is_sound(tmp_path: Path) -> None:
    """SQLite's own check finds nothing, whatever the heads are."""
    laptop, server = found_profile(tmp_path), FakeServer()
    laptop.jot("one")
    sync(laptop, server)
    desk = laptop.desk()
    with desk.database.writing():
        values = (bytes(16), bytes(32), 7)
        desk.database.execute("INSERT INTO heads (chain, hash, number) VALUES (?, ?, ?)", values)
    with closing(desk.database):
        assert desk.database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert desk.segments.heads()[ChainId(bytes(16))] == {Head(7, bytes(32))}
