"""Destroying on one device: every copy of a text that its files hold, and nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from tests.client.profiles import NOON, Profile, found_profile
from tests.client.sync.erasures import DUE, SOON, erase, look, texts, write
from tests.client.sync.test_forks import Split, sync
from twoway_client.store import erasing
from twoway_client.store.database import Database
from twoway_client.store.due import UNSCRUBBED, has_due
from twoway_client.store.erasures import all_erasures
from twoway_client.sync.cutting import Cutter
from twoway_client.times import to_ms
from twoway_core.entry import decode_entry
from twoway_core.events.log import JotNoted

SECRET = "one left in spring"


@pytest.fixture
def laptop(tmp_path: Path) -> Profile:
    """Return a laptop without a server."""
    return found_profile(tmp_path)


def cut(profile: Profile) -> None:
    """Seal what waits into segments, as a push does."""
    with closing((desk := profile.desk()).database):
        cutter = Cutter(
            desk.database, desk.segments, desk.index.reader, profile.keys, lambda: desk.epoch_keys, to_ms(NOON)
        )
        cutter.cut(desk.segments.roster(), None)


def raw(profile: Profile) -> bytes:
    """Return every byte in the journal's files."""
    return b"".join(file.read_bytes() for file in sorted(profile.home.folder.glob("journal.db*")))


def sealed_bodies(profile: Profile, table: str = "segments") -> list[bytes]:
    """Return the sealed bodies in a table."""
    with closing(Database(profile.home)) as database:
        return [body for (body,) in database.execute(f"SELECT body FROM {table}")]


def first_waiting(profile: Profile) -> bytes:
    """Return what waits first, as it lies in the file."""
    with closing(Database(profile.home)) as database:
        return bytes(database.row("SELECT sealed FROM outbox ORDER BY seq LIMIT 1")[0])


def waits_for_scrub(profile: Profile) -> bool:
    """Return whether traces are still to be removed."""
    with closing(Database(profile.home)) as database:
        return database.get(UNSCRUBBED) is not None


def test_no_trace_of_the_text_stays_in_the_files(laptop: Profile) -> None:
    """Neither the old body nor what the outbox held before it: the file is written anew, and the log emptied."""
    entry = write(laptop, JotNoted(text=SECRET))
    waiting = first_waiting(laptop)
    cut(laptop)
    (old,) = sealed_bodies(laptop)
    erase(laptop, entry)
    before = old in raw(laptop)

    look(laptop, DUE)

    assert before
    assert old not in raw(laptop)
    assert waiting not in raw(laptop)
    assert texts(laptop) == set()


def test_a_text_that_was_never_sent_leaves_no_trace_either(laptop: Profile) -> None:
    """It goes from the outbox; what else waits stays."""
    entry = write(laptop, JotNoted(text=SECRET))
    write(laptop, JotNoted(text="kept"))
    first = first_waiting(laptop)
    erase(laptop, entry)

    look(laptop, DUE)
    cut(laptop)

    assert first not in raw(laptop)
    assert texts(laptop) == {"kept"}


def test_what_was_written_beside_it_is_still_shown_once_it_is_sent(laptop: Profile) -> None:
    """The place of the text stays empty, and hides nothing that comes after it."""
    entry = write(laptop, JotNoted(text=SECRET))
    write(laptop, JotNoted(text="kept"))
    erase(laptop, entry)
    look(laptop, DUE)
    before = look(laptop, DUE)

    cut(laptop)

    assert before == look(laptop, DUE) == ["kept"]


def test_while_somebody_reads_traces_stay_and_go_at_the_next_occasion(laptop: Profile) -> None:
    """A reader in the way is waited for until the next command."""
    entry = write(laptop, JotNoted(text=SECRET))
    cut(laptop)
    (old,) = sealed_bodies(laptop)
    erase(laptop, entry)
    with closing(sqlite3.connect(laptop.home.journal, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM segments").fetchone()
        look(laptop, DUE)
        during = texts(laptop), waits_for_scrub(laptop)

    look(laptop, DUE)

    assert during == (set(), True)
    assert not waits_for_scrub(laptop)
    assert old not in raw(laptop)


def test_inside_a_transaction_nothing_is_written_anew(laptop: Profile) -> None:
    """A command that reads while it writes goes on; the traces wait."""
    with closing(Database(laptop.home)) as database, database.writing():
        assert not database.scrub()


def test_a_text_is_destroyed_in_one_transaction(laptop: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ends half-way through leaves everything as it was, and the next one does all of it."""
    entries = [write(laptop, JotNoted(text=f"{SECRET} {number}")) for number in range(2)]
    cut(laptop)
    for entry in entries:
        erase(laptop, entry)
    before = sealed_bodies(laptop)

    with monkeypatch.context() as patch:
        patch.setattr(erasing, "note_bare", _end)
        with pytest.raises(KeyboardInterrupt):
            look(laptop, DUE)
    between = sealed_bodies(laptop)
    look(laptop, DUE)

    assert between == before
    assert texts(laptop) == set()


def _end(*_: object) -> None:
    raise KeyboardInterrupt


def test_nothing_is_due_before_its_time_and_after_it_is_done(laptop: Profile) -> None:
    """So a command asks one short question, and goes on."""
    entry = write(laptop, JotNoted(text=SECRET))
    erase(laptop, entry)

    def due(now: datetime) -> bool:
        with closing(Database(laptop.home)) as database:
            return has_due(database, to_ms(now))

    before, at_it = due(SOON), due(DUE)
    look(laptop, DUE)

    assert (before, at_it, due(DUE)) == (False, True, False)


def test_the_hours_begin_when_the_erasure_was_first_filed(laptop: Profile) -> None:
    """Making the checkpoint anew does not let them begin again."""
    erase(laptop, write(laptop, JotNoted(text=SECRET)))
    with closing((desk := laptop.desk(SOON)).database):
        with desk.database.writing():
            desk.segments.forget_checkpoint()
        desk.file_arrivals()
        (filed,) = all_erasures(desk.database)

    assert filed.accepted_ms == to_ms(NOON)
    assert filed.device == laptop.keys.public.device


def test_a_text_under_a_branch_of_the_roster_that_lost_is_destroyed_as_well(tmp_path: Path) -> None:
    """The phone's note stands twice: in the segment that was put aside, and in the one that was written again."""
    split = Split(tmp_path)
    sync(split.phone, split.won)
    sync(split.phone, split.won)
    aside = sealed_bodies(split.phone, "aside")
    (entry,) = {decode_entry(data).id for data in split.phone.entries() if b"by the phone" in data}

    erase(split.phone, entry)
    look(split.phone, DUE)

    assert len(aside) == 1
    assert aside[0] not in raw(split.phone)
    assert len(sealed_bodies(split.phone, "aside")) == 1
    assert not any(b"by the phone" in data for data in split.phone.entries())
