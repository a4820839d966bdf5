"""Stories that changed, the firm against the boss, what was said against what I saw."""

from __future__ import annotations

import pytest

from twoway_core.events.prep import ResearchNoted
from twoway_core.events.talk import ObservationNoted
from twoway_core.projections.agreement import Agreement, agreement

from .diary import DISPUTE, Firm, acme, wanting


def of(firm: Firm) -> Agreement:
    """Return the grid of a firm."""
    return agreement(firm.mine, firm.case, "acme")


def test_a_changed_story_stands_beside_the_one_before_it() -> None:
    """With its question, whoever of the two answers names it."""
    made = acme()
    after = made.firm.hears(made.ben, "mostly her", instead_of=made.ben_said)
    again = made.firm.hears(made.carla, "no courses", instead_of=made.carla_said)
    first, second = of(made.firm).changes

    assert (first.before, first.after, first.who) == (made.ben_said, after, "Ben")
    assert (first.was, first.now, first.question) == ("mostly us", "mostly her", DISPUTE)
    assert first.first < first.at
    assert (second.after, second.who, second.question) == (again, "Carla", "")


@pytest.mark.parametrize(("rating", "word"), [(5, "bears it out"), (4, "bears it out"), (3, "says otherwise")])
def test_the_firms_claim_is_held_against_the_bosss_word(rating: int, word: str) -> None:
    """The claim is a 5; within a step the boss bears it out."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    ana, ben = firm.meets("Ana", "boss", boss=True), firm.meets("Ben", "peer")
    read = firm.write(
        ResearchNoted(opportunity=firm.id, claim="known for training", criteria=(wants["growth"],), rating=5)
    )
    firm.hears_and_rates(ben, wants["growth"], 1)
    assert [(one.belief, one.boss, one.word) for one in of(firm).firm_and_boss] == [(read, None, "unknown")]

    firm.hears_and_rates(ana, wants["growth"], rating)
    (row,) = of(firm).firm_and_boss

    assert (row.name, row.claim, row.firm, row.boss, row.who, row.word) == (
        "growth",
        "known for training",
        5,
        rating,
        "Ana",
        word,
    )


def test_a_claim_about_the_team_is_no_claim_of_the_firm() -> None:
    """It need not be held against the boss."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    firm.write(ResearchNoted(opportunity=firm.id, claim="x", scope="team", criteria=(wants["growth"],), rating=5))

    assert of(firm).firm_and_boss == ()


@pytest.mark.parametrize(("seen", "word"), [(5, "bears it out"), (2, "says otherwise")])
def test_what_was_said_is_held_against_what_i_saw(seen: int, word: str) -> None:
    """Both on one criterion; where only one of them is there, nothing is compared."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    ana = firm.meets("Ana", "boss", boss=True)
    firm.hears_and_rates(ana, wants["balance"], 5)
    assert of(firm).said_and_seen == ()
    for criterion in (wants["balance"], wants["growth"]):
        noted = firm.write(ObservationNoted(opportunity=firm.id, text="full at eight", form="example"))
        firm.rates(noted, criterion, seen)
    (row,) = of(firm).said_and_seen

    assert (row.name, row.said, row.seen, row.word) == ("balance", 5, seen, word)
