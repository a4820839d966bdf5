"""Corrections, retractions and erasures: what counts, and how it reads."""

from __future__ import annotations

import msgspec
import pytest

from twoway_core.codec import encode
from twoway_core.events.log import (
    Amendment,
    EntryCorrected,
    EntryErased,
    EntryReinstated,
    EntryRetracted,
    ErasureCancelled,
    JotNoted,
)
from twoway_core.events.talk import AnswerNoted
from twoway_core.events.vocabulary import WIRE, Unread
from twoway_core.journal.amendments import patch_between, resolve
from twoway_core.journal.items import Fact
from twoway_core.journal.parts import AMENDMENTS

from .book import MINUTE_MS, NOWHERE, START_MS, Book, entry_id, patch


@pytest.fixture
def book() -> Book:
    """Return an empty journal."""
    return Book()


def jot(book: Book, name: bytes) -> Fact[JotNoted] | None:
    """Return a jot as it counts, if it does."""
    return book.state.mine.jots.get(name)


def text(book: Book, name: bytes) -> str | None:
    """Return the text of a jot as it reads, if it counts."""
    found = jot(book, name)
    return found.event.text if found else None


def correct(book: Book, target: bytes, words: str) -> bytes:
    """Correct the text of a jot."""
    return book.write(EntryCorrected(target=target, patch=patch(text=words)))


def test_the_amendments_are_those_of_the_vocabulary() -> None:
    """Every kind of amendment is looked for."""
    assert {name for name, kind in WIRE.items() if issubclass(kind, Amendment)} == AMENDMENTS


def test_a_retracted_entry_does_not_count(book: Book) -> None:
    """What was taken back is in no view."""
    call = book.write(JotNoted(text="call"))
    book.write(EntryRetracted(target=call))

    assert jot(book, call) is None


def test_a_reinstated_entry_counts_again(book: Book) -> None:
    """The last word by order wins."""
    call = book.write(JotNoted(text="call"))
    book.write(EntryRetracted(target=call))
    book.write(EntryReinstated(target=call))

    assert text(book, call) == "call"


def test_a_retraction_after_a_reinstatement_wins(book: Book) -> None:
    """Taken back, brought back, and taken back again is taken back."""
    call = book.write(JotNoted(text="call"))
    for amendment in (EntryRetracted, EntryReinstated, EntryRetracted):
        book.write(amendment(target=call))

    assert jot(book, call) is None


def test_order_is_that_of_ids_not_of_arrival(book: Book) -> None:
    """A reinstatement that arrives first but is later by order wins."""
    call = book.write(JotNoted(text="call"))
    book.write(EntryReinstated(target=call), minute=9)
    book.write(EntryRetracted(target=call), minute=8)

    assert text(book, call) == "call"


def test_a_retraction_may_sort_before_its_target(book: Book) -> None:
    """A device whose clock is behind takes back all the same."""
    call = book.write(JotNoted(text="call"), minute=5)
    book.write(EntryRetracted(target=call), minute=1)

    assert jot(book, call) is None


def test_a_retraction_cannot_be_retracted(book: Book) -> None:
    """Reinstating is what brings an entry back, and nothing else."""
    call = book.write(JotNoted(text="call"))
    book.write(EntryRetracted(target=book.write(EntryRetracted(target=call))))

    assert jot(book, call) is None


def test_a_correction_replaces_whole_fields(book: Book) -> None:
    """The field in the patch reads anew, the others as they were."""
    answer = book.write(AnswerNoted(opportunity=NOWHERE, text="twoo", form="number"))
    book.write(EntryCorrected(opportunity=NOWHERE, target=answer, patch=patch(text="two")))

    assert book.case(NOWHERE).answers[answer].event == AnswerNoted(opportunity=NOWHERE, text="two", form="number")


