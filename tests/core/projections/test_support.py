"""How supportive each person would be."""

from __future__ import annotations

import pytest

from twoway_core.events.mine import CriterionDefined, CriterionRetired
from twoway_core.events.talk import ObservationNoted
from twoway_core.projections.standing import standing_of
from twoway_core.projections.support import Support, supports

from .diary import Firm, wanting


def of(firm: Firm) -> dict[str, Support]:
    """Return the scores by name."""
    return {one.who: one for one in supports(firm.mine, firm.case, standing_of(firm.mine, firm.case))}


def test_of_the_boss_everybody_speaks() -> None:
    """Ana's own 5 and her report Ben's 2: each counts 4, and their gap takes from both."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    ana = firm.meets("Ana", "boss", boss=True)
    ben = firm.meets("Ben", "peer", reports_to=ana)
    own = firm.hears_and_rates(ana, wants["boss support"], 5)
    his = firm.hears_and_rates(ben, wants["boss support"], 2)
    view = of(firm)["Ana"]

    kept = (1 - 2.25 / 4) * 0.9
    assert view.score == pytest.approx((1 + kept * 4 * (1 + 0.25)) / (2 + kept * 8))
    assert view.notes == (own, his)
    assert view.boss is True


def test_of_anybody_else_their_word_and_what_i_saw_of_them_counts() -> None:
    """On the team; what others say of the team is no word of this person's."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    ana, ben = firm.meets("Ana", "boss", boss=True), firm.meets("Ben", "peer")
    said = firm.hears_and_rates(ben, wants["team"], 4)
    seen = firm.write(
        ObservationNoted(
            opportunity=firm.id, text="he made room", contact=ben, criteria=(wants["team"],), form="example"
        )
    )
    firm.rates(seen, wants["team"], 5)
    firm.hears_and_rates(ana, wants["team"], 1)
    view = of(firm)

    assert view["Ben"].notes == (said, seen)
    assert view["Ben"].score > 0.7
    assert (view["Ana"].score, view["Ana"].coverage, view["Ana"].notes) == (0.5, 0, ())


def test_two_criteria_of_the_boss_count_both() -> None:
    """One answer may speak to both."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    ana = firm.meets("Ana", "boss", boss=True)
    patience = wants.diary.write(CriterionDefined(name="patience", lens="boss"))
    noted = firm.hears(ana, "she waits", wants["boss support"], patience)
    firm.rates(noted, wants["boss support"], 5)
    firm.rates(noted, patience, 3)

    assert of(firm)["Ana"].notes == (noted,)
    assert of(firm)["Ana"].score == pytest.approx((1 + 4 * 0.75) / (2 + 4))


def test_a_scale_with_an_ideal_and_what_matters_no_more_tell_nothing() -> None:
    """Close supervision is no support by itself."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    ana = firm.meets("Ana", "boss", boss=True)
    firm.hears_and_rates(ana, wants["supervision"], 5)
    firm.hears_and_rates(ana, wants["boss support"], 5)
    wants.diary.write(CriterionRetired(criterion=wants["boss support"]))

    assert of(firm)["Ana"].notes == ()


def test_the_boss_stands_first_and_who_only_hires_is_left_out() -> None:
    """Then whoever is known best."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    firm.meets("Carla", "recruiter")
    firm.meets("Eva", "peer")
    ben = firm.meets("Ben", "peer")
    firm.meets("Ana", "boss", boss=True)
    firm.hears_and_rates(ben, wants["team"], 4)

    assert list(of(firm)) == ["Ana", "Ben", "Eva"]
