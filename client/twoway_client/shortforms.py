"""Short forms: one letter before a note says its form, one sign how sure the person was.

``e+: she sent two people`` is an example and sure; ``e?:`` is an example and unsure. What follows the
colon is kept as it was typed. A text without a short form is no special case: it comes back whole.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from twoway_core.events.base import Certainty, Form

FORMS: dict[str, Form] = {"e": "example", "n": "number", "g": "general", "v": "evasive", "r": "refused"}
CERTAINTIES: dict[str, Certainty] = {"+": "sure", "?": "unsure"}
FORM_WORDS = tuple(FORMS.values())
CERTAINTY_WORDS: tuple[Certainty, ...] = ("sure", "fairly", "unsure")
_SHORT = re.compile(r"([engvr])([+?])?:[ \t]*", re.ASCII)


class Said(NamedTuple):
    """A note as it was said: its text, and its form and certainty where they were given."""

    text: str
    form: Form | None = None
    certainty: Certainty | None = None


def parse(text: str) -> Said:
    """Return ``text`` without its short form, and what that says."""
    found = _SHORT.match(text)
    if found is None:
        return Said(text)
    return Said(text[found.end() :], FORMS[found[1]], CERTAINTIES.get(found[2] or ""))
