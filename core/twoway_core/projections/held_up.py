"""What held up: each rating of something said, beside what was found on that criterion after the decision."""

from __future__ import annotations

from collections.abc import Iterable

from twoway_core.analysis.calibration import Check, is_hit
from twoway_core.analysis.evidence import Source
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.looking_back import found_ratings
from twoway_core.projections.matters import name_of
from twoway_core.projections.people import people_of
from twoway_core.projections.pieces import pieces_of
from twoway_core.projections.view import Id, View


class HeldUp(View, frozen=True, kw_only=True):
    """One rating, of the note ``id``: what was ``said``, what was ``found``, 1 to 5, and whether it ``held``."""

    id: Id
    case: Id
    criterion: Id
    name: str
    source: Source
    said: int
    found: int
    held: bool


def held_up(mine: Mine, cases: Iterable[Case], settings: Settings = DEFAULTS) -> tuple[HeldUp, ...]:
    """Return every rating of something said that a review speaks to, by source, then by criterion."""
    rows = []
    for case in cases:
        found = found_ratings(case)
        for piece in pieces_of(mine, case, people_of(mine, case), settings):
            if piece.criterion in found:
                check = Check(piece.evidence.source, piece.rating, found[piece.criterion])
                rows.append(
                    HeldUp(
                        id=Id(piece.evidence.id),
                        case=Id(case.id),
                        criterion=Id(piece.criterion),
                        name=name_of(mine, piece.criterion),
                        source=piece.evidence.source,
                        said=piece.rating,
                        found=found[piece.criterion],
                        held=is_hit(check, settings),
                    )
                )
    return tuple(sorted(rows, key=lambda row: (row.source, row.name, row.id)))
