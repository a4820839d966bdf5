"""Segments: what their header says, what their body hides, and that the two belong together."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.people import Person
from twoway_core.codec import encode
from twoway_core.errors import (
    BadSignatureError,
    CannotOpenError,
    MalformedError,
    PeerError,
    TooLargeError,
    UnsupportedError,
)
from twoway_core.sealing import labels
from twoway_core.sealing.keys import EpochKey
from twoway_core.sealing.segment import (
    BUCKETS_BYTES,
    MAX_BODY_BYTES,
    Header,
    Seen,
    Segment,
    Text,
    chain_id,
    check_segment,
    content_hash,
    decode_header,
    is_item,
    leaf,
    open_segment,
    pad,
    seen_hash,
    unpad,
)
from twoway_core.sealing.symmetric import OVERHEAD_BYTES, seal

PERSON = Person.make("segments")
PHONE = PERSON.admit(name="phone")
LAPTOP = PERSON.admit(name="laptop")
TIP = PERSON.tip(PHONE)
SEEN = [Seen(LAPTOP.public.device, bytes(16), 3, bytes(32))]
ENTRIES = [b"one", b"two"]
SEGMENT = PERSON.write(PHONE, TIP, ENTRIES, seen=SEEN)
TEXT = open_segment(SEGMENT, PERSON.key)
TEXT_OF_TOO_MANY = msgspec.structs.replace(TEXT, seen=SEEN * 513)


def forged(text: bytes | Text, **changed: Any) -> Segment:
    """Return a segment whose author signed and sealed what a good writer never would."""
    header = encode(msgspec.structs.replace(SEGMENT.header, **changed))
    padded = pad(encode(text)) if isinstance(text, Text) else text
    body = seal(PERSON.key.secret, labels.BODY, header, padded, PERSON.chance)
    return Segment(header, PHONE.sign(labels.HEADER, header), body)


def holding(items: list[tuple[bytes, bytes]], **changed: Any) -> Segment:
    """Return a segment with these items, to which its header commits."""
    text = msgspec.structs.replace(TEXT, items=items)
    return forged(text, count=len(items), content=content_hash(items), **changed)


def test_a_segment_opens_to_what_was_written() -> None:
    """Entries come back in order, with their blinds, and so does what was seen."""
    check_segment(SEGMENT, PERSON.journal, PHONE.public)

    assert [entry for _, entry in TEXT.items] == ENTRIES
    assert list(TEXT.seen) == SEEN


def test_a_header_says_whose_it_is_and_where_it_stands() -> None:
    """All that others need without keys stands in the header."""
    header = SEGMENT.header

    assert (header.format, header.journal, header.device) == (1, PERSON.journal, PHONE.public.device)
    assert (header.chain, header.number, header.previous) == (TIP.chain, 1, TIP.previous)
    assert (header.count, header.roster) == (2, PERSON.roster.head)
    assert header.content == content_hash(TEXT.items)
    assert header.seen == seen_hash(TEXT.seen_blind, SEEN)


def test_a_header_is_decoded_once() -> None:
    """A segment remembers its header and its hash."""
    assert SEGMENT.header is SEGMENT.header
    assert SEGMENT.hash is SEGMENT.hash


def test_the_hash_covers_header_and_signature_and_not_the_body() -> None:
    """A body may be sealed anew under the same name; a signature may not change."""
    resealed = Segment(SEGMENT.header_bytes, SEGMENT.signature, b"")
    resigned = Segment(SEGMENT.header_bytes, bytes(64), SEGMENT.body)

    assert resealed.hash == SEGMENT.hash
    assert resigned.hash != SEGMENT.hash


@pytest.mark.parametrize("number", [0, 2, 127, 204])
def test_another_format_is_unsupported_and_not_malformed(number: int) -> None:
    """The second byte tells a newer version from damage."""
    data = bytearray(SEGMENT.header_bytes)
    data[1] = number

    with pytest.raises(UnsupportedError, match=f"format {number} "):
        decode_header(bytes(data))


@pytest.mark.parametrize(
    "changed",
    [
        {"journal": bytes(15)},
        {"device": bytes(17)},
        {"chain": "x" * 16},
        {"number": 0},
        {"number": 2**53},
        {"previous": bytes(31)},
        {"count": -1},
        {"count": 513},
        {"content": bytes(33)},
        {"roster": None},
        {"seen": b""},
    ],
    ids=repr,
)
def test_a_header_with_a_field_out_of_its_bounds_is_malformed(changed: dict[str, Any]) -> None:
    """Every field has its type, its length and its range."""
    with pytest.raises(MalformedError):
        decode_header(encode(msgspec.structs.replace(SEGMENT.header, **changed)))


def test_two_bytes_are_enough_to_tell_another_format() -> None:
    """Even a header of another layout and length is known by its number."""
    with pytest.raises(UnsupportedError):
        decode_header(b"\x91\x02")


@pytest.mark.parametrize("data", [b"", b"\x9a", b"\x9a\x01", SEGMENT.header_bytes + b"\0", SEGMENT.header_bytes[:-1]])
def test_a_header_cut_short_or_continued_is_malformed(data: bytes) -> None:
    """A header is exactly its bytes."""
    with pytest.raises(MalformedError):
        decode_header(data)


def test_a_header_has_one_encoding() -> None:
    """A number written in two bytes would give the same header another hash."""
    fields = msgspec.structs.astuple(SEGMENT.header)
    head, tail = encode(list(fields[:4]))[1:], encode(list(fields[5:]))[1:]

    assert decode_header(b"\x9a" + head + b"\x01" + tail) == SEGMENT.header
    with pytest.raises(MalformedError, match="canonical"):
        decode_header(b"\x9a" + head + b"\xcc\x01" + tail)


def test_a_segment_of_another_journal_is_refused() -> None:
    """A segment cannot be moved between journals, by a good signature either."""
    with pytest.raises(MalformedError, match="another journal"):
        check_segment(SEGMENT, bytes(16), PHONE.public)


def test_a_segment_by_another_device_is_refused() -> None:
    """The header names its author."""
    with pytest.raises(MalformedError, match="not by that device"):
        check_segment(SEGMENT, PERSON.journal, LAPTOP.public)


@pytest.mark.parametrize("length", [0, 63, 65])
def test_a_segment_with_a_signature_of_another_length_is_malformed(length: int) -> None:
    """A signature has 64 bytes on the wire."""
    segment = Segment(SEGMENT.header_bytes, (SEGMENT.signature + b"\0")[:length], SEGMENT.body)

    with pytest.raises(MalformedError):
        check_segment(segment, PERSON.journal, PHONE.public)


@pytest.mark.parametrize("label", [labels.AUTH, labels.ROSTER, labels.JOIN, b""])
def test_a_signature_of_another_use_is_none_on_a_segment(label: bytes) -> None:
    """What a device signed for something else never makes a segment."""
    segment = Segment(SEGMENT.header_bytes, PHONE.sign(label, SEGMENT.header_bytes), SEGMENT.body)

    with pytest.raises(BadSignatureError):
        check_segment(segment, PERSON.journal, PHONE.public)


@pytest.mark.parametrize("size", [0, 47, 48, 511 + 48, 513 + 48, MAX_BODY_BYTES + 1, 2 * BUCKETS_BYTES[-1] + 48])
def test_a_body_that_fills_no_bucket_is_refused_unopened(size: int) -> None:
    """Sizes say little, because there are only ten of them."""
    segment = Segment(SEGMENT.header_bytes, SEGMENT.signature, bytes(size))

    with pytest.raises(MalformedError, match="bucket"):
        check_segment(segment, PERSON.journal, PHONE.public)


def test_there_are_ten_buckets_from_512_bytes_to_256_kib() -> None:
    """Each bucket is twice the one before, and a body of each is let through to its opening."""
    assert BUCKETS_BYTES == (512, 1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072, 262144)
    for bucket in BUCKETS_BYTES:
        body = bytes(bucket + OVERHEAD_BYTES)
        check_segment(Segment(SEGMENT.header_bytes, SEGMENT.signature, body), PERSON.journal, PHONE.public)


@given(st.integers(0, BUCKETS_BYTES[-1] - 4))
def test_padding_is_undone(length: int) -> None:
    """A text comes out of its bucket as it went in, and the bucket is the smallest that holds it."""
    padded = pad(b"\x01" * length)

    assert unpad(padded) == b"\x01" * length
    assert len(padded) == min(bucket for bucket in BUCKETS_BYTES if bucket >= length + 4)


def test_a_text_that_fits_no_bucket_is_too_large() -> None:
    """A byte more than the largest bucket holds is refused."""
    with pytest.raises(TooLargeError, match="262145"):
        pad(bytes(BUCKETS_BYTES[-1] - 3))


@pytest.mark.parametrize(
    "padded",
    [b"", b"\0\0\0", b"\0\0\0\x01", b"\xff\xff\xff\xff", b"\0\0\0\x01aa", b"\0\0\0\0\0\x01", pad(b"")[:-1] + b"\1"],
)
def test_wrong_padding_does_not_open(padded: bytes) -> None:
    """The length must fit, and what is left must be zeros."""
    with pytest.raises(CannotOpenError, match="padding"):
        unpad(padded)


def test_a_body_opens_under_its_own_header_only() -> None:
    """A body of one segment, put under the header of another, does not open."""
    other = PERSON.write(PHONE, TIP.after(SEGMENT), ENTRIES)
    moved = Segment(SEGMENT.header_bytes, SEGMENT.signature, other.body)

    check_segment(moved, PERSON.journal, PHONE.public)
    with pytest.raises(CannotOpenError):
        open_segment(moved, PERSON.key)


def test_a_body_opens_under_its_own_epoch_only() -> None:
    """Another epoch's key opens nothing."""
    with pytest.raises(CannotOpenError):
        open_segment(SEGMENT, EpochKey(bytes(32)))


