"""Tables of a terminal."""

from __future__ import annotations

from twoway_client.views.table import table


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    """Numbers stand to the right where that is asked for."""
    assert table([("a", "1", "first"), ("longer", "22", "second")], right=(1,)) == (
        "  a        1  first\n  longer  22  second"
    )


def test_the_last_column_is_cut_at_the_edge() -> None:
    """No line is wider than the screen, and a cut is shown."""
    [line] = table([("a", "word " * 40)]).split("\n")

    assert len(line) <= 80
    assert line.endswith(" ~")


def test_what_a_person_wrote_cannot_move_the_cursor() -> None:
    """Control characters are shown, not sent."""
    assert table([("\x1b[2J", "fine\x07")]) == "  \\x1b[2J  fine\\x07"


def test_no_rows_are_no_table() -> None:
    """Nothing is nothing."""
    assert table([]) == ""
