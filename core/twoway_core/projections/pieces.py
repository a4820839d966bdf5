"""Pieces of evidence: everything noted and rated about one opportunity, with what it counts.

- An answer counts by who gave it, an observation as mine, research by where it was read. An answer that was changed
  since is no evidence any more; a piece that was read and given no rating is none either.
- Form and certainty of research are never asked for: it counts as general and fairly sure.
- A claim about the whole firm counts half on a criterion of the team or the boss. On a criterion of the boss, whoever
  neither is the boss nor reports to the boss counts a quarter.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from twoway_core.analysis.evidence import Certainty, Circumstance, Form, Source, Statement, evidence_weight
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.events.base import Source as ReadIn
from twoway_core.events.prep import ResearchNoted
from twoway_core.events.talk import ObservationNoted, QuestionAsked
from twoway_core.journal.items import Answer, Fact
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.people import People
from twoway_core.projections.plan import own_words

BOSS_LENS, TEAM_LENS, MONEY_LENS = "boss", "team", "money"
FIRM_SCOPE = "firm"
PERSONNEL_FACTS = frozenset({"pay", "leave", "visa"})
MYSELF = "you saw"
_READ_IN: dict[ReadIn, str] = {
    "website": "the website",
    "posting": "the posting",
    "review": "a review",
    "news": "the news",
    "person": "a person",
    "other": "another source",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something noted that can be rated: who stands behind it, what it answers, and how it was said."""

    id: bytes
    at: int
    offset: int
    text: str
    source: Source
    contact: bytes | None
    voice: Hashable
    question: Hashable
    form: Form
    certainty: Certainty
    firm_wide: bool
    knows_boss: bool
    corrected: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence rated on one criterion, 1 to 5, and its weight m; ``rated`` is the judgement's entry."""

    evidence: Evidence
    criterion: bytes
    rating: int
    weight: float
    rated: bytes

    def statement(self) -> Statement:
        """Return the piece as the analysis reads it."""
        one = self.evidence
        return Statement(one.voice, one.question, (one.at, one.id), self.rating, self.weight)


def noted_as(case: Case, people: People, noted: bytes) -> Evidence | None:
    """Return what was noted under the id ``noted``; None where it is not here, or not of the kind."""
    if (answer := case.answers.get(noted)) is not None:
        return _answer(case, people, answer)
    if (seen := case.observations.get(noted)) is not None:
        return _observation(case, people, seen)
    if (read := case.research.get(noted)) is not None:
        return _research(people, read)
    return None


def evidence_of(case: Case, people: People, noted: bytes) -> Evidence | None:
    """Return what was noted under the id ``noted``; None where it is no evidence, or was changed since."""
    answer = case.answers.get(noted)
    return None if answer is not None and answer.superseded_by else noted_as(case, people, noted)


def pieces_of(mine: Mine, case: Case, people: People, settings: Settings = DEFAULTS) -> list[Piece]:
    """Return every rated piece of evidence in ``case``, in the order of their evidence's lived time."""
    judged = [
        (answer, criterion, rating.rating, rating.id)
        for (answer, criterion), rating in case.ratings.items()
        if rating.rating is not None
    ]
    judged += list(_rated_at_once(case))
    pieces = []
    for noted, criterion, rating, rated in judged:
        evidence = evidence_of(case, people, noted)
        if evidence is not None:
            weight = weight_of(mine, evidence, criterion, settings)
            pieces.append(Piece(evidence, criterion, rating, weight, rated))
    return sorted(pieces, key=lambda piece: (piece.evidence.at, piece.evidence.id, piece.criterion))


def _rated_at_once(case: Case) -> Iterator[tuple[bytes, bytes, int, bytes]]:
    """Yield the research that was given a rating when it was noted, and none since."""
    for read in case.research.values():
        for criterion in read.event.criteria:
            if read.event.rating is not None and (read.id, criterion) not in case.ratings:
                yield read.id, criterion, read.event.rating, read.id