def test_a_correction_may_set_the_time(book: Book) -> None:
    """When it happened can be wrong, too."""
    call = book.write(JotNoted(text="call"))
    book.write(EntryCorrected(target=call, at=5, offset=-60))

    found = jot(book, call)

    assert found is not None
    assert (found.at, found.offset, found.event.text) == (5, -60, "call")


def test_a_correction_keeps_what_was_before(book: Book) -> None:
    """Both readings are there to be shown, oldest first."""
    call = book.write(JotNoted(text="cal"))
    first = book.write(EntryCorrected(target=call, patch=patch(text="call"), at=5))
    second = correct(book, call, "call Ana")

    found = jot(book, call)

    assert found is not None
    assert [correction.id for correction in found.corrections] == [first, second]
    assert [correction.before for correction in found.corrections] == [JotNoted(text="cal"), JotNoted(text="call")]
    assert [correction.before_at for correction in found.corrections] == [START_MS, 5]
    assert [correction.at for correction in found.corrections] == [START_MS + MINUTE_MS, START_MS + 2 * MINUTE_MS]


def test_the_last_correction_wins_for_each_field(book: Book) -> None:
    """Corrections of different fields add up; of the same field, the last by order counts."""
    answer = book.write(AnswerNoted(opportunity=NOWHERE, text="a"))
    changes = [(3, {"text": "late"}), (1, {"text": "early", "form": "number"}), (2, {"medium": "mail"})]
    for minute, change in changes:
        book.write(EntryCorrected(opportunity=NOWHERE, target=answer, patch=patch(**change)), minute=minute)

    event = book.case(NOWHERE).answers[answer].event

    assert (event.text, event.form, event.medium) == ("late", "number", "mail")


def test_a_retracted_correction_is_taken_back(book: Book) -> None:
    """Without the correction, the entry reads as it was written."""
    call = book.write(JotNoted(text="cal"))
    book.write(EntryRetracted(target=correct(book, call, "call")))

    assert text(book, call) == "cal"


def test_a_correction_of_a_retracted_entry_shows_when_it_is_back(book: Book) -> None:
    """The correction waits with the entry."""
    call = book.write(JotNoted(text="cal"))
    book.write(EntryRetracted(target=call))
    correct(book, call, "call")
    assert jot(book, call) is None

    book.write(EntryReinstated(target=call))

    assert text(book, call) == "call"


def test_a_correction_can_be_corrected(book: Book) -> None:
    """A patch is a field as any other, and is replaced whole."""
    call = book.write(JotNoted(text="cal"))
    first = correct(book, call, "caal")
    second = book.write(EntryCorrected(target=first, patch=patch(patch={"text": "cll"})))
    book.write(EntryCorrected(target=second, patch=patch(patch={"patch": {"text": "call"}})))

    assert text(book, call) == "call"


def test_a_correction_of_a_correction_can_be_retracted(book: Book) -> None:
    """The first correction reads as it was written again."""
    call = book.write(JotNoted(text="cal"))
    first = correct(book, call, "call")
    book.write(EntryRetracted(target=book.write(EntryCorrected(target=first, patch=patch(patch={})))))

    assert text(book, call) == "call"


def test_a_correction_of_a_correction_may_sort_before_it(book: Book) -> None:
    """The order of ids decides between two corrections of one entry, and no more."""
    call = book.write(JotNoted(text="cal"), minute=1)
    first = book.write(EntryCorrected(target=call, patch=patch(text="caal")), minute=9)
    book.write(EntryCorrected(target=first, patch=patch(patch={"text": "call"})), minute=3)

    assert text(book, call) == "call"


def test_a_corrected_correction_counts_once(book: Book) -> None:
    """A correction with two corrections of its own waits for both."""
    call = book.write(JotNoted(text="cal"))
    first = correct(book, call, "caal")
    for words in ("cll", "call"):
        book.write(EntryCorrected(target=first, patch=patch(patch={"text": words})))

    found = jot(book, call)

    assert found is not None
    assert found.event.text == "call"
    assert [correction.id for correction in found.corrections] == [first]


