"""Prices: what asking a question is worth right now, where there is something to beat.

That is the present job, once it was rated; without it nothing is priced, and what weighs most and is known least comes
first. What others offer is not looked at here: a plan is made for one opportunity, and while people wait.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.matters import matters_of, present_fit
from twoway_core.projections.people import listed
from twoway_core.projections.rivals import rival_of
from twoway_core.projections.worth import AskWorth, worth_of_asking

NOTHING_TO_GAIN = ("cannot change your mind", "nobody can change your mind")


@dataclass(frozen=True, slots=True)
class Prices:
    """What each question is worth from each person who was not asked it, the worthiest a minute first."""

    rows: tuple[AskWorth, ...]

    def of(self, question: bytes | None, contact: bytes | None) -> AskWorth | None:
        """Return the price of ``question`` put to ``contact``; None where it has none."""
        return next((row for row in self.rows if (row.question, row.contact) == (question, contact)), None)

    def best_on(self, criterion: bytes) -> float:
        """Return the most that asking about ``criterion`` is worth a minute, in fit."""
        return max((row.per_minute for row in self.rows if row.about == criterion and not row.up_to), default=0.0)

    def idle(self, question: bytes | None) -> str:
        """Return in a sentence whom it is no use to ask ``question``; nothing where it has its use with everybody."""
        rows = [row for row in self.rows if row.question == question]
        names = [row.who for row in rows if row.finding in NOTHING_TO_GAIN]
        if not names:
            return ""
        whom = "anybody" if len(names) == len(rows) else listed(names)
        return f"Asking {whom} about it cannot change your mind today."


def prices(mine: Mine, case: Case, contacts: Iterable[bytes] | None, settings: Settings = DEFAULTS) -> Prices | None:
    """Return what to ask ``contacts`` is worth, everybody of ``case`` for None; None where nothing can be priced."""
    matters = matters_of(mine)
    if not present_fit(mine, matters).coverage:
        return None
    rival = rival_of(mine, matters, case, (), settings)
    return Prices(worth_of_asking(mine, case, rival, contacts, settings))
