"""What would change who leads."""

from __future__ import annotations

import pytest

from twoway_core.events.after import OfferReceived
from twoway_core.projections.flips import flips
from twoway_core.projections.matters import matters_of
from twoway_core.projections.rivals import rival_of

from .diary import acme, birch


def test_worked_example_flips() -> None:
    """Ana's 5 read as 4, or Ben's 4 read as 3, put Acme at .62, under the present job."""
    known = acme()
    mine = known.firm.mine
    view = flips(mine, known.firm.case, rival_of(mine, matters_of(mine), known.firm.case, []))
    found = {(one.who, one.rating, one.instead): one for one in view.ratings if one.flips}

    assert view.leads
    assert set(found) == {("Ana", 5, 4), ("Ben", 4, 3)}
    assert found["Ana", 5, 4].fit == pytest.approx(0.62283, abs=5e-6)
    assert (found["Ben", 4, 3].id, found["Ben", 4, 3].name) == (known.ben_said, "autonomy")


def test_worked_example_weight() -> None:
    """Beside an offer from Birch, Birch leads if autonomy weighs under .43."""
    known = acme()
    other = birch(known.wants)
    other.write(OfferReceived(opportunity=other.id))
    mine = known.firm.mine
    rival = rival_of(mine, matters_of(mine), known.firm.case, [other.case])
    mark = flips(mine, known.firm.case, rival).weights[0]

    assert (mark.name, mark.under) == ("autonomy", True)
    assert mark.at == pytest.approx(0.42824, abs=5e-6)


def test_who_trails_sees_what_would_make_it_lead() -> None:
    """Birch, beside an offer from Acme, leads from the same mark down."""
    known = acme()
    other = birch(known.wants)
    known.firm.write(OfferReceived(opportunity=known.firm.id))
    mine = known.firm.mine
    view = flips(mine, other.case, rival_of(mine, matters_of(mine), other.case, [known.firm.case]))

    assert not view.leads
    assert (view.weights[0].name, view.weights[0].under) == ("autonomy", True)
    assert view.weights[0].at == pytest.approx(0.42824, abs=5e-6)
