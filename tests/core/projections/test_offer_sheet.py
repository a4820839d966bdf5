"""The offer as it stands."""

from __future__ import annotations

from datetime import date

import pytest

from twoway_core.events.after import NegotiationAnswered, NegotiationAsked, OfferReceived, OfferTerm, OfferTermChanged
from twoway_core.events.base import Money
from twoway_core.events.talk import CommitmentNoted
from twoway_core.projections.offer_sheet import OfferSheet, offer_sheet

from .diary import REMOTE, Acme, acme

PAY = Money(6_100_000, "EUR")
WEEK = "one training week a year"


@pytest.fixture
def known() -> Acme:
    """Return Acme, which promised a training week."""
    known = acme()
    known.firm.write(CommitmentNoted(opportunity=known.firm.id, term=WEEK, contact=known.ana))
    return known


def sheet(known: Acme) -> OfferSheet:
    """Return the offer of Acme."""
    found = offer_sheet(known.firm.mine, known.firm.case, "acme")
    assert found is not None
    return found


def test_without_an_offer_there_is_no_sheet(known: Acme) -> None:
    """Promises alone are none."""
    assert offer_sheet(known.firm.mine, known.firm.case, "acme") is None


def test_worked_example_sheet(known: Acme) -> None:
    """Remote days in writing meet the must-have; pay speaks to nothing that matters; the training week is absent."""
    remote = OfferTerm(term=REMOTE, criterion=known.wants[REMOTE])
    terms = (OfferTerm(term="pay", money=PAY), remote)
    offer = known.firm.write(OfferReceived(opportunity=known.firm.id, terms=terms, written=True, deadline="2026-03-16"))
    before = sheet(known)
    known.firm.rates(offer, known.wants[REMOTE], 5)
    pay, days = sheet(known).terms

    assert (before.deadline, before.at.day, before.terms[1].unrated) == (date(2026, 3, 16), 4, True)
    assert (pay.money, pay.about, pay.name, pay.verdict, pay.chance, pay.unrated) == (PAY, None, "", None, None, False)
    assert (days.name, days.written, days.verdict, days.unrated) == (REMOTE, True, "met", False)
    assert [(one.term, one.word, one.at.day) for one in before.promises] == [(WEEK, "absent", 4)]


def test_what_was_asked_for_stands_with_its_reply(known: Acme) -> None:
    """One that waits has none; a term that came with the reply stands among the terms."""
    known.firm.write(OfferReceived(opportunity=known.firm.id))
    known.firm.write(NegotiationAsked(opportunity=known.firm.id, term="pay", goal="65,000", money=PAY))
    asked = known.firm.write(NegotiationAsked(opportunity=known.firm.id, term=WEEK))
    known.firm.write(NegotiationAnswered(opportunity=known.firm.id, asked=asked, result="gladly", granted=True))
    known.firm.write(OfferTermChanged(opportunity=known.firm.id, term=OfferTerm(term=WEEK, criterion=bytes(16))))
    view = sheet(known)

    assert [(one.term, one.result, one.granted) for one in view.requests] == [("pay", "", None), (WEEK, "gladly", True)]
    assert (view.deadline, [(one.term, one.unrated) for one in view.terms]) == (None, [(WEEK, False)])
    assert [one.word for one in view.promises] == ["matches"]
