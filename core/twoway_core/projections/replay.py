"""The replay of an interview: what happened in it, step by step, and what was planned against what was asked.

Who knew what when is a matter of which entries were folded. A line of the plan counts once, however many people
it is for. The gut feeling stays sealed until the answers are rated.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from twoway_core.events.talk import QuestionAsked
from twoway_core.journal.items import Answer, Fact
from twoway_core.journal.state import Case, Interview, Mine
from twoway_core.projections.people import People, people_of
from twoway_core.projections.pieces import speaker
from twoway_core.projections.plan import PlannedLine, asked_in, number_of, plan_of, progress
from twoway_core.projections.rating import Gut, is_sealed, opened_gut
from twoway_core.projections.steps import Step, steps_of
from twoway_core.projections.view import Id, View, moment

MINUTE_MS = 60_000


class Unasked(View, frozen=True, kw_only=True):
    """A line of the plan that nobody, or not everybody in ``people``, was asked."""

    number: int
    about: str
    text: str
    people: tuple[str, ...]


class Replay(View, frozen=True, kw_only=True):
    """One interview. ``planned``: the lines of its plan; ``asked``: those asked of everybody they were planned for.

    ``partly``: lines asked of some of their people alone. ``own``: questions asked beside the plan.
    ``starts``: when it began, or shall begin. ``minutes``: how long it took, None before its end.
    ``gut`` is None while ``sealed``, and where there is none.
    """

    interview: str
    id: Id
    kind: str
    medium: str
    people: tuple[str, ...]
    starts: datetime | None
    minutes: int | None
    planned: int
    asked: int
    partly: int
    own: int
    received: int
    steps: tuple[Step, ...]
    unasked: tuple[Unasked, ...]
    sealed: bool
    gut: Gut | None


def replay(mine: Mine, case: Case, interview: Interview, name: str) -> Replay:
    """Return the replay of ``interview``, which is called ``name``."""
    people, plan = people_of(mine, case), plan_of(mine, case, interview)
    asked, count = asked_in(case, interview.id), progress(plan)
    return Replay(
        interview=name,
        id=Id(interview.id),
        kind=interview.kind,
        medium=interview.medium,
        people=tuple(people.name(contact) for contact in met(case, interview)),
        starts=starts(interview),
        minutes=minutes_taken(interview),
        planned=count.planned,
        asked=count.asked,
        partly=count.partly,
        own=sum(number_of(interview, fact) is None for fact in asked),
        received=sum(one.event.interview == interview.id for one in case.received.values()),
        steps=steps_of(mine, case, interview),
        unasked=tuple(unasked(people, line) for line in plan if line.waiting),
        sealed=bool(interview.impressions) and is_sealed(mine, case, interview),
        gut=opened_gut(mine, case, interview),
    )


def starts(interview: Interview) -> datetime | None:
    """Return when ``interview`` began; before that, when it is planned to."""
    if interview.started is not None:
        return moment(interview.started.at, interview.started.offset)
    return None if interview.planned_ms is None else moment(interview.planned_ms, interview.planned_offset)


def minutes_taken(interview: Interview) -> int | None:
    """Return the whole minutes from the start to the end of ``interview``; None before its end."""
    if interview.started is None or interview.ended is None:
        return None
    return (interview.ended.at - interview.started.at) // MINUTE_MS


def met(case: Case, interview: Interview) -> list[bytes]:
    """Return whom one meets in ``interview``: those named for it, then whoever was asked or answered in it."""
    answers = [one for one in case.answers.values() if one.event.interview == interview.id]
    return met_among(case, interview, asked_in(case, interview.id), answers)


def met_among(
    case: Case, interview: Interview, asked: Iterable[Fact[QuestionAsked]], answers: Iterable[Answer]
) -> list[bytes]:
    """Return whom one meets in ``interview``, in which this was ``asked`` and these ``answers`` were noted.

    What came after its end, such as a reply by mail, brought nobody into the room.
    """
    end = interview.ended.at if interview.ended is not None else None
    reached = [contact for fact in asked if end is None or fact.at <= end for contact in fact.event.contacts]
    within = (one for one in answers if end is None or one.at <= end)
    spoke = [contact for one in within if (contact := speaker(case, one)) is not None]
    return list(dict.fromkeys([*interview.contacts, *reached, *spoke]))


def unasked(people: People, line: PlannedLine) -> Unasked:
    """Return ``line`` as one that waits to be asked."""
    waiting = tuple(people.name(contact) for contact in line.waiting if contact is not None)
    return Unasked(number=line.number, about=line.about, text=line.text, people=waiting)
