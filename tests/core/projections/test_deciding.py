"""The word for one opportunity."""

from __future__ import annotations

from dataclasses import replace

import pytest

from twoway_core.analysis.settings import DEFAULTS
from twoway_core.events.after import OfferReceived, OfferTerm
from twoway_core.events.case import OpportunityClosed
from twoway_core.events.judge import RatingRevised
from twoway_core.events.talk import CommitmentNoted, RedFlagRaised
from twoway_core.projections.deciding import Deciding, deciding
from twoway_core.projections.race import PRESENT

from .diary import OFFICE, REMOTE, Acme, Diary, Firm, acme, begun, birch

FEW = replace(DEFAULTS, draws=200)


@pytest.fixture
def known() -> Acme:
    """Return Acme after both its interviews."""
    return acme()


def judged(known: Acme, *others: Firm) -> Deciding:
    """Return the word for Acme."""
    cases = [("acme", known.firm.case), *(("birch", other.case) for other in others)]
    return deciding(known.firm.mine, cases, known.firm.case, FEW)


def has_remote_days(known: Acme) -> None:
    """Let Ana, Ben and one more peer confirm the remote days: the must-have is met."""
    for person in (known.ana, known.ben, known.firm.meets("Cleo", "peer")):
        known.firm.hears_and_rates(person, known.wants[REMOTE], 5)


def test_worked_example_before_the_offer(known: Acme) -> None:
    """ASK MORE: a must-have is open, and questions are worth their minutes; the must-have's first."""
    view = judged(known, birch(known.wants))

    assert (view.action, view.reasons) == ("ASK MORE", ("must-have open", "worth asking"))
    assert (view.ask[0].text, view.rival, view.negotiate, view.drift) == (OFFICE, None, None, None)
    assert (view.accept, view.stay) == pytest.approx((0.66964, 0.625), abs=5e-6)
    assert len(view.race.runners) == 3
    assert view.beats == view.race.runner(known.firm.id).beats(PRESENT)


def test_of_an_unknown_opportunity_nothing_is_said_too_soon() -> None:
    """Without a note, without people, without weights, and even without a criterion, one goes on."""
    firm = Firm(begun().diary, "Acme")
    bare = Firm(Diary(), "Acme")
    words = [deciding(one.mine, [("acme", one.case)], one.case, FEW) for one in (firm, bare)]

    assert [word.action for word in words] == ["CONTINUE", "CONTINUE"]
    assert [number for word in words for number in (word.accept, word.stay)] == pytest.approx([0.5] * 4)
    assert [len(word.race.runners[0].ranks) for word in words] == [2, 2]
    assert words[1].beats == 0.5


def test_worked_example_offer(known: Acme) -> None:
    """NEGOTIATE for the training week: .704 over .670."""
    has_remote_days(known)
    promised = known.firm.write(CommitmentNoted(opportunity=known.firm.id, term="one training week a year"))
    known.firm.write(OfferReceived(opportunity=known.firm.id, terms=(OfferTerm(term="3 remote days"),)))
    view = judged(known)

    assert (view.action, [row.id for row in view.levers]) == ("NEGOTIATE", [promised])
    assert view.negotiate == pytest.approx(0.7045, abs=5e-5)
    assert [one.word for one in view.promises] == ["absent"]
    assert view.unsettled == ("worth asking",)


def test_another_offer_is_what_an_offer_must_beat(known: Acme) -> None:
    """Birch, once offered, is the other choice."""
    has_remote_days(known)
    other = birch(known.wants)
    for firm in (known.firm, other):
        firm.write(OfferReceived(opportunity=firm.id))
    view = judged(known, other)

    assert (view.action, view.rival) == ("ACCEPT", other.id)
    assert view.beats == view.race.runner(known.firm.id).beats(other.id)
    assert view.flips.weights[0].name == "autonomy"


def test_a_severe_flag_is_unsettled(known: Acme) -> None:
    """A light one is not."""
    has_remote_days(known)
    known.firm.write(RedFlagRaised(opportunity=known.firm.id, text="people left in tears", severity="severe"))
    known.firm.write(RedFlagRaised(opportunity=known.firm.id, text="late reply", severity="light"))

    assert judged(known).unsettled == ("severe flag", "worth asking")


def test_what_is_closed_is_asked_about_no_more(known: Acme) -> None:
    """There is no time left."""
    known.firm.write(OpportunityClosed(opportunity=known.firm.id, outcome="rejected"))

    assert judged(known).action == "CONTINUE"


def test_revisions_after_an_offer_are_told_where_they_weigh(known: Acme) -> None:
    """Carla's 4 on growth read as a 5 once the offer is there moves the fit by more than a quarter of the lead."""
    known.firm.write(OfferReceived(opportunity=known.firm.id))
    before = judged(known).drift
    rated = known.firm.case.ratings[known.carla_said, known.wants["growth"]].id
    known.firm.write(RatingRevised(opportunity=known.firm.id, rated=rated, rating=5))

    assert before is None
    assert judged(known).drift == pytest.approx(0.3 / 12)


def test_rating_anew_after_an_offer_is_a_revision_too(known: Acme) -> None:
    """Only what was judged before it is held against it: a rating of something new is no drift."""
    known.firm.write(OfferReceived(opportunity=known.firm.id))
    known.firm.hears_and_rates(known.carla, known.wants["balance"], 4)
    new = judged(known).drift
    known.firm.rates(known.carla_said, known.wants["growth"], 5)

    assert new is None
    assert judged(known).drift == pytest.approx(0.3 / 12)
