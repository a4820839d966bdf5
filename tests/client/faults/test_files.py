"""The files of a home, missing, emptied, cut short, damaged, or of a newer version: said, and left alone."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.client.faults.programs import Ended, Program

GIVEN_BACK = "your text, printed here to copy: she left early"


def is_given_back(done: Ended) -> bool:
    """Return whether a note was refused, and the text printed."""
    return done.code == 1 and done.says("error:", GIVEN_BACK, "try:")


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of ``folder``; the lock and SQLite's shared memory change with every look."""
    skipped = (".lock", "-shm")
    return {file.name: file.read_bytes() for file in folder.iterdir() if not file.name.endswith(skipped)}


@pytest.fixture
def written(program: Program) -> Program:
    """Give a journal in which something was written that has not left the WAL."""
    for text in ("one", "two", "three"):
        assert program.run("jot", text).code == 0
    return program


def test_a_journal_without_keys_is_refused_and_left_alone(written: Program) -> None:
    """What was typed comes back; the file that the keys open stays for them."""
    (written.home / "device.key").unlink()
    before = contents(written.home)

    done = written.run("jot", "she left early")

    assert (is_given_back(done), done.says("the keys of this device are missing")) == (True, True)
    assert [written.run(*words).code for words in (["jot", "list"], [], ["sync"], ["init"])] == [1, 1, 1, 1]
    assert contents(written.home) == before


def test_keys_without_a_journal_are_refused_and_left_alone(written: Program) -> None:
    """No new journal is made beside them: it would not be the one they belong to."""
    (written.home / "journal.db").unlink()
    before = contents(written.home)

    done = written.run("jot", "she left early")

    assert (is_given_back(done), done.says("the journal file is missing", "twoway join")) == (True, True)
    assert [written.run(*words).code for words in (["jot", "list"], [], ["sync"], ["init"])] == [1, 1, 1, 1]
    assert contents(written.home) == before


def test_an_emptied_journal_is_refused_and_its_wal_kept(written: Program) -> None:
    """SQLite would take it for a new one, and throw away what lies beside it."""
    (written.home / "journal.db").write_bytes(b"")
    before = contents(written.home)

    done = written.run("jot", "she left early")

    assert (is_given_back(done), done.says("is empty", "put it back from a backup")) == (True, True)
    assert written.run("jot", "list").code == 1
    assert contents(written.home) == before


def test_a_journal_without_its_wal_is_refused_until_that_is_back(written: Program) -> None:
    """The main file alone lacks what was written last: writing on would bury it."""
    wal = written.home / "journal.db-wal"
    shutil.move(wal, written.home / "aside")
    (written.home / "journal.db-shm").unlink()

    done = written.run("jot", "she left early")
    assert (is_given_back(done), done.says("lacks the newest", "journal.db-wal", "rm ")) == (True, True)

    wal.unlink(missing_ok=True)
    shutil.move(written.home / "aside", wal)
    assert written.jots() == ["one", "two", "three"]


def test_one_can_go_on_without_a_wal_that_is_lost(written: Program) -> None:
    """The command that the refusal names is enough."""
    for name in ("journal.db-wal", "journal.db-shm"):
        (written.home / name).unlink()
    refused = written.run("jot", "list")
    (written.home / "journal.lock").unlink()

    assert f"rm {written.home}/journal.lock" in refused.err
    assert written.run("jot", "after the loss").code == 0
    assert written.jots() == ["after the loss"]


def test_a_damaged_wal_is_noticed_before_it_is_overwritten(written: Program) -> None:
    """SQLite drops what follows the damage without a word."""
    wal = written.home / "journal.db-wal"
    data = bytearray(wal.read_bytes())
    data[5000] ^= 1
    wal.write_bytes(data)
    before = contents(written.home)

    done = written.run("jot", "she left early")

    assert (is_given_back(done), done.says("lacks the newest", "missing or damaged")) == (True, True)
    assert contents(written.home) == before


def test_an_older_copy_put_in_place_is_noticed(written: Program, tmp_path: Path) -> None:
    """Somebody restored one file of several, and is told so."""
    copy = tmp_path / "old.db"
    with sqlite3.connect(written.home / "journal.db") as journal, sqlite3.connect(copy) as backup:
        journal.backup(backup)
    journal.close()
    backup.close()
    written.run("jot", "four")
    for file in written.home.glob("journal.db*"):
        file.unlink()
    shutil.copy(copy, written.home / "journal.db")

    done = written.run("jot", "she left early")

    assert (is_given_back(done), done.says("lacks the newest entry of what was written here")) == (True, True)


