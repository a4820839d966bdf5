"""The team: who would be my boss and whether I met that person, who reports to whom, and how long they stay.

- A boss was met in an interview that began, or by an answer. A pleasant talk with others is none with the boss.
- Lines of reporting are followed upwards as far as they are known; a circle ends where it begins.
- How long people stay is shown apart for those who are there and those who left.
"""

from __future__ import annotations

from collections.abc import Iterable

from twoway_core.journal.state import Case, Mine
from twoway_core.projections.people import People, people_of
from twoway_core.projections.view import Id, View

LEFT = frozenset({"ex-employee", "predecessor"})
OUTSIDE = frozenset({"recruiter"})


class Boss(View, frozen=True, kw_only=True):
    """Somebody who would be my boss; ``met``: in an interview, or by an answer."""

    id: Id
    name: str
    met: bool


class Stay(View, frozen=True, kw_only=True):
    """How long somebody is, or was, there."""

    name: str
    months: int


class Team(View, frozen=True, kw_only=True):
    """``chain``: from me upwards, by name; empty while nobody above me is known. ``here``, ``left``: shortest first.

    ``median_months`` of those who are there, None where nothing is known.
    """

    bosses: tuple[Boss, ...]
    chain: tuple[str, ...]
    here: tuple[Stay, ...]
    left: tuple[Stay, ...]
    median_months: int | None


def team_of(mine: Mine, case: Case) -> Team:
    """Return the team of ``case``."""
    people, met = people_of(mine, case), _met(case)
    bosses = [key for key in people.contacts if people.is_boss(key)]
    here = _stays(people, (key for key in people.contacts if people.role(key) not in LEFT | OUTSIDE))
    return Team(
        bosses=tuple(Boss(id=Id(key), name=people.name(key), met=key in met) for key in bosses),
        chain=_chain(people, bosses[0]) if bosses else (),
        here=here,
        left=_stays(people, (key for key in people.contacts if people.role(key) in LEFT)),
        median_months=_median([stay.months for stay in here]),
    )


def _met(case: Case) -> set[bytes]:
    talks = [one for one in case.interviews.values() if one.started is not None]
    asked = {contact for fact in case.asked.values() for contact in fact.event.contacts}
    answered = {fact.event.contact for fact in case.answers.values() if fact.event.contact is not None}
    return {contact for one in talks for contact in one.contacts} | asked | answered


def _chain(people: People, first: bytes) -> tuple[str, ...]:
    seen: list[bytes] = []
    current: bytes | None = first
    while current is not None and current in people.contacts and current not in seen:
        seen.append(current)
        current = people.contacts[current].event.reports_to
    return tuple(people.name(one) for one in seen)


def _stays(people: People, contacts: Iterable[bytes]) -> tuple[Stay, ...]:
    told = ((people.name(key), people.contacts[key].event.tenure_months) for key in contacts)
    stays = [Stay(name=name, months=months) for name, months in told if months is not None]
    return tuple(sorted(stays, key=lambda stay: (stay.months, stay.name)))


def _median(months: list[int]) -> int | None:
    """Return the middle of ``months``, which are in order: of two in the middle, their mean, halves up."""
    if not months:
        return None
    middle = len(months) // 2
    return months[middle] if len(months) % 2 else (months[middle - 1] + months[middle] + 1) // 2
