"""The timeline of one opportunity: talks, promises, red flags, and what was sent and waits for a reply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Literal

from twoway_core.events.base import Event
from twoway_core.journal.handles import interview_numbers
from twoway_core.journal.items import Fact
from twoway_core.journal.state import Case, Interview, Mine
from twoway_core.projections.followups import todo_words
from twoway_core.projections.people import People, listed, people_of
from twoway_core.projections.plan import plan_of
from twoway_core.projections.replay import met
from twoway_core.projections.steps import worded
from twoway_core.projections.view import Id, View, moment

SILENCE_DAYS = 14
"""From so many days without anything on, it is a silence."""

Kind = Literal["talk", "promise", "flag", "sent"]


class Happening(View, frozen=True, kw_only=True):
    """One thing that happened. ``words`` say what; a talk counts its planned questions, by person."""

    id: Id
    at: datetime
    kind: Kind
    words: str
    asked: int = 0
    planned: int = 0


class Silence(View, frozen=True, kw_only=True):
    """A stretch without anything. ``after``: the entry it follows; ``lasts``: up to the day one looks from."""

    start: date
    end: date
    after: Id
    lasts: bool

    @property
    def days(self) -> int:
        """How long it is, in days."""
        return (self.end - self.start).days


class Timeline(View, frozen=True, kw_only=True):
    """What happened with one opportunity, in lived order."""

    opportunity: str
    happenings: tuple[Happening, ...]


def timeline(mine: Mine, case: Case, name: str) -> Timeline:
    """Return the timeline of ``case``, which is called ``name``."""
    people = people_of(mine, case)
    happenings = [*_talks(mine, case, people), *_said(case, people), *_sent(mine, case, people)]
    return Timeline(opportunity=name, happenings=tuple(sorted(happenings, key=lambda one: (one.at, one.id))))


def silences(happenings: Sequence[Happening], until: date) -> tuple[Silence, ...]:
    """Return the stretches of 14 days and more without anything, seen from the day ``until``."""
    ends = [*(one.at.date() for one in happenings[1:]), until]
    found = [
        Silence(start=one.at.date(), end=end, after=one.id, lasts=place == len(happenings))
        for place, (one, end) in enumerate(zip(happenings, ends, strict=False), 1)
    ]
    return tuple(silence for silence in found if silence.days >= SILENCE_DAYS)


def _talks(mine: Mine, case: Case, people: People) -> Iterator[Happening]:
    numbers = interview_numbers(case.interviews)
    for interview in case.interviews.values():
        if interview.started is not None:
            plan = plan_of(mine, case, interview)
            yield Happening(
                id=Id(interview.id),
                at=moment(interview.started.at, interview.started.offset),
                kind="talk",
                words=_talk_words(numbers[interview.id], case, interview, people),
                asked=sum(len(line.asked) for line in plan),
                planned=sum(len(line.asked) + len(line.waiting) for line in plan),
            )


def _talk_words(number: int, case: Case, interview: Interview, people: People) -> str:
    names = listed(people.name(contact) for contact in met(case, interview))
    kind = interview.kind or "interview"
    return f"{kind} {number} with {names}" if names else f"{kind} {number}"


def _said(case: Case, people: People) -> Iterator[Happening]:
    for promise in case.commitments.values():
        words = worded(promise.event.term, promise.event.value)
        who = f", {people.name(promise.event.contact)}" if promise.event.contact is not None else ""
        yield _happening(promise, "promise", words + who)
    for flag in case.flags.values():
        yield _happening(flag, "flag", flag.event.text)


def _sent(mine: Mine, case: Case, people: People) -> Iterator[Happening]:
    for todo in case.todos.values():
        if todo.sent is not None and todo.answered is None and todo.dropped is None:
            yield _happening(todo.sent, "sent", todo_words(mine, case, people, todo.event))


def _happening(fact: Fact[Event], kind: Kind, words: str) -> Happening:
    return Happening(id=Id(fact.id), at=moment(fact.at, fact.offset), kind=kind, words=words)
