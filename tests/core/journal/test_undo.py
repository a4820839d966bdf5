"""What undo takes back and redo brings back."""

from __future__ import annotations

import pytest

from twoway_core.entry import Entry
from twoway_core.events.case import OpportunityOpened
from twoway_core.events.log import (
    EntryCorrected,
    EntryErased,
    EntryReinstated,
    EntryRetracted,
    ErasureCancelled,
    ImportRecorded,
    JotNoted,
)
from twoway_core.events.talk import AnswerNoted
from twoway_core.journal.amendments import Amendments, resolve
from twoway_core.journal.undo import Target, batch_of, brought_by, to_redo, to_redo_batch, to_undo, to_undo_batch

from .book import NOWHERE, Book, patch


class Device:
    """A device that undoes and redoes on a journal of its own; ``elsewhere`` is what others wrote."""

    def __init__(self) -> None:
        self.book = Book()
        self.elsewhere: list[Entry] = []

    @property
    def amendments(self) -> Amendments:
        """What is taken back and erased, wherever it was said."""
        return resolve(sorted(self.book.entries + self.elsewhere, key=lambda entry: entry.id))

    def undo(self) -> list[bytes]:
        """Undo once, and return what was taken back."""
        targets = to_undo(reversed(self.book.entries), self.amendments)
        return self.write([EntryRetracted(target=target.id, opportunity=target.opportunity) for target in targets])

    def redo(self) -> list[bytes]:
        """Redo once, and return what was brought back."""
        targets = to_redo(reversed(self.book.entries), self.amendments)
        return self.write([EntryReinstated(target=target.id, opportunity=target.opportunity) for target in targets])

    def write(self, amendments: list[EntryRetracted] | list[EntryReinstated]) -> list[bytes]:
        """Write ``amendments`` as one batch."""
        first: bytes | None = None
        for amendment in amendments:
            written = self.book.write(amendment, batch=first)
            first = first or written
        return [amendment.target for amendment in amendments]


@pytest.fixture
def device() -> Device:
    """Return a device with an empty journal."""
    return Device()


def test_undo_takes_back_the_newest_entry(device: Device) -> None:
    """One entry that a command wrote alone is a batch of its own."""
    device.book.write(JotNoted(text="one"))
    two = device.book.write(JotNoted(text="two"))

    assert device.undo() == [two]


def test_undo_takes_back_a_whole_batch_in_order(device: Device) -> None:
    """Everything that one command wrote goes together, whether its first entry names the batch or not."""
    one = device.book.write(JotNoted(text="one"))
    two = device.book.write(JotNoted(text="two"), batch=one)
    three = device.book.write(JotNoted(text="three"), batch=one)

    assert device.undo() == [one, two, three]


def test_undo_again_walks_back(device: Device) -> None:
    """What is taken back already is skipped, and so are the retractions."""
    one, two = (device.book.write(JotNoted(text=text)) for text in ("one", "two"))

    assert [device.undo(), device.undo(), device.undo()] == [[two], [one], []]


def test_redo_brings_back_what_was_undone_last(device: Device) -> None:
    """Redo walks forth as undo walks back, then has nothing to do."""
    one, two = (device.book.write(JotNoted(text=text)) for text in ("one", "two"))
    device.undo()
    device.undo()

    assert [device.redo(), device.redo(), device.redo()] == [[one], [two], []]


def test_undo_after_redo_takes_back_the_same(device: Device) -> None:
    """Brought back, an entry is the newest again."""
    device.book.write(JotNoted(text="one"))
    two = device.book.write(JotNoted(text="two"))
    device.undo()
    device.redo()

    assert device.undo() == [two]


def test_redo_brings_back_a_whole_batch(device: Device) -> None:
    """As it was taken back, so it returns."""
    one = device.book.write(JotNoted(text="one"))
    two = device.book.write(JotNoted(text="two"), batch=one)
    device.undo()

    assert device.redo() == [one, two]


