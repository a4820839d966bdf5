"""The advertisement, seen again and asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..home import TestHome

LINES = "Your tasks:\n- three remote days\n- a training budget\n- you lead four people\n"


@pytest.fixture
def posted(acme: TestHome, tmp_path: Path) -> TestHome:
    """Give acme with the text of its posting."""
    (tmp_path / "posting.txt").write_text(LINES)
    acme.write("posting", "add", "--file", str(tmp_path / "posting.txt"), "--seen", "5 jan", "--open", "10")
    return acme


def test_before_anything_is_noted_it_says_how(acme: TestHome) -> None:
    """Nothing is shown, and what to type is."""
    assert acme.run("posting").out == "acme: its posting was not noted. Note it: twoway posting add --file FILE\n"


@pytest.mark.parametrize("verb", ["confirmed", "changed"])
def test_a_line_that_was_asked_about_can_be_settled(posted: TestHome, verb: str) -> None:
    """The question and what came of it speak of the same line."""
    posted.write("posting", "ask", "3")

    posted.write("posting", verb, "3", "@ana", "five people by summer")

    out = posted.run("posting").out
    assert f"3 lines: 1 {verb}, 2 open" in out
    assert "Ana: five people by summer" in out


def test_each_line_is_open_confirmed_or_changed(posted: TestHome) -> None:
    """What Ana said and what was seen stand under the lines; the third is open."""
    posted.write("posting", "changed", "1", "@ana", "n: two days")
    posted.write("posting", "confirmed", "2", "the course list on the wall")

    assert posted.run("posting").out.splitlines() == [
        "acme: 3 lines: 1 confirmed, 1 changed, 1 open; seen once",
        "  26 Dec ===============================================o 5 Jan",
        "  o seen, = open",
        "  1  changed     three remote days",
        "                 Ana: two days",
        "  2  confirmed   a training budget",
        "                 you saw: the course list on the wall",
        "  3  open        you lead four people",
        "Ask: twoway posting ask N. Settle: twoway posting confirmed N, or changed N",
    ]


def test_a_note_of_before_can_settle_a_line(posted: TestHome) -> None:
    """The answer is not noted twice; what it speaks to is added to it."""
    posted.write("start", "@ana")
    posted.write("ask", "How many days?")
    said = posted.write("note", "n: two days")
    before = len(posted.run("log").out.splitlines())
    screen = posted.type("posting", "changed", "1", "--on", said)

    assert f"posting line 1 changed by {said}: three remote days" in screen
    assert "Ana: two days" in posted.run("posting").out
    assert len(posted.run("log").out.splitlines()) == before + 2


def test_undo_opens_the_line_again(posted: TestHome) -> None:
    """The belief and the word on it go together."""
    written = posted.write("posting", "changed", "1", "@ana", "two days")
    posted.write("undo", written)

    assert "0 changed" not in posted.run("posting").out
    assert "3 open" in posted.run("posting").out


def test_a_line_becomes_a_question_for_here_only(posted: TestHome) -> None:
    """It stands in the bank of acme, and its finding behind it."""
    posted.write("posting", "ask", "3", "--about", "autonomy")
    here = posted.run("bank", "--about", "autonomy").out
    posted.write("open", "birch")

    assert 'The posting says "you lead four people"' in here
    assert "you lead four people" not in posted.run("bank").out


def test_put_up_again_is_a_warning_with_a_flag_and_a_question(posted: TestHome) -> None:
    """Open for 12 days on 1 March, it cannot be the one of January; the flag it proposes can be raised as it stands."""
    screen = posted.type("posting", "add", "--seen", "1 mar", "--open", "12")
    seen = screen.splitlines()[0][:5]

    assert "posting noted: seen 1 Mar, open 12 days, put up again once" in screen
    assert f'A flag? twoway flag "put up again once" --on {seen} --light' in screen
    assert "R put up again" in posted.run("posting").out
    posted.write("flag", "put up again once", "--on", seen, "--light")
    assert "A flag?" not in posted.run("posting").out


def test_a_posting_that_stood_all_the_time_is_no_warning(posted: TestHome) -> None:
    """Seen again, and never taken down."""
    screen = posted.type("posting", "add", "--seen", "20 jan", "--open", "25")

    assert "put up again" not in screen


def test_a_changed_text_shows_what_is_new_and_gone(posted: TestHome) -> None:
    """A plus marks the new line, and the old one stands below."""
    posted.write("posting", "add", "two remote days\na training budget", "--where", "their site")
    lines = posted.run("posting").out.splitlines()

    assert "  1  open      + two remote days" in lines
    assert "  gone           three remote days" in lines


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("jump",), 2),
        (("ask",), 2),
        (("ask", "9"), 1),
        (("confirmed", "x"), 2),
        (("changed", "1"), 2),
        (("changed", "1", "@nobody", "no"), 1),
        (("changed", "1", "--on", "zzz"), 1),
        (("add", "--open", "-1"), 2),
        (("add", "--seen", "someday"), 2),
        (("add", "--file", "/nowhere"), 1),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    posted: TestHome, words: tuple[str, ...], code: int
) -> None:
    """Each with its own reason; the view stays as it was."""
    before = posted.run("posting").out

    assert posted.run("posting", *words).code == code
    assert posted.run("posting").out == before


def test_the_past_shows_the_lines_as_they_were(posted: TestHome) -> None:
    """On the day before Ana spoke, the line was open."""
    posted.now = "2026-03-06T10:00:00+01:00"
    posted.write("posting", "changed", "1", "@ana", "two days")

    assert "3 open" in posted.run("at", "2026-03-05", "posting").out
    assert "1 changed" in posted.run("posting").out