def test_the_largest_body_opens() -> None:
    """A text that fills the largest bucket to its last byte is read."""
    spare = (
        BUCKETS_BYTES[-1] - 4 - len(encode(Text([(bytes(16), bytes(2**17)), (bytes(16), bytes(2**16))], bytes(16), [])))
    )
    segment = PERSON.write(PHONE, TIP, [bytes(2**17), bytes(2**16 + spare)])

    assert len(segment.body) == MAX_BODY_BYTES == 262_144 + 48
    assert len(open_segment(segment, PERSON.key).items) == 2


def test_a_body_longer_than_any_is_not_even_tried() -> None:
    """The length is bounded before anything is computed."""
    with pytest.raises(CannotOpenError, match="longer"):
        open_segment(Segment(SEGMENT.header_bytes, SEGMENT.signature, bytes(MAX_BODY_BYTES + 1)), PERSON.key)


FORGERIES = {
    "a count too small": forged(TEXT, count=1),
    "a count too large": forged(TEXT, count=3),
    "other content": forged(TEXT, content=content_hash([(b"b" * 16, b"one"), TEXT.items[1]])),
    "the entries in another order": forged(TEXT, content=content_hash(TEXT.items[::-1])),
    "other heads seen": forged(TEXT, seen=seen_hash(TEXT.seen_blind, [])),
    "heads seen under another blind": forged(TEXT, seen=seen_hash(bytes(16), SEEN)),
    "a blind of 15 bytes": holding([(bytes(15), b"one")]),
    "a blind of 17 bytes": holding([(bytes(17), b"one")]),
    "a bare leaf of 47 bytes": holding([(b"", bytes(47))]),
    "a bare leaf without an erasure": holding([(b"", bytes(32))]),
    "padding that is not zero": forged(pad(encode(TEXT))[:-1] + b"\1"),
    "a length beyond the end": forged(b"\0\x01\0\0" + bytes(508)),
    "a text that is no text": forged(pad(b"\xc0")),
    "a text with an item more": forged(pad(encode([*msgspec.structs.astuple(TEXT), 1]))),
    "513 heads seen": forged(TEXT_OF_TOO_MANY, seen=seen_hash(TEXT_OF_TOO_MANY.seen_blind, TEXT_OF_TOO_MANY.seen)),
    "a second encoding of the text": forged(pad(b"\xdc\0\3" + encode(TEXT)[1:])),
}


