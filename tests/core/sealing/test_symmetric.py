"""The one way to seal under a symmetric key."""

from __future__ import annotations

from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from tests.core.chance import Chance
from tests.core.flips import flips
from twoway_core.errors import CannotOpenError
from twoway_core.sealing.symmetric import OVERHEAD_BYTES, SALT_BYTES, derive, open_sealed, seal

KEY = bytes(range(32))
LABEL = b"twoway/1/test\0"
SEALED = seal(KEY, LABEL, b"context", b"text", Chance("sealed"))


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=40), st.binary(max_size=40), st.binary(max_size=300))
def test_what_was_sealed_opens_to_the_same(key: bytes, label: bytes, context: bytes, text: bytes) -> None:
    """Opening undoes sealing, and the overhead is always the same."""
    sealed = seal(key, label, context, text, Chance("law"))

    assert open_sealed(key, label, context, sealed) == text
    assert len(sealed) == len(text) + OVERHEAD_BYTES


def test_a_derived_key_is_that_of_the_standard() -> None:
    """The first example of RFC 5869 comes out byte for byte."""
    key = derive(b"\x0b" * 22, bytes(range(13)), bytes(range(0xF0, 0xFA)), 42)

    assert key.hex() == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"


def test_a_derived_key_without_salt_is_that_of_the_standard() -> None:
    """The third example of RFC 5869, with no salt and no info, comes out byte for byte."""
    key = derive(b"\x0b" * 22, b"", b"", 42)

    assert key.hex() == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"


def test_the_sealed_bytes_are_those_of_the_format() -> None:
    """Salt first; then AES-256-GCM under a key of the salt, label and context, with a nonce of zeros."""
    salt, rest = SEALED[:SALT_BYTES], SEALED[SALT_BYTES:]
    key = derive(KEY, salt, LABEL + sha256(b"context").digest())

    assert AESGCM(key).decrypt(bytes(12), rest, b"context") == b"text"


def test_two_sealings_of_one_text_have_nothing_in_common() -> None:
    """Each sealing has a key of its own, drawn afresh."""
    chance = Chance("twice")
    one, other = (seal(KEY, LABEL, b"context", b"text", chance) for _ in range(2))

    assert one[:SALT_BYTES] != other[:SALT_BYTES]
    assert one[SALT_BYTES:] != other[SALT_BYTES:]


@pytest.mark.parametrize(
    ("key", "label", "context"),
    [(bytes(32), LABEL, b"context"), (KEY, b"twoway/1/other\0", b"context"), (KEY, LABEL, b"contexu")],
    ids=["another key", "another label", "another context"],
)
def test_it_opens_only_where_it_was_meant_to(key: bytes, label: bytes, context: bytes) -> None:
    """Key, label and context are all bound."""
    with pytest.raises(CannotOpenError, match="wrong key, or it was changed"):
        open_sealed(key, label, context, SEALED)


def test_no_single_bit_may_change() -> None:
    """Every bit of salt, ciphertext and tag counts."""
    for flipped in flips(SEALED):
        with pytest.raises(CannotOpenError):
            open_sealed(KEY, LABEL, b"context", flipped)


@pytest.mark.parametrize("length", range(len(SEALED)))
def test_cut_short_it_does_not_open(length: int) -> None:
    """No beginning of it opens: the tag has sixteen bytes and never fewer."""
    words = "too short" if length < OVERHEAD_BYTES else "wrong key, or it was changed"

    with pytest.raises(CannotOpenError, match=words):
        open_sealed(KEY, LABEL, b"context", SEALED[:length])
