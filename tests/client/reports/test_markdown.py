"""The report as Markdown."""

from __future__ import annotations

import pytest

from twoway_client.reports.markdown import escaped, markdown

from ...core.projections.diary import Firm, acme, begun
from .shown import page
from .test_page import hostile, rich


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# a heading", "\\# a heading"),
        ("- a list", "\\- a list"),
        ("1. a list", "1\\. a list"),
        ("2) a list", "2\\) a list"),
        ("---", "\\---"),
        ("0.67 is a number", "0.67 is a number"),
        ("[x](http://y) ![z](w)", "\\[x\\](http://y) \\!\\[z\\](w)"),
        ("*a* _b_ `c` <d> &amp; a|b", "\\*a\\* \\_b\\_ \\`c\\` \\<d\\> \\&amp; a\\|b"),
        ("one\ntwo\x1b", "one two\\\\x1b"),
    ],
)
def test_text_of_the_journal_stays_text(text: str, shown: str) -> None:
    """No note becomes a heading, a list, a link, an image or a cell."""
    assert escaped(text) == shown


def test_the_words_and_tables_are_those_of_the_page() -> None:
    """Recommendation, reasons, the tables of the pictures, the notes."""
    text = markdown(page(acme().firm))

    assert text.startswith("*Decision report on Acme, Data engineer, as known on Fri 6 Mar 2026.")
    assert "\n# ASK MORE about Acme, before you go on\n" in text
    assert "\n1. 3 remote days open (0.67): only the recruiter said so\n" in text
    assert "| Acme | 0.67 | 0.52 to 0.82 | 49 % |" in text
    assert "\nher engineers decide; she hears afterwards  \n".strip() in text


def test_an_empty_report_says_what_is_missing() -> None:
    """No table where there was no picture."""
    text = markdown(page(Firm(begun().diary, "Acme")))

    assert "## 1. No answer rated yet; fit is unknown, not zero\n\n## 2." in text
    assert "### Notes\n\nNothing noted yet.\n" in text


def test_hostile_words_do_nothing_in_markdown_either() -> None:
    """What would be a tag is escaped."""
    text = markdown(page(hostile()))

    assert "<script" not in text.replace("\\<script", "")
    assert "\x1b" not in text


def test_a_rich_report_ends_in_one_line_break() -> None:
    """And differs from a poor one."""
    text = markdown(page(*rich()))

    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "a week, Ana" in text