def test_corrections_in_a_circle_correct_nothing(book: Book) -> None:
    """Two corrections of each other, and one of itself, are harmless."""
    call = book.write(JotNoted(text="call"))
    book.write(EntryCorrected(target=entry_id(2, 2), patch=patch(patch={"text": "x"})))
    book.write(EntryCorrected(target=entry_id(1, 1), patch=patch(patch={"text": "y"})))
    book.write(EntryCorrected(target=entry_id(3, 3), patch=patch(patch={"text": "z"})))

    assert text(book, call) == "call"


def test_a_long_chain_of_corrections_is_resolved(book: Book) -> None:
    """Depth costs no stack."""
    last = call = book.write(JotNoted(text="cal"))
    for _ in range(3000):
        last = book.write(EntryCorrected(target=last))

    assert text(book, call) == "cal"


@pytest.mark.parametrize(
    ("change", "reason"), [({"text": 5}, "unreadable"), ({"text": ""}, "unreadable"), ({"form": "sung"}, "newer")]
)
def test_a_correction_after_which_the_entry_would_not_read_is_left_out(
    book: Book, change: dict[str, object], reason: str
) -> None:
    """The entry reads as before, the correction is counted, later ones still apply."""
    heard = book.write_raw("observation.noted", msgspec.Raw(encode({"opportunity": NOWHERE, "text": "loud"})))
    bad = book.write(EntryCorrected(opportunity=NOWHERE, target=heard, patch=patch(**change)))
    book.write(EntryCorrected(opportunity=NOWHERE, target=heard, patch=patch(cue="tone")))

    state = book.state

    event = state.cases[NOWHERE].observations[heard].event
    assert (event.text, event.form, event.cue) == ("loud", "general", "tone")
    assert [(kept.id, kept.unread.reason) for kept in state.newer + state.unreadable] == [(bad, reason)]


def test_a_correction_can_mend_an_unreadable_entry(book: Book) -> None:
    """What could not be read counts once it can."""
    broken = book.write_raw("jot.noted", msgspec.Raw(encode({"text": 5})))
    correct(book, broken, "five")

    found = jot(book, broken)

    assert found is not None
    assert found.event == JotNoted(text="five")
    assert found.corrections[0].before == Unread("jot.noted", "unreadable")
    assert book.state.unreadable == []


def test_a_correction_can_mend_fields_that_are_no_map(book: Book) -> None:
    """Even an entry without any fields can be given some."""
    broken = book.write_raw("jot.noted", msgspec.Raw(encode([1])))
    correct(book, broken, "one")

    assert text(book, broken) == "one"


def test_an_entry_of_an_unknown_type_waits_with_its_corrections(book: Book) -> None:
    """Both are kept for a later version; only the entry is counted."""
    mood = book.write_raw("mood.noted", msgspec.Raw(encode({"mood": 3})))
    correct(book, mood, "fine")

    assert [kept.id for kept in book.state.newer] == [mood]
    assert book.state.unreadable == []


@pytest.mark.parametrize("field", ["opportunity", "target"])
def test_what_an_entry_belongs_to_cannot_be_corrected(book: Book, field: str) -> None:
    """Where an entry is looked for must not depend on other entries."""
    first = book.write(JotNoted(text="one"))
    second = book.write(JotNoted(text="two"))
    fix = correct(book, first, "ONE")
    book.write(EntryCorrected(target=fix, patch=patch(**{field: second})))

    assert (text(book, first), text(book, second)) == ("ONE", "two")


def test_an_erased_entry_is_hidden_for_ever(book: Book) -> None:
    """Neither reinstating nor retracting the erasure brings it back."""
    call = book.write(JotNoted(text="call"))
    erasure = book.write(EntryErased(target=call))
    book.write(EntryReinstated(target=call))
    book.write(EntryRetracted(target=erasure))
    book.write(EntryErased(target=erasure))

    assert jot(book, call) is None


