"""Keys that hide themselves, and the door for foreign ones."""

from __future__ import annotations

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from tests.core import curve
from tests.core.chance import Chance
from twoway_core.errors import BadKeyError, BadSignatureError
from twoway_core.sealing import labels
from twoway_core.sealing.keys import (
    DeviceKeys,
    DevicePublic,
    EpochKey,
    check_agreement_key,
    check_signing_key,
)

SECRET = bytes(range(64))
KEYS = DeviceKeys.from_secret(SECRET)
SMALL_ORDER_Y = sorted({y for _, y in curve.torsion()})
SMALL_ORDER_U = sorted({curve.montgomery(y) for y in SMALL_ORDER_Y} | {curve.P - 1})  # p - 1 is on the twist


def test_there_are_five_y_and_five_u_of_small_order() -> None:
    """The curve has eight points of small order, on five values of y; X25519 has as many values of u."""
    assert (len(SMALL_ORDER_Y), len(SMALL_ORDER_U)) == (5, 5)


@pytest.mark.parametrize("sign", [0, 1])
@pytest.mark.parametrize("y", SMALL_ORDER_Y)
def test_a_signing_key_of_small_order_is_refused(y: int, sign: int) -> None:
    """With such a key one signature could verify many messages."""
    with pytest.raises(BadKeyError):
        check_signing_key(curve.encoded(y, sign))


def test_the_library_alone_would_take_a_key_of_small_order() -> None:
    """One constant signature verifies every message under the identity: that is what the check is for."""
    identity = Ed25519PublicKey.from_public_bytes(curve.encoded(1))

    for message in (b"one", b"other"):
        identity.verify(curve.encoded(1) + bytes(32), message)


@pytest.mark.parametrize("sign", [0, 1])
@pytest.mark.parametrize("y", range(curve.P, 2**255))
def test_a_signing_key_in_a_second_encoding_is_refused(y: int, sign: int) -> None:
    """The nineteen values from p on name points that have a shorter name."""
    with pytest.raises(BadKeyError):
        check_signing_key(curve.encoded(y, sign))


@pytest.mark.parametrize("u", SMALL_ORDER_U)
def test_an_agreement_key_of_small_order_is_refused(u: int) -> None:
    """With such a key everybody would agree on zero; the library sees that only when it computes."""
    key = u.to_bytes(32, "little")

    with pytest.raises(BadKeyError):
        check_agreement_key(key)
    with pytest.raises(ValueError, match="shared key"):
        X25519PrivateKey.from_private_bytes(bytes(32)).exchange(X25519PublicKey.from_public_bytes(key))


@pytest.mark.parametrize("u", [*range(curve.P, 2**255), 2**255, 2**255 + 9, 2**256 - 1])
def test_an_agreement_key_in_a_second_encoding_is_refused(u: int) -> None:
    """Values from p on, and the highest bit, would be passed over by the library."""
    with pytest.raises(BadKeyError):
        check_agreement_key(u.to_bytes(32, "little"))


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_a_public_key_has_32_bytes(length: int) -> None:
    """A key of another length is refused."""
    with pytest.raises(BadKeyError, match="32 bytes"):
        check_signing_key(bytes([9] * length))
    with pytest.raises(BadKeyError, match="32 bytes"):
        check_agreement_key(bytes([9] * length))


@pytest.mark.parametrize("value", [2, 9, curve.P - 2])
def test_the_values_beside_the_refused_ones_are_taken(value: int) -> None:
    """Nothing else is refused, up to the last value below p."""
    check_signing_key(curve.encoded(value))
    check_signing_key(curve.encoded(value, 1))
    check_agreement_key(curve.encoded(value))


@pytest.mark.parametrize("keys", [(curve.encoded(1), curve.encoded(9)), (curve.encoded(9), curve.encoded(1))])
def test_a_device_is_not_made_of_a_bad_key(keys: tuple[bytes, bytes]) -> None:
    """There is no way around the door: the value itself checks both keys."""
    with pytest.raises(BadKeyError):
        DevicePublic(*keys)


@given(st.binary(min_size=64, max_size=64), st.binary(max_size=100))
def test_what_a_device_signs_verifies_under_its_public_key(secret: bytes, message: bytes) -> None:
    """Any 64 bytes make a device, and its signature is its own."""
    keys = DeviceKeys.from_secret(secret)
    signature = keys.sign(labels.AUTH, message)

    keys.public.verify(labels.AUTH, message, signature)
    assert keys.sign(labels.AUTH, message) == signature