@pytest.mark.parametrize("segment", FORGERIES.values(), ids=FORGERIES)
def test_a_text_that_is_not_the_signed_one_is_not_released(segment: Segment) -> None:
    """A writer that holds every key still cannot make one header stand for another text."""
    check_segment(segment, PERSON.journal, PHONE.public)
    with pytest.raises(CannotOpenError):
        open_segment(segment, PERSON.key)


def test_one_body_cannot_be_made_to_show_two_texts() -> None:
    """A second text under the first one's header and signature does not match what was signed."""
    other = msgspec.structs.replace(TEXT, items=[(bytes(16), b"for your eyes"), TEXT.items[1]])
    body = seal(PERSON.key.secret, labels.BODY, SEGMENT.header_bytes, pad(encode(other)), PERSON.chance)

    with pytest.raises(CannotOpenError, match="signed"):
        open_segment(Segment(SEGMENT.header_bytes, SEGMENT.signature, body), PERSON.key)


def test_an_entry_can_be_destroyed_and_the_signature_holds() -> None:
    """A body sealed anew with a bare leaf in place of an entry still fits its header."""
    bare = (b"", leaf(*TEXT.items[0]) + bytes(16))
    text = msgspec.structs.replace(TEXT, items=[bare, TEXT.items[1]])
    body = seal(PERSON.key.secret, labels.BODY, SEGMENT.header_bytes, pad(encode(text)), PERSON.chance)
    erased = Segment(SEGMENT.header_bytes, SEGMENT.signature, body)

    check_segment(erased, PERSON.journal, PHONE.public)
    assert open_segment(erased, PERSON.key).items == [bare, TEXT.items[1]]