def weight_of(mine: Mine, evidence: Evidence, criterion: bytes, settings: Settings = DEFAULTS) -> float:
    """Return m of ``evidence`` as it counts on ``criterion``."""
    circumstance = _circumstance(mine, criterion, evidence.firm_wide, evidence.knows_boss)
    return evidence_weight(evidence.source, evidence.form, evidence.certainty, circumstance, settings)


def best_weight(mine: Mine, people: People, contact: bytes | None, criterion: bytes) -> float:
    """Return m of a plain example by ``contact`` on ``criterion``: the most that asking there can bring."""
    circumstance = _circumstance(mine, criterion, False, people.knows_boss(contact))
    return evidence_weight(people.source(contact), "example", "sure", circumstance)


def _circumstance(mine: Mine, criterion: bytes, firm_wide: bool, knows_boss: bool) -> Circumstance:
    defined = mine.criteria.get(criterion)
    lens = defined.event.lens if defined is not None else ""
    name = defined.event.name.casefold() if defined is not None else ""
    return Circumstance(
        personnel_fact=lens == MONEY_LENS or name in PERSONNEL_FACTS,
        firm_claim=firm_wide and lens in (BOSS_LENS, TEAM_LENS),
        boss_criterion=lens == BOSS_LENS,
        knows_boss=knows_boss,
    )


def speaker(case: Case, answer: Answer) -> bytes | None:
    """Return who gave ``answer``: the one named, else the one who was asked; None where it could be several."""
    if answer.event.contact is not None:
        return answer.event.contact
    asked = case.asked.get(answer.event.asked) if answer.event.asked is not None else None
    return asked.event.contacts[0] if asked is not None and len(asked.event.contacts) == 1 else None


def question_key(case: Case, asked: Fact[QuestionAsked]) -> Hashable:
    """Return what makes two askings the same question: the bank's id, else the words."""
    if asked.event.question is not None:
        return asked.event.question
    return " ".join(own_words(case, asked).casefold().split()) or asked.id


def _answer(case: Case, people: People, answer: Answer) -> Evidence:
    contact = speaker(case, answer)
    asked = case.asked.get(answer.event.asked) if answer.event.asked is not None else None
    return Evidence(
        id=answer.id,
        at=answer.at,
        offset=answer.offset,
        text=answer.event.text,
        source=people.source(contact),
        contact=contact,
        voice=contact,
        question=answer.id if asked is None else question_key(case, asked),
        form=answer.event.form,
        certainty=answer.event.certainty,
        firm_wide=False,
        knows_boss=people.knows_boss(contact),
        corrected=bool(answer.corrections),
    )


def _observation(case: Case, people: People, seen: Fact[ObservationNoted]) -> Evidence:
    beside = case.answers.get(seen.event.about) if seen.event.about is not None else None
    watched = seen.event.contact or (speaker(case, beside) if beside is not None else None)
    return Evidence(
        id=seen.id,
        at=seen.at,
        offset=seen.offset,
        text=seen.event.text,
        source="observation",
        contact=watched,
        voice=MYSELF,
        question=seen.id,
        form=seen.event.form,
        certainty=seen.event.certainty,
        firm_wide=False,
        knows_boss=people.is_boss(watched),
        corrected=bool(seen.corrections),
    )


def _research(people: People, read: Fact[ResearchNoted]) -> Evidence:
    contact = read.event.contact
    return Evidence(
        id=read.id,
        at=read.at,
        offset=read.offset,
        text=read.event.claim,
        source="public" if contact is None else people.source(contact),
        contact=contact,
        voice=_READ_IN[read.event.source] if contact is None else contact,
        question=read.id,
        form="general",
        certainty="fairly",
        firm_wide=read.event.scope == FIRM_SCOPE,
        knows_boss=people.knows_boss(contact),
        corrected=bool(read.corrections),
    )
