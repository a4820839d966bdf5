"""Entry ids as an order, and as people see them."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.ids import (
    COUNTER_BITS,
    HANDLE_LENGTH,
    ID_BYTES,
    RANDOM_BITS,
    handle,
    id_counter,
    id_ms,
    is_entry_id,
    is_handle,
    make_entry_id,
    short,
)

MS = st.integers(0, 2**48 - 1)
COUNTERS = st.integers(0, 2**COUNTER_BITS - 1)
RANDOMS = st.integers(0, 2**RANDOM_BITS - 1)
EXAMPLE = make_entry_id(0x017F22E279B0, 0xCC3, 0x18C4DC0C0C07398F)


def test_an_entry_id_is_the_uuid_of_the_standard() -> None:
    """The example of RFC 9562, appendix A.6, comes out byte for byte."""
    assert uuid.UUID(bytes=bytes(EXAMPLE)) == uuid.UUID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")


@given(MS, COUNTERS, RANDOMS)
def test_an_entry_id_gives_back_what_it_was_made_of(ms: int, counter: int, random: int) -> None:
    """Time and counter are read from the id, and it is an id of the standard."""
    entry = make_entry_id(ms, counter, random)

    assert (id_ms(entry), id_counter(entry), is_entry_id(entry)) == (ms, counter, True)
    assert uuid.UUID(bytes=bytes(entry)).version == 7
    assert uuid.UUID(bytes=bytes(entry)).variant == uuid.RFC_4122


@given(st.tuples(MS, COUNTERS, RANDOMS), st.tuples(MS, COUNTERS, RANDOMS))
def test_the_order_of_ids_is_that_of_time_then_counter_then_chance(
    one: tuple[int, int, int], other: tuple[int, int, int]
) -> None:
    """Comparing bytes compares milliseconds first, then counters, then the random bits."""
    assert (make_entry_id(*one) < make_entry_id(*other)) == (one < other)


@given(st.integers(0, 2**64 - 1))
def test_only_62_random_bits_are_taken(random: int) -> None:
    """More randomness than fits leaves version and variant as they are."""
    assert make_entry_id(5, 6, random) == make_entry_id(5, 6, random % 2**RANDOM_BITS)


@pytest.mark.parametrize(
    "value",
    [
        b"",
        bytes(ID_BYTES),
        EXAMPLE[:-1],
        EXAMPLE + b"\0",
        EXAMPLE[:6] + b"\x4c" + EXAMPLE[7:],
        EXAMPLE[:8] + b"\x18" + EXAMPLE[9:],
        EXAMPLE[:8] + b"\xd8" + EXAMPLE[9:],
    ],
    ids=["empty", "zeros", "short", "long", "version 4", "variant 0", "variant 3"],
)
def test_other_bytes_are_no_entry_id(value: bytes) -> None:
    """Length, version and variant must be right."""
    assert not is_entry_id(value)


@given(RANDOMS, MS, COUNTERS)
def test_a_handle_names_the_random_bits_and_nothing_else(random: int, ms: int, counter: int) -> None:
    """Fifteen consonants are enough for 62 bits, read back lowest digit first."""
    letters = handle(make_entry_id(ms, counter, random))

    assert len(letters) == HANDLE_LENGTH
    assert sum("bcdfghjklmnpqrstvwxz".index(letter) * 20**place for place, letter in enumerate(letters)) == random


def test_a_person_sees_the_first_five_consonants() -> None:
    """The lowest digit comes first, so that ids of one moment look different at once."""
    entry = make_entry_id(0, 0, 1 + 2 * 20 + 3 * 20**2 + 4 * 20**3 + 19 * 20**4)

    assert short(entry) == "cdfgz"


@pytest.mark.parametrize(("text", "is_one"), [("bcd", True), ("z" * 15, True), ("bc", False), ("z" * 16, False)])
def test_a_handle_has_three_to_fifteen_letters(text: str, is_one: bool) -> None:
    """Two letters would name too much, and there are no sixteen."""
    assert is_handle(text) is is_one


@pytest.mark.parametrize("text", ["", "bca", "bcy", "BCD", "b-d", "bc3", "bcß"])
def test_a_handle_has_consonants_only(text: str) -> None:
    """A vowel, a capital or a digit makes it another word."""
    assert not is_handle(text)
