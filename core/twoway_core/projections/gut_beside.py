"""Gut against notes: what an interview felt like, beside what its notes add up to.

Both on the scale of ratings, 1 to 5; they differ where they lie more than a step apart. Neither is right by itself: a
gut feeling may know what was not noted, and may like somebody who is not the boss.
"""

from __future__ import annotations

from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.analysis.value import HIGHEST_RATING, LOWEST_RATING
from twoway_core.journal.handles import interview_numbers
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.rating import opened_gut
from twoway_core.projections.view import Id, View


class GutBeside(View, frozen=True, kw_only=True):
    """The gut feeling of one interview, by its ``number``, and the fit of today, both 1 to 5."""

    id: Id
    number: int
    gut: int
    words: str
    notes: float
    differs: bool


def guts_beside(mine: Mine, case: Case, fit: float, settings: Settings = DEFAULTS) -> tuple[GutBeside, ...]:
    """Return every gut feeling that is open, beside ``fit``."""
    notes = LOWEST_RATING + fit * (HIGHEST_RATING - LOWEST_RATING)
    numbers = interview_numbers(case.interviews)
    found = [(numbers[one.id], opened_gut(mine, case, one)) for one in case.interviews.values()]
    return tuple(
        GutBeside(
            id=gut.id,
            number=number,
            gut=gut.gut,
            words=gut.words,
            notes=notes,
            differs=abs(gut.gut - notes) > settings.hit_within + settings.tolerance,
        )
        for number, gut in found
        if gut is not None
    )
