"""What is missing: whatever names a segment that a server hides makes that known, until it comes or is given up."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.client.profiles import NOON, admit
from tests.client.sync.three import DAY, Three, accept_loss, lasting, names
from twoway_client.errors import Refusal
from twoway_client.giving_up import give_up
from twoway_client.store.seen import MAX_TOLD, record_told
from twoway_client.sync.standing import revoke
from twoway_core.ids import DeviceId
from twoway_core.sealing.segment import Seen
from twoway_core.sealing.writer import ChainTip, seal_segment


@pytest.fixture(autouse=True)
def _state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def three(tmp_path: Path) -> Three:
    """Return three devices that hold the same notes."""
    return Three(tmp_path)


def test_a_withheld_tail_is_missing_by_chain_and_numbers(three: Three) -> None:
    """The desk has seen two segments of the phone that the server hides from the laptop; both are counted and named."""
    hidden = three.note(three.phone) | three.note(three.phone)
    three.sync(three.desk)
    three.note(three.desk, "after seeing the phone")
    three.withhold(*hidden)

    (state,) = three.sync(three.laptop)

    assert (state.state, state.needs_eyes) == ("missing", True)
    assert state.what.startswith("2 segments of phone (numbers 2 to 3, chain ")
    assert ") were seen by desk and are not on the server: twoway sync on desk or phone, then here." in state.what
    assert lasting(three.laptop) == [state]


def test_what_is_missing_is_said_until_it_comes(three: Three) -> None:
    """Every sync says it again; when the server shows the segments, it is over."""
    hidden = three.note(three.phone)
    three.sync(three.desk)
    three.note(three.desk)
    show = three.withhold(*hidden)
    first, second = three.sync(three.laptop), three.sync(three.laptop)
    show()

    assert names(first) == names(second) == ["missing"]
    assert three.sync(three.laptop) == lasting(three.laptop) == []


def test_an_empty_segment_tells_what_was_seen(three: Three) -> None:
    """The desk writes nothing for a day; its daily sign of life alone shows the laptop what the server hides."""
    hidden = three.note(three.phone)
    three.sync(three.desk)
    three.sync(three.desk, NOON + 2 * DAY)
    three.withhold(*hidden)

    states = three.sync(three.laptop, NOON + 2 * DAY)

    assert names(states) == ["missing"]


def test_a_gap_in_a_chain_is_missing_until_it_comes(three: Three) -> None:
    """The middle of three segments is dropped: it is named, the last one waits, and other chains go on."""
    three.note(three.phone)
    (middle,) = three.note(three.phone)
    three.note(three.phone)
    show = three.withhold(middle)
    three.note(three.desk, "goes on")

    (state,) = three.sync(three.laptop)
    held = len(three.laptop.entries())
    show()
    after = three.sync(three.laptop)

    assert state.what.startswith("1 segment of phone (number 3, chain ")
    assert (held, len(three.laptop.entries()), after) == (5, 7, [])


def test_a_loss_that_is_accepted_is_over_on_every_device(three: Three) -> None:
    """The person gives it up on the laptop; the desk hears of that, and neither asks again."""
    hidden = three.note(three.phone)
    three.sync(three.desk)
    three.note(three.desk)
    newcomer = admit(three.laptop, three.folder, "tablet")
    three.withhold(*hidden)
    three.server.roster = None
    (state,) = three.sync(three.laptop)
    (same,) = three.sync(newcomer)

    accept_loss(three.laptop, state)
    here = three.sync(three.laptop)
    there = three.sync(newcomer)

    assert same == state
    assert here == there == []


def test_what_goes_missing_after_an_accepted_loss_is_said_again(three: Three) -> None:
    """Only the numbers that were given up are settled."""
    hidden = three.note(three.phone)
    three.sync(three.desk)
    three.note(three.desk)
    three.withhold(*hidden)
    (state,) = three.sync(three.laptop)
    accept_loss(three.laptop, state)
    three.sync(three.desk)  # it brings the segment back
    hidden |= three.note(three.phone)
    three.sync(three.desk)
    three.note(three.desk)
    three.withhold(*hidden)

    (later,) = three.sync(three.laptop)

    assert state.what.startswith("1 segment of phone (number 2, ")
    assert later.what.startswith("1 segment of phone (number 3, ")


def test_nothing_that_is_not_missing_can_be_given_up(three: Three) -> None:
    """A name that stands for nothing, or is too short, is refused, and nothing is written."""
    desk = three.laptop.desk()
    with pytest.raises(Refusal, match="nothing that is missing here"):
        give_up(desk, "00", asked=True)
    desk.database.close()


def test_what_was_written_after_a_revocation_is_not_missing(three: Three) -> None:
    """The desk has seen what the thief wrote; nobody waits for what would not count."""
    hidden = three.note(three.phone)
    three.sync(three.desk)
    three.note(three.desk)
    three.withhold(*hidden)
    assert names(three.sync(three.laptop)) == ["missing"]

    three.roster(revoke, [three.phone.keys.public.device])

    assert three.sync(three.laptop) == []


def test_what_a_revocation_lists_is_missing_until_it_comes(three: Three) -> None:
    """The laptop revoked the phone, and the server hides what still counts of it from a newcomer."""
    hidden = three.note(three.phone) | three.note(three.phone)
    three.sync(three.laptop)
    three.roster(revoke, [three.phone.keys.public.device])
    newcomer = admit(three.laptop, three.folder, "tablet")
    three.sync(three.laptop)
    show = three.withhold(*hidden)
    states = three.sync(newcomer)
    show()

    assert "missing" in names(states)
    assert "segments of phone (numbers " in states[0].what
    assert three.sync(newcomer) == []


def test_a_device_that_is_not_in_the_list_is_never_missing(three: Three) -> None:
    """A head told of a device that nobody admitted waits for nothing that could count."""
    desk = three.laptop.desk()
    with desk.database.writing():
        values = (bytes(32), three.desk.keys.public.device, DeviceId(bytes(16)), bytes(16), 3)
        desk.database.execute("INSERT INTO missing_heads VALUES (?, ?, ?, ?, ?)", values)
    desk.database.close()

    assert lasting(three.laptop) == []


def test_a_device_that_tells_of_what_never_was_fills_no_disk_and_no_screen(three: Three) -> None:
    """A hostile device claims heads without end: a bounded number is kept, and a few are told one by one."""
    device = three.phone.keys.public.device
    claims = (Seen(device, number.to_bytes(16, "big"), 3, number.to_bytes(32, "big")) for number in range(MAX_TOLD + 9))
    desk = three.laptop.desk()
    with desk.database.writing():
        record_told(desk.database, ((three.desk.keys.public.device, claim) for claim in claims))
    kept = desk.database.row("SELECT count(*) FROM missing_heads")[0]
    desk.database.close()

    states = lasting(three.laptop)

    assert (kept, len(states)) == (MAX_TOLD, 9)
    assert states[-1].what == f"segments of {MAX_TOLD - 8} more chains are missing as well"


def test_what_a_chain_tells_of_itself_is_ignored(three: Three) -> None:
    """A device that claims a longer chain of its own makes nobody wait."""
    desk, device = three.phone.desk(), three.phone.keys.public.device
    roster, key = desk.segments.roster(), desk.epoch_keys.current
    ((chain, heads),) = [each for each in desk.segments.heads().items() if desk.segments.author(each[0]) == device]
    desk.database.close()
    (head,) = heads
    tip = ChainTip(roster.journal, device, chain, head.number + 1, head.hash)
    claim = [Seen(device, chain, 99, bytes(32))]
    claiming = seal_segment(tip, [], seen=claim, roster=roster.head, key=key, keys=three.phone.keys, random=os.urandom)
    three.server.segments[claiming.hash] = claiming

    assert three.sync(three.laptop) == []
    assert claiming.hash in {name for name, _ in three.laptop.desk().segments.all_segments()}


def test_a_segment_whose_author_the_server_hides_waits(three: Three) -> None:
    """The server shows what a newcomer wrote and not that it was admitted: it is kept, said, and counts afterwards."""
    behind = three.server.copy()
    newcomer = admit(three.laptop, three.folder, "tablet")
    three.sync(three.laptop)
    honest = three.server
    written = three.note(newcomer)
    behind.segments |= {name: honest.segments[name] for name in written}
    three.server = behind

    (state,) = three.sync(three.phone)
    three.server = honest
    after = three.sync(three.phone)

    assert (state.state, state.what) == ("missing", "1 segment waits for what came before: twoway sync")
    assert after == []


def test_where_no_other_device_is_left_a_copy_is_the_way_out(three: Three) -> None:
    """The only device and its server went back: there is nobody to ask but a newer copy of the journal."""
    three.roster(revoke, [three.desk.keys.public.device, three.phone.keys.public.device])
    three.sync(three.laptop)
    backup, old = three.folder / "backup", three.server.copy()
    shutil.copytree(three.laptop.home.folder, backup)
    three.note(three.laptop)
    shutil.rmtree(three.laptop.home.folder)
    shutil.copytree(backup, three.laptop.home.folder)
    three.server = old

    (state,) = three.sync(three.laptop)

    assert (
        "was here at an earlier sync and is not to be had now: put back a newer copy of this journal, if there is one."
        in state.what
    )
