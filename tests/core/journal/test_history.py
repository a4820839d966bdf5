"""What became of each entry."""

from __future__ import annotations

import msgspec
import pytest

from twoway_core.codec import encode
from twoway_core.events.case import OpportunityOpened
from twoway_core.events.log import EntryCorrected, EntryErased, EntryReinstated, EntryRetracted, JotNoted
from twoway_core.events.vocabulary import Unread
from twoway_core.journal.history import Record, history

from .book import MINUTE_MS, NOWHERE, START_MS, Book, patch


@pytest.fixture
def book() -> Book:
    """Return an empty journal."""
    return Book()


def record(book: Book, name: bytes) -> Record:
    """Return the record of one entry."""
    return next(record for record in history(book.entries) if record.id == name)


def test_every_entry_has_a_record_in_order(book: Book) -> None:
    """Amendments and unknown events are there as well."""
    call = book.write(JotNoted(text="call"))
    book.write(EntryRetracted(target=call))
    book.write_raw("mood.noted", msgspec.Raw(encode({})))

    records = history(reversed(book.entries))

    assert [record.id for record in records] == [entry.id for entry in book.entries]
    assert [record.event for record in records] == [
        JotNoted(text="call"),
        EntryRetracted(target=call),
        Unread("mood.noted", "newer"),
    ]


def test_a_record_says_where_and_when(book: Book) -> None:
    """Time, offset, batch, opportunity and type are those of the entry."""
    acme = book.write(OpportunityOpened(firm="Acme"), batch=NOWHERE)

    assert record(book, acme) == Record(
        id=acme,
        at=START_MS,
        offset=60,
        batch=NOWHERE,
        opportunity=acme,
        type="opportunity.opened",
        standing="counts",
        event=OpportunityOpened(firm="Acme"),
    )


def test_a_retracted_entry_is_still_told(book: Book) -> None:
    """It is shown as taken back, with the amendments that did so and those that did not."""
    call = book.write(JotNoted(text="call"))
    amendments = [book.write(kind(target=call)) for kind in (EntryRetracted, EntryReinstated, EntryRetracted)]

    found = record(book, call)

    assert found.standing == "retracted"
    assert found.event == JotNoted(text="call")
    assert found.amended_by == tuple(amendments)


def test_a_corrected_entry_tells_both_readings(book: Book) -> None:
    """The event is as it reads now, the correction knows what was before."""
    call = book.write(JotNoted(text="cal"))
    fix = book.write(EntryCorrected(target=call, patch=patch(text="call"), at=7, offset=0))

    found = record(book, call)

    assert (found.at, found.offset, found.event) == (7, 0, JotNoted(text="call"))
    assert [(correction.id, correction.before) for correction in found.corrections] == [(fix, JotNoted(text="cal"))]


def test_of_an_erased_entry_nothing_is_told(book: Book) -> None:
    """Neither its text nor that of its corrections."""
    call = book.write(JotNoted(text="cal"))
    fix = book.write(EntryCorrected(target=call, patch=patch(text="call")))
    erasure = book.write(EntryErased(target=call))

    erased, fixed, by = history(book.entries)

    assert (erased.standing, erased.event, erased.corrections) == ("erased", None, ())
    assert (fixed.standing, fixed.event) == ("erased", None)
    assert erased.amended_by == (fix, erasure)
    assert by.standing == "counts"


def test_history_as_known_then(book: Book) -> None:
    """What came later is left out, but what was erased since is not told."""
    call, other = (book.write(JotNoted(text=text)) for text in ("call", "other"))
    book.write(EntryRetracted(target=other))
    book.write(EntryErased(target=call))

    records = history(book.entries, START_MS + MINUTE_MS)

    assert [(record.id, record.standing) for record in records] == [(call, "erased"), (other, "counts")]
    assert [record.amended_by for record in records] == [(), ()]
