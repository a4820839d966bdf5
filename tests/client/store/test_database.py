"""The journal's file: one writer, clear words for whatever is wrong with it, and nothing half written."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.client.profiles import Profile, found_profile
from twoway_client.errors import Refusal
from twoway_client.store import database as module
from twoway_client.store.database import Database
from twoway_core.events.log import JotNoted

HOLD = """
import fcntl, os, sys
descriptor = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
fcntl.flock(descriptor, fcntl.LOCK_EX)
os.pwrite(descriptor, b"%d import\\n" % os.getpid(), 0)
print("held", flush=True)
sys.stdin.read()
"""


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """An error inside a transaction rolls all of it back."""
    profile = found_profile(tmp_path)
    desk = profile.desk()

    def fail_half_way() -> None:
        with desk.batch() as batch:
            batch.add(JotNoted(text="half"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()

    assert profile.entries() == set()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("trusted_schema", 0)],
    ids=["log", "sync", "schema"],
)
def test_every_commit_is_flushed_and_the_file_is_not_trusted(tmp_path: Path, pragma: str, value: object) -> None:
    """A commit survives the loss of power, and a file that somebody put here runs nothing."""
    database = Database(found_profile(tmp_path).home)

    assert database.row(f"PRAGMA {pragma}")[0] == value


def test_a_second_writer_is_told_who_is_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the wait the refusal names the process that holds the journal."""
    profile = found_profile(tmp_path)
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.4)
    said: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, profile.home.lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        database = Database(profile.home, "note", said.append)

        with pytest.raises(Refusal, match=f"process {holder.pid}"), database.writing():
            pass

        holder.communicate(b"")
    assert said == [f"Another twoway (process {holder.pid}, import) is writing. Waiting up to 5 s ..."]


def _age(profile: Profile, version: int) -> None:
    connection = sqlite3.connect(profile.home.journal)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def test_a_journal_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    """It is refused, not changed."""
    profile = found_profile(tmp_path)
    _age(profile, 99)

    with pytest.raises(Refusal, match="newer Twoway"):
        Database(profile.home)


@pytest.mark.parametrize("damage", [b"not a database at all, whatever its name says", bytes(4096)])
def test_a_damaged_file_is_refused_and_kept(tmp_path: Path, damage: bytes) -> None:
    """The refusal says what to do, and the file stays for whoever may rescue it."""
    profile = found_profile(tmp_path)
    profile.home.journal.write_bytes(damage)

    with pytest.raises(Refusal) as refused:
        Database(profile.home)

    assert refused.value.code == "corrupt"
    assert profile.home.journal.read_bytes() == damage


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (sqlite3.OperationalError("database or disk is full"), "disk-full"),
        (OSError(28, "No space left on device"), "disk-full"),
        (OSError(122, "Disk quota exceeded"), "disk-full"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "read-only"),
        (PermissionError(13, "Permission denied"), "read-only"),
        (sqlite3.DatabaseError("database disk image is malformed"), "corrupt"),
        (sqlite3.OperationalError("disk I/O error"), "disk"),
    ],
)
def test_each_fault_of_the_disk_has_its_own_words(tmp_path: Path, error: Exception, code: str) -> None:
    """Full, read-only, damaged and failing are different things to a person."""
    database = Database(found_profile(tmp_path).home)

    refusal = database.refusal(error)

    assert (refusal.code, bool(refusal.mend)) == (code, True)


def test_a_locked_journal_can_be_written_to(tmp_path: Path) -> None:
    """Appending uses the public half of the keys: the secret file part is not there at all."""
    profile = found_profile(tmp_path)
    text = profile.home.key.read_text()
    start = text.index('"secret":"')
    profile.home.key.write_text(text[:start] + '"secret":""}')

    profile.jot("written while locked")

    profile.home.key.write_text(text)
    assert len(profile.entries()) == 1
