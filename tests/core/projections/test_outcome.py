"""How a decision turned out."""

from __future__ import annotations

from twoway_core.events.after import DecisionRecorded, OutcomeReviewed
from twoway_core.events.base import Rated
from twoway_core.projections.outcome import final_decision, outcome_rows

from .diary import acme


def test_what_was_said_expected_and_found_stands_side_by_side() -> None:
    """By weight; what was neither expected nor found is not known."""
    known = acme()
    growth = known.wants["growth"]
    known.firm.write(
        DecisionRecorded(opportunity=known.firm.id, action="accept", predicted=(Rated(growth, 4),), confidence=80)
    )
    known.firm.write(OutcomeReviewed(opportunity=known.firm.id, days=30, found=(Rated(growth, 2),)))
    rows = outcome_rows(known.firm.mine, known.firm.case)

    assert [(row.name, row.expected, row.found) for row in rows] == [
        ("autonomy", None, None),
        ("growth", 4, 2),
        ("balance", None, None),
    ]
    assert [(one.name, one.rating) for one in rows[0].said] == [("Ana", 5), ("Ben", 4)]


def test_only_what_ends_the_matter_is_a_final_decision() -> None:
    """The last of these; without any there is nothing to look back on."""
    known = acme()
    before = final_decision(known.firm.case), outcome_rows(known.firm.mine, known.firm.case)[0].expected
    known.firm.write(DecisionRecorded(opportunity=known.firm.id, action="decline"))
    last = known.firm.write(DecisionRecorded(opportunity=known.firm.id, action="accept"))
    known.firm.write(DecisionRecorded(opportunity=known.firm.id, action="ask more"))
    found = final_decision(known.firm.case)

    assert before == (None, None)
    assert found is not None
    assert found.id == last
