"""How opportunities end."""

from __future__ import annotations

import pytest

from twoway_core.projections.outcomes import choice_words, good_words

from .diary import Firm, begun


@pytest.fixture
def firm() -> Firm:
    """Return a firm with one answer noted."""
    firm = Firm(begun().diary, "Acme")
    firm.hears(firm.meets("Ana", "boss"), "two days")
    return firm


@pytest.mark.parametrize(
    ("outcome", "choice"),
    [("accepted", "your choice"), ("Declined", "your choice"), ("no answer", "their choice"), ("it burned down", "")],
)
def test_whose_choice_it_was_is_said(outcome: str, choice: str) -> None:
    """A word of one's own says nothing of it."""
    assert choice_words(outcome) == choice


def test_declining_with_a_reason_is_a_good_end(firm: Firm) -> None:
    """What was learned is counted, and no one has failed."""
    assert good_words(firm.case, "declined", "no remote days") == [
        "Your choice, and you know why: a good end.",
        "Kept: you have 1 answer and 0 findings to go by next time.",
    ]


def test_declining_without_one_asks_for_it(firm: Firm) -> None:
    """The reason is what one wants to know later."""
    assert "while you know it" in good_words(firm.case, "withdrew", "")[0]


def test_their_choice_is_no_verdict(firm: Firm) -> None:
    """It says little of the person; accepting needs no words."""
    assert "says little of you" in good_words(firm.case, "rejected", "")[0]
    assert good_words(firm.case, "accepted", "") == []
