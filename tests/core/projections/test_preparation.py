"""The checklist, step by step and item by item."""

from __future__ import annotations

import pytest

from twoway_core import starter
from twoway_core.events.prep import PrepStepCompleted, PrepStepPlanned
from twoway_core.journal.items import PrepStep
from twoway_core.projections.preparation import beside, found_on, is_done, item_called, items_of, left, step_words

from .diary import Firm, begun


@pytest.fixture
def firm() -> Firm:
    """Return a firm with the starter's checklist."""
    firm = Firm(begun().diary, "Acme")
    for step in starter.prep_steps():
        firm.notes(step)
    return firm


def first(firm: Firm) -> PrepStep:
    """Return the first step."""
    return next(iter(firm.case.prep.values()))


def notes(firm: Firm, kind: str, finding: str = "so") -> bytes:
    """Note something that is not a whole step."""
    return firm.write(PrepStepCompleted(opportunity=firm.id, kind=kind, finding=finding))


def test_a_step_names_its_items_after_the_colon() -> None:
    """Two or more; one alone, or none, is the step itself."""
    texts = ["the firm: values, ways of  working, culture", "the way: by bus", "who you meet", ""]

    assert [items_of(PrepStepPlanned(kind="firm", text=text)) for text in texts] == [
        ("values", "ways of working", "culture"),
        (),
        (),
        (),
    ]
    assert step_words(PrepStepPlanned(kind="firm")) == "firm"


def test_an_item_is_found_however_it_is_written(firm: Firm) -> None:
    """And what is no item is none."""
    found = item_called(firm.case, "Ways  of working")

    assert found is not None
    assert (found[0].id, found[1]) == (first(firm).id, "ways of working")
    assert item_called(firm.case, "coffee") is None


def test_the_step_is_done_once_all_its_items_are(firm: Firm) -> None:
    """Two of three are not enough; what is no item counts for nothing."""
    notes(firm, "values", "candour")
    notes(firm, "Culture")
    notes(firm, "own", "rang a friend")
    before = is_done(firm.case, first(firm))
    notes(firm, "ways of working")

    assert (before, is_done(firm.case, first(firm))) == (False, True)
    assert list(found_on(firm.case, first(firm))) == ["values", "ways of working", "culture"]
    assert [fact.event.finding for fact in beside(firm.case)] == ["rang a friend"]


def test_a_step_is_done_when_it_was_ticked(firm: Firm) -> None:
    """With or without items."""
    for step in list(firm.case.prep)[:2]:
        firm.write(PrepStepCompleted(opportunity=firm.id, step=step))

    assert [number for number, _ in left(firm.case)] == [3]
