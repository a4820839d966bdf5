"""What the events of my own wishes, my questions and the journal itself do."""

from __future__ import annotations

import pytest

from twoway_core.events.bank import QuestionAdded, QuestionRetired, QuestionReworded
from twoway_core.events.base import Event
from twoway_core.events.log import ImportRecorded, JotFiled, JotNoted, LossAccepted
from twoway_core.events.mine import (
    BaselineRated,
    CriterionDefined,
    CriterionRetired,
    DealbreakerLifted,
    DealbreakerSet,
    Points,
    WeightsElicited,
    WorkingStyleStated,
)

from .book import NOWHERE, Book


@pytest.fixture
def book() -> Book:
    """Return an empty journal."""
    return Book()


@pytest.mark.parametrize(
    "event",
    [
        CriterionDefined(name="growth", revises=NOWHERE),
        CriterionRetired(criterion=NOWHERE),
        QuestionReworded(question=NOWHERE, text="Why?"),
        QuestionRetired(question=NOWHERE),
        JotFiled(jot=NOWHERE),
    ],
)
def test_an_event_about_an_unknown_thing_dangles(book: Book, event: Event) -> None:
    """It is kept, and changes nothing."""
    name = book.write(event)

    assert [thing.id for thing in book.state.dangling] == [name]


def test_a_criterion_may_be_defined_anew(book: Book) -> None:
    """It keeps its id, and its earlier definitions are there to be seen."""
    growth = book.write(CriterionDefined(name="growth"))
    book.write(CriterionDefined(name="learning", revises=growth))
    book.write(CriterionDefined(name="training", revises=growth))

    state = book.state

    criterion = state.mine.criteria[growth]
    assert list(state.mine.criteria) == [growth]
    assert criterion.event.name == "training"
    assert [fact.event.name for fact in criterion.earlier] == ["growth", "learning"]
    assert state.dangling == []


def test_a_criterion_may_be_retired(book: Book) -> None:
    """It stays, and says so."""
    growth = book.write(CriterionDefined(name="growth"))
    retired = book.write(CriterionRetired(criterion=growth))

    found = book.state.mine.criteria[growth].retired

    assert found is not None
    assert found.id == retired


def test_the_last_word_on_a_must_have_counts(book: Book) -> None:
    """Set again it has the new threshold; lifted it is none."""
    book.write(DealbreakerSet(criterion=NOWHERE, threshold=3))
    book.write(DealbreakerSet(criterion=NOWHERE, threshold=4))
    assert book.state.mine.must_haves[NOWHERE].event.threshold == 4

    book.write(DealbreakerLifted(criterion=NOWHERE))
    book.write(DealbreakerLifted(criterion=NOWHERE))

    assert book.state.mine.must_haves == {}


def test_the_last_weights_count(book: Book) -> None:
    """Every elicitation is kept, the last is mine."""
    assert book.state.mine.weights is None
    first = book.write(WeightsElicited(method="swing", answers=(Points(NOWHERE, 100),)))
    last = book.write(WeightsElicited(method="rank", order=(NOWHERE,)))

    mine = book.state.mine

    assert mine.weights is not None
    assert mine.weights.id == last
    assert [fact.id for fact in mine.weighings] == [first, last]


def test_the_last_word_on_a_scale_and_on_the_present_job_counts(book: Book) -> None:
    """Each scale and each criterion has one value."""
    for level in (2, 4):
        book.write(WorkingStyleStated(scale="pace", level=level))
        book.write(BaselineRated(criterion=NOWHERE, rating=level))

    mine = book.state.mine

    assert [fact.event.level for fact in mine.styles.values()] == [4]
    assert mine.baseline[NOWHERE].event.rating == 4


def test_a_question_has_its_newest_wording(book: Book) -> None:
    """The first wording stays in the event."""
    question = book.write(QuestionAdded(text="Why?"))
    assert book.state.mine.questions[question].text == "Why?"

    book.write(QuestionReworded(question=question, text="Why now?"))

    found = book.state.mine.questions[question]
    assert (found.text, found.event.text) == ("Why now?", "Why?")


def test_a_question_may_be_retired(book: Book) -> None:
    """It stays in the bank, and says so."""
    question = book.write(QuestionAdded(text="Why?"))
    retired = book.write(QuestionRetired(question=question))

    found = book.state.mine.questions[question].retired

    assert found is not None
    assert found.id == retired


def test_a_question_may_be_set_aside_in_one_opportunity(book: Book) -> None:
    """Elsewhere it is asked as before."""
    question = book.write(QuestionAdded(text="Why?"))
    book.write(QuestionRetired(question=question, opportunity=NOWHERE, reason="settle later"))

    state = book.state

    assert state.mine.questions[question].retired is None
    assert state.cases[NOWHERE].set_aside[question].event.reason == "settle later"
    assert state.dangling == []


def test_a_jot_waits_until_it_is_filed(book: Book) -> None:
    """What it became is told by the entry that filed it."""
    jot = book.write(JotNoted(text="call Ana"))
    assert book.state.mine.jots[jot].filed is None

    book.write(JotFiled(jot=jot, became=(NOWHERE,)))

    filed = book.state.mine.jots[jot].filed
    assert filed is not None
    assert filed.event.became == (NOWHERE,)


def test_imports_and_losses_are_kept(book: Book) -> None:
    """The journal knows what came from elsewhere, and what was given up."""
    imported = book.write(ImportRecorded(origin="calendar.ics", count=3))
    lost = book.write(LossAccepted(device=NOWHERE, chain=NOWHERE, first=2, last=4))

    mine = book.state.mine

    assert mine.imports[imported].event.count == 3
    assert mine.losses[lost].event.last == 4
