"""What another device had not sent yet, taken in from a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.client.home import TestHome
from tests.client.profiles import Profile, admit, found_profile
from twoway_client.store.outbox import Reader
from twoway_client.store.segments import SegmentStore
from twoway_core.codec import encode
from twoway_core.exchange.unsent import UnsentEntries, write_unsent
from twoway_core.ids import JournalId
from twoway_core.sealing.boxes import seal_box
from twoway_core.sealing.keys import EpochKey
from twoway_core.sealing.segment import Segment
from twoway_core.sealing.writer import ChainTip, cut, seal_segment
from twoway_core.trust.roster import Roster
from twoway_core.trust.writing import RosterWriter


class Pair:
    """A laptop and a phone of one journal; what the phone wrote has not been sent."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.laptop = found_profile(folder)
        self.phone = admit(self.laptop, folder, "phone")
        self.phone.jot("from the phone", "and one more")
        self.home = TestHome(folder / "laptop", monkeypatch)

    def file(self, name: str = "unsent.twoway", *, journal: JournalId | None = None) -> str:
        """Export what waits on the phone, as the phone does."""
        roster, segments = unsent(self.phone)
        path = self.folder / name
        path.write_bytes(write_unsent(journal or roster.journal, segments))
        return str(path)

    def refused(self, file: str) -> str:
        """Return the code with which the laptop refuses ``file``."""
        done = self.home.run("import", file, "--yes", "--json")
        assert done.code == 1, done.out
        assert self.texts() == []
        return done.error["code"]

    def texts(self) -> list[str]:
        """Return what the laptop shows, newest first."""
        return [line["row"]["text"] for line in self.home.json("log")["entries"]]


def unsent(phone: Profile) -> tuple[Roster, list[Segment]]:
    """Return what waits on ``phone``, cut for a chain of its own."""
    desk = phone.desk()
    roster = desk.segments.roster()
    reader = Reader(desk.database, desk.device_keys.agreement, desk.secret.local)
    tip, segments = ChainTip.new(roster.journal, phone.keys.public.device, os.urandom), []
    for run in cut([entry for _, entry in reader.entries()]):
        key = desk.epoch_keys.current
        segment = seal_segment(tip, run, seen=[], roster=roster.head, key=key, keys=phone.keys, random=os.urandom)
        segments.append(segment)
        tip = tip.after(segment)
    desk.database.close()
    return roster, segments


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pair:
    """Give a laptop, and a phone with two jots that only it has."""
    return Pair(tmp_path, monkeypatch)


def test_what_the_phone_had_not_sent_comes_in(pair: Pair) -> None:
    """It is shown first, taken in after a yes, and stays the phone's."""
    file = pair.file()

    shown = pair.home.json("import", file)
    done = pair.home.json("import", file, "--yes")

    assert (shown["rows"], shown["written"]) == ([{"what": "jot noted", "text": "", "count": 2}], False)
    assert (done["written"], done["undo"]) == (True, "")
    assert pair.texts() == ["and one more", "from the phone"]
    assert pair.home.run("undo").code == 1


def test_on_a_terminal_it_says_that_there_is_no_undo(pair: Pair) -> None:
    """The other device wrote it."""
    screen = pair.home.type("import", pair.file(), answers=["y"])

    assert "jot noted" in screen
    assert "undo: none" in screen


def test_a_second_time_nothing_is_new(pair: Pair) -> None:
    """Nor when the phone exports once more: what is here already counts once."""
    first, second = pair.file("one.twoway"), pair.file("two.twoway")
    pair.home.json("import", first, "--yes")

    for file in (first, second):
        shown = pair.home.json("import", file, "--yes")
        assert (shown["rows"], shown["known"], shown["written"]) == ([], 2, False)

    pair.phone.jot("a third")
    assert pair.home.json("import", pair.file("three.twoway"), "--yes")["rows"][0]["count"] == 1
    assert pair.texts() == ["a third", "and one more", "from the phone"]


def test_what_came_in_goes_on_to_the_server(pair: Pair) -> None:
    """It waits here like what was written here."""
    pair.home.json("import", pair.file(), "--yes")

    assert SegmentStore(pair.laptop.desk().database).waiting_entries() == 2


def test_a_file_of_another_journal_is_refused(pair: Pair) -> None:
    """Whatever it says of itself."""
    assert pair.refused(pair.file(journal=JournalId(bytes(16)))) == "other-journal"


def test_a_changed_file_is_refused(pair: Pair) -> None:
    """Every byte counts; at the end of a file lies sealed text."""
    path = Path(pair.file())
    data = path.read_bytes()
    for changed in (
        data[:-1] + bytes([data[-1] ^ 1]),
        data[:-1],
        b"\x00",
        data[:40] + bytes([data[40] ^ 1]) + data[41:],
    ):
        path.write_bytes(changed)
        assert pair.refused(str(path)) in {"not-genuine", "roster", "other-journal"}


def test_a_file_by_a_newer_twoway_is_refused(pair: Pair) -> None:
    """And says what to do."""
    path = pair.folder / "newer.twoway"
    path.write_bytes(encode(UnsentEntries(2, bytes(16), [])))

    assert pair.refused(str(path)) == "newer"


def test_what_a_revoked_device_wrote_is_taken_over_once_the_person_was_told(pair: Pair) -> None:
    """A thief may have written it, so it is said; the entries keep their ids, and undo takes them back."""
    file, desk = pair.file(), pair.laptop.desk()
    roster, key = desk.segments.roster(), EpochKey(os.urandom(32))
    writer = RosterWriter(roster, pair.laptop.keys, desk.epoch_keys.newest, os.urandom, seal_box)
    longer = roster.extended([writer.revoke([pair.phone.keys.public.device], [], key)])
    with desk.database.writing():
        desk.segments.pin(longer)
    desk.database.close()
    shown = pair.home.try_typing("import", file, answers=["n"]).out
    before = pair.texts()
    pair.home.write("import", file, "--yes")
    after = pair.texts()
    pair.home.write("undo")

    assert "written by phone, which was revoked: taken over as your own" in " ".join(shown.split())
    assert before == []
    assert {"from the phone", "and one more"} <= set(after)
    assert {one["row"]["fate"] for one in pair.home.json("log")["entries"] if "phone" in one["row"]["text"]} == {
        "retracted"
    }


def test_a_file_by_a_device_that_is_not_known_here_waits_for_a_sync(tmp_path: Path, pair: Pair) -> None:
    """The list of devices that admitted it has not come."""
    tablet = admit(pair.phone, tmp_path, "tablet")
    tablet.jot("from the tablet")
    roster, segments = unsent(tablet)
    path = tmp_path / "tablet.twoway"
    path.write_bytes(write_unsent(roster.journal, segments))

    assert pair.refused(str(path)) == "roster"
