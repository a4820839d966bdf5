"""Phrases, and the one way in which text of the journal enters a page."""

from __future__ import annotations

import pytest

from twoway_client.reports.phrases import Link, cleaned, joined, linked, paragraphs, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('<b a="x">&', "&lt;b a=&quot;x&quot;&gt;&amp;"),
        ("it's", "it&#x27;s"),
        ("red\x1b[31m", "red\\x1b[31m"),
        ("a\u202eb", "a\\u202eb"),
        ("two\nlines", "two lines"),
    ],
)
def test_text_of_the_journal_cannot_act_on_the_page(text: str, shown: str) -> None:
    """Marks of HTML, control and direction characters become plain letters."""
    assert cleaned(text) == shown


def test_a_note_keeps_its_own_lines() -> None:
    """Line breaks are kept, and nothing else of it acts."""
    assert paragraphs("one\n<two>") == "one<br>&lt;two&gt;"


def test_a_phrase_links_its_numbers() -> None:
    """The same words with links and without."""
    phrase = ("fit ", Link("0.67", "f-o1-fit"), " & more")

    assert linked(phrase) == 'fit <a href="#f-o1-fit">0.67</a> &amp; more'
    assert plain(phrase) == "fit 0.67 & more"


def test_phrases_are_joined_with_their_links() -> None:
    """A separator stands between two, and none before the first."""
    assert joined([("a",), (Link("b", "n-b"), "c")], "; ") == ("a", "; ", Link("b", "n-b"), "c")
    assert joined([]) == ()
