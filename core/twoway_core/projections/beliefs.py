"""The register of beliefs: what was read or heard elsewhere, and what became of it once somebody was asked.

- A belief is unverified until an answer or something seen confirms or refutes it; the latest word in life settles it.
  An answer that was changed since settles nothing.
- What is said of the firm need not hold for this job or this boss: on a criterion of the team or the boss it counts
  half, and says so until the future boss has spoken to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal

from twoway_core.events.base import Source
from twoway_core.events.prep import ResearchNoted
from twoway_core.events.talk import AnswerNoted, ObservationNoted
from twoway_core.journal.items import Fact
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.matters import name_of
from twoway_core.projections.people import People, people_of
from twoway_core.projections.pieces import BOSS_LENS, FIRM_SCOPE, TEAM_LENS, noted_as
from twoway_core.projections.plan import wording
from twoway_core.projections.view import Id, View, moment

Status = Literal["unverified", "confirmed", "refuted"]


class Word(View, frozen=True, kw_only=True):
    """What was said or seen of a belief; ``who`` is empty for what nobody said; ``boss``: it is the future boss."""

    id: Id
    at: datetime
    who: str
    boss: bool
    confirms: bool
    text: str


class Belief(View, frozen=True, kw_only=True):
    """One belief. ``scope``: whom it is true of; ``day``: when it was written.

    ``weak``: criteria of the team or the boss on which it counts half, as it is said of the firm alone.
    """

    id: Id
    at: datetime
    claim: str
    scope: str
    source: Source
    who: str
    where: str
    day: date | None
    criteria: tuple[str, ...]
    rating: int | None
    status: Status
    words: tuple[Word, ...]
    weak: tuple[str, ...]


class LookUp(View, frozen=True, kw_only=True):
    """A question that is answerable elsewhere: it is looked up before the interview, and not asked there."""

    id: Id
    text: str


class Beliefs(View, frozen=True, kw_only=True):
    """Every belief of one opportunity: the unverified first, each kind in the order in which it was noted.

    ``look_up``: what can be answered elsewhere, and was not yet.
    """

    opportunity: str
    unverified: int
    confirmed: int
    refuted: int
    beliefs: tuple[Belief, ...]
    look_up: tuple[LookUp, ...]


ELSEWHERE = "answerable elsewhere"
"""The reason for which a question is set aside that one can look up."""
_ORDER: tuple[Status, ...] = ("unverified", "refuted", "confirmed")


def beliefs_of(mine: Mine, case: Case, name: str) -> Beliefs:
    """Return the register of ``case``, which is called ``name``."""
    people, spoken = people_of(mine, case), words_on(mine, case)
    beliefs = [_belief(mine, people, fact, spoken.get(fact.id, ())) for fact in case.research.values()]
    count = {status: sum(one.status == status for one in beliefs) for status in _ORDER}
    return Beliefs(
        opportunity=name,
        unverified=count["unverified"],
        confirmed=count["confirmed"],
        refuted=count["refuted"],
        beliefs=tuple(sorted(beliefs, key=lambda one: (_ORDER.index(one.status), one.id))),
        look_up=tuple(look_up(mine, case)),
    )


def look_up(mine: Mine, case: Case) -> list[LookUp]:
    """Return the questions that can be answered elsewhere, and for which no finding was noted."""
    found = {fact.event.because for fact in case.research.values()}
    return [
        LookUp(id=Id(question), text=wording(mine, case, question, ""))
        for question, fact in case.set_aside.items()
        if fact.event.reason == ELSEWHERE and question not in found
    ]


def words_on(mine: Mine, case: Case) -> dict[bytes, tuple[Word, ...]]:
    """Return what was said or seen of each belief, by the belief's id, in lived order."""
    people = people_of(mine, case)
    spoken: dict[bytes, list[Word]] = {}
    for fact in sorted(_settling(case), key=lambda one: (one.at, one.id)):
        for belief in (*fact.event.confirms, *fact.event.refutes):
            word = _word(case, people, fact, confirms=belief in fact.event.confirms)
            spoken.setdefault(belief, []).append(word)
    return {belief: tuple(words) for belief, words in spoken.items()}


def status_of(words: tuple[Word, ...]) -> Status:
    """Return what became of a belief of which ``words`` were said, the latest last."""
    if not words:
        return "unverified"
    return "confirmed" if words[-1].confirms else "refuted"


def _settling(case: Case) -> Iterator[Fact[AnswerNoted] | Fact[ObservationNoted]]:
    yield from (answer for answer in case.answers.values() if not answer.superseded_by)
    yield from case.observations.values()


def _word(case: Case, people: People, fact: Fact[AnswerNoted] | Fact[ObservationNoted], *, confirms: bool) -> Word:
    noted = noted_as(case, people, fact.id)
    contact = noted.contact if noted is not None else None
    return Word(
        id=Id(fact.id),
        at=moment(fact.at, fact.offset),
        who=people.name(contact) if contact is not None else "",
        boss=people.is_boss(contact),
        confirms=confirms,
        text=fact.event.text,
    )


def _belief(mine: Mine, people: People, fact: Fact[ResearchNoted], words: tuple[Word, ...]) -> Belief:
    event = fact.event
    return Belief(
        id=Id(fact.id),
        at=moment(fact.at, fact.offset),
        claim=event.claim,
        scope=event.scope,
        source=event.source,
        who=people.name(event.contact) if event.contact is not None else "",
        where=event.where,
        day=date.fromisoformat(event.day) if event.day is not None else None,
        criteria=tuple(name_of(mine, criterion) for criterion in event.criteria),
        rating=event.rating,
        status=status_of(words),
        words=words,
        weak=() if any(word.boss for word in words) else _weak(mine, event),
    )


def _weak(mine: Mine, event: ResearchNoted) -> tuple[str, ...]:
    """Return the criteria of the team or the boss that a claim about the firm speaks to."""
    known = [mine.criteria[criterion].event for criterion in event.criteria if criterion in mine.criteria]
    return tuple(one.name for one in known if event.scope == FIRM_SCOPE and one.lens in (BOSS_LENS, TEAM_LENS))
