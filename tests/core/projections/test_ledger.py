"""The ledger of both sides."""

from __future__ import annotations

from twoway_core.events.after import OfferReceived, OfferTerm
from twoway_core.events.base import Money
from twoway_core.events.mine import DealbreakerSet
from twoway_core.events.prep import StoryPrepared
from twoway_core.events.talk import (
    CommitmentNoted,
    ContributionOffered,
    EmployerNeedNoted,
    MyAnswerNoted,
    QuestionReceived,
)
from twoway_core.projections.ledger import Ledger, ledger

from .diary import Firm, acme, begun, wanting


def of(firm: Firm) -> Ledger:
    """Return the ledger of a firm."""
    return ledger(firm.mine, firm.case, "acme")


def test_each_side_has_what_it_offers_and_needs() -> None:
    """Ideas and told stories against promises; wishes by weight, must-haves first, against their needs."""
    firm = acme().firm
    ana = next(iter(firm.case.contacts))
    story = firm.diary.write(StoryPrepared(title="the migration", skills=("streaming", "calm")))
    firm.diary.write(StoryPrepared(title="never told", skills=("calm",)))
    firm.write(ContributionOffered(opportunity=firm.id, idea="replay", problem="lag", reaction="keen", contact=ana))
    firm.write(ContributionOffered(opportunity=firm.id, idea="a book", beyond=True))
    for told in (story, story, None, bytes(16)):
        firm.write(MyAnswerNoted(opportunity=firm.id, text="so", story=told))
    firm.write(CommitmentNoted(opportunity=firm.id, term="training", value="a week", contact=ana))
    firm.write(CommitmentNoted(opportunity=firm.id, term="pay", money=Money(6100000, "EUR"), medium="written"))
    firm.write(CommitmentNoted(opportunity=firm.id, term="a mentor"))
    firm.write(EmployerNeedNoted(opportunity=firm.id, need="calm", importance=2))
    firm.write(EmployerNeedNoted(opportunity=firm.id, need="streaming", importance=5, contact=ana))
    view = of(firm)

    assert [(one.text, one.who, one.note) for one in view.i_offer] == [
        ("replay", "Ana", "keen"),
        ("a book", "", ""),
        ("the migration", "", "streaming, calm"),
    ]
    assert [(one.text, one.who, one.note) for one in view.they_offer] == [
        ("training: a week", "Ana", "spoken"),
        ("pay: 61000.00 EUR", "", "written"),
        ("a mentor", "", "spoken"),
    ]
    assert [(one.text, one.note) for one in view.i_need] == [
        ("3 remote days", "must-have"),
        ("autonomy", ""),
        ("growth", ""),
        ("balance", ""),
    ]
    assert [(one.text, one.who) for one in view.they_need] == [("streaming", "Ana"), ("calm", "")]
    assert [(one.idea, one.problem, one.beyond) for one in view.contributions] == [
        ("replay", "lag", False),
        ("a book", "", True),
    ]
    assert view.skills == ("streaming", "calm")


def test_promises_are_held_against_the_offer() -> None:
    """And the offer's own terms follow them."""
    firm = Firm(wanting().diary, "Acme")
    for term, value in (("training", "a week"), ("car", ""), ("leave", "30 days")):
        firm.write(CommitmentNoted(opportunity=firm.id, term=term, value=value))
    terms = (
        OfferTerm(term="training", value="a week", written=True),
        OfferTerm(term="leave", value="25 days"),
        OfferTerm(term="pay", money=Money(6100000, "EUR"), written=True),
        OfferTerm(term="start"),
    )
    firm.write(OfferReceived(opportunity=firm.id, terms=terms))

    assert [(one.text, one.note) for one in of(firm).they_offer] == [
        ("training: a week", "spoken, in the offer"),
        ("car", "spoken, not in the offer"),
        ("leave: 30 days", "spoken, otherwise in the offer"),
        ("training: a week", "offer, in writing"),
        ("leave: 25 days", "offer, spoken"),
        ("pay: 61000.00 EUR", "offer, in writing"),
        ("start", "offer, spoken"),
    ]


def test_what_each_side_learned_is_counted() -> None:
    """A refusal teaches nothing, and neither does an answer that was changed."""
    made = acme()
    firm = made.firm
    firm.hears(made.ana, "no word on it", made.wants["balance"], form="refused")
    firm.hears(made.carla, "none at all", made.wants["growth"], instead_of=made.carla_said)
    received = firm.write(QuestionReceived(opportunity=firm.id, text="Why us?", skill="Motivation "))
    firm.write(QuestionReceived(opportunity=firm.id, text="Why now?", skill="motivation"))
    firm.write(QuestionReceived(opportunity=firm.id, text="Kafka?", skill="streaming"))
    firm.write(QuestionReceived(opportunity=firm.id, text="Tea?"))
    firm.write(MyAnswerNoted(opportunity=firm.id, text="the product", received=received))
    view = of(firm)

    assert (view.i_learned.asked, view.i_learned.heard, view.i_learned.about, view.matter) == (2, 4, 2, 3)
    assert (view.they_learned.asked, view.they_learned.heard, view.they_learned.about) == (4, 1, 2)
    assert [(one.skill, one.times) for one in view.probed] == [("Motivation ", 2), ("streaming", 1)]


def test_aims_of_both_sides_stand_in_pairs() -> None:
    """The shared ones first; a skill that shares nothing is no aim."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    ana = firm.meets("Ana", "boss")
    firm.write(EmployerNeedNoted(opportunity=firm.id, need="the market leader", kind="long-term aim"))
    firm.write(
        EmployerNeedNoted(
            opportunity=firm.id, need="people grow", kind="culture", contact=ana, criterion=wants["growth"]
        )
    )
    firm.write(EmployerNeedNoted(opportunity=firm.id, need="pipelines"))
    firm.write(EmployerNeedNoted(opportunity=firm.id, need="own decisions", criterion=wants["autonomy"]))

    assert [(one.theirs, one.mine, one.who) for one in of(firm).aims] == [
        ("people grow", "growth", "Ana"),
        ("own decisions", "autonomy", ""),
        ("the market leader", "", ""),
    ]


def test_an_empty_ledger_says_nothing() -> None:
    """Without weights nothing is said to be needed."""
    view = of(Firm(begun().diary, "Acme"))

    assert (view.i_offer, view.they_offer, view.i_need, view.they_need) == ((), (), (), ())
    assert (view.matter, view.probed, view.aims, view.skills, view.needs) == (0, (), (), (), ())


def test_a_wish_that_is_a_must_have_too_stands_once() -> None:
    """Among the must-haves."""
    wants = wanting()
    wants.diary.write(DealbreakerSet(criterion=wants["growth"], threshold=4))
    view = of(Firm(wants.diary, "Acme"))

    assert sorted(one.text for one in view.i_need if one.note) == ["3 remote days", "growth"]
    assert [one.text for one in view.i_need if not one.note] == ["autonomy", "balance"]


def test_an_answer_is_about_what_it_was_rated_on_too() -> None:
    """A question of my own says nothing of its criterion; the rating does."""
    known = acme()
    firm, ana = known.firm, next(iter(known.firm.case.contacts))
    noted = firm.hears(ana, "hours are kept", asked=firm.asks(ana, text="And hours?"))
    before = of(firm).i_learned.about
    balance = next(name for name, one in firm.mine.criteria.items() if one.event.name == "balance")
    firm.rates(noted, balance, 4)

    assert of(firm).i_learned.about == before + 1
