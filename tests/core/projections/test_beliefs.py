"""The register of beliefs."""

from __future__ import annotations

from datetime import date

import pytest

from twoway_core.events.bank import QuestionRetired
from twoway_core.events.prep import ResearchNoted
from twoway_core.events.talk import AnswerNoted, ObservationNoted
from twoway_core.projections.beliefs import ELSEWHERE, Belief, beliefs_of

from .diary import HOURS, OFFICE, Firm, Wants, begun


@pytest.fixture
def wants() -> Wants:
    """Return a diary with the starter's criteria."""
    return begun()


@pytest.fixture
def firm(wants: Wants) -> Firm:
    """Return a firm in which nobody was met."""
    return Firm(wants.diary, "Acme")


def believes(firm: Firm, claim: str, *criteria: bytes, scope: str = "firm") -> bytes:
    """Note a belief."""
    return firm.write(ResearchNoted(opportunity=firm.id, claim=claim, criteria=criteria, scope=scope, source="website"))


def only(firm: Firm) -> Belief:
    """Return the only belief."""
    [belief] = beliefs_of(firm.mine, firm.case, "acme").beliefs
    return belief


def test_a_belief_is_unverified_until_somebody_speaks_to_it(firm: Firm) -> None:
    """Nobody did: no word, and one unverified."""
    believes(firm, "they train a lot")

    view = beliefs_of(firm.mine, firm.case, "acme")

    assert (view.unverified, view.confirmed, view.refuted) == (1, 0, 0)
    assert (only(firm).status, only(firm).words, only(firm).day) == ("unverified", (), None)


def test_the_latest_word_settles_it_and_all_are_kept(firm: Firm) -> None:
    """The recruiter said yes, Ana said no."""
    carla, ana = firm.meets("Carla", "recruiter"), firm.meets("Ana", "boss")
    belief = believes(firm, "they train a lot")
    firm.write(AnswerNoted(opportunity=firm.id, contact=carla, text="oh yes", confirms=(belief,)))
    between = only(firm).status
    firm.write(AnswerNoted(opportunity=firm.id, contact=ana, text="not here", refutes=(belief,)))

    assert (between, only(firm).status) == ("confirmed", "refuted")
    assert [(word.who, word.boss, word.confirms) for word in only(firm).words] == [
        ("Carla", False, True),
        ("Ana", True, False),
    ]


def test_an_answer_that_was_changed_settles_nothing(firm: Firm) -> None:
    """They took it back, so it is unverified again."""
    ana = firm.meets("Ana", "boss")
    belief = believes(firm, "they train a lot")
    said = firm.write(AnswerNoted(opportunity=firm.id, contact=ana, text="yes", confirms=(belief,)))
    firm.hears(ana, "well, perhaps", instead_of=said)

    assert only(firm).status == "unverified"


def test_what_one_saw_settles_it_too_and_nobody_said_it(firm: Firm) -> None:
    """An observation has no voice but one's own."""
    belief = believes(firm, "they train a lot")
    firm.write(ObservationNoted(opportunity=firm.id, text="empty shelves", refutes=(belief,)))

    assert [(word.who, word.text) for word in only(firm).words] == [("", "empty shelves")]


def test_a_claim_of_the_firm_is_weak_on_the_boss_until_the_boss_speaks(wants: Wants, firm: Firm) -> None:
    """It counts half on boss support; not on growth, and not where it was said of the boss to begin with."""
    ana = firm.meets("Ana", "boss")
    belief = believes(firm, "they coach", wants["boss support"], wants["growth"], b"?" * 16)
    before = only(firm).weak
    firm.write(AnswerNoted(opportunity=firm.id, contact=ana, text="I do", confirms=(belief,)))
    believes(firm, "she coaches", wants["boss support"], scope="boss")
    beliefs = beliefs_of(firm.mine, firm.case, "acme").beliefs

    assert before == ("boss support",)
    assert [one.weak for one in beliefs] == [(), ()]


def test_a_belief_says_where_it_is_from(firm: Firm) -> None:
    """A person, an address and a day, where they were noted; the unverified stand first."""
    dee = firm.meets("Dee", "ex-employee")
    first = believes(firm, "a")
    firm.write(ObservationNoted(opportunity=firm.id, text="so it is", confirms=(first,)))
    firm.write(
        ResearchNoted(opportunity=firm.id, claim="b", contact=dee, source="person", where="fair", day="2026-02-01")
    )

    beliefs = beliefs_of(firm.mine, firm.case, "acme").beliefs

    assert [one.claim for one in beliefs] == ["b", "a"]
    assert (beliefs[0].who, beliefs[0].where, beliefs[0].day) == ("Dee", "fair", date(2026, 2, 1))


def test_what_is_answerable_elsewhere_is_to_be_looked_up_until_it_was(wants: Wants, firm: Firm) -> None:
    """A question set aside for another reason is not; one for which a finding was noted is done with."""
    office, hours = wants.questions[OFFICE], wants.questions[HOURS]
    firm.write(QuestionRetired(opportunity=firm.id, question=office, reason=ELSEWHERE))
    firm.write(QuestionRetired(opportunity=firm.id, question=hours, reason="settle later"))
    before = beliefs_of(firm.mine, firm.case, "acme").look_up
    firm.write(ResearchNoted(opportunity=firm.id, claim="two days", because=office))
    after = beliefs_of(firm.mine, firm.case, "acme").look_up

    assert ([one.text for one in before], after) == ([OFFICE], ())
