"""Colours of a terminal: they repeat what words say; a view is plain text first and coloured last, or not at all.

Ids and how to undo are dim, short names bold, one's own ratings cyan, ``warning:`` yellow, ``error:`` red.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import IO

_STYLES = {"dim": "2", "bold": "1", "yellow": "33", "red": "31", "cyan": "36"}


def has_colours(stream: IO[str]) -> bool:
    """Return whether ``stream`` is a terminal that shows colours to a person who wants them."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def painted(text: str, style: str) -> str:
    """Return ``text`` in a style: dim, bold, yellow, red or cyan."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def coloured(text: str, names: Iterable[str] = ()) -> str:
    """Return a view in colours: ids at the start of a line, ratings, and ``names`` that begin a line."""
    from twoway_core.ids import CONSONANTS

    text = re.sub(rf"(?m)^( *)([{CONSONANTS}]{{5}})(?=  )", lambda one: one[1] + painted(one[2], "dim"), text)
    text = re.sub(r"\brated [1-5]\b", lambda one: painted(one[0], "cyan"), text)
    known = "|".join(re.escape(name) for name in names if name)
    if not known:
        return text
    return re.sub(rf"(?m)^([ *]*)({known})(?=[ ,:.]|$)", lambda one: one[1] + painted(one[2], "bold"), text)
