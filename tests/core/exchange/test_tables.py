"""Tables as CSV."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.errors import MalformedError
from twoway_core.exchange.tables import MAX_COLUMNS, MAX_ROWS, from_csv, guarded, to_csv, unguarded

CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], include_characters="\t\r\n'=+-@"))
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=4).filter(any), min_size=1, max_size=4)


@given(ROWS)
def test_a_table_comes_back_as_it_went_out_m6(rows: list[list[str]]) -> None:
    """Formulae, quotes, line ends and all."""
    assert from_csv("".join(to_csv([["a", "b"], *rows]))) == [["a", "b"], *rows]


@given(CELLS)
def test_no_cell_begins_as_a_formula_does_m6(cell: str) -> None:
    """Not even behind blanks."""
    assert guarded(cell).strip()[:1] not in set("=+-@＝＋－＠")
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t1", "\r1", "\n1", " =1", "'=1", "＝1", "''@"])
def test_a_formula_gets_an_apostrophe_m6(cell: str) -> None:
    """And one that has some gets another, or it could not be told."""
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "1", "a=b", "'quoted'", "it's", "'"])
def test_another_cell_stays_as_it_is(cell: str) -> None:
    """Going out and coming in."""
    assert guarded(cell) == unguarded(cell) == cell


def test_controls_are_replaced() -> None:
    """A table is read by programs that a control could drive."""
    assert guarded("a\x1b[2J\x00\x9b") == "a\ufffd[2J\ufffd\ufffd"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_other_separators_are_read(separator: str) -> None:
    """As spreadsheets of other countries write them; empty rows are none."""
    text = separator.join(["a", "b"]) + "\n\n" + separator.join(['"1"', "2"]) + "\r\n"

    assert from_csv(text) == [["a", "b"], ["1", "2"]]


def test_an_old_line_end_is_one() -> None:
    """A carriage return alone."""
    assert from_csv("a\r1\r") == [["a"], ["1"]]


@pytest.mark.parametrize(
    "text", ['a\n"b\n', "a\n" * (MAX_ROWS + 1), "," * MAX_COLUMNS + "a", f"a\n{'x' * 200_000}", 'a\n"b"c\n']
)
def test_what_is_no_table_is_refused_m9(text: str) -> None:
    """A quote without end, too many rows or columns, a cell that is too long."""
    with pytest.raises(MalformedError):
        from_csv(text)
