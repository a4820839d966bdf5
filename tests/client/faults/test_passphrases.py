"""Passphrases: three tries, then a refusal; from a file one try, and a word for every way a file can fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.client.faults.programs import Program
from twoway_client import kernel_keyring
from twoway_client.home import Home
from twoway_client.keystore import read_key_file

RIGHT = "five words that I know"


@pytest.fixture
def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Give a journal whose keys are under a passphrase, and locked."""
    file = tmp_path / "passphrase"
    file.write_text(f"{RIGHT}\n")
    program = Program(tmp_path / "home")
    done = program.run("init", "--name", "laptop", "--no-word-check", "--no-starter", TWOWAY_PASSPHRASE_FILE=str(file))
    assert done.code == 0, done.err
    lock(program)
    return program


def lock(program: Program) -> None:
    """Forget the unlocked keys, as ``twoway lock`` does."""
    kernel_keyring.forget(read_key_file(Home(program.home)).cache_name)


def test_three_wrong_passphrases_are_refused(locked: Program) -> None:
    """Each says how many tries are left; the last names what goes on without."""
    terminal = locked.terminal("jot", "list")
    terminal.answer("Passphrase: ", "wrong")
    terminal.child.expect_exact("2 tries left.")
    terminal.answer("Passphrase: ", "wrong again")
    terminal.child.expect_exact("1 try left.")
    terminal.answer("Passphrase: ", "and again")
    code, shown = terminal.end()

    assert code == 1
    assert "error: that passphrase does not open the keys of laptop." in shown
    assert "kept:  everything; you can still write: twoway note asks for none" in shown
    assert "try:   again, or if it is lost: twoway recover (the paper key)" in shown


def test_a_right_one_at_the_third_try_opens(locked: Program) -> None:
    """A slip of the fingers costs nothing, and no passphrase is ever shown."""
    locked.run("jot", "written while locked")
    terminal = locked.terminal("jot", "list")
    terminal.answer("Passphrase: ", "wrong")
    terminal.answer("Passphrase: ", "wrong again")
    terminal.answer("Passphrase: ", RIGHT)
    code, shown = terminal.end()
    lock(locked)

    assert (code, "written while locked" in shown, RIGHT in shown) == (0, True, False)


def test_ctrl_c_at_the_passphrase_writes_nothing(locked: Program) -> None:
    """And the journal stays locked."""
    terminal = locked.terminal("jot", "list")
    terminal.press("Passphrase: ", "\x03")

    code, shown = terminal.end()
    assert (code, "Nothing written." in shown) == (130, True)
    assert locked.run("jot", "list").code == 1


def test_writing_asks_for_no_passphrase(locked: Program) -> None:
    """A note is sealed to the public half of the keys, while locked and without a terminal."""
    assert locked.run("jot", "no passphrase needed").code == 0


def test_without_a_terminal_reading_is_refused_at_once(locked: Program) -> None:
    """The refusal names the terminal and the file."""
    done = locked.run("jot", "list")

    assert (done.code, done.out) == (1, "")
    assert done.says("the journal is locked", "kept: everything; you can still write", "TWOWAY_PASSPHRASE_FILE")


def test_a_text_that_needs_a_name_is_given_back_while_locked(locked: Program) -> None:
    """What cannot be resolved now is not lost."""
    done = locked.run("learn", "they let nobody go last year")

    assert (done.code, done.says("your text, printed here to copy: they let nobody go last year")) == (1, True)


def test_a_file_with_the_wrong_passphrase_is_tried_once(locked: Program, tmp_path: Path) -> None:
    """Asking it again would change nothing; the refusal names the file."""
    file = tmp_path / "wrong"
    file.write_text("another passphrase\n")

    done = locked.run("jot", "list", TWOWAY_PASSPHRASE_FILE=str(file))

    assert (done.code, " ".join(done.err.split()).count("does not open")) == (1, 1)
    assert done.says(str(file).rpartition("/")[2], "kept: everything", "unset TWOWAY_PASSPHRASE_FILE")


@pytest.mark.parametrize(
    ("content", "how"),
    [
        (None, "cannot be read as text"),
        (b"", "first line is empty"),
        (b"\nsecond line\n", "first line is empty"),
        (b"caf\xe9\n", "cannot be read as text"),
        (b"x" * 5000, "too long"),
    ],
    ids=["missing", "empty", "empty line", "not UTF-8", "too long"],
)
def test_a_passphrase_file_that_is_none_has_its_own_words(
    locked: Program, tmp_path: Path, content: bytes | None, how: str
) -> None:
    """Nobody hunts for a typing error in a passphrase that was never read."""
    file = tmp_path / "other"
    if content is not None:
        file.write_bytes(content)

    done = locked.run("jot", "list", TWOWAY_PASSPHRASE_FILE=str(file))

    assert (done.code, done.says("TWOWAY_PASSPHRASE_FILE names", how, "kept: everything", "try: name a")) == (1, True)


def test_an_endless_passphrase_file_is_cut_off(locked: Program) -> None:
    """No more than a line of a bounded length is read."""
    assert locked.run("jot", "list", TWOWAY_PASSPHRASE_FILE="/dev/zero").says("too long")


def test_a_file_written_on_another_system_opens(locked: Program, tmp_path: Path) -> None:
    """Its line ends are no part of the passphrase."""
    file = tmp_path / "crlf"
    file.write_bytes(f"{RIGHT}\r\n".encode())

    done = locked.run("jot", "list", TWOWAY_PASSPHRASE_FILE=str(file))
    lock(locked)

    assert done.code == 0


@pytest.mark.parametrize("content", ["short\n", "\n"])
def test_no_journal_is_made_with_a_passphrase_that_is_none(tmp_path: Path, content: str) -> None:
    """Nothing is left behind that a second try would stumble over."""
    file = tmp_path / "passphrase"
    file.write_text(content)
    program = Program(tmp_path / "home")

    done = program.run("init", "--no-word-check", TWOWAY_PASSPHRASE_FILE=str(file))

    assert (done.code in (1, 2), program.home.exists() and any(program.home.iterdir())) == (True, False)
