"""A full disk and a closed one: nothing is half written, what was typed comes back, and reading goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.client.faults.disks import on_closed_disk, on_full_disk, with_small_files
from tests.client.faults.programs import Program
from tests.client.real_server import running

LONG = "seven hours, " * 300


@pytest.fixture
def noted(program: Program) -> Program:
    """Give a journal with one note."""
    assert program.run("jot", "before").code == 0
    return program


@pytest.fixture
def spare(tmp_path: Path) -> Path:
    """Give an empty folder to mount a disk on."""
    folder = tmp_path / "spare"
    folder.mkdir()
    return folder


def test_a_full_disk_saves_nothing_and_gives_the_text_back(noted: Program, spare: Path) -> None:
    """The text is printed letter for letter; once there is room, writing goes on."""
    done = on_full_disk(noted, spare).run("jot", LONG)

    assert (done.code, LONG in done.err) == (1, True)
    assert done.says("error: the disk is full; nothing was saved", "kept: all earlier entries", "try: free 1 MB")
    assert noted.run("jot", "after").code == 0
    assert noted.jots() == ["before", "after"]
    assert noted.run("verify").code == 0


def test_a_text_that_came_through_a_pipe_comes_back_too(noted: Program, spare: Path) -> None:
    """Nobody can read it there a second time."""
    done = on_full_disk(noted, spare).run("jot", text=LONG.encode())

    assert (done.code, LONG in done.err) == (1, True)


def test_a_full_disk_can_be_read(noted: Program, spare: Path) -> None:
    """What was never sorted yet is sorted in memory."""
    done = on_full_disk(noted, spare).run("jot", "list")

    assert (done.code, done.out.endswith("before\n")) == (0, True)


def test_a_sync_on_a_full_disk_stops_and_goes_on_later(noted: Program, spare: Path, tmp_path: Path) -> None:
    """Nothing is half applied on either side."""
    with running(tmp_path) as server:
        stopped = on_full_disk(noted, spare).run("sync", server)
        done = noted.run("sync", server)

    assert (stopped.code, stopped.says("the disk is full", "kept:", "try:")) == (1, True)
    assert (done.code, done.out.startswith("Synced: sent ")) == (0, True)
    assert noted.run("verify").code == 0


def test_no_journal_is_half_made_without_room_for_it(tmp_path: Path) -> None:
    """The room is looked at before anybody writes 24 words on paper."""
    program = with_small_files(Program(tmp_path / "home"))

    done = program.run("init", "--no-passphrase", "--no-word-check")

    assert (done.code, done.out, list(program.home.iterdir())) == (1, "", [])
    assert done.says("cannot write to", "kept: nothing was made", "free space")


def test_a_disk_that_fails_in_another_way_gives_the_text_back(noted: Program) -> None:
    """Whatever the system says, it is one sentence, and the text is there."""
    done = with_small_files(noted).run("jot", LONG * 15)

    assert (done.code, LONG * 15 in done.err) == (1, True)
    assert done.says("could not be used", "kept: all earlier entries", "try: the same command again")
    assert noted.jots() == ["before"]


def test_a_closed_disk_is_said_to_be_and_gives_the_text_back(noted: Program) -> None:
    """Writing is refused before anything is touched."""
    done = on_closed_disk(noted).run("jot", LONG)

    assert (done.code, LONG in done.err) == (1, True)
    assert done.says("read-only", "kept: all earlier entries", "try: chmod u+rwx")
    assert noted.jots() == ["before"]


def put_away(program: Program) -> None:
    """Leave nothing beside the journal's file, as a copy on a disc would have it."""
    with closing(sqlite3.connect(program.home / "journal.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for name in ("journal.db-wal", "journal.db-shm"):
        (program.home / name).unlink(missing_ok=True)


@pytest.mark.parametrize("prepare", [lambda _: None, put_away], ids=["in use", "put away"])
def test_a_closed_disk_can_be_read(noted: Program, prepare: Callable[[Program], None]) -> None:
    """A home on a medium that takes no writing is still a journal."""
    prepare(noted)
    closed = on_closed_disk(noted)

    assert closed.jots() == ["before"]
    assert [closed.run(*words).code for words in ([], ["log"], ["verify"])] == [0, 0, 0]


def test_what_cannot_be_remembered_is_said(at_acme: Program) -> None:
    """A view that numbers its lines is shown, and says that the numbers will not hold."""
    put_away(at_acme)
    done = on_closed_disk(at_acme).run("prep")

    assert (done.code, "acme: 0 of 3 steps done" in done.out) == (0, True)
    assert done.says("warning:", "What is shown is not remembered.")