@pytest.mark.parametrize("damage", [b"no database at all", bytes(8192), b"SQLite format 3\0" + bytes(200)])
def test_a_file_that_is_no_journal_is_refused_and_kept(written: Program, damage: bytes) -> None:
    """Whoever may rescue it finds it as it was."""
    for name in ("journal.db-wal", "journal.db-shm"):
        (written.home / name).unlink()
    (written.home / "journal.db").write_bytes(damage)

    done = written.run("jot", "she left early")

    assert (is_given_back(done), done.says("damaged or not a journal", "kept:", "untouched")) == (True, True)
    assert (written.home / "journal.db").read_bytes() == damage


def test_another_programs_database_is_never_made_a_journal(program: Program) -> None:
    """A file of that name may be somebody else's."""
    for file in program.home.glob("journal.db*"):
        file.unlink()
    with sqlite3.connect(program.home / "journal.db") as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    other.close()

    done = program.run("jot", "she left early")

    assert (is_given_back(done), done.says("not a journal")) == (True, True)


def test_a_page_overwritten_in_the_file_is_said_in_words(written: Program) -> None:
    """Whatever SQLite finds, and whenever, it is one sentence and no fault of ours."""
    file = written.home / "journal.db"
    with sqlite3.connect(file) as journal:
        journal.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    journal.close()
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xff" * len(data[4096:])
    file.write_bytes(data)

    done = written.run("jot", "she left early")

    assert (is_given_back(done), done.says("damaged or not a journal")) == (True, True)
    assert written.run("jot", "list").code == 1


def test_a_journal_of_a_newer_version_is_left_alone(written: Program) -> None:
    """It is neither read nor written, and the mend is an upgrade."""
    with sqlite3.connect(written.home / "journal.db") as journal:
        journal.execute("PRAGMA user_version = 99")
    journal.close()

    done = written.run("jot", "she left early")

    assert (is_given_back(done), done.says("newer Twoway", "install the newest twoway")) == (True, True)
    assert written.run("log").code == 1


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1}', "\x00" * 5000])
def test_a_key_file_that_is_none_is_said_to_be(written: Program, content: str) -> None:
    """It is not replaced, and a text comes back."""
    (written.home / "device.key").write_text(content)

    done = written.run("jot", "she left early")

    assert (is_given_back(done), done.says("device.key cannot be read")) == (True, True)
    assert (written.home / "device.key").read_text() == content


def test_a_key_file_of_a_newer_version_is_said_to_be(written: Program) -> None:
    """Also where it has fields that this version does not know."""
    file = written.home / "device.key"
    file.write_text(file.read_text().replace('"format":1', '"format":2,"shard":7'))

    done = written.run("jot", "she left early")

    assert (is_given_back(done), done.says("newer Twoway", "install the newest twoway")) == (True, True)


def test_no_journal_is_said_once_and_the_text_comes_back(program: Program, tmp_path: Path) -> None:
    """Whoever notes before the first day loses nothing."""
    nowhere = Program(tmp_path / "nowhere")

    assert is_given_back(nowhere.run("jot", "she left early"))
    assert nowhere.run().code == 0
    assert not nowhere.home.exists()


def test_a_journal_made_anew_does_not_stumble_over_what_is_left(written: Program) -> None:
    """The lock of a journal that is gone tells nothing of the next one."""
    for file in written.home.iterdir():
        if file.name != "journal.lock":
            file.unlink()

    assert written.run("init", "--no-passphrase", "--no-word-check").code == 0
    assert written.run("jot", "begun again").code == 0
    assert written.jots() == ["begun again"]


@pytest.fixture
def other(tmp_path: Path) -> Program:
    """Give another journal, in which something was written as well."""
    program = Program(tmp_path / "other")
    assert program.run("init", "--no-passphrase", "--no-word-check").code == 0
    for text in ("one", "two", "three", "four"):
        assert program.run("jot", text).code == 0
    return program


@pytest.mark.parametrize("name", ["device.key", "journal.db-wal"])
def test_files_of_two_journals_are_told_apart(written: Program, other: Program, name: str) -> None:
    """Nothing is written that no key would open, and nothing is mixed."""
    shutil.copy(other.home / name, written.home / name)
    (written.home / "journal.db-shm").unlink()
    before = contents(written.home)

    done = written.run("jot", "she left early")

    assert (is_given_back(done), done.says("are of two journals", "one and the same copy")) == (True, True)
    assert written.run("jot", "list").code == 1
    assert contents(written.home) == before
