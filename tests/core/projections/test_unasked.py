"""What was never asked, the gut beside the notes, and what is expected at the moment of deciding."""

from __future__ import annotations

from datetime import date

import pytest

from twoway_core.events.judge import ImpressionSealed
from twoway_core.projections.gut_beside import guts_beside
from twoway_core.projections.looking_ahead import predicted, review_days
from twoway_core.projections.matters import matters_of
from twoway_core.projections.rivals import rival_of
from twoway_core.projections.unasked import never_asked, never_asked_rows
from twoway_core.projections.worth import worth_of_asking

from .diary import DISPUTE, HOURS, OFFICE, Acme, acme


@pytest.fixture
def known() -> Acme:
    """Return Acme after both its interviews."""
    return acme()


def test_what_nobody_was_asked_is_told_with_its_worth(known: Acme) -> None:
    """The must-have's question first; what was asked of Ana and Ben is not there; their view of me has no worth."""
    mine, case = known.firm.mine, known.firm.case
    worths = worth_of_asking(mine, case, rival_of(mine, matters_of(mine), case, []))
    rows = never_asked_rows(mine, case, worths)
    texts = [row.text for row in rows]

    assert texts[0] == OFFICE
    assert HOURS in texts
    assert not [text for text in texts if text.startswith(DISPUTE)]
    assert len(set(texts)) == len(texts)
    assert rows[-1].best is None
    assert rows[-1].text in never_asked(mine, case)
    priced = [row.best.per_minute for row in rows if row.best is not None]
    assert priced == sorted(priced, reverse=True)


def test_a_gut_feeling_is_held_against_the_notes_once_it_is_open(known: Acme) -> None:
    """A fit of .67 is 3.7 on the scale of ratings: 4 agrees, 1 differs; a sealed one is not told."""
    assert known.firm.interview is not None
    known.firm.notes(ImpressionSealed(gut=4, words="warm"))
    near = guts_beside(known.firm.mine, known.firm.case, 0.67)
    known.firm.notes(ImpressionSealed(gut=1))
    (far,) = guts_beside(known.firm.mine, known.firm.case, 0.67)
    known.firm.hears(known.ana, "and then", known.wants["growth"])

    assert [(one.number, one.gut, one.words, one.differs) for one in near] == [(2, 4, "warm", False)]
    assert near[0].notes == pytest.approx(3.68)
    assert far.differs
    assert guts_beside(known.firm.mine, known.firm.case, 0.67) == ()


def test_what_was_heard_is_what_is_expected(known: Acme) -> None:
    """Autonomy 5 and 4, equally weighty, is 5, halves up; nothing of balance, of which nobody spoke."""
    expected = {one.criterion: one.rating for one in predicted(known.firm.mine, known.firm.case)}

    assert expected == {known.wants["autonomy"]: 5, known.wants["growth"]: 4}


def test_only_what_ends_the_matter_is_looked_back_on() -> None:
    """After 30, 90 and 180 days."""
    day = date(2026, 3, 11)

    assert review_days("accept", day) == (date(2026, 4, 10), date(2026, 6, 9), date(2026, 9, 7))
    assert review_days("ask more", day) == ()
