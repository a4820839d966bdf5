"""The plan of an interview as a person reads it: who is asked what, in what order, for how long and why."""

from __future__ import annotations

from collections import Counter

from twoway_core.journal.state import Case, Interview, Mine
from twoway_core.projections.people import People, people_of
from twoway_core.projections.plan import PlannedLine, plan_of
from twoway_core.projections.view import Id, View


class Line(View, frozen=True, kw_only=True):
    """One line of the plan. ``people``: whom to ask; ``waiting``: who of them was not asked yet.

    ``finding``: what was read or heard that prompted the question.
    """

    number: int
    people: tuple[str, ...]
    minutes: int
    about: str
    text: str
    reason: str
    late: bool
    waiting: tuple[str, ...]
    done: bool
    finding: str


class Agenda(View, frozen=True, kw_only=True):
    """The plan. ``minutes`` of ``of_minutes`` are taken; ``topics`` and ``tags`` count the lines of each.

    A topic is work, opportunity or boss; a tag says what a question shows: duties, organisation, comfort or flag.
    ``untouched``: the topics that no line of the plan is about.
    """

    interview: str
    id: Id | None
    minutes: int
    of_minutes: int
    lines: tuple[Line, ...]
    topics: dict[str, int]
    tags: dict[str, int]
    untouched: tuple[str, ...]


TOPICS = ("work", "opportunity", "boss")
"""What a plan should touch, all three: the work and its team, the firm and what it offers, the person one works for."""


def agenda(mine: Mine, case: Case, interview: Interview, name: str) -> Agenda:
    """Return the plan of ``interview``, which is called ``name``; without lines where there is none."""
    people = people_of(mine, case)
    lines = plan_of(mine, case, interview)
    questions = [mine.questions[one.line.question].event for one in lines if one.line.question in mine.questions]
    topics = Counter(one.topic for one in questions if one.topic)
    return Agenda(
        interview=name,
        id=None if interview.agenda is None else Id(interview.agenda.id),
        minutes=sum(one.line.minutes for one in lines),
        of_minutes=interview.agenda.event.minutes if interview.agenda is not None else 0,
        lines=tuple(_line(people, one, _finding(mine, case, one)) for one in lines),
        topics=dict(sorted(topics.items())),
        tags=dict(sorted(Counter(one.tag for one in questions if one.tag).items())),
        untouched=tuple(topic for topic in TOPICS if topic not in topics) if lines else (),
    )


def _finding(mine: Mine, case: Case, one: PlannedLine) -> str:
    """Return what was read or heard that prompted the question of a line; nothing where it was none."""
    question = mine.questions.get(one.line.question or b"")
    read = case.research.get(question.event.because or b"") if question is not None else None
    return read.event.claim if read is not None else ""


def _line(people: People, one: PlannedLine, finding: str) -> Line:
    return Line(
        number=one.number,
        people=tuple(people.name(contact) for contact in one.line.contacts),
        minutes=one.line.minutes,
        about=one.about,
        text=one.text,
        reason=one.line.reason,
        late=one.line.late,
        waiting=tuple(people.name(contact) for contact in one.waiting if contact is not None),
        done=not one.waiting,
        finding=finding,
    )
