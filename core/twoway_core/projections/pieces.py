"""Pieces of evidence: everything noted and rated about one opportunity, with what it counts.

- An answer counts by who gave it, an observation as mine, research by where it was read. An answer that was changed
  since is no evidence any more; a piece that was read and given no rating is none either.
- Form and certainty of research are never asked for: it counts as general and fairly sure.
- A term of the offer that stands is a plain fact of its own voice: written where it is in writing, else no more than
  the word of somebody whose role is not known. An offer rated as a whole is written where all that it names is.
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
from twoway_core.projections.terms import offered_by, said_in, standing_terms, term_words

BOSS_LENS, TEAM_LENS, MONEY_LENS = "boss", "team", "money"
FIRM_SCOPE = "firm"
PERSONNEL_FACTS = frozenset({"pay", "leave", "visa"})
MYSELF = "you saw"
OFFER = "the offer"
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


def noted_as(case: Case, people: People, noted: bytes, criterion: bytes | None = None) -> Evidence | None:
    """Return what was noted under the id ``noted``, of an offer its terms on ``criterion``.

    None where it is not here, or not of the kind.
    """
    if (answer := case.answers.get(noted)) is not None:
        return _answer(case, people, answer)
    if (seen := case.observations.get(noted)) is not None:
        return _observation(case, people, seen)
    if (read := case.research.get(noted)) is not None:
        return _research(people, read)
    return _offered(case, noted, criterion)


def evidence_of(case: Case, people: People, noted: bytes, criterion: bytes | None = None) -> Evidence | None:
    """Return what was noted under the id ``noted``; None where it is no evidence, or was changed since.

    ``criterion``: what it is to be evidence of; an offer may stand on one and be changed on another.
    """
    answer = case.answers.get(noted)
    if answer is not None and answer.superseded_by:
        return None
    evidence = noted_as(case, people, noted, criterion)
    return (
        None if evidence is not None and evidence.voice == OFFER and not _stands(case, noted, criterion) else evidence
    )


def _stands(case: Case, noted: bytes, criterion: bytes | None) -> bool:
    """Return whether the offer that counts still says what it said in ``noted``, of ``criterion`` or at all."""
    return noted in offered_by(case) and (not said_in(case, noted) or bool(standing_terms(case, noted, criterion)))


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
        evidence = evidence_of(case, people, noted, criterion)
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


def best_weight(
    mine: Mine, people: People, contact: bytes | None, criterion: bytes, settings: Settings = DEFAULTS
) -> float:
    """Return m of a plain example by ``contact`` on ``criterion``: the most that asking there can bring."""
    circumstance = _circumstance(mine, criterion, False, people.knows_boss(contact))
    return evidence_weight(people.source(contact), "example", "sure", circumstance, settings)


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


def _offered(case: Case, noted: bytes, criterion: bytes | None) -> Evidence | None:
    """Return what an offer, or a change of one, says; None where ``noted`` is neither, or says nothing of that."""
    offers = [one for one in case.offers.values() if noted == one.id or noted in [change.id for change in one.changes]]
    if not offers:
        return None
    offer = offers[0]
    fact = next((change for change in offer.changes if change.id == noted), None) or offer
    named = said_in(case, noted)
    terms = [one for one in named if criterion is None or one.term.criterion in (None, criterion)]
    if named and not terms:
        return None
    written = all(one.written for one in terms) if terms else offer.event.written
    return Evidence(
        id=noted,
        at=fact.at,
        offset=fact.offset,
        text="; ".join(term_words(one.term) for one in terms) or offer.event.note,
        source="written" if written else "recruiter",
        contact=None,
        voice=OFFER,
        question=noted,
        form="number",
        certainty="sure",
        firm_wide=False,
        knows_boss=written,
        corrected=bool(fact.corrections),
    )
