"""One bit changed on the disk: named, worked around, and mended where another copy is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.client.faults.programs import Program
from tests.client.home import TestHome
from tests.client.real_server import running


@contextmanager
def journal(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open the file of a journal, with everything in it."""
    with closing(sqlite3.connect(folder / "journal.db")) as connection, connection:
        yield connection


def flip(folder: Path, table: str, column: str, where: str = "1") -> None:
    """Change one bit in the midst of one value."""
    with journal(folder) as connection:
        rowid = "key" if table == "meta" else "part" if table == "parts" else "rowid"
        sql = f"SELECT {rowid}, {column} FROM {table} WHERE {where} ORDER BY {rowid} LIMIT 1"
        row, value = connection.execute(sql).fetchone()
        changed = bytearray(value)
        changed[len(changed) // 2] ^= 1
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE {rowid} = ?", (bytes(changed), row))


@pytest.fixture
def notes(fresh: TestHome) -> TestHome:
    """Give a journal with three jots, each written by a process of its own and none filed yet."""
    for text in ("one", "two", "three"):
        fresh.write("jot", text)
    return fresh


def jots(home: TestHome) -> list[str]:
    """Return the texts of what was jotted."""
    return [jot["text"] for jot in home.json("jot", "list")["jots"]]


def last(table: str) -> str:
    """Return the condition that chooses the newest row."""
    return f"rowid = (SELECT max(rowid) FROM {table})"


@pytest.mark.parametrize("table", ["outbox", "outbox_keys"])
def test_a_damaged_entry_is_left_out_and_named(notes: TestHome, table: str) -> None:
    """The first view warns and shows the others; verify counts what is lost; writing goes on."""
    flip(notes.folder, table, "sealed", last(table))

    shown = notes.run("jot", "list")
    assert "some entries were changed on this disk and are left out here" in " ".join(shown.err.split())
    assert jots(notes) == ["one", "two"]
    checked = notes.run("verify")
    assert (checked.code, "1 entry was changed on this disk" in checked.out) == (4, True)
    notes.write("jot", "four")
    assert jots(notes) == ["one", "two", "four"]


@pytest.mark.parametrize("key", ["epoch", "checkpoint", "context", "names"])
def test_what_can_be_made_again_is_made_again(acme: TestHome, key: str) -> None:
    """Keys that the roster has too, and whatever only saves time, are no loss."""
    acme.write("jot", "one")
    acme.json("jot", "list")
    flip(acme.folder, "meta", "value", f"key = '{key}'")

    assert jots(acme) == ["one"]
    assert acme.run("verify").code == 0
    acme.type("jot", "two")
    assert jots(acme) == ["one", "two"]


def test_a_damaged_part_is_sorted_again(acme: TestHome) -> None:
    """Which entries belong where is known from the entries."""
    before = acme.run("fit").out
    with journal(acme.folder) as connection:
        parts = connection.execute("SELECT count(*) FROM parts").fetchone()[0]
        connection.execute("UPDATE parts SET sealed = zeroblob(length(sealed))")

    assert (parts > 1, acme.run("fit").out) == (True, before)


def test_a_damaged_list_of_devices_is_said_in_words(notes: TestHome) -> None:
    """Nothing can be checked without it; what was written stays readable."""
    flip(notes.folder, "roster", "entry")

    done = notes.run("verify", "--json")

    assert (done.code, done.error["code"]) == (1, "corrupt")
    assert "list of devices" in done.error["what"]
    assert notes.run("jot", "still written").code == 0


def test_a_damaged_tip_begins_a_new_chain(notes: TestHome, tmp_path: Path) -> None:
    """Where a chain goes on is no more than a habit: a new one is always safe."""
    with running(tmp_path) as server:
        notes.write("sync", server)
        with journal(notes.folder) as connection:
            connection.execute("UPDATE meta SET value = x'ff' WHERE key = 'tip'")
        notes.write("jot", "four")

        assert notes.json("sync")["sent"] == 1
    assert notes.run("verify").code == 0


@pytest.mark.parametrize("column", ["header", "signature", "body"])
def test_a_damaged_segment_is_found_and_fetched_again(notes: TestHome, tmp_path: Path, column: str) -> None:
    """After verify and a sync nothing is missing, and nothing is doubled."""
    with running(tmp_path) as server:
        for text in ("four", "five"):
            notes.write("sync", server)
            notes.write("jot", text)
        notes.write("sync")
        state = notes.json("verify")["state"]
        flip(notes.folder, "segments", column, "number = 2")

        checked = notes.run("verify")
        assert (checked.code, "damaged" in checked.out, "twoway sync fetches" in checked.out) == (4, True, True)

        notes.write("sync")
    assert (notes.json("verify")["state"], jots(notes)) == (state, ["one", "two", "three", "four", "five"])


def test_a_view_goes_on_beside_a_damaged_segment(notes: TestHome, tmp_path: Path) -> None:
    """What still opens is shown, and that something is missing is said."""
    with running(tmp_path) as server:
        notes.write("sync", server)
        notes.write("jot", "four")
        notes.write("sync")
    notes.json("jot", "list")
    flip(notes.folder, "segments", "body", "number = 1")

    shown = notes.run("jot", "list")

    assert (shown.code, "four" in shown.out, "twoway verify" in shown.err) == (0, True, True)


def test_damage_to_what_was_never_sent_is_named_and_kept(program: Program, tmp_path: Path) -> None:
    """It is not removed: somebody may have another copy of this disk."""
    program.run("jot", "one")
    with running(tmp_path) as server:
        assert program.run("sync", server).code == 0
    with journal(program.home) as connection:
        connection.execute("UPDATE segments SET pushed = 0")
    flip(program.home, "segments", "body")

    checked = [program.run("verify") for _ in range(2)]
    assert [done.code for done in checked] == [4, 4]
    assert all("it was never sent, and is kept as it is" in " ".join(done.out.split()) for done in checked)
    with journal(program.home) as connection:
        assert connection.execute("SELECT count(*) FROM segments").fetchone()[0] > 0
