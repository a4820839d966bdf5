"""Lists and notes out of Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.errors import MalformedError
from twoway_core.exchange.lists import MAX_ITEMS, read_items


def items(text: str) -> list[tuple[str, bool, str]]:
    """Return (heading, whether it is an item, words)."""
    return [(one.heading, one.listed, one.text) for one in read_items(text)]


def test_items_and_paragraphs_stand_under_their_headings() -> None:
    """An item goes on over its next line; a paragraph ends at an empty one."""
    text = "intro\n\n# A #\n- one\n  and more\n* two\n\nsome\nwords\n***\n## B\n3) [x] three\n"

    assert items(text) == [
        ("", False, "intro"),
        ("A", True, "one and more"),
        ("A", True, "two"),
        ("A", False, "some words"),
        ("B", True, "three"),
    ]


def test_escapes_are_undone_and_empty_items_are_none() -> None:
    """As Markdown has it."""
    assert items("- \\# one \\* two \\n\n-  \n+ \r\n1. x") == [("", True, "# one * two \\n"), ("", True, "x")]


def test_too_many_items_are_refused_m9() -> None:
    """Nothing is cut off unsaid."""
    with pytest.raises(MalformedError, match="20000"):
        read_items("- x\n" * (MAX_ITEMS + 1))


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    """What is found is never empty."""
    assert all(one.text.strip() for one in read_items(text))
