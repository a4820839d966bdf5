"""Several processes at one journal: all that was noted is there, and whoever cannot wait is told by whom it is held."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from tests.client.faults.programs import Ended, Program
from tests.client.home import TestHome


@contextmanager
def held(program: Program) -> Iterator[None]:
    """Hold the journal as a long import would."""
    with (program.home / "journal.lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        os.pwrite(lock.fileno(), b"4127 import                   ", 0)
        yield


def test_twenty_processes_that_note_at_once_all_succeed(program: Program) -> None:
    """Twenty notes, twenty ids, and a journal in order."""

    def note(number: int) -> Ended:
        return program.run("jot", f"note {number}")

    with ThreadPoolExecutor(20) as pool:
        done = list(pool.map(note, range(20)))

    assert [one.code for one in done] == [0] * 20
    assert sorted(program.jots()) == sorted(f"note {number}" for number in range(20))
    checked = program.data("verify")
    assert (checked["good"], len({one.out for one in done})) == (True, 20)


def test_a_journal_that_is_held_is_waited_for_and_then_named(program: Program) -> None:
    """After five seconds the text comes back, with the process that is in the way."""
    with held(program):
        began = time.monotonic()
        done = program.run("jot", "e: she left early")
        waited = time.monotonic() - began

    assert (done.code, 5 <= waited < 15) == (1, True)
    assert "Another twoway (process 4127, import) is writing. Waiting up to 5 s ..." in done.err
    assert done.says("still in use by process 4127", "copy: e: she left early", "let it finish, then the same command")
    assert program.jots() == []


def test_a_journal_that_is_let_go_in_time_is_written_to(program: Program) -> None:
    """Nobody has to type it again."""
    with held(program):
        process = program.start("jot", "patience")
        assert process.stderr is not None
        said = process.stderr.readline()
    process.communicate(timeout=20)

    assert (b"Waiting" in said, process.returncode, program.jots()) == (True, 0, ["patience"])


def test_a_journal_that_is_held_can_be_read(program: Program) -> None:
    """Sorting what is new can wait; showing it cannot."""
    program.run("jot", "before")

    with held(program):
        done = program.run("jot", "list")

    assert (done.code, done.out.endswith("before\n")) == (0, True)


def test_answers_typed_for_a_journal_that_is_held_come_back(acme: TestHome, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was told in answer to questions is as much work as a note."""
    monkeypatch.setattr("twoway_client.store.database.WAIT_SECONDS", 0.05)
    with held(Program(acme.folder)):
        done = acme.try_typing("want", "must", answers=["a kitchen with a window", "n", ""])

    assert (done.code, "still in use by process 4127" in " ".join(done.out.split())) == (1, True)
    assert "copy:  a kitchen with a window\n" in done.out
