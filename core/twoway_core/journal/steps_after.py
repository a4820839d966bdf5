"""What the events of judging, of to-dos, of the offer and of the decision do to the state."""

from __future__ import annotations

from typing import TypeVar

from twoway_core.events.after import (
    DecisionRecorded,
    FollowUpAnswered,
    FollowUpDropped,
    FollowUpPlanned,
    FollowUpSent,
    NegotiationAnswered,
    NegotiationAsked,
    OfferReceived,
    OfferTermChanged,
    OutcomeReviewed,
    ReportShared,
    ShareRevoked,
)
from twoway_core.events.base import Event
from twoway_core.events.judge import AnswerRated, DebriefCompleted, ImpressionSealed, RatingRevised
from twoway_core.journal.items import Fact, Negotiation, Offer, Rating, Share, Term, Todo
from twoway_core.journal.state import Case, Mine
from twoway_core.journal.steps import Row

T = TypeVar("T")


def rate_answer(case: Case, rating: Rating) -> None:
    """Add a rating; an earlier one of the same evidence and criterion goes behind it."""
    pair = (rating.event.answer, rating.event.criterion)
    replaced = case.ratings.pop(pair, None)
    if replaced is not None:
        rating.earlier, replaced.earlier = replaced.earlier, []
        rating.earlier.append(replaced)
    case.ratings[pair] = case.rated[rating.id] = rating


def revise_rating(case: Case, fact: Fact[RatingRevised]) -> bool:
    """Add what I think of it now."""
    rating = case.rated.get(fact.event.rated)
    if rating is None:
        return False
    rating.revisions.append(fact)
    return True


def seal_impression(case: Case, fact: Fact[ImpressionSealed]) -> bool:
    """Add a gut feeling."""
    case.impressions.append(fact)
    return fact.event.interview is not None


def impress_interview(case: Case, fact: Fact[ImpressionSealed]) -> bool:
    """Put a gut feeling with its interview."""
    interview = case.interviews.get(fact.event.interview or b"")
    if interview is not None:
        interview.impressions.append(fact)
    return True


def complete_debrief(case: Case, fact: Fact[DebriefCompleted]) -> bool:
    """Add a debrief."""
    case.debriefs.append(fact)
    return fact.event.interview is not None


def debrief_interview(case: Case, fact: Fact[DebriefCompleted]) -> bool:
    """Put a debrief with its interview."""
    interview = case.interviews.get(fact.event.interview or b"")
    if interview is not None:
        interview.debriefs.append(fact)
    return True


def plan_todo(owner: Mine | Case, todo: Todo) -> None:
    """Add something to do."""
    owner.todos[todo.id] = todo


def send_todo(owner: Mine | Case, fact: Fact[FollowUpSent]) -> bool:
    """Mark a to-do as done."""
    todo = owner.todos.get(fact.event.follow_up)
    if todo is None:
        return False
    todo.sent = fact
    return True


def answer_todo(owner: Mine | Case, fact: Fact[FollowUpAnswered]) -> bool:
    """Mark a to-do as answered."""
    todo = owner.todos.get(fact.event.follow_up)
    if todo is None:
        return False
    todo.answered = fact
    return True


def drop_todo(owner: Mine | Case, fact: Fact[FollowUpDropped]) -> bool:
    """Mark a to-do as dropped."""
    todo = owner.todos.get(fact.event.follow_up)
    if todo is None:
        return False
    todo.dropped = fact
    return True


def receive_offer(case: Case, offer: Offer) -> None:
    """Add an offer with its terms."""
    case.offers[offer.id] = offer
    for term in offer.event.terms:
        written = term.written or offer.event.written
        offer.terms[term.term.casefold()] = Term(offer.id, offer.at, term, written)


def change_term(case: Case, fact: Fact[OfferTermChanged]) -> bool:
    """Add or change a term of an offer, the latest one if none is named."""
    offer = case.offers.get(fact.event.offer) if fact.event.offer else _latest(case.offers)
    if offer is None:
        return False
    term = fact.event.term
    offer.terms[term.term.casefold()] = Term(fact.id, fact.at, term, term.written)
    offer.changes.append(fact)
    return True


def ask_term(case: Case, negotiation: Negotiation) -> None:
    """Add what I asked for."""
    case.negotiations[negotiation.id] = negotiation


def answer_negotiation(case: Case, fact: Fact[NegotiationAnswered]) -> bool:
    """Add what they said to what I asked for, to the latest if none is named."""
    asked = fact.event.asked
    negotiation = case.negotiations.get(asked) if asked else _latest(case.negotiations)
    if negotiation is None:
        return False
    negotiation.answers.append(fact)
    return True


def record_decision(case: Case, fact: Fact[DecisionRecorded]) -> None:
    """Add a decision."""
    case.decisions[fact.id] = fact


def review_outcome(case: Case, fact: Fact[OutcomeReviewed]) -> None:
    """Add a look back."""
    case.reviews.append(fact)


def share_report(mine: Mine, share: Share) -> None:
    """Add a report that left the journal."""
    mine.shares[share.id] = share


def revoke_share(mine: Mine, fact: Fact[ShareRevoked]) -> bool:
    """Take a shared report back."""
    share = mine.shares.get(fact.event.share)
    if share is None:
        return False
    share.revoked = fact
    return True


def _latest(things: dict[bytes, T]) -> T | None:
    return things[max(things)] if things else None


ROWS: dict[type[Event], Row] = {
    AnswerRated: Row("case", rate_answer, make=Rating),
    RatingRevised: Row("case", then=revise_rating),
    ImpressionSealed: Row("case", seal_impression, impress_interview),
    DebriefCompleted: Row("case", complete_debrief, debrief_interview),
    FollowUpPlanned: Row("either", plan_todo, make=Todo),
    FollowUpSent: Row("either", then=send_todo),
    FollowUpAnswered: Row("either", then=answer_todo),
    FollowUpDropped: Row("either", then=drop_todo),
    OfferReceived: Row("case", receive_offer, make=Offer),
    OfferTermChanged: Row("case", then=change_term),
    NegotiationAsked: Row("case", ask_term, make=Negotiation),
    NegotiationAnswered: Row("case", then=answer_negotiation),
    DecisionRecorded: Row("case", record_decision),
    OutcomeReviewed: Row("case", review_outcome),
    ReportShared: Row("mine", share_report, make=Share),
    ShareRevoked: Row("mine", then=revoke_share),
}
