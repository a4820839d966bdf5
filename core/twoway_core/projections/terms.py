"""The terms of an offer: which of them stand, and which criterion each speaks to.

Of several offers the latest counts. A term stands until a later word on it; an offer or a change of one that has no
standing term on a criterion says nothing of it any more.
"""

from __future__ import annotations

from twoway_core.events.after import OfferTerm
from twoway_core.journal.items import Offer, Term
from twoway_core.journal.state import Case
from twoway_core.projections.log import money_words


def latest_offer(case: Case) -> Offer | None:
    """Return the offer that counts."""
    return case.offers[max(case.offers)] if case.offers else None


def offered_by(case: Case) -> list[bytes]:
    """Return the entries of the offer that counts, in order: itself, then its changes."""
    offer = latest_offer(case)
    return [] if offer is None else [offer.id, *(change.id for change in offer.changes)]


def said_in(case: Case, noted: bytes) -> list[Term]:
    """Return the terms that the entry ``noted`` named, as it named them; none where it is no entry of an offer."""
    for offer in case.offers.values():
        if noted == offer.id:
            return [Term(noted, offer.at, term, term.written or offer.event.written) for term in offer.event.terms]
        for change in offer.changes:
            if noted == change.id:
                return [Term(noted, change.at, change.event.term, change.event.term.written)]
    return []


def standing_terms(case: Case, noted: bytes, criterion: bytes | None = None) -> list[Term]:
    """Return the terms that ``noted`` named and that stand; those on ``criterion`` or on none, where it is given."""
    offer = latest_offer(case)
    terms = [] if offer is None else [term for term in offer.terms.values() if term.id == noted]
    return [term for term in terms if criterion is None or term.term.criterion in (None, criterion)]


def term_words(term: OfferTerm) -> str:
    """Return a term as it is told: what it is about, how much of it, the amount."""
    amount = money_words(term.money) if term.money is not None else ""
    said = ", ".join(part for part in (term.value, amount) if part)
    return f"{term.term}: {said}" if said else term.term
