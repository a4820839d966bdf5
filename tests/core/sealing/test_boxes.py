"""Boxes: a secret for one device, bound to its place."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tests.core import curve, hpke
from tests.core.flips import flips
from twoway_core.errors import BadKeyError, CannotOpenError
from twoway_core.sealing.boxes import BOX_OVERHEAD_BYTES, open_box, seal_box

PRIVATE = X25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = PRIVATE.public_key().public_bytes_raw()
BOX = hpke.seal_with(b"\x07" * 32, PUBLIC, b"info", b"a secret")


@given(st.binary(max_size=100), st.binary(max_size=100))
def test_what_was_sealed_opens_to_the_same(info: bytes, secret: bytes) -> None:
    """Opening undoes sealing, and the overhead is always the same."""
    box = seal_box(PUBLIC, info, secret)

    assert open_box(PRIVATE, info, box) == secret
    assert len(box) == len(secret) + BOX_OVERHEAD_BYTES


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=100), st.binary(max_size=100))
def test_a_box_is_the_hpke_of_the_standard(ephemeral: bytes, info: bytes, secret: bytes) -> None:
    """What RFC 9180, written out, seals is what the library opens."""
    assert open_box(PRIVATE, info, hpke.seal_with(ephemeral, PUBLIC, info, secret)) == secret


def test_two_boxes_of_one_secret_have_nothing_in_common() -> None:
    """Each sealing draws an encapsulated key of its own."""
    one, other = seal_box(PUBLIC, b"info", b"a secret"), seal_box(PUBLIC, b"info", b"a secret")

    assert one[:32] != other[:32]
    assert one[32:] != other[32:]


def test_no_single_bit_may_change() -> None:
    """Every bit of the encapsulated key, the ciphertext and the tag counts, the unused highest one too."""
    for flipped in flips(BOX):
        with pytest.raises(CannotOpenError):
            open_box(PRIVATE, b"info", flipped)


@pytest.mark.parametrize("length", range(len(BOX)))
def test_cut_short_it_does_not_open(length: int) -> None:
    """No beginning of a box opens."""
    with pytest.raises(CannotOpenError):
        open_box(PRIVATE, b"info", BOX[:length])


def test_a_box_opens_for_its_recipient_and_info_only() -> None:
    """Neither another device nor another place opens it, and which of them was wrong is not told."""
    with pytest.raises(CannotOpenError) as wrong_device:
        open_box(X25519PrivateKey.from_private_bytes(bytes(32)), b"info", BOX)
    with pytest.raises(CannotOpenError) as wrong_place:
        open_box(PRIVATE, b"infp", BOX)

    assert str(wrong_device.value) == str(wrong_place.value)


@pytest.mark.parametrize("u", [0, 1, curve.P - 1, curve.P])
def test_an_encapsulated_key_of_small_order_opens_nothing(u: int) -> None:
    """Nobody can make both sides agree on zero."""
    with pytest.raises(CannotOpenError):
        open_box(PRIVATE, b"info", hpke.seal_agreed(u.to_bytes(32, "little"), bytes(32), PUBLIC, b"info", b"a secret"))


@pytest.mark.parametrize("recipient", [b"", bytes(32), curve.encoded(1), curve.encoded(curve.P - 1), PUBLIC + b"\0"])
def test_nothing_is_sealed_to_a_bad_key(recipient: bytes) -> None:
    """A key of small order or of another length is refused before anything is sealed."""
    with pytest.raises(BadKeyError):
        seal_box(recipient, b"info", b"a secret")