def test_undo_takes_back_a_correction(device: Device) -> None:
    """A correction is a change that can be undone."""
    one = device.book.write(JotNoted(text="one"))
    fix = device.book.write(EntryCorrected(target=one, patch=patch(text="One")))

    assert device.undo() == [fix]


@pytest.mark.parametrize("amendment", [EntryRetracted, EntryReinstated, EntryErased, ErasureCancelled])
def test_undo_passes_over_what_cannot_be_undone(
    device: Device, amendment: type[EntryRetracted | EntryReinstated | EntryErased | ErasureCancelled]
) -> None:
    """Retractions, reinstatements and erasures are not taken back by undo."""
    one = device.book.write(JotNoted(text="one"))
    device.book.write(amendment(target=NOWHERE))

    assert device.undo() == [one]


def test_undo_leaves_the_entries_of_other_devices(device: Device) -> None:
    """What another device took back is skipped; what it wrote is not looked at."""
    one, two = (device.book.write(JotNoted(text=text)) for text in ("one", "two"))
    phone = Book()
    phone.write(EntryRetracted(target=two), minute=9)
    device.elsewhere = phone.entries

    assert device.undo() == [one]


def test_undo_takes_back_the_rest_of_a_batch(device: Device) -> None:
    """Where a part of the batch is taken back already, the rest follows."""
    one = device.book.write(JotNoted(text="one"))
    two = device.book.write(JotNoted(text="two"), batch=one)
    device.book.write(EntryRetracted(target=one))

    assert device.undo() == [two]


def test_neither_undo_nor_redo_touches_what_is_erased(device: Device) -> None:
    """Erased is for ever."""
    one = device.book.write(JotNoted(text="one"))
    device.undo()
    device.book.write(EntryErased(target=one))

    assert (device.redo(), device.undo()) == ([], [])


def test_redo_passes_over_a_retraction_that_cannot_be_read(device: Device) -> None:
    """Only what names a target can bring it back."""
    name, fields = "entry.retracted", patch(x=1)["x"]
    device.book.write_raw(name, fields)

    assert device.redo() == []


def test_a_target_comes_with_its_opportunity(device: Device) -> None:
    """The amendment must lie in the part of its target."""
    acme = device.book.write(OpportunityOpened(firm="Acme"))
    answer = device.book.write(AnswerNoted(text="yes", opportunity=acme), batch=acme)
    device.book.write(JotNoted(text="call"), batch=acme)

    targets = to_undo(reversed(device.book.entries), device.amendments)
    device.undo()

    assert [target.opportunity for target in targets] == [acme, acme, None]
    assert to_redo(reversed(device.book.entries), device.amendments) == targets
    assert targets[1] == Target(answer, acme)


def test_a_batch_can_be_undone_and_redone_by_name(device: Device) -> None:
    """Any batch, however old, is taken back and brought back."""
    one = device.book.write(JotNoted(text="one"))
    two = device.book.write(JotNoted(text="two"), batch=one)
    device.book.write(JotNoted(text="three"))
    batch = [entry for entry in device.book.entries if batch_of(entry) == one]

    before = to_undo_batch(batch, device.amendments), to_redo_batch(batch, device.amendments)
    device.write([EntryRetracted(target=two), EntryRetracted(target=one)])
    after = to_undo_batch(batch, device.amendments), to_redo_batch(batch, device.amendments)

    assert before == ([Target(one, None), Target(two, None)], [])
    assert after == ([], [Target(one, None), Target(two, None)])


def test_an_import_takes_what_it_brought_with_it() -> None:
    """Each of it is taken for a part of the import's batch; an import that cannot be read brought nothing."""
    book = Book()
    kept = book.write(JotNoted(text="a thought of elsewhere"))
    first = book.write(ImportRecorded(origin="a.jsonl", brought=(kept,)))
    book.write(ImportRecorded(origin="a.jsonl", brought=(NOWHERE,)), batch=first)
    unreadable = Entry(NOWHERE, 0, 0, None, "import.recorded", book.entries[0].fields)

    assert brought_by([*book.entries, unreadable]) == {kept: first, NOWHERE: first}
