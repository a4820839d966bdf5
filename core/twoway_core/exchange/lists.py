"""Lists and notes out of Markdown: each item of a list, and each paragraph, with the heading that it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twoway_core.errors import MalformedError
from twoway_core.projections.view import View

MAX_ITEMS = 20_000
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(.*)$")
_RULE = re.compile(r"[ \t]*([-*_=])(?:[ \t]*\1){2,}[ \t]*$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_NEWLINE = re.compile(r"\r\n|\n|\r")


class Item(View, frozen=True, kw_only=True):
    """One text. ``heading``: the nearest above it, or nothing; ``listed``: it is an item of a list."""

    text: str
    heading: str
    listed: bool


def read_items(text: str) -> tuple[Item, ...]:
    """Return the items and paragraphs of ``text``, in order. Raises MalformedError for more than 20,000."""
    found = tuple(Item(text=words, heading=heading, listed=listed) for heading, listed, words in _blocks(text))
    if len(found) > MAX_ITEMS:
        raise MalformedError(f"it has more than {MAX_ITEMS} items")
    return found


def _blocks(text: str) -> Iterator[tuple[str, bool, str]]:
    """Yield (heading, whether it is an item, words)."""
    heading, listed = "", False
    lines: list[str] = []
    for line in [*_NEWLINE.split(text), ""]:
        title, item = _HEADING.match(line), _ITEM.match(line)
        is_rule = _RULE.match(line) is not None
        if not line.strip() or title or item or is_rule:
            if lines:
                yield heading, listed, " ".join(lines)
            lines, listed = [], False
        if title:
            heading = _plain(title[2])
        elif item and not is_rule:
            listed = True
            lines = [_plain(item[1])] if item[1].strip() else []
        elif line.strip() and not is_rule:
            lines.append(_plain(line))


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text.strip())
