"""What one may decide alone: area by area how far, who decides beyond it, and who says so.

Of one person on one area the latest word counts. Two who tell one area otherwise differ; so may a limit and none.
"""

from __future__ import annotations

from datetime import datetime

from twoway_core.events.base import Money
from twoway_core.events.talk import AutonomyLimitNoted
from twoway_core.journal.items import Fact
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.log import money_words
from twoway_core.projections.people import People, people_of
from twoway_core.projections.plan import plain
from twoway_core.projections.view import Id, View, moment

USUAL = ("money", "people", "vendors")
"""The kinds of decision that one asks about."""


class Limit(View, frozen=True, kw_only=True):
    """One word on one area. ``limit`` is empty where the answer says how far in its own words (``answer``)."""

    id: Id
    at: datetime
    area: str
    limit: str
    money: Money | None
    approver: str
    who: str
    answer: str
    differs: bool


class Limits(View, frozen=True, kw_only=True):
    """All of them, by area; ``untold``: the usual kinds that nobody spoke of yet."""

    opportunity: str
    limits: tuple[Limit, ...]
    untold: tuple[str, ...]


def limits_of(mine: Mine, case: Case, name: str) -> Limits:
    """Return what one may decide alone at ``case``, which is called ``name``."""
    people = people_of(mine, case)
    latest: dict[tuple[str, bytes | None], Fact[AutonomyLimitNoted]] = {}
    for fact in sorted(case.limits.values(), key=lambda one: (one.at, one.id)):
        latest[plain(fact.event.area), fact.event.contact] = fact
    rows = [_row(case, people, fact, list(latest.values())) for fact in latest.values()]
    return Limits(
        opportunity=name,
        limits=tuple(sorted(rows, key=lambda row: (plain(row.area), row.at, row.id))),
        untold=tuple(kind for kind in USUAL if not any(kind in plain(row.area).split() for row in rows)),
    )


def _row(case: Case, people: People, fact: Fact[AutonomyLimitNoted], every: list[Fact[AutonomyLimitNoted]]) -> Limit:
    event = fact.event
    told = case.answers.get(event.answer) if event.answer is not None else None
    return Limit(
        id=Id(fact.id),
        at=moment(fact.at, fact.offset),
        area=event.area,
        limit=event.limit or (money_words(event.money) if event.money is not None else ""),
        money=event.money,
        approver=event.approver,
        who=people.name(event.contact) if event.contact is not None else "",
        answer=told.event.text if told is not None else "",
        differs=any(_differ(event, other.event) for other in every),
    )


def _differ(one: AutonomyLimitNoted, other: AutonomyLimitNoted) -> bool:
    same_area = plain(one.area) == plain(other.area)
    return same_area and (plain(one.limit), one.money) != (plain(other.limit), other.money)
