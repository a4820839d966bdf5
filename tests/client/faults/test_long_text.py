"""Long texts: 64 KiB are one entry; more is offered to be split on a terminal, and refused elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.client.faults.programs import PASTE, PASTED, Program
from tests.client.home import TestHome
from twoway_client.texts import in_pieces
from twoway_core.entry import MAX_TEXT_BYTES

MEGABYTE = "She told of the move, and of what it cost. " * 24_000


@pytest.mark.parametrize(
    "text", ["x" * MAX_TEXT_BYTES, "é" * (MAX_TEXT_BYTES // 2)], ids=["ASCII", "two bytes a letter"]
)
def test_64_kib_are_one_note(program: Program, text: str) -> None:
    """The bound counts bytes, and is itself allowed."""
    assert program.run("jot", text=text.encode()).code == 0
    assert program.jots() == [text]


@pytest.mark.parametrize("size", [MAX_TEXT_BYTES + 1, 1_000_000])
def test_more_through_a_pipe_is_refused_before_anything_is_written(program: Program, size: int) -> None:
    """The refusal does not repeat it: the text is where it came from."""
    done = program.run("jot", text=b"x" * size)

    assert (done.code, program.jots(), len(done.err) < 400) == (1, [], True)
    assert done.says(f"this text has {size} bytes", "nothing was written; your text is where it was", "shorter pieces")


def test_a_file_that_was_too_long_is_left_where_it_is(program: Program, tmp_path: Path) -> None:
    """The input is not used up, nor changed."""
    file = tmp_path / "long.txt"
    file.write_bytes(b"x" * (MAX_TEXT_BYTES + 1))
    with file.open("rb") as text:
        process = program.start("jot", stdin=text.fileno())
        _, said = process.communicate()

    assert (process.returncode, b"your text is where it was" in said) == (1, True)
    assert file.stat().st_size == MAX_TEXT_BYTES + 1


def test_an_endless_pipe_is_cut_off(program: Program) -> None:
    """Four MiB are read and no more, whatever the other side sends."""
    reading, writing = os.pipe()
    process = program.start("jot", stdin=reading)
    os.close(reading)
    sent = 0
    try:
        while sent < 64 * 1024 * 1024:
            sent += os.write(writing, bytes(64 * 1024).replace(b"\0", b"x"))
    except BrokenPipeError:
        pass
    os.close(writing)
    _, said = process.communicate()

    assert (process.returncode, sent < 6 * 1024 * 1024, b"more than 4 MiB" in said) == (1, True, True)


def test_several_pasted_lines_are_one_note(program: Program) -> None:
    """What is pasted never runs on as commands of the shell."""
    terminal = program.terminal("jot")
    terminal.press("> ", f"{PASTE}first line\nrm -rf nothing\n\nlast line{PASTED}\r")

    assert terminal.end()[0] == 0
    assert program.jots() == ["first line\nrm -rf nothing\n\nlast line"]


def test_lines_sent_by_a_terminal_that_marks_no_paste_are_one_note(program: Program) -> None:
    """Whatever is there at once belongs together."""
    terminal = program.terminal("jot")
    terminal.press("> ", "one\rtwo\rthree\r")

    assert terminal.end()[0] == 0
    assert program.jots() == ["one\ntwo\nthree"]


def test_a_line_longer_than_a_terminal_hands_over_is_kept_whole(program: Program) -> None:
    """A terminal's own line ends at 4,095 bytes, and drops the rest without a word."""
    terminal = program.terminal("jot")
    terminal.press("> ", f"{PASTE}{'x' * 9000}{PASTED}\r")

    assert terminal.end()[0] == 0
    assert program.jots() == ["x" * 9000]


def test_a_megabyte_pasted_is_split_once_agreed(program: Program) -> None:
    """Every piece is a note of its own, and together they are the whole text."""
    text = MEGABYTE.strip()
    terminal = program.terminal("jot")
    terminal.press("> ", f"{PASTE}{text}{PASTED}\r")
    terminal.answer("Write it as 21 entries? [Y/n] ", "y")
    code, _ = terminal.end()

    assert (code, "".join(program.jots())) == (0, text)


def test_a_megabyte_pasted_and_not_split_is_given_back(fresh: TestHome) -> None:
    """Nothing of it was written, and nobody has to find it again."""
    text = MEGABYTE[: 2 * MAX_TEXT_BYTES].strip()
    done = fresh.try_typing("jot", answers=[text, "n"])

    assert (done.code, "Nothing written." in done.out, done.out.count(text)) == (130, True, 1)
    assert fresh.json("jot", "list")["jots"] == []


def test_an_answer_that_is_split_keeps_its_person_and_its_form(acme: TestHome) -> None:
    """The words around the text go with every piece."""
    text = MEGABYTE[: MAX_TEXT_BYTES + 100].strip()
    acme.type("note", "@ana", "--form", "example", answers=[text, "y"])

    entries = [line["row"] for line in acme.json("log", "-n", "2")["entries"]]
    assert [entry["what"] for entry in entries] == ["answer noted", "answer noted"]
    assert "".join(entry["text"] for entry in reversed(entries)).count("She told") == text.count("She told")


def test_a_question_is_never_split(acme: TestHome) -> None:
    """Half a question is another question."""
    done = acme.try_typing("follow", "x" * (MAX_TEXT_BYTES + 1), answers=["y"])

    assert (done.code, "Write it as" in done.out) == (1, False)


@pytest.mark.parametrize("text", [MEGABYTE, "é" * 200_000, "\n".join(["x" * 70] * 3000), "x" * (MAX_TEXT_BYTES + 1)])
def test_pieces_join_to_the_text_and_each_fits(text: str) -> None:
    """No letter is lost, cut in two, or counted wrong."""
    pieces = in_pieces(text)

    assert "".join(pieces) == text
    assert all(0 < len(piece.encode()) <= MAX_TEXT_BYTES for piece in pieces)
