"""Promises against the offer."""

from __future__ import annotations

import pytest

from twoway_core.events.after import OfferReceived, OfferTerm, OfferTermChanged
from twoway_core.events.base import Money
from twoway_core.events.talk import CommitmentNoted
from twoway_core.projections.kept import kept_promises
from twoway_core.projections.terms import latest_offer

from .diary import Firm, wanting

PAY, MORE = Money(6_100_000, "EUR", "year"), Money(6_500_000, "EUR", "year")


@pytest.fixture
def firm() -> Firm:
    """Return a firm that promised nothing yet."""
    return Firm(wanting().diary, "Acme")


def promises(firm: Firm, term: str, value: str = "", money: Money | None = None, who: bytes | None = None) -> bytes:
    """Note a promise."""
    return firm.write(CommitmentNoted(opportunity=firm.id, term=term, value=value, money=money, contact=who))


def offers(firm: Firm, *terms: OfferTerm) -> bytes:
    """Note an offer."""
    return firm.write(OfferReceived(opportunity=firm.id, terms=terms))


def words(firm: Firm) -> list[tuple[str, str]]:
    """Return each promise and how it was kept."""
    return [(one.term, one.word) for one in kept_promises(firm.mine, firm.case)]


def test_a_promise_that_no_term_speaks_of_is_absent(firm: Firm) -> None:
    """It is told by whom it was made."""
    ana = firm.meets("Ana Ruiz", "boss")
    promised = promises(firm, "one training week a year", who=ana)
    promises(firm, "a desk by the window")
    offers(firm, OfferTerm(term="3 remote days", written=True))
    first, second = kept_promises(firm.mine, firm.case)

    assert (first.id, first.who, first.word, first.offered, first.written) == (promised, "Ana", "absent", "", False)
    assert (second.who, second.criterion) == ("", None)


def test_the_same_words_match_however_they_are_written(firm: Firm) -> None:
    """A promise without a value is kept by any term of its words."""
    promises(firm, "Training week")
    offers(firm, OfferTerm(term="training  WEEK", value="5 days", written=True))
    (kept,) = kept_promises(firm.mine, firm.case)

    assert (kept.word, kept.offered, kept.written) == ("matches", "5 days", True)


def test_another_value_or_amount_differs(firm: Firm) -> None:
    """Five days are not three, and 61,000 is not 65,000."""
    promises(firm, "training", value="5 days")
    promises(firm, "pay", money=MORE)
    promises(firm, "bonus", money=PAY)
    offers(
        firm,
        OfferTerm(term="training", value="3 days"),
        OfferTerm(term="pay", money=PAY),
        OfferTerm(term="bonus", money=PAY),
    )

    assert words(firm) == [("training", "differs"), ("pay", "differs"), ("bonus", "matches")]


def test_a_term_that_names_the_promise_is_the_one(firm: Firm) -> None:
    """Whatever it is called."""
    promised = promises(firm, "training", value="5 days")
    offers(firm, OfferTerm(term="training", value="1 day"))
    firm.write(
        OfferTermChanged(
            opportunity=firm.id, term=OfferTerm(term="week of courses", value="5 days", commitment=promised)
        )
    )

    assert words(firm) == [("training", "matches")]


def test_the_latest_offer_counts(firm: Firm) -> None:
    """An earlier one is history."""
    promises(firm, "training")
    offers(firm, OfferTerm(term="training"))
    latest = offers(firm)
    offer = latest_offer(firm.case)
    assert offer is not None

    assert (offer.id, words(firm)) == (latest, [("training", "absent")])


def test_without_an_offer_nothing_is_held_against_it(firm: Firm) -> None:
    """Promises wait."""
    promises(firm, "training")

    assert (latest_offer(firm.case), words(firm)) == (None, [])
