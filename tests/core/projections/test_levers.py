"""What one could ask for."""

from __future__ import annotations

import pytest

from twoway_core.events.after import NegotiationAnswered, NegotiationAsked, OfferReceived, OfferTerm
from twoway_core.events.talk import CommitmentNoted
from twoway_core.projections.levers import LeverRow, criterion_of, levers_of, speaks_to
from twoway_core.projections.matters import matters_of
from twoway_core.projections.standing import standing_of

from .diary import Acme, acme, begun

WEEK = "one training week a year"


@pytest.fixture
def known() -> Acme:
    """Return Acme, which promised a training week and made an offer."""
    known = acme()
    known.firm.write(CommitmentNoted(opportunity=known.firm.id, term=WEEK, contact=known.ana))
    return known


def found(known: Acme) -> list[LeverRow]:
    """Return the levers of Acme."""
    case, mine = known.firm.case, known.firm.mine
    return [row for row, _ in levers_of(mine, case, standing_of(mine, case))]


def test_worked_example_lever(known: Acme) -> None:
    """The training week that the offer leaves out lifts growth by a step: .075."""
    known.firm.write(OfferReceived(opportunity=known.firm.id))
    (row,) = found(known)

    assert (row.term, row.name, row.criterion) == (WEEK, "growth", known.wants["growth"])
    assert row.lift == pytest.approx(0.075)


def test_a_promise_that_is_kept_is_no_lever(known: Acme) -> None:
    """Nor is any before there is an offer."""
    before = found(known)
    known.firm.write(OfferReceived(opportunity=known.firm.id, terms=(OfferTerm(term=WEEK),)))

    assert (before, found(known)) == ([], [])


def test_what_was_asked_for_is_a_lever_until_it_is_answered(known: Acme) -> None:
    """The strongest comes first; the criterion that was named counts."""
    known.firm.write(OfferReceived(opportunity=known.firm.id))
    free = NegotiationAsked(opportunity=known.firm.id, term="a free hand", criterion=known.wants["autonomy"])
    asked = known.firm.write(free)
    before = [row.name for row in found(known)]
    known.firm.write(NegotiationAnswered(opportunity=known.firm.id, asked=asked, result="no", granted=False))

    assert (before, [row.name for row in found(known)]) == (["autonomy", "growth"], ["growth"])


@pytest.mark.parametrize("term", ["commute", "nothing of note"])
def test_what_speaks_to_nothing_that_weighs_is_no_lever(known: Acme, term: str) -> None:
    """Whether it names a criterion without weight, or none at all."""
    known.firm.write(OfferReceived(opportunity=known.firm.id, terms=(OfferTerm(term=WEEK),)))
    criterion = known.wants["commute"] if term == "commute" else None
    known.firm.write(NegotiationAsked(opportunity=known.firm.id, term=term, criterion=criterion))

    assert found(known) == []


def test_the_matter_of_a_term_is_that_of_a_criterions_questions() -> None:
    """Hours speak to balance; without criteria to nothing."""
    wants = begun()

    assert criterion_of(wants.diary.mine, matters_of(wants.diary.mine), "no overtime") == wants["balance"]
    assert criterion_of(type(wants.diary.mine)(), matters_of(type(wants.diary.mine)()), "no overtime") is None


def test_what_was_refused_is_asked_for_no_more(known: Acme) -> None:
    """The promise is still broken, and no lever; before the reply it stands once, not twice."""
    known.firm.write(OfferReceived(opportunity=known.firm.id))
    asked = known.firm.write(NegotiationAsked(opportunity=known.firm.id, term=WEEK))
    waiting = found(known)
    known.firm.write(NegotiationAnswered(opportunity=known.firm.id, asked=asked, result="no", granted=False))

    assert ([row.term for row in waiting], found(known)) == ([WEEK], [])


def test_a_term_speaks_to_what_it_names(known: Acme) -> None:
    """Must-haves too, and whole words only; else to what its words are about."""
    mine, matters = known.firm.mine, matters_of(known.firm.mine)

    assert speaks_to(mine, matters, "3 remote days a week") == known.wants["3 remote days"]
    assert speaks_to(mine, matters, "overgrowth insurance") is None
    assert speaks_to(mine, matters, WEEK) == known.wants["growth"]
