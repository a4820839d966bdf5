"""The one door for foreign msgpack."""

from __future__ import annotations

import threading
from typing import Annotated, cast

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.codec import Wire, decode, decode_canonical, encode
from twoway_core.errors import MalformedError
from twoway_core.sync.messages import SignedIn


class Pair(Wire, frozen=True):
    number: int
    text: str


class Left(Wire, frozen=True, tag="left"):
    number: int


class Right(Wire, frozen=True, tag="right"):
    number: int


class Loose(msgspec.Struct, array_like=True):
    number: int


class Holder(msgspec.Struct, array_like=True):
    fields: msgspec.Raw


EITHER = cast("type[Left | Right]", Left | Right)
GOOD = bytes.fromhex("9201a161")  # [1, "a"]

SECOND_ENCODINGS = {
    "an array header of three bytes": "dc000201a161",
    "an array header of five bytes": "dd0000000201a161",
    "a number in two bytes": "92cc01a161",
    "a number in nine bytes": "92cf0000000000000001a161",
    "a signed number": "92d001a161",
    "a text header of two bytes": "9201d90161",
    "a text header of five bytes": "9201db0000000161",
}
NOT_PAIRS = {
    "nothing": "",
    "nil": "c0",
    "an item too few": "9101",
    "an item too many": "9301a161c0",
    "a byte after it": "9201a161c0",
    "cut short": "9201a1",
    "an array header that promises 4 GiB": "ddffffffff01a161",
    "a text header that promises 4 GiB": "9201dbffffffff61",
    "a float for a number": "92cb3ff0000000000000a161",
    "a truth for a number": "92c3a161",
    "bytes for a text": "9201c40161",
    "a map for an array": "82a66e756d62657201a474657874a161",
    "the byte that msgpack never uses": "92c1a161",
    "text that is not UTF-8": "9201a1ff",
    "a lone surrogate": "9201a3eda080",
}


@given(st.integers(-(2**63), 2**64 - 1), st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_encoded_decodes_to_the_same(number: int, text: str) -> None:
    """Decoding undoes encoding, by either door."""
    pair = Pair(number, text)
    data = encode(pair)

    assert decode(Pair, data, len(data)) == pair
    assert decode_canonical(Pair, data, len(data)) == pair


@given(st.binary(max_size=40))
def test_whatever_comes_is_a_value_or_is_malformed(data: bytes) -> None:
    """Arbitrary bytes either are the value's one encoding, or are refused by the one error."""
    try:
        pair = decode_canonical(Pair, data, 40)
    except MalformedError:
        return

    assert encode(pair) == data


@pytest.mark.parametrize("data", SECOND_ENCODINGS.values(), ids=SECOND_ENCODINGS)
def test_a_second_encoding_of_a_value_is_refused(data: str) -> None:
    """Two encodings of one value would have two hashes, so only the shortest is taken."""
    assert decode(Pair, bytes.fromhex(data), 100) == Pair(1, "a")
    with pytest.raises(MalformedError, match="canonical"):
        decode_canonical(Pair, bytes.fromhex(data), 100)


@pytest.mark.parametrize("data", NOT_PAIRS.values(), ids=NOT_PAIRS)
def test_other_bytes_are_malformed(data: str) -> None:
    """What is not the type is refused by the one error, whatever the library raises."""
    with pytest.raises(MalformedError, match="not a Pair"):
        decode(Pair, bytes.fromhex(data), 100)


def test_the_length_is_bounded_before_anything_is_decoded() -> None:
    """A message of exactly the limit is decoded; one byte more is refused unread."""
    assert decode(Pair, GOOD, 4) == Pair(1, "a")
    with pytest.raises(MalformedError, match="4 bytes is longer than 3"):
        decode(Pair, GOOD, 3)


def test_a_union_of_messages_is_decoded_by_its_tag() -> None:
    """The first item of a tagged message says which of several types it is."""
    assert decode_canonical(EITHER, encode(Right(2)), 100) == Right(2)


@pytest.mark.parametrize(
    ("data", "limit_bytes"), [(b"\xc0", 100), (encode(Left(1)), 1), (b"\x92\xa4left\xcc\x01", 100)]
)
def test_bytes_that_are_none_of_several_messages_are_malformed(data: bytes, limit_bytes: int) -> None:
    """A union of types has no name to put into the message, and is refused like any other."""
    with pytest.raises(MalformedError, match="message"):
        decode_canonical(EITHER, data, limit_bytes)


def test_a_type_that_is_no_wire_message_keeps_what_it_does_not_know() -> None:
    """The strict door is for messages that are signed; entries of a newer version may hold more."""
    assert decode(Loose, bytes.fromhex("9201a161"), 100).number == 1


@pytest.mark.parametrize("stack_bytes", [0, 64 * 1024])
def test_a_hundred_thousand_nested_arrays_are_refused(stack_bytes: int) -> None:
    """Deep nesting overflows no stack, not even a small one."""
    data = b"\x91" + b"\x91" * 100_000 + b"\xc0"
    outcomes: list[str] = []

    def run() -> None:
        with pytest.raises(MalformedError):
            decode(Holder, data, len(data))
        outcomes.append("refused")

    before = threading.stack_size(stack_bytes)
    thread = threading.Thread(target=run)
    thread.start()
    threading.stack_size(before)
    thread.join()

    assert outcomes == ["refused"]


def test_a_bounded_field_is_checked() -> None:
    """A bound that stands in a type's annotation holds for what comes in."""
    small = Annotated[bytes, msgspec.Meta(max_length=2)]

    with pytest.raises(MalformedError):
        decode(small, encode(b"abc"), 100)


@pytest.mark.parametrize("number", [2**53, -(2**53), 2**63])
def test_a_number_that_some_language_would_round_is_refused(number: int) -> None:
    """A server cannot make two clients read two numbers."""
    with pytest.raises(MalformedError):
        decode_canonical(SignedIn, encode([bytes(32), number]), 100)

    assert decode_canonical(SignedIn, encode([bytes(32), 2**53 - 1]), 100).seconds == 2**53 - 1
