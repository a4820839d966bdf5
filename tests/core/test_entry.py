"""Entries as bytes that never change."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.codec import encode
from twoway_core.entry import (
    MAX_ENTRY_BYTES,
    MAX_INT,
    MAX_TEXT_BYTES,
    Entry,
    check_text,
    decode_entry,
    encode_entry,
)
from twoway_core.errors import MalformedError, TextRefusedError, TooLargeError
from twoway_core.ids import EntryId, make_entry_id

ID = make_entry_id(1_772_629_800_000, 0, 7)
IDS = st.builds(make_entry_id, st.integers(0, 2**48 - 1), st.integers(0, 4095), st.integers(0, 2**62 - 1))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
FIELDS = st.dictionaries(TEXTS, st.one_of(TEXTS, st.integers(-MAX_INT, MAX_INT), st.binary(max_size=20)), max_size=4)
ENTRIES = st.builds(
    Entry,
    id=IDS,
    at=st.integers(-MAX_INT, MAX_INT),
    offset=st.integers(-1080, 1080),
    batch=st.none() | IDS,
    type=TEXTS.filter(bool),
    fields=FIELDS.map(lambda fields: msgspec.Raw(encode(fields))),
)


def raw_entry(**changed: object) -> bytes:
    """Return a good entry's bytes with some of its items changed."""
    items = {"id": ID, "at": 1, "offset": 60, "batch": None, "type": "note.taken", "fields": {}} | changed
    return encode(list(items.values()))


@given(ENTRIES)
def test_what_was_written_is_read(entry: Entry) -> None:
    """Decoding undoes encoding, and leaves the fields as the bytes that they were."""
    read = decode_entry(encode_entry(entry))

    assert read == entry
    assert read.entry_id == entry.id
    assert bytes(read.fields) == bytes(entry.fields)


@given(ENTRIES)
def test_an_entry_that_was_read_is_written_as_it_was(entry: Entry) -> None:
    """An entry that goes through a device comes out as the same bytes."""
    data = encode_entry(entry)

    assert encode_entry(decode_entry(data)) == data


@given(st.binary(max_size=60))
def test_whatever_comes_is_an_entry_or_is_malformed(data: bytes) -> None:
    """Arbitrary bytes end in an entry or in the one error."""
    try:
        entry = decode_entry(data)
    except MalformedError:
        return

    assert isinstance(entry.entry_id, bytes)


def test_an_entry_of_a_newer_version_may_have_more_items() -> None:
    """What a newer version adds behind the fields is passed over."""
    newer = encode([ID, 1, 60, None, "note.taken", {"text": "x"}, "new", 7])

    assert decode_entry(newer).type == "note.taken"


@pytest.mark.parametrize(
    "changed",
    [
        {"id": ID[:-1]},
        {"id": bytes(16)},
        {"id": None},
        {"at": MAX_INT + 1},
        {"at": -MAX_INT - 1},
        {"at": 1.0},
        {"offset": 1081},
        {"offset": -1081},
        {"batch": b""},
        {"batch": ID + b"\0"},
        {"type": ""},
        {"type": "x" * 65},
        {"type": b"note.taken"},
    ],
    ids=repr,
)
def test_an_entry_with_an_item_out_of_its_bounds_is_malformed(changed: dict[str, object]) -> None:
    """Every item has its type and its bounds."""
    assert decode_entry(raw_entry()).id == ID
    with pytest.raises(MalformedError):
        decode_entry(raw_entry(**changed))


def test_an_entry_has_at_most_128_kib() -> None:
    """The largest entry is written and read; a byte more is refused at both ends."""
    spare = MAX_ENTRY_BYTES - len(encode_entry(entry_with_text(""))) - 4  # a longer text has a longer header
    largest = entry_with_text("x" * spare)

    assert len(encode_entry(largest)) == MAX_ENTRY_BYTES
    assert decode_entry(encode_entry(largest)) == largest
    with pytest.raises(TooLargeError, match="131073"):
        encode_entry(entry_with_text("x" * (spare + 1)))
    with pytest.raises(MalformedError):
        decode_entry(encode_entry(largest) + b"\0")


def entry_with_text(text: str) -> Entry:
    """Return an entry that holds ``text``."""
    return Entry(EntryId(ID), 1, 60, None, "note.taken", msgspec.Raw(encode({"text": text})))


@pytest.mark.parametrize("text", ["", "a\0b", "\u2028\u202e", "e\u0301", "👩‍💻", "x" * MAX_TEXT_BYTES])
def test_a_text_is_kept_exactly(text: str) -> None:
    """Nothing is normalised, and nothing that is valid UTF-8 is refused."""
    assert check_text(text) == text


@pytest.mark.parametrize("text", ["\ud800", "a\udcffb"])
def test_a_lone_surrogate_is_refused(text: str) -> None:
    """What no file can carry exactly is not taken."""
    with pytest.raises(TextRefusedError, match="surrogate"):
        check_text(text)


@pytest.mark.parametrize("text", ["x" * (MAX_TEXT_BYTES + 1), "é" * (MAX_TEXT_BYTES // 2 + 1)])
def test_a_text_is_measured_in_bytes(text: str) -> None:
    """A text has at most 64 KiB of UTF-8."""
    with pytest.raises(TextRefusedError, match="at most 65536"):
        check_text(text)
