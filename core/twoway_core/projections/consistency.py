"""Consistency: stories that changed, the firm's claims against the boss's word, what was said against what I saw.

Two ratings bear each other out within a step; further apart, one says otherwise. Where nothing that the boss said is
rated, the claim is held against nothing, and says so.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from twoway_core.analysis.evidence import Voice
from twoway_core.analysis.settings import DEFAULTS
from twoway_core.journal.items import Answer
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.matters import name_of
from twoway_core.projections.pieces import Piece, speaker
from twoway_core.projections.plan import asked_for, asked_words
from twoway_core.projections.standing import Standing, own_voice
from twoway_core.projections.view import Id, View, moment

Word = Literal["bears it out", "says otherwise", "unknown"]


class Change(View, frozen=True, kw_only=True):
    """A story that changed: what was said first (``was``, entry ``before``) and what is said now, ``at`` that time."""

    before: Id
    after: Id
    first: datetime
    at: datetime
    who: str
    question: str
    was: str
    now: str


class FirmAndBoss(View, frozen=True, kw_only=True):
    """A rated claim about the firm, and what the future boss said on the same criterion."""

    belief: Id
    criterion: Id
    name: str
    claim: str
    firm: int
    boss: float | None
    who: str
    word: Word


class SaidAndSeen(View, frozen=True, kw_only=True):
    """What people said of one criterion and what I saw of it: mean ratings, 1 to 5."""

    criterion: Id
    name: str
    said: float
    seen: float
    word: Word


def changes(mine: Mine, case: Case, standing: Standing) -> tuple[Change, ...]:
    """Return every answer that was changed, beside the one that changed it, in lived order."""
    rows = [
        _change(mine, case, standing, before, case.answers[name])
        for before in case.answers.values()
        for name in before.superseded_by
    ]
    return tuple(sorted(rows, key=lambda row: (row.at, row.after)))


def _change(mine: Mine, case: Case, standing: Standing, before: Answer, after: Answer) -> Change:
    asked = asked_for(case, before.id) or asked_for(case, after.id)
    return Change(
        before=Id(before.id),
        after=Id(after.id),
        first=moment(before.at, before.offset),
        at=moment(after.at, after.offset),
        who=standing.people.name(speaker(case, after)),
        question=asked_words(mine, case, asked) if asked is not None else "",
        was=before.event.text,
        now=after.event.text,
    )


def firm_and_boss(mine: Mine, standing: Standing) -> tuple[FirmAndBoss, ...]:
    """Return every rated claim about the firm beside the boss's word, by criterion."""
    return tuple(
        _claim(mine, standing, piece)
        for pieces in standing.pieces.values()
        for piece in pieces
        if piece.evidence.firm_wide
    )


def _claim(mine: Mine, standing: Standing, piece: Piece) -> FirmAndBoss:
    boss = [
        one
        for one in standing.voices[piece.criterion]
        if isinstance(one.person, bytes) and standing.people.is_boss(one.person)
    ]
    rating = _mean(boss) if boss else None
    return FirmAndBoss(
        belief=Id(piece.evidence.id),
        criterion=Id(piece.criterion),
        name=name_of(mine, piece.criterion),
        claim=piece.evidence.text,
        firm=piece.rating,
        boss=rating,
        who=standing.voice_name(boss[0].person) if boss else "",
        word="unknown" if rating is None else _word(piece.rating, rating),
    )


def said_and_seen(mine: Mine, standing: Standing) -> tuple[SaidAndSeen, ...]:
    """Return every criterion that people spoke of and that I saw something of."""
    rows = []
    for criterion, heard in standing.voices.items():
        seen = [one for one in heard if own_voice(one.person)]
        said = [one for one in heard if not own_voice(one.person)]
        if seen and said:
            ratings = _mean(said), _mean(seen)
            rows.append(
                SaidAndSeen(
                    criterion=Id(criterion),
                    name=name_of(mine, criterion),
                    said=ratings[0],
                    seen=ratings[1],
                    word=_word(*ratings),
                )
            )
    return tuple(rows)


def _mean(heard: list[Voice]) -> float:
    return sum(one.weight * one.rating for one in heard) / sum(one.weight for one in heard)


def _word(one: float, other: float) -> Word:
    return "bears it out" if abs(one - other) <= DEFAULTS.hit_within + DEFAULTS.tolerance else "says otherwise"
