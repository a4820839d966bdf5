"""The table of what one may decide alone."""

from __future__ import annotations

from ..home import TestHome


def test_limits_stand_as_a_table(planned: TestHome) -> None:
    """How far, who decides beyond it, and whose word it is."""
    planned.write("ask", "2", "@ana")
    planned.write("note", "n+: above that a mail to her", "--limit", "money=3,000 euro", "--approver", "@ana")
    planned.write("note", "e: you propose, she signs", "--limit", "vendors")
    screen = planned.type("limits")

    row = next(line for line in screen.splitlines() if "money" in line)
    assert ("3,000 euro" in row, "  Ana  " in row, row.endswith("Ana, 4 Mar")) == (True, True, True)
    assert '"you propose, she signs"' in screen
    assert "Not told yet: people." in screen


def test_two_who_tell_it_otherwise_are_marked(planned: TestHome) -> None:
    """One asks again then."""
    for who, limit in (("@ana", "money=3,000"), ("@ben", "money=500")):
        planned.write("ask", "2", who)
        planned.write("note", "n+: so much", "--limit", limit)
    screen = planned.type("limits")

    assert screen.count("money *") == 2
    assert "they differ: ask again" in screen


def test_with_nothing_told_it_says_what_to_ask(planned: TestHome) -> None:
    """And how to note it."""
    assert "Nobody told yet: money, people, vendors. Ask, then twoway note" in planned.type("limits")
    assert planned.json("limits") == {
        "schema": "twoway.limits/1",
        "opportunity": "acme",
        "limits": [],
        "untold": ["money", "people", "vendors"],
    }
