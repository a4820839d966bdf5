"""The match of working styles: on each scale how I like to work, how they do, the gap, and how I would adapt.

- Their side is what was rated on the scale's criterion: the one of its name or, where no other scale shares it, the one
  that the scale names. The voices' ratings are averaged by what each counts.
- The gap is theirs less mine, in steps of the scale. It is off where it is more than half a step beyond what I can live
  with.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal

from twoway_core.analysis.evidence import Voice
from twoway_core.events.mine import WorkingStyleStated
from twoway_core.journal.items import Fact
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.fit import From
from twoway_core.projections.plan import plain
from twoway_core.projections.standing import Standing, standing_of
from twoway_core.projections.support import Support, supports
from twoway_core.projections.view import Id, View

HALF_STEP = 0.5

Match = Literal["match", "off", "unknown"]


class StyleRow(View, frozen=True, kw_only=True):
    """One scale: ``low`` is 1, ``high`` is 5. ``theirs`` and ``gap`` are None while nobody told.

    ``criterion``: the one that asks for their side, if there is one. ``adapt``: how I would adapt.
    """

    id: Id
    scale: str
    low: str
    high: str
    mine: int
    tolerance: int
    theirs: float | None
    voices: tuple[From, ...]
    gap: float | None
    match: Match
    adapt: str
    criterion: Id | None


class StyleMatch(View, frozen=True, kw_only=True):
    """Every scale that I stated, the widest gap first, and how supportive the people there are."""

    opportunity: str
    scales: tuple[StyleRow, ...]
    support: tuple[Support, ...]


def style_match(mine: Mine, case: Case, name: str) -> StyleMatch:
    """Return how the ways of ``case``, which is called ``name``, suit mine."""
    standing = standing_of(mine, case)
    rows = [_row(mine, standing, fact) for fact in mine.styles.values()]
    return StyleMatch(
        opportunity=name,
        scales=tuple(sorted(rows, key=lambda row: (row.gap is None, -abs(row.gap or 0.0)))),
        support=supports(mine, case, standing),
    )


def scale_criterion(mine: Mine, scale: str) -> bytes | None:
    """Return the criterion by which one learns of their side of ``scale``, if there is one."""
    alive = {key: one.event.name for key, one in mine.criteria.items() if one.retired is None}
    own = [key for key, name in alive.items() if plain(name) == plain(scale)]
    if own:
        return own[0]
    named = mine.styles[scale].event.criterion if scale in mine.styles else None
    shared = Counter(fact.event.criterion for fact in mine.styles.values())
    return named if named in alive and shared[named] == 1 else None


def _row(mine: Mine, standing: Standing, fact: Fact[WorkingStyleStated]) -> StyleRow:
    event = fact.event
    criterion = scale_criterion(mine, event.scale)
    heard = standing.voices.get(criterion, []) if criterion is not None else []
    theirs = _mean(heard)
    gap = None if theirs is None else theirs - event.level
    return StyleRow(
        id=Id(fact.id),
        scale=event.scale,
        low=event.low,
        high=event.high,
        mine=event.level,
        tolerance=event.tolerance,
        theirs=theirs,
        voices=tuple(From(name=standing.voice_name(one.person), rating=one.rating) for one in heard),
        gap=gap,
        match=_match(gap, event.tolerance),
        adapt=event.adapt,
        criterion=None if criterion is None else Id(criterion),
    )


def _mean(heard: list[Voice]) -> float | None:
    """Return the ratings averaged by weight; None where nothing counts."""
    total = sum(voice.weight for voice in heard)
    return sum(voice.weight * voice.rating for voice in heard) / total if total else None


def _match(gap: float | None, tolerance: int) -> Match:
    if gap is None:
        return "unknown"
    return "off" if abs(gap) > tolerance + HALF_STEP else "match"
