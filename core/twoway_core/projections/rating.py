"""What is to be rated: answers, observations and terms of the offer, on each criterion that matters.

A rating needs a note: nothing is rated that was not written down first. A refusal is no evidence, and an answer that
was changed since is rated no more. The gut feeling of an interview stays sealed until its answers are rated.
"""

from __future__ import annotations

from collections.abc import Iterable

from twoway_core.errors import NothingToRateError
from twoway_core.journal.state import Case, Interview, Mine
from twoway_core.projections.matters import matters_of, name_of
from twoway_core.projections.people import People, people_of
from twoway_core.projections.pieces import evidence_of, weight_of
from twoway_core.projections.plan import asked_about, asked_for, asked_in, criteria_of, number_of, plan_of
from twoway_core.projections.terms import offered_by
from twoway_core.projections.view import Id, View


class Card(View, frozen=True, kw_only=True):
    """One thing to rate on one criterion.

    ``who`` and ``role`` are empty for what nobody said; ``anchors``: what 1, 3 and 5 mean. ``counts``: its weight m.
    ``rating``: the present one, for a card that is drawn again.
    """

    id: Id
    criterion: Id
    name: str
    who: str
    role: str
    text: str
    anchors: tuple[str, str, str]
    yes_no: bool
    counts: float
    rating: int | None = None


class Gut(View, frozen=True, kw_only=True):
    """The gut feeling of an interview, 1 to 5, once it is open."""

    id: Id
    gut: int
    words: str


def to_rate(mine: Mine, case: Case, interview: bytes | None = None) -> tuple[Card, ...]:
    """Return what waits to be rated, of one interview or of all of ``case``, in lived order."""
    matters, people = matters_of(mine), people_of(mine, case)
    cards = []
    for noted in _noted(case, interview):
        for criterion in criteria_of(mine, case, noted):
            if criterion in matters and (noted, criterion) not in case.ratings:
                cards += _card(mine, case, people, noted, criterion)
    return tuple(cards)


def cards_of(mine: Mine, case: Case, evidence: bytes) -> tuple[Card, ...]:
    """Return the cards of one noted thing, rated before or not; of a follow-up, on what it follows.

    Raises NothingToRateError when nothing was noted under that id, or it speaks to no criterion.
    """
    matters, people = matters_of(mine), people_of(mine, case)
    criteria = _inherited(mine, case, evidence)
    if evidence_of(case, people, evidence) is None:
        raise NothingToRateError("no note that can be rated has this id")
    if not criteria:
        raise NothingToRateError("this note is about no criterion: say which one it speaks to")
    chosen = [criterion for criterion in criteria if criterion in matters] or list(criteria)
    return tuple(card for criterion in chosen for card in _card(mine, case, people, evidence, criterion))


def card_on(mine: Mine, case: Case, evidence: bytes, criterion: bytes) -> Card:
    """Return the card of one noted thing on ``criterion``, whether it was said to speak to that or not.

    Raises NothingToRateError when nothing that can be rated was noted under that id.
    """
    cards = _card(mine, case, people_of(mine, case), evidence, criterion)
    if not cards:
        raise NothingToRateError("no note that can be rated has this id")
    return cards[0]


def cards_of_line(mine: Mine, case: Case, interview: Interview, number: int) -> tuple[Card, ...]:
    """Return the cards of every answer noted to line ``number`` of the plan.

    Raises NothingToRateError when the plan has no such line, or no answer to it was noted.
    """
    lines = {line.number: line for line in plan_of(mine, case, interview)}
    if number not in lines:
        raise NothingToRateError(f"the plan has no question {number}")
    asked = {fact.id for fact in asked_in(case, interview.id) if number_of(interview, fact) == number}
    answers = [one.id for one in case.answers.values() if one.event.asked in asked and not one.superseded_by]
    cards = [card for one in answers if criteria_of(mine, case, one) for card in cards_of(mine, case, one)]
    if not cards:
        about = f" ({lines[number].about})" if lines[number].about else ""
        raise NothingToRateError(f"question {number}{about} has no noted answer: nothing to rate")
    return tuple(cards)


def opened_gut(mine: Mine, case: Case, interview: Interview) -> Gut | None:
    """Return the gut feeling of ``interview``; None while it is sealed, or where there is none."""
    if not interview.impressions or is_sealed(mine, case, interview):
        return None
    fact = interview.impressions[-1]
    return Gut(id=Id(fact.id), gut=fact.event.gut, words=fact.event.words or "")


def is_sealed(mine: Mine, case: Case, interview: Interview) -> bool:
    """Return whether the gut feeling of ``interview`` stays hidden: it goes on, or answers wait to be rated."""
    return interview.is_open or bool(to_rate(mine, case, interview.id))


def _noted(case: Case, interview: bytes | None) -> Iterable[bytes]:
    facts = [*case.answers.values(), *case.observations.values()]
    chosen = [fact for fact in facts if interview is None or fact.event.interview == interview]
    read = case.research.values() if interview is None else ()
    unjudged = [fact for fact in read if fact.event.rating is None]
    noted = [fact.id for fact in sorted([*chosen, *unjudged], key=lambda fact: (fact.at, fact.id))]
    return [*noted, *(offered_by(case) if interview is None else ())]


def _card(mine: Mine, case: Case, people: People, noted: bytes, criterion: bytes) -> list[Card]:
    """Return the card of what was noted under ``noted``; none where it is no evidence."""
    evidence = evidence_of(case, people, noted, criterion)
    if evidence is None or evidence.form == "refused":
        return []
    defined = mine.criteria.get(criterion)
    event = defined.event if defined is not None else None
    rated = case.ratings.get((noted, criterion))
    return [
        Card(
            id=Id(noted),
            criterion=Id(criterion),
            name=name_of(mine, criterion),
            who=people.name(evidence.contact) if evidence.contact is not None else "",
            role=people.role(evidence.contact) if evidence.contact is not None else "",
            text=evidence.text,
            anchors=(event.anchor1, event.anchor3, event.anchor5) if event is not None else ("", "", ""),
            yes_no=event is not None and event.yes_no,
            counts=weight_of(mine, evidence, criterion),
            rating=rated.rating if rated is not None else None,
        )
    ]


def _inherited(mine: Mine, case: Case, evidence: bytes) -> tuple[bytes, ...]:
    """Return the criteria of ``evidence``, or those of what it followed up, however far back."""
    seen: set[bytes] = set()
    current: bytes | None = evidence
    while current is not None and current not in seen:
        seen.add(current)
        asked = case.asked.get(current) or asked_for(case, current)
        criteria = criteria_of(mine, case, current) or (asked_about(mine, case, asked) if asked is not None else ())
        if criteria:
            return criteria
        current = asked.event.follow_up_of if asked is not None else None
    return ()
