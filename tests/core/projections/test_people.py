"""What people are called, and what their word is worth."""

from __future__ import annotations

from typing import get_args

import pytest

from twoway_core.events.base import Role
from twoway_core.events.case import ContactAdded
from twoway_core.projections.people import People, listed, people_of

from .diary import Firm, begun


@pytest.fixture
def firm() -> Firm:
    """Return a firm in which nobody was met."""
    return Firm(begun().diary, "Acme")


def people(firm: Firm) -> People:
    """Return the people of ``firm``."""
    return people_of(firm.mine, firm.case)


def test_people_go_by_their_first_name(firm: Firm) -> None:
    """Ana Ruiz is Ana, while she is the only one."""
    ana = firm.meets("Ana Ruiz", "boss")

    assert people(firm).name(ana) == "Ana"


def test_namesakes_go_by_their_whole_name(firm: Firm) -> None:
    """Two Anas are told apart, however they are written."""
    ana, other = firm.meets("Ana  Ruiz", "boss"), firm.meets("ANA", "peer")

    assert (people(firm).name(ana), people(firm).name(other)) == ("Ana Ruiz", "ANA")


def test_a_name_of_blanks_stays_as_it_is(firm: Firm) -> None:
    """A name without a word is no reason to fail."""
    blank = firm.meets(" ", "peer")

    assert people(firm).name(blank) == " "


def test_whoever_is_not_here_is_somebody(firm: Firm) -> None:
    """A dangling contact has a word, a role and a source."""
    nobody = bytes(16)
    found = people(firm)

    assert (found.name(nobody), found.name(None), found.role(nobody)) == ("somebody", "somebody", "other")
    assert (found.source(None), found.knows_boss(nobody)) == ("recruiter", False)


def test_every_role_has_a_source_and_words(firm: Firm) -> None:
    """No role of the closed list is forgotten."""
    contacts = [firm.meets(f"N{place}", role) for place, role in enumerate(get_args(Role))]
    found = people(firm)

    assert len({found.role_words(one) for one in contacts}) == len(contacts)
    assert [found.source(one) for one in contacts].count("recruiter") == 3


def test_whoever_will_be_the_boss_is_the_boss(firm: Firm) -> None:
    """A leader who will be my boss counts as the boss."""
    lee = firm.meets("Lee", "leader", boss=True)

    assert (people(firm).role(lee), people(firm).source(lee)) == ("boss", "boss")


def test_a_peer_reports_to_the_boss_unless_said_otherwise(firm: Firm) -> None:
    """A peer knows the boss; one who reports to somebody else does not, a leader who reports to the boss does."""
    ana = firm.meets("Ana", "boss")
    ben, cleo = firm.meets("Ben", "peer"), firm.meets("Cleo", "leader")
    dan, eve = firm.meets("Dan", "peer", reports_to=cleo), firm.meets("Eve", "leader", reports_to=ana)
    found = people(firm)

    assert [found.knows_boss(one) for one in (ana, ben, cleo, dan, eve)] == [True, True, False, False, True]


def test_the_boss_comes_first_then_whose_word_is_worth_most(firm: Firm) -> None:
    """Whoever is named twice is there once."""
    carla, ben, ana = firm.meets("Carla", "recruiter"), firm.meets("Ben", "peer"), firm.meets("Ana", "boss")

    assert people(firm).weighty([carla, ben, ana, carla]) == [ana, ben, carla]


def test_people_of_no_opportunity_are_known_everywhere(firm: Firm) -> None:
    """A contact that belongs to no job is named in each."""
    coach = firm.write(ContactAdded(name="Kim Coach"))

    assert people(firm).name(coach) == "Kim"


def test_a_person_in_a_view_says_who_it_is(firm: Firm) -> None:
    """Id, short name, role and whether it is the boss."""
    ana = firm.meets("Ana Ruiz", "leader", boss=True)
    found = people(firm).person(ana)

    assert (found.id, found.name, found.role, found.boss) == (ana, "Ana", "boss", True)


@pytest.mark.parametrize(
    ("names", "words"), [([], ""), (["Ana"], "Ana"), (["Ana", "Ben"], "Ana and Ben"), (list("ABC"), "A, B and C")]
)
def test_names_are_listed_as_words(names: list[str], words: str) -> None:
    """Commas, and the last with and."""
    assert listed(names) == words
