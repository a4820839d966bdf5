"""Judging: views of ratings and fit keep still while one sits in the interview they are about.

A number on the screen would colour what is heard next. An interview that nobody ended is over after half a day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twoway_client.errors import Refusal
from twoway_client.past import PastDesk
from twoway_client.times import to_ms

if TYPE_CHECKING:
    from twoway_client.desk import Desk
    from twoway_core.journal.state import Case

FORGOTTEN_MS = 12 * 60 * 60 * 1000


def keep_still_during(desk: Desk, case: Case) -> None:
    """Raise Refusal while an interview of ``case`` is under way; the past may always be looked at."""
    if isinstance(desk, PastDesk):
        return
    for interview in case.interviews.values():
        started = interview.started
        if started is not None and interview.is_open and 0 <= to_ms(desk.now) - started.at < FORGOTTEN_MS:
            name = desk.names.of(interview.id) or "an interview"
            raise Refusal(
                "in-interview",
                f"{name} is under way; ratings and fit are not shown before its end.",
                mend=f"twoway end, then twoway {desk.verb}",
            )
