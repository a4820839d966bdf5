"""Phrases: sentences in which a number links to what stands behind it.

Text of the journal enters a page by ``cleaned`` alone: control and direction characters become visible
stand-ins, so that no note can act on the page or pretend to be another.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from twoway_client.output import visible


class Link(NamedTuple):
    """Words that lead to ``to``, the id of an element of the same page."""

    words: str
    to: str


Phrase = tuple[str | Link, ...]


def cleaned(text: str) -> str:
    """Return ``text`` escaped for HTML and SVG, on one line."""
    return escape(visible(" ".join(text.splitlines())))


def paragraphs(text: str) -> str:
    """Return ``text`` escaped for HTML, with its own line breaks."""
    return "<br>".join(escape(visible(line)) for line in text.splitlines())


def plain(phrase: Phrase) -> str:
    """Return the words of ``phrase`` without its links."""
    return "".join(part.words if isinstance(part, Link) else part for part in phrase)


def linked(phrase: Phrase) -> str:
    """Return ``phrase`` as HTML."""
    return "".join(
        f'<a href="#{escape(part.to)}">{cleaned(part.words)}</a>' if isinstance(part, Link) else cleaned(part)
        for part in phrase
    )


def joined(phrases: Iterable[Phrase], separator: str = ", ") -> Phrase:
    """Return ``phrases`` as one, with ``separator`` between them."""
    parts: list[str | Link] = []
    for phrase in phrases:
        parts.extend([separator, *phrase] if parts else phrase)
    return tuple(parts)
