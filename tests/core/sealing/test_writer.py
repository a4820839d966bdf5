"""Writing segments: which entries go together, and where the chain goes on."""

from __future__ import annotations

from itertools import chain, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.people import Person
from twoway_core.codec import encode
from twoway_core.entry import MAX_ENTRY_BYTES
from twoway_core.errors import TooLargeError
from twoway_core.sealing.segment import (
    BUCKETS_BYTES,
    MAX_ENTRIES,
    MAX_SEEN,
    Seen,
    Text,
    chain_id,
    check_segment,
    open_segment,
    pad,
)
from twoway_core.sealing.symmetric import SALT_BYTES
from twoway_core.sealing.writer import TARGET_BYTES, cut

PERSON = Person.make("writers")
PHONE = PERSON.admit()
SEEN = Seen(b"\xff" * 16, b"\xff" * 16, 2**53 - 1, b"\xff" * 32)
SIZES = st.one_of(st.integers(0, 300), st.sampled_from([4096, 30_000, 65_000, 65_500, MAX_ENTRY_BYTES]))


def text_of(entries: list[bytes], seen: int = 0) -> bytes:
    """Return the text that a segment with these entries and that many heads hides."""
    return encode(Text(items=[(bytes(16), entry) for entry in entries], seen_blind=bytes(16), seen=[SEEN] * seen))


@given(st.lists(SIZES.map(bytes), max_size=40), st.integers(0, MAX_SEEN))
def test_cutting_loses_and_reorders_nothing(entries: list[bytes], seen: int) -> None:
    """The runs, one after another, are the entries; no run is empty."""
    runs = list(cut(entries, seen))

    assert list(chain.from_iterable(runs)) == entries
    assert all(runs)


@given(st.lists(SIZES.map(bytes), max_size=40), st.integers(0, MAX_SEEN))
def test_every_run_fits_its_bucket(entries: list[bytes], seen: int) -> None:
    """Several entries together fill at most 64 KiB; one alone fits the largest bucket, whatever it brings along."""
    for place, run in enumerate(cut(entries, seen)):
        bucket = len(pad(text_of(run, 0 if place else seen)))

        assert len(run) <= MAX_ENTRIES
        assert bucket <= (TARGET_BYTES if len(run) > 1 else BUCKETS_BYTES[-1])


@given(st.lists(st.integers(0, 20_000).map(bytes), min_size=5, max_size=30))
def test_a_run_ends_only_where_the_next_entry_does_not_fit(entries: list[bytes]) -> None:
    """Segments are as full as they can be."""
    runs = list(cut(entries))

    for run, following in pairwise(runs):
        guessed_too_much = 64 + 4 * len(run)  # sizes of heads are counted at their largest

        assert len(text_of([*run, following[0]])) + guessed_too_much > TARGET_BYTES


def test_a_segment_has_at_most_512_entries_and_512_heads() -> None:
    """The limits of the format are numbers that do not change."""
    assert (MAX_ENTRIES, MAX_SEEN) == (512, 512)


def test_a_run_has_at_most_512_entries() -> None:
    """Small entries are counted, not only weighed."""
    assert [len(run) for run in cut([b"x"] * 1025)] == [512, 512, 1]


def test_nothing_gives_no_run() -> None:
    """Without entries there is no run, whatever was seen."""
    assert list(cut([], 5)) == []


def test_a_new_chain_begins_with_chance_and_is_named_after_it() -> None:
    """The hash before segment 1 is drawn afresh, so no two chains are one."""
    one, other = PERSON.tip(PHONE), PERSON.tip(PHONE)

    assert one.number == 1
    assert one.chain == chain_id(PERSON.journal, PHONE.public.device, one.previous)
    assert one.chain != other.chain


def test_a_chain_goes_on_behind_its_last_segment() -> None:
    """Each segment names the hash of the one before and the next number."""
    first, second, third = PERSON.write_chain(PHONE, 3)

    assert [each.header.number for each in (first, second, third)] == [1, 2, 3]
    assert (second.header.previous, third.header.previous) == (first.hash, second.hash)
    assert first.header.chain == third.header.chain


def test_an_empty_segment_says_only_what_was_seen() -> None:
    """A device that wrote nothing can still be heard from."""
    segment = PERSON.write(PHONE, PERSON.tip(PHONE), [], seen=[SEEN])

    check_segment(segment, PERSON.journal, PHONE.public)
    assert open_segment(segment, PERSON.key).items == []
    assert list(open_segment(segment, PERSON.key).seen) == [SEEN]


def test_every_entry_has_a_blind_of_its_own() -> None:
    """Two equal entries have unequal leaves, and what was seen is blinded apart."""
    opened = open_segment(PERSON.write(PHONE, PERSON.tip(PHONE), [b"same"] * 3), PERSON.key)

    assert len({blind for blind, _ in opened.items} | {opened.seen_blind}) == 4


def test_two_copies_of_a_device_never_share_a_body_key() -> None:
    """A clone that seals the same entries at the same place draws its own salt, so no key meets two texts."""
    tip = PERSON.tip(PHONE)
    one, other = PERSON.write(PHONE, tip, [b"same"]), PERSON.write(PHONE, tip, [b"same"])

    assert one.body[:SALT_BYTES] != other.body[:SALT_BYTES]
    assert one.hash != other.hash


def test_the_largest_segment_is_read_again() -> None:
    """As many entries and heads as the format allows go in and come out."""
    entries = [b"x" * 100] * MAX_ENTRIES
    segment = PERSON.write(PHONE, PERSON.tip(PHONE), entries, seen=[SEEN] * MAX_SEEN)

    check_segment(segment, PERSON.journal, PHONE.public)
    opened = open_segment(segment, PERSON.key)
    assert (len(opened.items), len(opened.seen)) == (MAX_ENTRIES, MAX_SEEN)


@pytest.mark.parametrize(
    ("entries", "seen"), [([b""] * (MAX_ENTRIES + 1), []), ([], [SEEN] * (MAX_SEEN + 1)), ([bytes(2**18)], [])]
)
def test_what_no_reader_would_take_is_not_written(entries: list[bytes], seen: list[Seen]) -> None:
    """Too many entries, heads or bytes are refused before anything is signed."""
    with pytest.raises(TooLargeError):
        PERSON.write(PHONE, PERSON.tip(PHONE), entries, seen=seen)
