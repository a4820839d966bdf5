"""No terminal, a reader that left, streams that are closed or full: an answer all the same, and never a wait."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.client.faults.programs import TWOWAY, Ended, Program
from tests.client.home import TestHome
from twoway_client.verbs import VERBS

FULL = "/dev/full"  # a file that takes nothing
BASH = "bash"
INIT = ("init", "--name", "laptop", "--no-passphrase", "--no-word-check", "--no-starter")


def in_shell(program: Program, script: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which ``twoway`` is the program."""
    line = f'twoway() {{ "{TWOWAY}" "$@"; }}; {script}'
    return subprocess.run(
        [BASH, "-c", line],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=program.environment({}),
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize("verb", [verb.name for verb in VERBS if verb.name not in ("help", "init", "join")])
def test_no_verb_waits_for_a_terminal_that_is_not_there(at_acme: Program, verb: str) -> None:
    """It does its work, or names what is missing; it is never a fault of ours."""
    done = at_acme.run(verb)

    assert done.code in (0, 1, 2, 4)
    assert done.code in (0, 4) or done.says("error:", "try:")


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (["jot"], "the note is missing"),
        (["note"], "the answer is missing"),
        (["init"], "no terminal to check the paper key on"),
        (["invite"], "a device is admitted by a person, on a terminal"),
        (["join"], "--server is missing"),
        (["join", "--server", "http://127.0.0.1:9"], "the nine words is missing"),
        (["join", *["abandon"] * 9, "--server", "http://127.0.0.1:9", "--no-passphrase"], "is said by a person"),
    ],
)
def test_what_is_missing_without_a_terminal_is_a_usage_error(
    at_acme: Program, words: Sequence[str], missing: str
) -> None:
    """Two is the code, and the missing thing is named."""
    program = at_acme if words[0] not in ("init", "join") else Program(at_acme.home / "new")

    done = program.run(*words)

    assert (done.code, done.says(missing, "try:")) == (2, True)


def test_with_json_nobody_is_asked(at_acme: Program) -> None:
    """A program that reads JSON is no person, even on a terminal."""
    terminal = at_acme.terminal("gut", "--json")

    code, shown = terminal.end()
    assert (code in (1, 2), '"error"' in shown) == (True, True)


def test_a_reader_that_has_read_enough_is_no_error(program: Program) -> None:
    """``twoway log | head -1`` says nothing on stderr."""
    for number in range(3):
        program.run("jot", f"{number}")

    done = in_shell(program, "twoway log | head -1; twoway help all | true; twoway log --json | head -c 1")

    assert (done.returncode, done.stderr, done.stdout.count(b"\n")) == (0, b"", 1)


def test_a_long_answer_to_a_reader_that_left_is_no_error(program: Program) -> None:
    """Also where it breaks off in the middle."""
    program.run("jot", text=b"x" * 60_000)

    assert program.unread("jot", "list", "--json") == Ended(0, "", "")


@pytest.mark.parametrize("options", [(), ("--json",)], ids=["text", "JSON"])
def test_words_of_a_paper_key_that_nobody_reads_open_nothing(tmp_path: Path, options: Sequence[str]) -> None:
    """They are printed once: without a reader there is no journal that only they could bring back."""
    program = Program(tmp_path / "home")

    done = program.unread(*INIT, *options)

    assert (done.code, done.says("could not be printed (nobody reads them)", "nothing was made")) == (1, True)
    assert program.run(*INIT).code == 0


def test_words_of_a_paper_key_that_find_no_room_open_nothing(tmp_path: Path) -> None:
    """It is said once, and with what is true of it."""
    program = Program(tmp_path / "home")

    done = in_shell(program, f"twoway {' '.join(INIT)} > {FULL}")

    assert (done.returncode, done.stderr.count(b"error:")) == (1, 1)
    assert b"(No space left on device)" in done.stderr
    assert b"nothing was made" in done.stderr
    assert program.run(*INIT).code == 0


@pytest.mark.parametrize("words", [("init",), ("init", "--name", "laptop")], ids=["a line", "a passphrase"])
def test_a_question_that_nobody_can_see_is_no_success(tmp_path: Path, words: Sequence[str]) -> None:
    """Nobody was asked, so nothing is done; scripts go by the code."""
    program = Program(tmp_path / "home")
    keyboard, terminal = os.openpty()
    reading, unseen = os.pipe()
    os.close(reading)

    done = subprocess.run(
        program.command(*words),
        stdin=terminal,
        stdout=subprocess.DEVNULL,
        stderr=unseen,
        env=program.environment({}),
        start_new_session=True,
        timeout=30,
        check=False,
    )
    for each in (keyboard, terminal, unseen):
        os.close(each)

    assert (done.returncode, program.run(*INIT).code) == (130, 0)


def test_another_pipe_that_breaks_is_no_reader_that_left(fresh: TestHome) -> None:
    """Only what is printed may be left unread: any other one is work that was not done."""

    def broken(*_: object) -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    fresh.monkeypatch.setattr("twoway_client.commands.log.run", broken)

    assert fresh.run("log").code == 1


def test_an_answer_that_finds_no_room_is_said_and_the_note_is_kept(program: Program) -> None:
    """What was written is in the journal, though its id could not be printed."""
    done = in_shell(program, f"twoway jot kept > {FULL}")

    assert (done.returncode, b"could not be printed (No space left on device)" in done.stderr) == (1, True)
    assert program.jots() == ["kept"]


def test_complaints_that_nobody_hears_change_no_exit_code(program: Program) -> None:
    """Scripts go by the code."""
    codes = in_shell(program, f"twoway foo 2> {FULL}; echo $?; twoway foo 2>&-; echo $?; twoway jot 2>&-; echo $?")

    assert codes.stdout == b"2\n2\n2\n"


def test_streams_that_are_closed_stop_no_note(program: Program) -> None:
    """Nor does the journal take their numbers, and our words."""
    done = in_shell(program, "twoway jot one >&-; twoway jot two <&- >&- 2>&-; twoway jot three <&-; echo $?")

    assert done.stdout.endswith(b"\n0\n")
    assert program.jots() == ["one", "two", "three"]
    assert program.run("verify").code == 0


def test_a_terminal_that_knows_no_accents_shows_stand_ins(program: Program) -> None:
    """An answer is never lost to the alphabet of the place it is printed."""
    program.run("jot", "déjà vu")

    done = in_shell(program, "PYTHONIOENCODING=ascii twoway jot list")

    assert (done.returncode, "déjà vu".encode() in done.stdout) == (0, True)