@given(st.binary(min_size=64, max_size=64))
def test_a_device_is_kept_as_64_bytes(secret: bytes) -> None:
    """Seed and scalar come back as they went in."""
    keys = DeviceKeys.from_secret(secret)

    assert keys.secret == secret
    assert DeviceKeys.from_secret(keys.secret).public == keys.public


def test_a_new_device_takes_all_its_keys_from_the_randomness_given() -> None:
    """Core draws nothing itself."""
    assert DeviceKeys.make(Chance("device")).secret == Chance("device")(64)


def test_a_device_secret_has_64_bytes() -> None:
    """One byte less is no device."""
    with pytest.raises(BadKeyError, match="64 bytes"):
        DeviceKeys.from_secret(SECRET[:-1])


@pytest.mark.parametrize(
    ("label", "message"), [(labels.HEADER, b"message"), (labels.AUTH, b"messagf"), (labels.AUTH, b"")]
)
def test_a_signature_holds_for_its_label_and_message_only(label: bytes, message: bytes) -> None:
    """A signature for signing in is none on a segment."""
    signature = KEYS.sign(labels.AUTH, b"message")

    with pytest.raises(BadSignatureError):
        KEYS.public.verify(label, message, signature)


def test_a_signature_in_a_second_form_is_refused() -> None:
    """Adding the group's order to the scalar leaves the equation true, and the signature bad."""
    signature = KEYS.sign(labels.AUTH, b"message")

    with pytest.raises(BadSignatureError, match="does not verify"):
        KEYS.public.verify(labels.AUTH, b"message", curve.plus_order(signature))


@pytest.mark.parametrize("length", [0, 63, 65])
def test_a_signature_has_64_bytes(length: int) -> None:
    """A truncated or longer signature is refused before it reaches the library."""
    signature = (KEYS.sign(labels.AUTH, b"message") + b"\0")[:length]

    with pytest.raises(BadSignatureError, match="64 bytes"):
        KEYS.public.verify(labels.AUTH, b"message", signature)


def test_a_key_that_is_no_point_verifies_nothing() -> None:
    """A canonical value off the curve is refused with the first signature."""
    assert curve.point_with(2) is None
    public = DevicePublic(curve.encoded(2), KEYS.public.agreement)

    with pytest.raises(BadSignatureError):
        public.verify(labels.AUTH, b"message", KEYS.sign(labels.AUTH, b"message"))


def test_a_device_id_names_both_keys() -> None:
    """Another agreement key makes another device, even with the same signing key."""
    other = DevicePublic(KEYS.public.signing, DeviceKeys.make(Chance("other")).public.agreement)

    assert len(KEYS.public.device) == 16
    assert other.device != KEYS.public.device


@pytest.mark.parametrize("length", [0, 31, 33])
def test_an_epoch_key_has_32_bytes(length: int) -> None:
    """Any other length is no key."""
    with pytest.raises(BadKeyError, match="32 bytes"):
        EpochKey(bytes(length))


def test_epoch_keys_compare_by_what_they_hold() -> None:
    """The same 32 bytes are the same key, and nothing else is."""
    key = EpochKey(bytes(range(32)))

    assert key == EpochKey(bytes(range(32)))
    assert key != EpochKey(bytes(32))
    assert key != bytes(range(32))


def test_a_commitment_tells_keys_apart_and_no_key() -> None:
    """Two keys have two commitments, and neither is the key."""
    one, other = EpochKey(bytes(32)), EpochKey(bytes(range(32)))

    assert one.commitment() != other.commitment()
    assert other.secret not in other.commitment()


@pytest.mark.parametrize("secret", [EpochKey(SECRET[:32]), KEYS], ids=["epoch key", "device keys"])
def test_a_secret_does_not_show_itself(secret: EpochKey | DeviceKeys) -> None:
    """Printed, formatted or encoded by accident, a secret gives nothing away."""
    shown = f"{secret} {secret!r} {[secret]}"

    assert shown in ("<EpochKey> <EpochKey> [<EpochKey>]", "<DeviceKeys> <DeviceKeys> [<DeviceKeys>]")
    with pytest.raises(TypeError):
        msgspec.msgpack.encode(secret)


def test_an_epoch_key_is_no_dictionary_key() -> None:
    """A secret is not looked up by its value."""
    with pytest.raises(TypeError):
        hash(EpochKey(bytes(32)))