def test_a_trusted_segment_is_opened_without_its_hashes() -> None:
    """What was checked on arrival is opened faster; what was not is caught by the check."""
    segment = forged(TEXT, count=1)

    assert open_segment(segment, PERSON.key, trusted=True) == TEXT
    with pytest.raises(CannotOpenError):
        open_segment(segment, PERSON.key)


@given(st.lists(st.binary(max_size=40), max_size=8), st.lists(st.integers(1, 2**53 - 1), max_size=4))
def test_open_undoes_seal(entries: list[bytes], numbers: list[int]) -> None:
    """Whatever entries and heads go in come out, and the header commits to them."""
    seen = [Seen(bytes(16), bytes(16), number, bytes(32)) for number in numbers]
    segment = PERSON.write(PHONE, TIP, entries, seen=seen)

    check_segment(segment, PERSON.journal, PHONE.public)
    opened = open_segment(segment, PERSON.key)
    assert [entry for _, entry in opened.items] == entries
    assert list(opened.seen) == seen


@given(st.binary(max_size=220))
def test_whatever_comes_as_a_header_is_one_or_is_refused(data: bytes) -> None:
    """Arbitrary bytes behind the format number end in a header or in a typed error."""
    try:
        header = decode_header(b"\x9a\x01" + data)
    except PeerError:
        return

    assert isinstance(header, Header)


@pytest.mark.parametrize(
    ("blind", "entry", "right"),
    [(bytes(16), b"", True), (b"", bytes(48), True), (bytes(15), b"", False), (b"", bytes(32), False)],
)
def test_an_item_is_a_blinded_entry_or_a_bare_leaf(blind: bytes, entry: bytes, right: bool) -> None:
    """Sixteen bytes of blind, or none, a hash and an id."""
    assert is_item(blind, entry) is right


def test_a_chain_is_named_after_journal_device_and_chance() -> None:
    """Neither another journal nor another device can open the same chain."""
    journal, device = PERSON.journal, PHONE.public.device
    names = {
        chain_id(journal, device, bytes(32)),
        chain_id(journal, LAPTOP.public.device, bytes(32)),
        chain_id(Person.make("another").journal, device, bytes(32)),
        chain_id(journal, device, bytes(31) + b"\1"),
    }

    assert {len(name) for name in names} == {16}
    assert len(names) == 4
