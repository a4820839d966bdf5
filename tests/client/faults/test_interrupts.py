"""Ctrl-C: at a prompt nothing is written, in an exchange nothing is half applied, and 130 is the code."""

from __future__ import annotations

import fcntl
import signal
import socket
from pathlib import Path

import pytest

from tests.client.faults.programs import Program
from tests.client.home import TestHome
from tests.client.profiles import found_profile
from twoway_client.desk import Desk
from twoway_client.store.database import Database
from twoway_core.events.log import JotNoted

CTRL_C, CTRL_D = "\x03", "\x04"


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
@pytest.mark.parametrize(
    ("words", "prompt"),
    [
        (["jot"], "> "),
        (["note"], "> "),
        (["todo", "add"], "What? "),
        (["want", "--again"], "> "),
        (["open", "acne"], "[y/N] "),
    ],
)
def test_at_a_prompt_it_writes_nothing(at_acme: Program, words: list[str], prompt: str, key: str) -> None:
    """One sentence, and the code of an interrupted program."""
    before = at_acme.data("verify")["state"]
    terminal = at_acme.terminal(*words)
    terminal.press(prompt, key)

    code, shown = terminal.end()
    assert (code, "Nothing written." in shown, at_acme.data("verify")["state"]) == (130, True, before)


def test_with_json_an_interruption_is_an_error_object(fresh: TestHome) -> None:
    """A program finds a code, and no silence."""
    done = fresh.run("jot", "   ", "--json")

    assert (done.code, done.error["code"]) == (2, "usage")


def test_while_a_server_does_not_answer_it_stops_the_exchange(program: Program) -> None:
    """What waits still waits, and nothing else changed."""
    program.run("jot", "waits")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        process = program.start("sync", f"http://127.0.0.1:{silent.getsockname()[1]}")
        with silent.accept()[0]:
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=20)

    assert process.returncode == 130
    assert b"Stopped. What has come is kept, and the rest comes with the next twoway sync." in said
    assert program.jots() == ["waits"]


def test_while_another_process_writes_the_text_comes_back(program: Program) -> None:
    """Whoever does not want to wait loses nothing."""
    with (program.home / "journal.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        process = program.start("jot", "she left early")
        assert process.stderr is not None
        process.stderr.readline()  # Another twoway ... is writing
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)

    assert (process.returncode, b"Nothing written." in said) == (130, True)
    assert b"kept:  your text, printed here to copy:  she left early" in said


def test_during_the_commit_the_truth_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal that comes while the disk works is seen after the commit: the note is there, and counted."""
    profile = found_profile(tmp_path)
    desk = profile.desk()
    _interrupt_at_commit(desk.database, monkeypatch)

    with pytest.raises(KeyboardInterrupt):
        desk.write(JotNoted(text="it arrived"))

    assert (desk.written, len(profile.entries())) == (1, 1)


def test_before_the_commit_nothing_is_there(tmp_path: Path) -> None:
    """An interruption inside a transaction rolls it back."""
    profile = found_profile(tmp_path)
    desk = profile.desk()

    with pytest.raises(KeyboardInterrupt):
        _write_half(desk)

    assert (desk.written, profile.entries()) == (0, set())


def _write_half(desk: Desk) -> None:
    with desk.batch() as batch:
        batch.add(JotNoted(text="half"))
        raise KeyboardInterrupt


def test_what_was_written_before_is_said(fresh: TestHome, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence never claims that nothing was written when something was."""

    def write_and_break(desk: Desk, _args: object) -> None:
        desk.write(JotNoted(text="it arrived"))
        raise KeyboardInterrupt

    monkeypatch.setattr("twoway_client.commands.lock.run", write_and_break)
    done = fresh.run("lock")

    assert (done.code, done.err) == (130, "Stopped. 1 entry was written; twoway undo takes it back.\n")


class _Connection:
    """A connection during whose commit somebody presses Ctrl-C."""

    def __init__(self, real: object) -> None:
        self.real = real

    def __getattr__(self, name: str) -> object:
        return getattr(self.real, name)

    def execute(self, sql: str, *values: object) -> object:
        result = self.real.execute(sql, *values)  # type: ignore[attr-defined]  # as sqlite3's
        if sql == "COMMIT":
            raise KeyboardInterrupt
        return result


def _interrupt_at_commit(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "connection", _Connection(database.connection))
