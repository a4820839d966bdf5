"""Usage: twoway
Say what is next: the interview, its first question, and what is overdue.
Example: twoway
"""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from twoway_client.desk import Desk
from twoway_client.parser import Parser

if TYPE_CHECKING:
    from twoway_core.projections.summary import WhatNext

_NO_JOURNAL = """\
No journal on this computer yet.
  begin one             twoway init
  join your other one   twoway join
  all devices lost      twoway recover"""
_LOCKED = "Locked. Writing goes on: twoway note, twoway jot. To read, any view asks to unlock."


def arguments(_parser: Parser) -> None:
    """Define the command line: nothing."""


def run(desk: Desk, _args: Namespace) -> None:
    """Print one line."""
    if not desk.home.exists():
        desk.output.view("twoway.now/1", {"journal": False, "locked": False}, _NO_JOURNAL)
    elif desk.is_locked:
        desk.output.view("twoway.now/1", {"journal": True, "locked": True}, _LOCKED)
    else:
        _say_next(desk)


def _names(view: WhatNext) -> list[str]:
    return [] if view.interview is None else [f"{view.interview.opportunity}/{view.interview.number}"]


def _say_next(desk: Desk) -> None:
    from twoway_client.naming import opportunity_names
    from twoway_client.times import to_ms
    from twoway_client.views.now import now_text
    from twoway_core.projections.followups import briefs
    from twoway_core.projections.summary import what_next

    summaries = desk.index.checkpoint.summaries
    named = [(handle, summaries[opportunity.hex()]) for handle, opportunity in opportunity_names(desk).items()]
    mine = desk.state().mine
    view = what_next(named, briefs(mine), to_ms(desk.now), desk.now.date())
    first = "" if named else "twoway open NAME" if mine.weights else "twoway want, then twoway open NAME"
    desk.output.view("twoway.now/1", view, now_text(view, first), _names(view))