def test_an_erased_entry_is_hidden_from_the_past_too(book: Book) -> None:
    """A view as known before the erasure does not show it either."""
    call = book.write(JotNoted(text="call"))
    book.write(JotNoted(text="other"))
    book.write(EntryErased(target=call))

    assert call not in book.until(1).mine.jots


def test_erasing_an_entry_erases_its_corrections(book: Book) -> None:
    """The corrections hold its text as well, and theirs, and so on; even if the entry is not here."""
    fix = correct(book, NOWHERE, "call")
    deeper = book.write(EntryCorrected(target=fix, patch=patch(patch={"text": "Call"})))
    erasure = book.write(EntryErased(target=NOWHERE))

    erased = erasures(book)

    assert erased == {NOWHERE: [erasure], fix: [erasure], deeper: [erasure]}


def test_an_erased_correction_is_taken_back(book: Book) -> None:
    """The entry reads as it was written."""
    call = book.write(JotNoted(text="cal"))
    book.write(EntryErased(target=correct(book, call, "call")))

    assert text(book, call) == "cal"


def test_an_erased_retraction_is_taken_back(book: Book) -> None:
    """What it hid counts again, at once and not when its text is gone."""
    call = book.write(JotNoted(text="call"))
    book.write(EntryErased(target=book.write(EntryRetracted(target=call))))

    assert text(book, call) == "call"


def test_a_cancelled_erasure_hides_nothing(book: Book) -> None:
    """The entry counts, with its corrections."""
    call = book.write(JotNoted(text="cal"))
    correct(book, call, "call")
    book.write(ErasureCancelled(target=book.write(EntryErased(target=call))))

    assert text(book, call) == "call"
    assert erasures(book) == {}


def test_another_erasure_of_the_same_entry_still_counts(book: Book) -> None:
    """Cancelling one erasure leaves the other."""
    call = book.write(JotNoted(text="call"))
    book.write(ErasureCancelled(target=book.write(EntryErased(target=call))))
    second = book.write(EntryErased(target=call))

    assert erasures(book) == {call: [second]}


def test_a_cancellation_cannot_be_erased(book: Book) -> None:
    """Otherwise a thief could have the last word."""
    call = book.write(JotNoted(text="call"))
    cancelled = book.write(ErasureCancelled(target=book.write(EntryErased(target=call))))
    book.write(EntryErased(target=cancelled))

    assert text(book, call) == "call"


def test_an_unreadable_amendment_amends_nothing(book: Book) -> None:
    """It is counted as any other event that cannot be read."""
    call = book.write(JotNoted(text="call"))
    broken = book.write_raw("entry.retracted", msgspec.Raw(encode({"target": "call"})))

    assert text(book, call) == "call"
    assert [kept.id for kept in book.state.unreadable] == [broken]


def test_a_patch_between_two_events_makes_one_read_as_the_other(book: Book) -> None:
    """Fields that differ are in it, also where they are back at their default; what is fixed is not."""
    before = AnswerNoted(opportunity=NOWHERE, text="a", form="number", contact=NOWHERE)
    after = AnswerNoted(text="b", contact=NOWHERE)

    found = patch_between(before, after)

    assert found == patch(text="b", form="general")


def erasures(book: Book) -> dict[bytes, list[bytes]]:
    """Return what is erased, by which erasures."""
    return resolve(book.entries).erased


def test_an_amendment_in_another_part_than_its_target_has_no_effect(book: Book) -> None:
    """Otherwise a view of one opportunity would differ from a view of all."""
    heard = book.write_raw("observation.noted", msgspec.Raw(encode({"opportunity": NOWHERE, "text": "loud"})))
    book.write(EntryRetracted(target=heard))

    assert heard in book.state.cases[NOWHERE].observations
