"""A summary of one opportunity, small enough to be kept, and what can be said from summaries alone.

Whoever keeps summaries needs no other entry for the list of opportunities, the to-dos, and the line that says what is
next. A summary holds ids and words, never a number that depends on the day; today and now are arguments.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import msgspec

from twoway_core.events.talk import QuestionAsked
from twoway_core.journal.handles import interview_numbers
from twoway_core.journal.items import Answer, Fact
from twoway_core.journal.state import Case, Interview, Mine
from twoway_core.projections.followups import TodoBrief, TodoRow, briefs, todo_rows
from twoway_core.projections.people import People, people_of
from twoway_core.projections.plan import plan_of
from twoway_core.projections.rating import to_rate
from twoway_core.projections.replay import MINUTE_MS, met_among
from twoway_core.projections.view import Id, View, moment


class InterviewBrief(msgspec.Struct, frozen=True, kw_only=True):
    """One interview. Times are ms since 1970 UTC; ``first``: the first question of the plan still to be asked."""

    id: bytes
    number: int
    people: tuple[str, ...]
    planned_ms: int | None
    offset: int
    length_minutes: int | None
    started_ms: int | None
    ended_ms: int | None
    cancelled: bool
    first: str
    debriefed: bool
    to_rate: int


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """One opportunity. ``hidden``: it was taken back, or its opening is not here. ``closed``: the outcome, if any.

    ``last``: the last entry of its part of the journal that was folded. ``people``: (id, name) of its contacts.
    ``reviewed``: a decision on it was looked back on.
    """

    id: bytes
    firm: str
    role: str
    stage: str
    closed: str
    hidden: bool
    last: bytes
    interviews: tuple[InterviewBrief, ...]
    people: tuple[tuple[bytes, str], ...]
    todos: tuple[TodoBrief, ...]
    reviewed: bool


class Upcoming(View, frozen=True, kw_only=True):
    """The interview that is on, or comes next: ``minutes`` until it starts, below 0 once that has passed."""

    opportunity: str
    number: int
    id: Id
    people: tuple[str, ...]
    starts: datetime | None
    minutes: int | None
    running: bool
    first: str


class WhatNext(View, frozen=True, kw_only=True):
    """The one line: the next interview, its first question, what is overdue, and what waits to be looked back on."""

    interview: Upcoming | None
    overdue: tuple[TodoRow, ...]
    to_rate: int
    to_debrief: tuple[str, ...]


@dataclass(slots=True)
class _Held:
    """What the interviews of one opportunity hold, by interview."""

    people: People
    asked: defaultdict[bytes | None, list[Fact[QuestionAsked]]] = field(default_factory=lambda: defaultdict(list))
    answers: defaultdict[bytes | None, list[Answer]] = field(default_factory=lambda: defaultdict(list))
    to_rate: Counter[bytes | None] = field(default_factory=Counter)


def summary(mine: Mine, case: Case, last: bytes) -> Summary:
    """Return the summary of ``case``; ``last`` is the id of the last entry of its part of the journal."""
    opened = case.opened.event if case.opened is not None else None
    numbers, held = interview_numbers(case.interviews), _held(mine, case)
    return Summary(
        id=case.id,
        firm=opened.firm if opened is not None else "",
        role=opened.role if opened is not None else "",
        stage=case.stage,
        closed=case.closed.event.outcome if case.closed is not None else "",
        hidden=opened is None,
        last=last,
        interviews=tuple(_interview(mine, case, one, numbers[one.id], held) for one in case.interviews.values()),
        people=tuple((contact.id, contact.name) for contact in case.contacts.values()),
        todos=briefs(mine, case),
        reviewed=bool(case.reviews),
    )


def _held(mine: Mine, case: Case) -> _Held:
    """Sort what the interviews hold in one go: there may be many of both."""
    held = _Held(people_of(mine, case))
    for fact in case.asked.values():
        held.asked[fact.event.interview].append(fact)
    for answer in case.answers.values():
        held.answers[answer.event.interview].append(answer)
    for card in to_rate(mine, case):
        noted = case.answers.get(card.id) or case.observations.get(card.id)
        held.to_rate[noted.event.interview if noted is not None else None] += 1
    return held


def _interview(mine: Mine, case: Case, one: Interview, number: int, held: _Held) -> InterviewBrief:
    asked = held.asked[one.id]
    plan = plan_of(mine, case, one, asked)
    waiting = [line.text for line in plan if line.waiting and not line.line.late]
    return InterviewBrief(
        id=one.id,
        number=number,
        people=tuple(held.people.name(contact) for contact in met_among(case, one, asked, held.answers[one.id])),
        planned_ms=one.planned_ms,
        offset=one.planned_offset,
        length_minutes=one.length_minutes,
        started_ms=one.started.at if one.started is not None else None,
        ended_ms=one.ended.at if one.ended is not None else None,
        cancelled=one.cancelled is not None,
        first=waiting[0] if waiting else "",
        debriefed=bool(one.debriefs),
        to_rate=held.to_rate[one.id],
    )


def todo_list(summaries: Iterable[tuple[str, Summary]], mine: Sequence[TodoBrief], today: date) -> tuple[TodoRow, ...]:
    """Return all to-dos, of ``summaries`` given with their names and of no opportunity, on ``today``.

    Those of an opportunity that was taken back are left out.
    """
    theirs = [(name, todo) for name, one in summaries if not one.hidden for todo in one.todos]
    return todo_rows([*theirs, *(("", todo) for todo in mine)], today)


def what_next(
    summaries: Sequence[tuple[str, Summary]], mine: Sequence[TodoBrief], now_ms: int, today: date
) -> WhatNext:
    """Return what is next at ``now_ms`` since 1970, on ``today``."""
    shown = [(name, one) for name, one in summaries if not one.hidden]
    live = [(name, one, brief) for name, one in shown if not one.closed for brief in one.interviews]
    coming = [(name, brief) for name, _, brief in live if _is_coming(brief, now_ms)]
    coming.sort(key=_place)
    ended = [(name, brief) for name, _, brief in live if brief.ended_ms is not None]
    return WhatNext(
        interview=_upcoming(*coming[0], now_ms) if coming else None,
        overdue=tuple(row for row in todo_list(shown, mine, today) if row.state in ("overdue", "look again")),
        to_rate=sum(brief.to_rate for _, brief in ended),
        to_debrief=tuple(f"{name}/{brief.number}" for name, brief in ended if not brief.debriefed),
    )


def _place(named: tuple[str, InterviewBrief]) -> tuple[bool, bool, int, bytes]:
    """Return what interviews that come are put in order by: what is on first, what has no time yet last."""
    brief = named[1]
    return brief.started_ms is None, brief.planned_ms is None, brief.planned_ms or 0, brief.id


def _is_coming(brief: InterviewBrief, now_ms: int) -> bool:
    """Return whether the interview is on, or planned for a time that is not over yet, or for none so far."""
    if brief.cancelled or brief.ended_ms is not None:
        return False
    if brief.started_ms is not None:
        return True
    length_ms = (brief.length_minutes or 0) * MINUTE_MS
    return brief.planned_ms is None or brief.planned_ms + length_ms >= now_ms


def _upcoming(name: str, brief: InterviewBrief, now_ms: int) -> Upcoming:
    starts_ms = brief.planned_ms if brief.started_ms is None else brief.started_ms
    return Upcoming(
        opportunity=name,
        number=brief.number,
        id=Id(brief.id),
        people=brief.people,
        starts=None if starts_ms is None else moment(starts_ms, brief.offset),
        minutes=None if starts_ms is None else (starts_ms - now_ms) // MINUTE_MS,
        running=brief.started_ms is not None,
        first=brief.first,
    )
