"""Homes in odd places: with spaces, other scripts and marks of the shell, or where nobody can make one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.client.faults.programs import Program

ODD = ["with spaces", "日本語 é", "a?b#c%20&d", "quote's", "new\nline", "-dash", "'; DROP TABLE outbox; --"]


def made(program: Program) -> Program:
    """Return ``program`` with a journal in its home."""
    done = program.run("init", "--name", "laptop", "--no-passphrase", "--no-word-check", "--no-starter")
    assert done.code == 0, done.err
    return program


@pytest.mark.parametrize("name", ODD)
def test_a_home_may_have_any_name(tmp_path: Path, name: str) -> None:
    """Every file of the journal lies in it, and nothing beside it."""
    folder = tmp_path / "around"
    program = made(Program(folder / name))

    assert program.run("jot", "it works").code == 0
    assert program.jots() == ["it works"]
    assert [file.name for file in folder.iterdir()] == [name]


def test_a_home_whose_name_is_no_text_works_all_the_same(tmp_path: Path) -> None:
    """A file system takes bytes; so does --home."""
    name = str(tmp_path).encode() + b"/caf\xe9"
    program = Program(tmp_path / "unused")

    assert program.run("--home", name, "init", "--no-passphrase", "--no-word-check").code == 0
    assert program.run("--home", name, "jot", "it works").code == 0


def test_a_command_to_paste_is_quoted_for_the_shell(tmp_path: Path) -> None:
    """A space in a path never deletes another folder."""
    program = made(Program(tmp_path / "with spaces"))
    program.run("jot", "one")
    for name in ("journal.db-wal", "journal.db-shm"):
        (program.home / name).unlink()

    assert f"rm '{program.home}'/journal.lock" in program.run("jot", "two").err


@pytest.mark.parametrize("place", ["/proc/twoway", "/dev/null/twoway", "x" * 300])
def test_where_nobody_can_make_a_home_it_is_said_first(tmp_path: Path, place: str) -> None:
    """Before any key is made, and before anybody writes 24 words on paper."""
    program = Program(tmp_path / "unused")

    done = program.run("--home", place, "init", "--no-passphrase", "--no-word-check")

    assert (done.code, done.out) == (1, "")
    assert done.says("error: cannot", "try:", "--home DIR")


@pytest.mark.parametrize("words", [["--home"], ["--home", ""], ["--home="], ["--home", "~nobody-here/x", "jot", "hi"]])
def test_a_home_that_is_none_is_a_usage_error(program: Program, words: list[str]) -> None:
    """A variable that is not set never means another journal."""
    done = program.run(*words, "jot", "not here") if "" in words or words == ["--home="] else program.run(*words)

    assert (done.code, program.jots()) == (2, [])


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    """It is left as it is."""
    file = tmp_path / "file"
    file.write_text("mine")

    done = Program(file).run("init", "--no-passphrase", "--no-word-check")

    assert (done.code, done.says("cannot make the folder"), file.read_text()) == (1, True, "mine")
