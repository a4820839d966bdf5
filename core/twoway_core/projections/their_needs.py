"""What they need, held against what I can show: each need with my own view, what they said, and the stories that fit.

A story fits a need when one of its skills and the need share their words; so does a question of theirs by the skill
that it probed. Of one person on one need the latest view counts, as everywhere.
"""

from __future__ import annotations

from twoway_core.events.talk import EmployerNeedNoted
from twoway_core.journal.items import Fact
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.people import People, people_of
from twoway_core.projections.plan import plain
from twoway_core.projections.their_view import NeedRow, their_view
from twoway_core.projections.view import Id, View


class Said(View, frozen=True, kw_only=True):
    """How one person sees me on one need; ``rating`` is None where they gave none."""

    id: Id
    who: str
    rating: int | None
    view: str


class Shown(View, frozen=True, kw_only=True):
    """A story of mine that shows the skill; ``told``: they have heard it."""

    id: Id
    title: str
    skill: str
    told: bool


class TheirNeed(View, frozen=True, kw_only=True):
    """One need of theirs. ``mean`` and ``coverage``: how well I meet it; ``probed``: how often they asked for it."""

    id: Id
    need: str
    kind: str
    who: str
    importance: int
    weight: float
    own: int | None
    mean: float
    coverage: float
    said: tuple[Said, ...]
    shown: tuple[Shown, ...]
    probed: int


def their_needs(mine: Mine, case: Case) -> tuple[TheirNeed, ...]:
    """Return what they need, the weightiest first."""
    people = people_of(mine, case)
    return tuple(_need(mine, case, people, row) for row in their_view(mine, case).needs)


def _need(mine: Mine, case: Case, people: People, row: NeedRow) -> TheirNeed:
    fact = case.needs[bytes(row.id)]
    return TheirNeed(
        id=row.id,
        need=row.need,
        kind=row.kind,
        who=people.name(fact.event.contact) if fact.event.contact is not None else "",
        importance=fact.event.importance,
        weight=row.weight,
        own=row.own,
        mean=row.mean,
        coverage=row.coverage,
        said=_said(case, people, fact),
        shown=_shown(mine, case, row.need),
        probed=sum(are_alike(one.event.skill, row.need) for one in case.received.values()),
    )


def _said(case: Case, people: People, need: Fact[EmployerNeedNoted]) -> tuple[Said, ...]:
    latest: dict[bytes | None, Said] = {}
    for fact in sorted(case.feedback.values(), key=lambda one: (one.at, one.id)):
        if fact.event.need == need.id:
            latest[fact.event.contact] = Said(
                id=Id(fact.id), who=people.name(fact.event.contact), rating=fact.event.rating, view=fact.event.view
            )
    return tuple(latest.values())


def _shown(mine: Mine, case: Case, need: str) -> tuple[Shown, ...]:
    told = {fact.event.story for fact in case.my_answers.values()}
    return tuple(
        Shown(id=Id(story.id), title=story.event.title, skill=skill, told=story.id in told)
        for story in mine.stories.values()
        for skill in [next((one for one in story.event.skills if are_alike(one, need)), "")]
        if skill
    )


def are_alike(skill: str, need: str) -> bool:
    """Return whether ``skill`` and ``need`` share their words: all those of one stand in the other."""
    one, other = set(plain(skill).split()), set(plain(need).split())
    return bool(one) and bool(other) and (one <= other or other <= one)
