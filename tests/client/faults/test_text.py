"""Texts that would do harm, or that no journal can hold: kept letter for letter, or given back."""

from __future__ import annotations

import os

import pytest

from tests.client.faults.programs import Program
from tests.client.home import TestHome

HOSTILE = {
    "NUL": "a\x00b",
    "escape": "fine \x1b[2J\x07",
    "C1": "\x9b31mred\x9b0m",
    "clipboard": "\x1b]52;c;cm0gLXJmIH4=\x07",
    "carriage return": "I accept\rI refuse",
    "line separator": "one\u2028two\u2029three",
    "right to left": "salary \u202e000,09\u202c a year",
    "joined emoji": "\U0001f469\u200d\U0001f680 \U0001f44d\U0001f3fd",
    "decomposed": "e\u0301 is not \u00e9",
    "byte order mark": "\ufefffirst",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_from_a_pipe_is_kept_letter_for_letter(program: Program, text: str) -> None:
    """What a program reads back is what was piped in; nothing is normalised."""
    done = program.run("jot", text=text.encode())

    assert (done.code, program.jots()) == (0, [text])


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_never_reaches_the_screen_as_it_is(fresh: TestHome, text: str) -> None:
    """On a terminal every control and direction character has a visible stand-in, in lists and in the log."""
    fresh.write("jot", text=text)
    screens = fresh.type("jot", "list") + fresh.type("log", "-n", "1") + fresh.type("undo")

    controls = {letter for letter in screens if not letter.isprintable()}
    assert controls <= {"\n", "\u200d", "\ufeff"}


def test_bytes_that_are_no_text_are_refused_in_an_argument(program: Program) -> None:
    """The bytes are shown as such, and nothing is written."""
    done = program.run("jot", b"caf\xe9 at noon")

    assert (done.code, program.jots()) == (1, [])
    assert done.says("error: this text is not valid UTF-8.", "nothing was written", r"copy: caf\xe9 at noon", "try:")


def test_bytes_that_are_no_text_are_refused_from_a_pipe(program: Program) -> None:
    """A pipe cannot be read twice: what came through it is given back."""
    done = program.run("jot", text=b"caf\xe9 at noon")

    assert (done.code, program.jots()) == (1, [])
    assert done.says("not valid UTF-8", r"copy: caf\xe9 at noon", "iconv")


@pytest.mark.parametrize("half", [b"\xed\xa0\x80", b"\xed\xbf\xbf"])
def test_half_a_pair_of_surrogates_is_refused(program: Program, half: bytes) -> None:
    """No file can carry it exactly, whatever some programs write."""
    done = program.run("jot", text=b"a" + half)

    assert (done.code, program.jots()) == (1, [])


def test_bytes_that_are_no_text_are_refused_at_a_prompt(program: Program) -> None:
    """A terminal may send anything; what was typed is given back."""
    terminal = program.terminal("jot")
    terminal.child.expect_exact("> ")
    os.write(terminal.child.child_fd, b"caf\xff\r")
    code, shown = terminal.end()

    assert (code, program.jots()) == (1, [])
    assert r"your text, printed here to copy:  caf\xff" in shown


@pytest.mark.parametrize(
    "words", [[b"open", b"f\xff"], [b"who", b"add", b"B\xffb"], [b"f\xff"], [b"bank", b"add", b"\xff"]]
)
def test_no_verb_takes_bytes_that_are_no_text(at_acme: Program, words: list[bytes]) -> None:
    """Names are texts as well, and so are verbs."""
    assert at_acme.run(*words).code == 1
    assert at_acme.run(*words, "--json").error["code"] == "text"


@pytest.mark.parametrize("words", [["\x1b[31mevil"], ["jot", "--\x1b[31mevil"], ["log", "\x1b[31mevil"]])
def test_an_error_never_obeys_what_it_quotes(program: Program, words: list[str]) -> None:
    """A pasted command cannot colour the screen, or worse, through the complaint about it."""
    done = program.run(*words)

    assert (done.code in (1, 2), "\x1b" in done.err, r"\x1b[31mevil" in done.err) == (True, False, True)


@pytest.mark.parametrize("text", ["", " \n", "\t"])
def test_nothing_is_not_a_note(program: Program, text: str) -> None:
    """An empty argument or pipe is a usage error: something is missing."""
    from_argument = program.run("jot", text)
    from_pipe = program.run("jot", text=text.encode())

    assert (from_argument.code, from_pipe.code) == (2, 2)
    assert from_pipe.says("the note is missing")


def test_after_two_dashes_everything_is_text(program: Program) -> None:
    """A note may look like an option; without the dashes the way out is named."""
    done = program.run("jot", "--json")
    assert done.code == 2

    refused = program.run("jot", "-5", "percent", "--loss")
    assert (refused.code, refused.says("a text that begins with a dash goes after --")) == (2, True)

    assert program.run("jot", "--", "--json", "--home", "nowhere").code == 0
    assert program.jots() == ["--json --home nowhere"]


def test_without_a_locale_text_is_utf_8_all_the_same(program: Program) -> None:
    """Arguments, pipes and answers are UTF-8, whatever a bare machine claims."""
    bare = Program(program.home, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})

    assert bare.run("jot", "déjà vu").code == 0
    assert bare.run("jot", text="naïve".encode()).code == 0

    shown = bare.run("jot", "list")
    assert (shown.code, "déjà vu" in shown.out, "naïve" in shown.out) == (0, True, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["open", "n" * 201], "firm: at most 200 characters, please"),
        (["who", "add", "n" * 201], "name: at most 200 characters, please"),
        (["promise", "n" * 1001], "term: at most 1000 characters, please"),
    ],
)
def test_a_name_that_is_too_long_is_said_in_words(acme: TestHome, words: list[str], said: str) -> None:
    """A person is told the bound, and nothing of types."""
    done = acme.run(*words)

    assert (done.code, said in done.err, "`" in done.err) == (1, True, False)


@pytest.mark.parametrize("name", ["", "  ", "n" * 64])
def test_a_device_has_a_name_that_fits(empty: TestHome, name: str) -> None:
    """It goes into a roster and on the other screen."""
    done = empty.run("init", "--name", name, "--no-passphrase", "--no-word-check")

    assert (done.code, "1 to 63 characters" in done.err, list(empty.folder.iterdir())) == (2, True, [])
