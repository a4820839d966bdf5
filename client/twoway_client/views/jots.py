"""The jots that wait to be filed: one line each, the oldest first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from twoway_client.output import WIDTH, one_line
from twoway_client.times import local, show_moment
from twoway_core.ids import short
from twoway_core.journal.items import Jot


class JotLine(msgspec.Struct, frozen=True):
    """One jot: its id, when it was jotted, its text."""

    id: bytes
    at: datetime
    text: str


class Jots(msgspec.Struct, frozen=True):
    """All that wait."""

    jots: list[JotLine]


def jots_view(jots: Mapping[bytes, Jot]) -> Jots:
    """Return the view of ``jots``."""
    return Jots([JotLine(name, local(jot.at, jot.offset), jot.event.text) for name, jot in jots.items()])


def listed_jots(view: Jots) -> str:
    """Return the jots as lines for a terminal."""
    if not view.jots:
        return "No jots wait to be filed."
    return "\n".join(_line(jot) for jot in view.jots)


def _line(jot: JotLine) -> str:
    head = f"{short(jot.id)}  {show_moment(jot.at):<16}  "
    return head + one_line(jot.text, WIDTH - len(head))
