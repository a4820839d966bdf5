"""Which part an entry belongs to, and what it amends."""

from __future__ import annotations

import msgspec
import pytest

from twoway_core.codec import encode
from twoway_core.events.case import OpportunityOpened
from twoway_core.events.log import EntryRetracted, JotNoted
from twoway_core.events.talk import AnswerNoted
from twoway_core.journal.parts import part_of, target_of

from .book import NOWHERE, Book

DEEP = b"\x81\xa1x" + b"\x91" * 100_000 + b"\x00"


@pytest.fixture
def book() -> Book:
    """Return an empty journal."""
    return Book()


def test_an_opportunity_is_its_own_part(book: Book) -> None:
    """The entry that opens an opportunity names the part."""
    acme = book.write(OpportunityOpened(firm="Acme"))

    assert part_of(book.entries[0]) == acme


def test_an_event_belongs_to_the_opportunity_that_it_names(book: Book) -> None:
    """A note about a firm lies in that firm's part."""
    book.write(AnswerNoted(text="yes", opportunity=NOWHERE))

    assert part_of(book.entries[0]) == NOWHERE


def test_an_event_without_an_opportunity_is_shared(book: Book) -> None:
    """A jot belongs to no opportunity."""
    book.write(JotNoted(text="call"))

    assert part_of(book.entries[0]) is None


def test_an_unknown_event_lies_where_it_says(book: Book) -> None:
    """An event of a newer version is put with its opportunity."""
    book.write_raw("mood.noted", msgspec.Raw(encode({"mood": [1.5], "opportunity": NOWHERE})))

    assert part_of(book.entries[0]) == NOWHERE


@pytest.mark.parametrize("data", [encode(5), encode({"opportunity": "acme"}), b"\x81", DEEP])
def test_an_unreadable_event_is_shared(book: Book, data: bytes) -> None:
    """What names no opportunity that can be read is put with the shared entries."""
    book.write_raw("answer.noted", msgspec.Raw(data))

    assert part_of(book.entries[0]) is None


def test_an_amendment_names_its_target(book: Book) -> None:
    """The target of a retraction is found without reading the rest."""
    book.write(EntryRetracted(target=NOWHERE))

    assert target_of(book.entries[0]) == NOWHERE


def test_other_events_have_no_target(book: Book) -> None:
    """A field called target means something in amendments alone."""
    book.write_raw("negotiation.asked", msgspec.Raw(encode({"term": "pay", "target": NOWHERE})))

    assert target_of(book.entries[0]) is None


@pytest.mark.parametrize("data", [encode(5), encode({}), encode({"target": "acme"}), DEEP])
def test_an_unreadable_amendment_has_no_target(book: Book, data: bytes) -> None:
    """A retraction of nothing retracts nothing."""
    book.write_raw("entry.retracted", msgspec.Raw(data))

    assert target_of(book.entries[0]) is None
