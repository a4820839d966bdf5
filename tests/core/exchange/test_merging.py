"""Which entries of an exported journal come in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twoway_core.entry import Entry, encode_entry
from twoway_core.events.base import Event
from twoway_core.events.log import EntryCorrected, EntryErased, EntryRetracted, ErasureCancelled, JotNoted
from twoway_core.events.vocabulary import encode_event
from twoway_core.exchange.merging import kept, merge
from twoway_core.ids import make_entry_id
from twoway_core.journal.fold import fold

from ..events.strategies import events

NAMES = [make_entry_id(1_772_600_000_000 + number, 0, number) for number in range(6)]


def entry(number: int, event: Event) -> Entry:
    """Return the entry of that number."""
    return Entry(NAMES[number], 0, 0, None, *encode_event(event))


def data(number: int, event: Event) -> bytes:
    """Return its bytes."""
    return encode_entry(entry(number, event))


A, OTHER, B = data(0, JotNoted(text="a")), data(0, JotNoted(text="other")), data(1, JotNoted(text="b"))


def test_the_same_bytes_are_here_already() -> None:
    """And what is new comes in order."""
    merged = merge([A], [data(2, JotNoted(text="c")), B, A, B])

    assert [one.id for one, _ in merged.new] == NAMES[1:3]
    assert (merged.known, merged.differing) == (1, 0)


def test_another_reading_of_what_is_here_stays_out() -> None:
    """A file must not change what a note says; two readings of what is not here are kept both."""
    merged, fresh = merge([A], [OTHER]), merge([], [OTHER, A])

    assert (merged.new, merged.differing) == ((), 1)
    assert {taken for _, taken in fresh.new} == {A, OTHER}


def test_an_erasure_of_what_is_here_stays_out() -> None:
    """So does one that would bring back what was erased here."""
    erasure = data(2, EntryErased(target=NAMES[0]))
    cancelling = data(3, ErasureCancelled(target=NAMES[2]))

    assert (merge([A], [erasure]).new, merge([A], [erasure]).erasures) == ((), 1)
    assert (merge([A, erasure], [cancelling]).new, merge([A, erasure], [cancelling]).erasures) == ((), 1)


def test_what_was_erased_stays_out() -> None:
    """Here, or in the file; the erasure itself comes along."""
    erasure = data(2, EntryErased(target=NAMES[1]))

    assert (merge([erasure], [B]).new, merge([erasure], [B]).erased) == ((), 1)
    assert [one.id for one, _ in merge([A], [B, erasure]).new] == [NAMES[2]]


def test_amendments_of_what_is_here_come_in_and_are_counted() -> None:
    """Those of what comes with them are not."""
    retraction, correction = data(2, EntryRetracted(target=NAMES[0])), data(3, EntryCorrected(target=NAMES[1]))
    merged = merge([A], [B, retraction, correction])

    assert len(merged.new) == 3
    assert merged.amending == 1


def test_what_was_erased_later_does_not_leave() -> None:
    """An export of the past leaves out what was erased since."""
    known = [entry(0, JotNoted(text="a")), entry(1, JotNoted(text="b"))]

    assert kept(known) == set(NAMES[:2])
    assert kept(known, [entry(2, EntryErased(target=NAMES[0]))]) == {NAMES[1]}


@given(st.lists(events(st.sampled_from(NAMES)), max_size=6), st.integers(0, 6))
def test_merging_twice_brings_nothing_new(some: list[Event], split: int) -> None:
    """And taking all into an empty journal gives the same state, what was erased aside."""
    whole = [data(number, event) for number, event in enumerate(some)]
    first = merge(whole[:split], whole)
    again = merge([*whole[:split], *(one for _, one in first.new)], whole)
    entries = [entry(number, event) for number, event in enumerate(some)]
    empty = merge([], [one for one, source in zip(whole, entries, strict=True) if source.id in kept(entries)])
    state, copy = fold(entries), fold([one for one, _ in empty.new])

    assert not again.new
    assert (copy.mine, copy.cases) == (state.mine, state.cases)
