"""The timeline of one opportunity: postings, talks, promises, red flags, offers, and what waits for a reply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Literal

from msgspec.structs import replace

from twoway_core.events.base import Event
from twoway_core.events.case import PostingObserved
from twoway_core.journal.handles import interview_numbers
from twoway_core.journal.items import Fact
from twoway_core.journal.state import Case, Interview, Mine
from twoway_core.projections.followups import todo_words
from twoway_core.projections.kept import kept_promises
from twoway_core.projections.people import People, listed, people_of
from twoway_core.projections.plan import plan_of, progress
from twoway_core.projections.replay import met
from twoway_core.projections.steps import worded
from twoway_core.projections.terms import latest_offer
from twoway_core.projections.view import Id, View, day_of, moment

NOON = time(12)
SILENCE_DAYS = 14
"""From so many days without anything on, it is a silence."""

Kind = Literal["posting", "talk", "promise", "flag", "offer", "sent"]


class Happening(View, frozen=True, kw_only=True):
    """One thing that happened. ``words`` say what.

    ``planned``, ``asked``: of a talk, the lines of its plan, and those asked of everybody they were for.
    ``broken``: the day of the offer that does not keep a promise.
    """

    id: Id
    at: datetime
    kind: Kind
    words: str
    asked: int = 0
    planned: int = 0
    broken: date | None = None


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
    happenings = [
        *_talks(mine, case, people),
        *_said(mine, case, people),
        *_shown(case),
        *_sent(mine, case, people),
    ]
    return Timeline(opportunity=name, happenings=tuple(sorted(happenings, key=lambda one: (one.at, one.id))))


def silences(happenings: Sequence[Happening], until: date) -> tuple[Silence, ...]:
    """Return the stretches of 14 days and more without anything, seen from the day ``until``.

    A posting is no sign of life: it stands there by itself.
    """
    alive = [one for one in happenings if one.kind != "posting"]
    ends = [*(one.at.date() for one in alive[1:]), until]
    found = [
        Silence(start=one.at.date(), end=end, after=one.id, lasts=place == len(alive))
        for place, (one, end) in enumerate(zip(alive, ends, strict=False), 1)
    ]
    return tuple(silence for silence in found if silence.days >= SILENCE_DAYS)


def _talks(mine: Mine, case: Case, people: People) -> Iterator[Happening]:
    numbers = interview_numbers(case.interviews)
    for interview in case.interviews.values():
        if interview.started is not None:
            count = progress(plan_of(mine, case, interview))
            yield Happening(
                id=Id(interview.id),
                at=moment(interview.started.at, interview.started.offset),
                kind="talk",
                words=_talk_words(numbers[interview.id], case, interview, people),
                asked=count.asked,
                planned=count.planned,
            )


def _talk_words(number: int, case: Case, interview: Interview, people: People) -> str:
    names = listed(people.name(contact) for contact in met(case, interview))
    kind = interview.kind or "interview"
    return f"{kind} {number} with {names}" if names else f"{kind} {number}"


def _said(mine: Mine, case: Case, people: People) -> Iterator[Happening]:
    offer = latest_offer(case)
    broken = {one.id for one in kept_promises(mine, case) if one.word != "matches"}
    for promise in case.commitments.values():
        words = worded(promise.event.term, promise.event.value)
        who = f", {people.name(promise.event.contact)}" if promise.event.contact is not None else ""
        day = day_of(offer.at, offer.offset) if offer is not None and promise.id in broken else None
        yield replace(_happening(promise, "promise", words + who), broken=day)
    for flag in case.flags.values():
        yield _happening(flag, "flag", flag.event.text)


def _shown(case: Case) -> Iterator[Happening]:
    for sighting in case.postings:
        words = f"the posting, {sighting.event.where}".removesuffix(", ")
        yield replace(_happening(sighting, "posting", words), at=_seen_at(sighting))
    for offer in case.offers.values():
        terms = ", ".join(term.term for term in offer.event.terms)
        yield _happening(offer, "offer", f"offer: {terms}".removesuffix(": "))


def _seen_at(sighting: Fact[PostingObserved]) -> datetime:
    """Return when the posting was seen; noon where a day was named."""
    noted, day = moment(sighting.at, sighting.offset), sighting.event.seen
    return noted if day is None else datetime.combine(date.fromisoformat(day), NOON, noted.tzinfo)


def _sent(mine: Mine, case: Case, people: People) -> Iterator[Happening]:
    for todo in case.todos.values():
        if todo.sent is not None and todo.answered is None and todo.dropped is None:
            yield _happening(todo.sent, "sent", todo_words(mine, case, people, todo.event))


def _happening(fact: Fact[Event], kind: Kind, words: str) -> Happening:
    return Happening(id=Id(fact.id), at=moment(fact.at, fact.offset), kind=kind, words=words)
