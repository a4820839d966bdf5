"""How supportive each person would be: the machine of every criterion, on what was said and seen of one person.

Of the future boss: everything on the criteria about the boss, whoever said it. Of anybody else: what they said, and
what I saw of them, on the criteria about the team. Only criteria of which more is better tell of support. Whoever looks
for staff and will not work with me is left out.
"""

from __future__ import annotations

from dataclasses import replace

from twoway_core.analysis.belief import believe
from twoway_core.analysis.evidence import Statement, voices
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.fit import reach_of
from twoway_core.projections.pieces import BOSS_LENS, TEAM_LENS, Piece
from twoway_core.projections.standing import Standing
from twoway_core.projections.view import Id, View

_LOOKING_FOR_STAFF = ("recruiter", "hr", "other")


class Support(View, frozen=True, kw_only=True):
    """One person's score, 0 to 1, with its range and coverage, and the notes it rests on; 0.5 where none is."""

    contact: Id
    who: str
    role: str
    boss: bool
    score: float
    range80: tuple[float, float]
    coverage: float
    notes: tuple[Id, ...]


def supports(mine: Mine, case: Case, standing: Standing) -> tuple[Support, ...]:
    """Return everybody one would work with at ``case``, the boss first, then who is best known."""
    people = standing.people
    rows = [
        _support(mine, standing, contact)
        for contact in people.contacts
        if contact in case.contacts and (people.is_boss(contact) or people.role(contact) not in _LOOKING_FOR_STAFF)
    ]
    return tuple(sorted(rows, key=lambda row: (not row.boss, -row.coverage, row.contact)))


def _support(mine: Mine, standing: Standing, contact: bytes) -> Support:
    is_boss = standing.people.is_boss(contact)
    lens = BOSS_LENS if is_boss else TEAM_LENS
    pieces = [
        piece
        for criterion in _telling(mine, lens)
        for piece in standing.counting(criterion)
        if is_boss or piece.evidence.contact == contact
    ]
    belief = believe(voices(_statement(piece) for piece in pieces))
    return Support(
        contact=Id(contact),
        who=standing.people.name(contact),
        role=standing.people.role(contact),
        boss=is_boss,
        score=belief.mean,
        range80=reach_of(belief),
        coverage=belief.coverage,
        notes=_notes(pieces),
    )


def _telling(mine: Mine, lens: str) -> list[bytes]:
    """Return the criteria under ``lens`` of which more is better."""
    return [
        key
        for key, one in mine.criteria.items()
        if one.event.lens == lens and one.event.shape == "more" and one.retired is None
    ]


def _statement(piece: Piece) -> Statement:
    """Return ``piece`` as one statement of several criteria: an answer that speaks to two of them speaks twice."""
    return replace(piece.statement(), question=(piece.criterion, piece.evidence.question))


def _notes(pieces: list[Piece]) -> tuple[Id, ...]:
    return tuple(dict.fromkeys(Id(piece.evidence.id) for piece in pieces))
