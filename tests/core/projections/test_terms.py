"""Terms of an offer, and what they count as evidence."""

from __future__ import annotations

import pytest

from twoway_core.events.after import OfferReceived, OfferTerm, OfferTermChanged
from twoway_core.events.base import Money
from twoway_core.projections.fit import fit_report
from twoway_core.projections.people import people_of
from twoway_core.projections.pieces import OFFER, evidence_of, noted_as, pieces_of
from twoway_core.projections.rating import to_rate
from twoway_core.projections.terms import offered_by, said_in, standing_terms, term_words
from twoway_core.projections.why import why, why_note

from .diary import REMOTE, Acme, acme

WEEK = "one training week a year"


@pytest.fixture
def known() -> Acme:
    """Return Acme after both its interviews."""
    return acme()


def offers(known: Acme, *terms: OfferTerm, written: bool = True) -> bytes:
    """Note an offer."""
    return known.firm.write(OfferReceived(opportunity=known.firm.id, terms=terms, written=written, note="by mail"))


def changes(known: Acme, term: OfferTerm) -> bytes:
    """Note that a term came or changed."""
    return known.firm.write(OfferTermChanged(opportunity=known.firm.id, term=term))


def test_a_written_yes_meets_a_must_have(known: Acme) -> None:
    """Beside the recruiter's word it is worth .907, by hand; a fact that counts 8, of a voice of its own."""
    offer = offers(known, OfferTerm(term=REMOTE, criterion=known.wants[REMOTE]))
    known.firm.rates(offer, known.wants[REMOTE], 5)
    (row,) = fit_report(known.firm.mine, known.firm.case, "acme").must_haves

    assert row.verdict == "met"
    assert row.chance == pytest.approx(9.8 / 10.8)
    assert row.reason == "Carla and the offer said so"


def test_worked_example_written_term(known: Acme) -> None:
    """The training week in writing lifts growth: fit .76, coverage .63."""
    offers(known)
    term = changes(known, OfferTerm(term=WEEK, criterion=known.wants["growth"], written=True))
    known.firm.rates(term, known.wants["growth"], 5)
    view = fit_report(known.firm.mine, known.firm.case, "acme")

    assert view.fit == pytest.approx(0.7595, abs=5e-5)
    assert view.coverage == pytest.approx(0.629, abs=5e-4)
    assert view.range80 == pytest.approx((0.64, 0.88), abs=5e-3)


def test_a_spoken_term_is_no_more_than_somebodys_word(known: Acme) -> None:
    """It counts 1, and the note says how it was given."""
    term = OfferTerm(term=WEEK, value="5 days", criterion=known.wants["growth"])
    offer = offers(known, term, written=False)
    known.firm.rates(offer, known.wants["growth"], 5)
    notes = why(known.firm.mine, known.firm.case, known.wants["growth"], "acme").notes

    assert [(note.who, note.form, note.certainty, note.counts) for note in notes] == [
        ("Carla", "number", "sure", 1.0),
        (OFFER, "spoken", "", 1.0),
    ]
    assert notes[1].text == f"{WEEK}: 5 days"


def test_a_term_that_was_changed_counts_no_more(known: Acme) -> None:
    """The change is to be judged anew; the other term of the offer stands."""
    growth, remote = known.wants["growth"], known.wants[REMOTE]
    offer = offers(known, OfferTerm(term=WEEK, criterion=growth), OfferTerm(term=REMOTE, criterion=remote))
    for criterion in (growth, remote):
        known.firm.rates(offer, criterion, 5)
    change = changes(known, OfferTerm(term=WEEK.upper(), value="no", criterion=growth))
    case, people = known.firm.case, people_of(known.firm.mine, known.firm.case)
    heard = [piece.criterion for piece in pieces_of(known.firm.mine, case, people) if piece.evidence.voice == OFFER]

    assert heard == [remote]
    assert evidence_of(case, people, offer, growth) is None
    assert noted_as(case, people, offer, growth) is not None
    assert [(card.id, card.name) for card in to_rate(known.firm.mine, case)] == [(change, "growth")]


def test_a_later_offer_takes_the_place_of_an_earlier_one(known: Acme) -> None:
    """Its terms are not the other's, however it was rated."""
    first = offers(known, OfferTerm(term=WEEK, criterion=known.wants["growth"]))
    second = offers(known)
    case, people = known.firm.case, people_of(known.firm.mine, known.firm.case)

    assert offered_by(case) == [second]
    assert evidence_of(case, people, first) is None
    assert standing_terms(case, first) == []


def test_an_offer_without_terms_can_be_rated_as_a_whole(known: Acme) -> None:
    """It is told by its note; a term on something else says nothing of it."""
    balance = known.wants["balance"]
    offer = offers(known)
    known.firm.rates(offer, balance, 4)
    (note,) = why(known.firm.mine, known.firm.case, balance, "acme").notes
    other = offers(known, OfferTerm(term=WEEK, criterion=known.wants["growth"]))
    case, people = known.firm.case, people_of(known.firm.mine, known.firm.case)

    assert (note.text, note.form, note.counts) == ("by mail", "in writing", 8.0)
    assert noted_as(case, people, other, balance) is None


def test_what_was_offered_and_not_judged_stands_among_the_notes(known: Acme) -> None:
    """A term waits for its rating like any answer."""
    offer = offers(known, OfferTerm(term=WEEK, criterion=known.wants["growth"]))
    view = why(known.firm.mine, known.firm.case, known.wants["growth"], "acme")
    note = why_note(known.firm.mine, known.firm.case, offer, "acme")

    assert [one.id for one in view.unrated] == [offer]
    assert note is not None
    assert [(one.criterion, one.rating, one.counts) for one in note.on] == [("growth", None, 8.0)]


def test_terms_are_told_with_value_and_amount() -> None:
    """What is empty is left out."""
    pay = Money(6_100_000, "EUR", "year")

    assert term_words(OfferTerm(term="pay", money=pay)) == "pay: 61000.00 EUR per year"
    assert term_words(OfferTerm(term="bonus", value="soon", money=pay)) == "bonus: soon, 61000.00 EUR per year"
    assert term_words(OfferTerm(term="3 remote days")) == "3 remote days"


def test_an_entry_that_is_no_offer_named_no_terms(known: Acme) -> None:
    """A change names one, as it was said; a note none."""
    offers(known)
    change = changes(known, OfferTerm(term=WEEK))

    assert [one.term.term for one in said_in(known.firm.case, change)] == [WEEK]
    assert said_in(known.firm.case, known.ana_said) == []
