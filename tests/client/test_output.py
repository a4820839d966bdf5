"""What reaches the screen: nothing from the journal can move the cursor, change a title or run a command."""

from __future__ import annotations

import io
import json

import pytest

from twoway_client.errors import Refusal
from twoway_client.output import Output, one_line, to_json, visible, wrapped
from twoway_core.ids import handle, make_entry_id


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("fine \x1b[2J\x07", "fine \\x1b[2J\\x07"),
        ("\x9b31mred", "\\x9b31mred"),
        ("\x1b]52;c;aGk=\x07", "\\x1b]52;c;aGk=\\x07"),
        ("over\rwritten", "over\\rwritten"),
        ("two\nlines\tand a tab", "two\\nlines\\tand a tab"),
        ("right \u202eto left", "right \\u202eto left"),
        ("line\u2028separator", "line\\u2028separator"),
        ("a\x00b", "a\\x00b"),
        ("desk\u200b", "desk\\u200b"),
        ("so\u00adft\u2060 \ufeff", "so\\u00adft\\u2060 \\ufeff"),
    ],
)
def test_every_control_character_has_a_visible_stand_in(text: str, shown: str) -> None:
    """Escapes, C1 codes, clipboard commands, overwriting and direction marks are shown, never obeyed."""
    assert visible(text) == shown


def test_ordinary_text_of_any_script_is_left_alone() -> None:
    """Accents, other scripts and emoji are the person's own words."""
    assert visible("Ana Peña, 東京, naïve 👍") == "Ana Peña, 東京, naïve 👍"


def test_a_long_text_is_cut_at_a_word_and_says_so() -> None:
    """One line of a list never wraps."""
    assert one_line("her engineers decide; she heard of it afterwards", 24) == "her engineers decide; ~"


def test_further_lines_stand_under_the_first_word() -> None:
    """An error reads as one block."""
    assert wrapped("error: ", "one two three", 14) == "error: one two\n       three"


def test_a_refusal_names_what_happened_what_is_kept_and_what_to_try() -> None:
    """Three lines on stderr, nothing on stdout."""
    out, err = io.StringIO(), io.StringIO()

    Output(out=out, err=err).refuse(Refusal("busy", "it is in use.", kept="your text", mend="again"))

    assert err.getvalue() == "error: it is in use.\nkept:  your text\ntry:   again\n"
    assert out.getvalue() == ""


def test_of_two_ways_out_each_has_its_line_where_one_is_too_short() -> None:
    """A command is not broken off in its midst."""
    err = io.StringIO()
    Output(out=err, err=err).refuse(Refusal("x", "no.", mend=f"twoway note {'x' * 50}   or  twoway who add Carl"))

    assert err.getvalue().splitlines()[1:] == [f"try:   twoway note {'x' * 50}", "       or  twoway who add Carl"]


def test_with_json_a_refusal_is_one_object_on_stderr() -> None:
    """A program finds code, what, kept and try."""
    out, err = io.StringIO(), io.StringIO()

    Output(json=True, out=out, err=err).refuse(Refusal("busy", "in use.", kept="all", mend="again"))

    assert json.loads(err.getvalue()) == {"error": {"code": "busy", "what": "in use.", "kept": "all", "try": "again"}}


def test_a_json_view_names_its_schema_and_shows_ids_as_handles() -> None:
    """Ids are letters that a command takes back; other bytes are hex."""
    name = make_entry_id(1, 2, 3)

    shown = json.loads(to_json("twoway.fit/1", {"id": name, "hash": b"\x01\x02", "nested": [{"by": name}]}))

    assert shown == {"schema": "twoway.fit/1", "id": handle(name), "hash": "0102", "nested": [{"by": handle(name)}]}


def test_in_a_pipe_a_write_prints_its_id_alone() -> None:
    """A script takes the id; the sentence is for people."""
    out = io.StringIO()

    Output(out=out).wrote("kdmxr", "answer noted: Ana on 1")

    assert out.getvalue() == "kdmxr\n"
