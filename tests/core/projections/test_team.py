"""The team: boss, lines of reporting, and how long people stay."""

from __future__ import annotations

import pytest

from twoway_core.events.base import Role
from twoway_core.events.case import ContactAdded, ContactUpdated
from twoway_core.projections.team import Team, team_of

from .diary import Firm, begun, ms


@pytest.fixture
def firm() -> Firm:
    """Return a firm in which nobody is known."""
    return Firm(begun().diary, "Acme")


def team(firm: Firm) -> Team:
    """Return the team."""
    return team_of(firm.mine, firm.case)


def adds(firm: Firm, name: str, role: Role, months: int | None = None, above: bytes | None = None) -> bytes:
    """Add a person who is there for so many ``months``, under ``above``."""
    return firm.write(ContactAdded(opportunity=firm.id, name=name, role=role, tenure_months=months, reports_to=above))


def test_nobody_known_is_no_boss_no_line_and_no_stay(firm: Firm) -> None:
    """All empty."""
    assert team(firm) == Team(bosses=(), chain=(), here=(), left=(), median_months=None)


def test_a_boss_is_met_in_an_interview_that_began(firm: Firm) -> None:
    """Planned is not met; a talk with others is none with the boss."""
    ana, ben = firm.meets("Ana", "boss"), firm.meets("Ben", "peer")
    firm.starts(ben)
    firm.ends()
    firm.plans(ms(4, 14), 45, ana)
    before = team(firm).bosses
    firm.starts(ana)

    assert [(one.name, one.met) for one in before] == [("Ana", False)]
    assert [(one.name, one.met) for one in team(firm).bosses] == [("Ana", True)]


def test_a_boss_who_answered_was_met(firm: Firm) -> None:
    """By telephone, say."""
    ana = firm.meets("Ana", "boss")
    firm.hears(ana, "yes")
    bea = firm.meets("Bea", "boss")
    firm.asks(bea, text="Why?")

    assert [one.met for one in team(firm).bosses] == [True, True]


def test_the_line_upwards_ends_where_it_is_not_known_or_comes_round(firm: Firm) -> None:
    """Ana under Kim; and when Kim is said to be under Ana, it stops."""
    kim = adds(firm, "Kim", "leader")
    ana = adds(firm, "Ana", "boss", above=kim)
    before = team(firm).chain
    firm.write(ContactUpdated(opportunity=firm.id, contact=kim, reports_to=ana))

    assert (before, team(firm).chain) == (("Ana", "Kim"), ("Ana", "Kim"))


def test_stays_are_in_order_and_apart_for_those_who_left(firm: Firm) -> None:
    """A recruiter is of another firm; the middle of an even number is between two."""
    stays: tuple[tuple[str, Role, int], ...] = (("Ana", "boss", 48), ("Ben", "peer", 7), ("Eva", "ex-employee", 12))
    for name, role, months in stays:
        adds(firm, name, role, months)
    adds(firm, "Carla", "recruiter", 99)
    adds(firm, "Dan", "peer")
    even = team(firm)
    adds(firm, "Flo", "report", 24)

    assert [(one.name, one.months) for one in even.here] == [("Ben", 7), ("Ana", 48)]
    assert [one.name for one in even.left] == ["Eva"]
    assert (even.median_months, team(firm).median_months) == (28, 24)
