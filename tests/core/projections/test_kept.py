"""Promises against the offer."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from twoway_core.events.after import (
    NegotiationAnswered,
    NegotiationAsked,
    OfferReceived,
    OfferTerm,
    OfferTermChanged,
)
from twoway_core.events.base import Money
from twoway_core.events.talk import CommitmentNoted
from twoway_core.projections.kept import kept_promises, written_since
from twoway_core.projections.terms import latest_offer

from .diary import Firm, ms, wanting

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


def changes(firm: Firm, day: int, term: OfferTerm) -> bytes:
    """Note on a day of March that a term of the offer came or changed."""
    firm.diary.now_ms = ms(day)
    return firm.write(OfferTermChanged(opportunity=firm.id, term=term))


def grants(
    firm: Firm, day: int, asked: NegotiationAsked, *, granted: bool | None = None, written: bool = False
) -> None:
    """Note on a day of March what I asked for, and what they said to it."""
    firm.diary.now_ms = ms(day)
    request = firm.write(replace(asked, opportunity=firm.id))
    firm.write(NegotiationAnswered(opportunity=firm.id, asked=request, result="so", granted=granted, written=written))


def since(firm: Firm) -> date | None:
    """Return since when the only promise is in writing."""
    (promise,) = firm.case.commitments.values()
    return written_since(firm.case, promise)


def test_a_spoken_promise_is_in_writing_since_the_term_that_it_matches_says_so(firm: Firm) -> None:
    """Neither before, nor by a spoken offer; a later word on another term moves nothing."""
    promised = promises(firm, "training week")
    before = since(firm)
    offers(firm, OfferTerm(term="training week"), OfferTerm(term="a desk", written=True))
    spoken = since(firm)
    changes(firm, 5, OfferTerm(term="one week of training", commitment=promised, written=True))
    changes(firm, 8, OfferTerm(term="a desk", value="by the window", written=True))

    assert (before, spoken, since(firm)) == (None, None, date(2026, 3, 5))


def test_an_offer_all_in_writing_puts_its_terms_in_writing(firm: Firm) -> None:
    """Since the offer came."""
    promises(firm, "training week")
    firm.diary.now_ms = ms(6)
    firm.write(OfferReceived(opportunity=firm.id, terms=(OfferTerm(term="training week"),), written=True))

    assert since(firm) == date(2026, 3, 6)


def test_what_the_offer_says_otherwise_is_no_promise_in_writing(firm: Firm) -> None:
    """A written term of another value, whatever they wrote before."""
    promises(firm, "training", "5 days")
    grants(firm, 5, NegotiationAsked(term="training", goal="5 days"), granted=True, written=True)
    agreed = since(firm)
    offers(firm, OfferTerm(term="training", value="2 days", written=True))

    assert (agreed, since(firm)) == (date(2026, 3, 5), None)


@pytest.mark.parametrize(
    ("asked", "answer", "written"),
    [
        (NegotiationAsked(term="Training", goal="5 days", money=PAY), {"granted": True, "written": True}, True),
        (NegotiationAsked(term="Training", goal="5 days", money=PAY), {"granted": True}, False),
        (NegotiationAsked(term="Training", goal="5 days", money=PAY), {"granted": False, "written": True}, False),
        (NegotiationAsked(term="Training", goal="5 days", money=PAY), {"written": True}, False),
        (NegotiationAsked(term="Training", goal="6 days", money=PAY), {"granted": True, "written": True}, False),
        (NegotiationAsked(term="Training", goal="5 days", money=MORE), {"granted": True, "written": True}, False),
        (NegotiationAsked(term="Courses", goal="5 days", money=PAY), {"granted": True, "written": True}, False),
    ],
)
def test_where_no_term_speaks_of_it_a_written_yes_does(
    firm: Firm, asked: NegotiationAsked, answer: dict[str, bool], written: bool
) -> None:
    """To what was asked for in the words, value and amount of the promise; also with an offer that is silent on it."""
    promises(firm, "training", "5 days", PAY)
    grants(firm, 7, asked, **answer)
    without_offer = since(firm)
    offers(firm, OfferTerm(term="a desk"))

    assert without_offer == since(firm) == (date(2026, 3, 7) if written else None)


def test_a_request_without_a_reply_puts_nothing_in_writing(firm: Firm) -> None:
    """And of several the last written yes counts."""
    promises(firm, "training")
    grants(firm, 7, NegotiationAsked(term="training"), granted=True, written=True)
    grants(firm, 8, NegotiationAsked(term="training"), granted=True)
    firm.write(NegotiationAsked(opportunity=firm.id, term="training"))

    assert since(firm) == date(2026, 3, 7)


def test_a_promise_made_in_writing_has_no_day_since_when(firm: Firm) -> None:
    """It always was."""
    firm.write(CommitmentNoted(opportunity=firm.id, term="training", medium="E-Mail"))
    offers(firm, OfferTerm(term="training", written=True))

    assert since(firm) is None
