"""Promises against the offer: what was promised, and what the offer says of it.

A promise is kept by the term that names it, else by the term of the same words. It matches where value and amount are
the same, or the promise gave none; it is absent where no term speaks of it. Several offers: the latest counts.

A promise that was made in spoken words is in writing since the term that it matches says so; where no term speaks of
it, since a written yes to what was asked for in the same words.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from twoway_core.events.base import Event
from twoway_core.events.talk import CommitmentNoted
from twoway_core.journal.items import Fact, Offer, Term
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.people import people_of
from twoway_core.projections.plan import plain
from twoway_core.projections.terms import latest_offer
from twoway_core.projections.view import Id, View, day_of, moment

Word = Literal["matches", "differs", "absent"]

WRITTEN = frozenset(
    {"chat", "contract", "e-mail", "email", "letter", "mail", "message", "offer", "sms", "text", "writing", "written"}
)
"""By which a promise is in writing as it was made; of anything else one cannot tell."""


class KeptPromise(View, frozen=True, kw_only=True):
    """One promise, made ``at`` a time, held against the offer; ``offered``: what that says, ``written``: in writing.

    ``criterion``: what the promise is about, where it was said.
    """

    id: Id
    term: str
    value: str
    who: str
    at: datetime
    word: Word
    offered: str
    written: bool
    criterion: Id | None


def kept_promises(mine: Mine, case: Case) -> tuple[KeptPromise, ...]:
    """Return every promise beside the offer, in lived order; none without an offer."""
    offer, people = latest_offer(case), people_of(mine, case)
    if offer is None:
        return ()
    rows = []
    for fact in sorted(case.commitments.values(), key=lambda fact: (fact.at, fact.id)):
        promise, term = fact.event, _term_of(offer, fact)
        rows.append(
            KeptPromise(
                id=Id(fact.id),
                term=promise.term,
                value=promise.value,
                who=people.name(promise.contact) if promise.contact is not None else "",
                at=moment(fact.at, fact.offset),
                word=_word(promise, term),
                offered="" if term is None else term.term.value,
                written=term is not None and term.written,
                criterion=None if promise.criterion is None else Id(promise.criterion),
            )
        )
    return tuple(rows)


def written_since(case: Case, promise: Fact[CommitmentNoted]) -> date | None:
    """Return since which day ``promise``, made in spoken words, is in writing; None where it is not, or always was."""
    if promise.event.medium.casefold() in WRITTEN:
        return None
    offer = latest_offer(case)
    term = None if offer is None else _term_of(offer, promise)
    said = _written_yes(case, promise.event) if offer is None or term is None else _said_by(offer, term)
    kept = term is None or (term.written and _word(promise.event, term) == "matches")
    return day_of(said.at, said.offset) if said is not None and kept else None


def _said_by(offer: Offer, term: Term) -> Fact[Event]:
    """Return the entry of ``offer`` that says ``term`` as it stands."""
    return next((change for change in offer.changes if change.id == term.id), offer)


def _written_yes(case: Case, promise: CommitmentNoted) -> Fact[Event] | None:
    """Return the last written yes to what was asked for as it is promised."""
    asked = [one for one in case.negotiations.values() if plain(one.event.term) == plain(promise.term)]
    same = [one for one in asked if not promise.value or plain(promise.value) == plain(one.event.goal)]
    yes = [
        one.answers[-1]
        for one in same
        if one.answers and one.answers[-1].event.granted and promise.money in (None, one.event.money)
    ]
    return next((fact for fact in reversed(yes) if fact.event.written), None)


def _term_of(offer: Offer, fact: Fact[CommitmentNoted]) -> Term | None:
    named = [term for term in offer.terms.values() if term.term.commitment == fact.id]
    alike = [term for term in offer.terms.values() if plain(term.term.term) == plain(fact.event.term)]
    return next(iter([*named, *alike]), None)


def _word(promise: CommitmentNoted, term: Term | None) -> Word:
    if term is None:
        return "absent"
    same_value = not promise.value or plain(promise.value) == plain(term.term.value)
    same_money = promise.money is None or promise.money == term.term.money
    return "matches" if same_value and same_money else "differs"
