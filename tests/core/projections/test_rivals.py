"""What an opportunity has to beat."""

from __future__ import annotations

import pytest

from twoway_core.events.after import DecisionRecorded, OfferReceived
from twoway_core.events.case import OpportunityClosed, StageChanged
from twoway_core.projections.matters import matters_of
from twoway_core.projections.rivals import Rival, has_offer, rival_of

from .diary import REMOTE, Acme, Firm, acme, birch


def rival(known: Acme, *others: Firm) -> Rival:
    """Return what Acme has to beat."""
    mine = known.firm.mine
    return rival_of(mine, matters_of(mine), known.firm.case, [known.firm.case, *(other.case for other in others)])


def test_without_another_offer_it_is_the_present_job() -> None:
    """However good another opportunity looks, it is no choice before it is offered."""
    known = acme()
    found = rival(known, birch(known.wants))

    assert found.case is None
    assert found.fit == pytest.approx(0.625)
    assert list(found.means.values()) == [0.75, 0.5, 0.5]


def test_a_better_offer_takes_its_place() -> None:
    """Birch, once it is offered."""
    known = acme()
    other = birch(known.wants)
    other.write(OfferReceived(opportunity=other.id))
    found = rival(known, other)

    assert found.case == other.id
    assert found.fit == pytest.approx(0.63333, abs=5e-6)
    assert list(found.means.values()) == pytest.approx([3 / 6, 5 / 6, 4 / 6])


def test_a_worse_offer_does_not() -> None:
    """The present job is better."""
    known = acme()
    other = Firm(known.wants.diary, "Cedar")
    other.write(OfferReceived(opportunity=other.id))

    assert rival(known, other).case is None


def test_an_offer_that_fails_a_must_have_is_no_choice() -> None:
    """Dev said no to remote days after all."""
    known = acme()
    other = birch(known.wants)
    dev = next(iter(other.case.contacts))
    for place in range(9):
        other.hears_and_rates(other.meets(f"Peer {place}", "peer"), known.wants[REMOTE], 1)
    other.rates(other.hears(dev, "no", known.wants[REMOTE]), known.wants[REMOTE], 1)
    other.rates(next(one for one, about in other.case.ratings if about == known.wants[REMOTE]), known.wants[REMOTE], 1)
    other.write(OfferReceived(opportunity=other.id))

    assert rival(known, other).case is None


def test_an_offer_is_in_hand_until_the_end() -> None:
    """By its own entry or by the stage; not once the opportunity is closed."""
    firm = acme().firm
    before = has_offer(firm.case)
    firm.write(StageChanged(opportunity=firm.id, stage="offer"))
    during = has_offer(firm.case)
    firm.write(OpportunityClosed(opportunity=firm.id, outcome="rejected"))

    assert (before, during, has_offer(firm.case)) == (False, True, False)


def test_what_was_turned_down_is_no_choice_any_more() -> None:
    """A better offer that I decided to decline beats nobody; a second thought brings it back."""
    known = acme()
    other = birch(known.wants)
    other.write(OfferReceived(opportunity=other.id))
    other.write(DecisionRecorded(opportunity=other.id, action="decline"))
    declined = rival(known, other).case
    other.write(DecisionRecorded(opportunity=other.id, action="accept"))

    assert (declined, rival(known, other).case) == (None, other.id)
