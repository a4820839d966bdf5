"""The first ninety days: what was left to settle after the start, what one set out to do and was promised.

- Days 1 to 30, settle: questions set aside as ``settle later``, kinds of decision of which nobody told the limit, and
  how I would adapt to ways that are off mine.
- Days 31 to 60, find your feet: what they said of the aims and of what will be hard: the answers on criteria under the
  heading of goals.
- Days 61 to 90, hold them to it: what they promised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from twoway_core.journal.items import Question
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.ledger import promised
from twoway_core.projections.limits import limits_of
from twoway_core.projections.people import People, people_of
from twoway_core.projections.pieces import speaker
from twoway_core.projections.plan import criteria_of, wording
from twoway_core.projections.view import Id, View
from twoway_core.projections.working_style import style_match

SETTLE_LATER = "settle later"
GOALS_LENS = "goals"
_DAYS = 30


class Task(View, frozen=True, kw_only=True):
    """One thing to do; ``kind``: settle, limit, adapt, goal or promise; ``who``: with or from whom."""

    id: Id | None
    kind: str
    text: str
    who: str


class Stretch(View, frozen=True, kw_only=True):
    """Thirty days: from day ``first`` to day ``last``; their dates where the start is known."""

    first: int
    last: int
    begins: date | None
    ends: date | None
    tasks: tuple[Task, ...]


class NinetyDays(View, frozen=True, kw_only=True):
    """The plan of one opportunity; three stretches."""

    opportunity: str
    start: date | None
    stretches: tuple[Stretch, ...]


def ninety_days(mine: Mine, case: Case, name: str, start: date | None = None) -> NinetyDays:
    """Return the plan for ``case``, which is called ``name``; ``start``: the first day of work, if it is known."""
    people = people_of(mine, case)
    parts: list[Iterable[Task]] = [
        [*_to_settle(mine, case, people), *_untold(mine, case, name), *_to_adapt(mine, case, name)],
        _goals(mine, case, people),
        _promises(mine, case, people),
    ]
    return NinetyDays(
        opportunity=name,
        start=start,
        stretches=tuple(_stretch(place, tuple(tasks), start) for place, tasks in enumerate(parts)),
    )


def _stretch(place: int, tasks: tuple[Task, ...], start: date | None) -> Stretch:
    first, last = place * _DAYS + 1, (place + 1) * _DAYS
    return Stretch(first=first, last=last, begins=_day(start, first), ends=_day(start, last), tasks=tasks)


def _day(start: date | None, number: int) -> date | None:
    """Return the date of day ``number``; None without a start, and beyond what a calendar holds."""
    if start is None or (date.max - start).days < number:
        return None
    return start + timedelta(days=number - 1)


def _to_settle(mine: Mine, case: Case, people: People) -> Iterator[Task]:
    for question, aside in case.set_aside.items():
        if aside.event.reason == SETTLE_LATER:
            who = _best_asked(people, case, mine.questions.get(question))
            yield Task(id=Id(question), kind="settle", text=wording(mine, case, question, ""), who=who)


def _best_asked(people: People, case: Case, question: Question | None) -> str:
    """Return the name of whoever is best asked ``question``: somebody of the roles it names, else the boss."""
    roles = question.event.ask if question is not None else ()
    known = people.weighty(case.contacts)
    fitting = [one for one in known if people.role(one) in roles] or [one for one in known if people.is_boss(one)]
    return people.name(fitting[0]) if fitting else ""


def _untold(mine: Mine, case: Case, name: str) -> Iterator[Task]:
    """Yield the kinds of decision of which no limit was told, once any was asked about."""
    limits = limits_of(mine, case, name)
    for kind in limits.untold if limits.limits else ():
        yield Task(id=None, kind="limit", text=f"what you may decide alone: {kind}", who="")


def _to_adapt(mine: Mine, case: Case, name: str) -> Iterator[Task]:
    for row in style_match(mine, case, name).scales:
        if row.match == "off":
            text = f"{row.scale}: {row.adapt}" if row.adapt else f"{row.scale}: find a way to meet"
            yield Task(id=row.id, kind="adapt", text=text, who=", ".join(one.name for one in row.voices))


def _goals(mine: Mine, case: Case, people: People) -> Iterator[Task]:
    goals = {key for key, one in mine.criteria.items() if one.event.lens == GOALS_LENS}
    for answer in sorted(case.answers.values(), key=lambda one: (one.at, one.id)):
        if goals & set(criteria_of(mine, case, answer.id)) and not answer.superseded_by and answer.event.text:
            yield Task(id=Id(answer.id), kind="goal", text=answer.event.text, who=people.name(speaker(case, answer)))


def _promises(mine: Mine, case: Case, people: People) -> Iterator[Task]:
    for item in promised(mine, case, people):
        yield Task(id=item.id, kind="promise", text=f"{item.text}, {item.note}", who=item.who)
