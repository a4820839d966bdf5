"""The wire messages: one encoding each, and every length bounded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import inspect

from tests.core.people import Person
from tests.core.sync.strategies import MESSAGES, messages_of
from twoway_core.codec import Wire, decode_canonical, encode
from twoway_core.errors import MalformedError
from twoway_core.sealing.segment import check_segment
from twoway_core.sync.limits import MAX_REQUEST_BYTES
from twoway_core.sync.messages import Challenge, Head, Outcome, SignIn, WireSegment, wire

PERSON = Person.make("messages")
PHONE = PERSON.admit()
SEGMENT = PERSON.write(PHONE, PERSON.tip(PHONE))


@given(st.data(), st.sampled_from(MESSAGES))
def test_what_was_encoded_decodes_to_the_same(data: st.DataObject, kind: type[Wire]) -> None:
    """Decoding undoes encoding, for every message."""
    message = data.draw(messages_of(kind))

    assert decode_canonical(kind, encode(message), MAX_REQUEST_BYTES) == message


@given(st.data(), st.sampled_from(MESSAGES))
def test_a_message_has_a_fixed_number_of_fields(data: st.DataObject, kind: type[Wire]) -> None:
    """A field more or less is refused, whatever stands in the others."""
    sent = encode(data.draw(messages_of(kind)))
    assert sent[0] & 0xF0 == 0x90

    for changed in (
        bytes([sent[0] + 1]) + sent[1:] + b"\xc0",
        b"\xdc\0" + bytes([sent[0] & 0x0F]) + sent[1:],
        sent + b"\xc0",
    ):
        with pytest.raises(MalformedError):
            decode_canonical(kind, changed, MAX_REQUEST_BYTES)


@given(st.binary(max_size=60), st.sampled_from(MESSAGES))
def test_whatever_comes_is_a_message_or_is_malformed(data: bytes, kind: type[Wire]) -> None:
    """Arbitrary bytes are a message's one encoding, or are refused by the one error."""
    try:
        message = decode_canonical(kind, data, 60)
    except MalformedError:
        return

    assert encode(message) == data


@pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.__name__)
def test_no_message_holds_anything_untyped(kind: type[Wire]) -> None:
    """Nothing on the wire is decoded without knowing what it is: there is no map, float or open value."""
    allowed = (
        inspect.StructType,
        inspect.BytesType,
        inspect.IntType,
        inspect.BoolType,
        inspect.StrType,
        inspect.ListType,
        inspect.LiteralType,
    )

    assert [part for part in parts(inspect.type_info(kind)) if not isinstance(part, allowed)] == []


def parts(kind: Any) -> Iterator[inspect.Type]:
    """Yield ``kind`` and every type inside it."""
    yield kind
    for field in getattr(kind, "fields", ()):
        yield from parts(field.type)
    if hasattr(kind, "item_type"):
        yield from parts(kind.item_type)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_nonce_has_32_bytes(length: int) -> None:
    """A challenge of another length is refused, and so is its answer."""
    for message in (Challenge(bytes(length)), SignIn(bytes(16), bytes(length), bytes(64))):
        with pytest.raises(MalformedError):
            decode_canonical(type(message), encode(message), MAX_REQUEST_BYTES)


@pytest.mark.parametrize("number", [0, -1, 2**53])
def test_a_head_has_a_number_from_one_on(number: int) -> None:
    """Numbers that no chain has are refused."""
    with pytest.raises(MalformedError):
        decode_canonical(Head, encode(Head(number, bytes(32))), MAX_REQUEST_BYTES)


def test_an_outcome_is_one_of_three_words() -> None:
    """A word that is not in the protocol is refused."""
    with pytest.raises(MalformedError):
        decode_canonical(Outcome, encode([bytes(32), "maybe", ""]), MAX_REQUEST_BYTES)


def test_a_segment_travels_as_it_is() -> None:
    """Header, signature and body come out as the bytes that went in."""
    arrived = decode_canonical(WireSegment, encode(wire(SEGMENT)), MAX_REQUEST_BYTES).segment()

    assert arrived == SEGMENT
    check_segment(arrived, PERSON.journal, PHONE.public)
