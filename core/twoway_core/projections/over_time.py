"""Fit over time: how well each opportunity fitted, as it was known on each day on which that could change.

- A day counts by when things were written, so that a step is what one would have read that evening.
- An offer is a mark. So is a rating that was given anew after it: no new evidence, but a new judgement of the old.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Literal

from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.events.base import Event
from twoway_core.ids import id_ms
from twoway_core.journal.items import Fact
from twoway_core.journal.state import Case, Mine, State
from twoway_core.projections.matters import name_of
from twoway_core.projections.standing import standing_of
from twoway_core.projections.view import Id, View, day_of

Past = Callable[[int], State]
"""The state as it was known at a time, in ms since 1970 UTC."""


class FitOn(View, frozen=True, kw_only=True):
    """The fit and its coverage as known at the end of ``day``."""

    day: date
    fit: float
    coverage: float


class Turn(View, frozen=True, kw_only=True):
    """An offer came, or a rating of ``words`` was given anew after it: that ``moved`` the fit by so much.

    ``id``: the offer's entry, or what was rated.
    """

    id: Id
    day: date
    kind: Literal["offer", "revision"]
    words: str
    moved: float


class Course(View, frozen=True, kw_only=True):
    """One opportunity: ``points`` by day, each until the next; ``turns`` in order."""

    id: Id
    points: tuple[FitOn, ...]
    turns: tuple[Turn, ...]


def courses(mine: Mine, cases: Sequence[Case], past: Past, settings: Settings = DEFAULTS) -> tuple[Course, ...]:
    """Return the course of each of ``cases``; ``past`` must know them all."""
    days: dict[date, int] = {}
    for fact in (*mine.weighings, *(fact for case in cases for fact in _moving(case))):
        day = day_of(id_ms(fact.id), fact.offset)
        days[day] = max(days.get(day, 0), id_ms(fact.id))
    states = [(day, past(until)) for day, until in sorted(days.items())]
    return tuple(
        Course(
            id=Id(case.id),
            points=tuple(_points(case.id, states, settings)),
            turns=tuple(sorted(_turns(mine, case, past, settings), key=lambda turn: (turn.day, turn.id))),
        )
        for case in cases
    )


def _moving(case: Case) -> Iterator[Fact[Event]]:
    """Yield the entries of ``case`` that may change its fit."""
    for rating in case.rated.values():
        yield rating
        yield from rating.revisions
    for offer in case.offers.values():
        yield offer
        yield from offer.changes
    yield from (answer for answer in case.answers.values() if answer.event.supersedes is not None)


def _points(case: bytes, states: Sequence[tuple[date, State]], settings: Settings) -> Iterator[FitOn]:
    for day, state in states:
        if case in state.cases:
            fit = standing_of(state.mine, state.cases[case], settings).fit
            yield FitOn(day=day, fit=fit.mean, coverage=fit.coverage)


def _turns(mine: Mine, case: Case, past: Past, settings: Settings) -> Iterator[Turn]:
    for offer in case.offers.values():
        day = day_of(id_ms(offer.id), offer.offset)
        yield Turn(id=Id(offer.id), day=day, kind="offer", words="offer", moved=0.0)
    first = min(case.offers, default=None)
    for (noted, criterion), rating in case.ratings.items():
        anew: list[Fact[Event]] = [*rating.revisions, *([rating] if rating.earlier else [])]
        for fact in anew:
            if first is not None and fact.id > first:
                before, after = (_fit(past(id_ms(fact.id) - one), case.id, settings) for one in (1, 0))
                day = day_of(id_ms(fact.id), fact.offset)
                words = name_of(mine, criterion)
                yield Turn(id=Id(noted), day=day, kind="revision", words=words, moved=after - before)


def _fit(state: State, case: bytes, settings: Settings) -> float:
    return standing_of(state.mine, state.cases[case], settings).fit.mean
