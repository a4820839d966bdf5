"""What one may decide alone."""

from __future__ import annotations

from twoway_core.events.base import Money
from twoway_core.events.talk import AutonomyLimitNoted
from twoway_core.projections.limits import limits_of

from .diary import Firm, wanting


def firm() -> Firm:
    """Return a firm of which nothing is known."""
    return Firm(wanting().diary, "Acme")


def test_each_area_has_its_limit_and_who_decides_beyond_it() -> None:
    """By area; an amount stands in its currency, and an answer may say how far in its own words."""
    acme = firm()
    ana = acme.meets("Ana", "boss")
    told = acme.hears(ana, "you propose, I sign")
    acme.write(AutonomyLimitNoted(opportunity=acme.id, area="vendors", contact=ana, answer=told, approver="Ana"))
    acme.write(AutonomyLimitNoted(opportunity=acme.id, area="money", money=Money(300000, "EUR")))
    acme.write(AutonomyLimitNoted(opportunity=acme.id, area="code", limit="all of it", answer=bytes(16)))
    view = limits_of(acme.mine, acme.case, "acme")

    assert [(one.area, one.limit, one.approver, one.who, one.answer) for one in view.limits] == [
        ("code", "all of it", "", "", ""),
        ("money", "3000.00 EUR", "", "", ""),
        ("vendors", "", "Ana", "Ana", "you propose, I sign"),
    ]
    assert view.untold == ("people",)


def test_of_one_person_the_latest_word_counts_and_two_may_differ() -> None:
    """However the area is written."""
    acme = firm()
    ana, ben = acme.meets("Ana", "boss"), acme.meets("Ben", "peer")
    for contact, area, limit in ((ana, "Money", "2,000"), (ana, "money", "3,000"), (ben, "money", "500")):
        acme.write(AutonomyLimitNoted(opportunity=acme.id, area=area, limit=limit, contact=contact))
    acme.write(AutonomyLimitNoted(opportunity=acme.id, area="vendors", limit="none", contact=ana))
    acme.write(AutonomyLimitNoted(opportunity=acme.id, area="vendors", limit="None", contact=ben))
    view = limits_of(acme.mine, acme.case, "acme")

    assert [(one.who, one.limit, one.differs) for one in view.limits] == [
        ("Ana", "3,000", True),
        ("Ben", "500", True),
        ("Ana", "none", False),
        ("Ben", "None", False),
    ]


def test_nothing_told_leaves_the_usual_kinds_open() -> None:
    """They are what one asks about."""
    acme = firm()
    view = limits_of(acme.mine, acme.case, "acme")

    assert (view.limits, view.untold) == ((), ("money", "people", "vendors"))
