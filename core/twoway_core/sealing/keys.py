"""Keys: each does one work, hides itself when printed, and is checked before it is used.

A device is an Ed25519 and an X25519 key pair. Public keys of small order or in a second encoding
are refused at the door: both libraries would accept them, and for some of them one constant
signature verifies every message.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from twoway_core.errors import BadKeyError, BadSignatureError
from twoway_core.ids import ID_BYTES, DeviceId
from twoway_core.sealing import labels
from twoway_core.sealing.symmetric import KEY_BYTES, Random

PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64

_P = 2**255 - 19
_ORDER_8_Y = {
    int.from_bytes(bytes.fromhex(text), "little")
    for text in (
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    )
}
_SMALL_ORDER_Y = {0, 1, _P - 1} | _ORDER_8_Y
_ORDER_8_U = {
    int.from_bytes(bytes.fromhex(text), "little")
    for text in (
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    )
}
_SMALL_ORDER_U = {0, 1, _P - 1} | _ORDER_8_U


class EpochKey:
    """The 32 bytes that seal and open every segment of one epoch."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise BadKeyError(f"an epoch key has {KEY_BYTES} bytes")
        self._secret = secret

    def __repr__(self) -> str:
        return "<EpochKey>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, EpochKey) and other._secret == self._secret

    __hash__ = None  # type: ignore[assignment]  # a secret is no dictionary key

    @property
    def secret(self) -> bytes:
        """The 32 bytes, for sealing."""
        return self._secret

    def commitment(self) -> bytes:
        """Return the 32 bytes that a roster entry signs instead of the key."""
        return sha256(labels.EPOCH + self._secret).digest()


@dataclass(frozen=True, slots=True)
class DevicePublic:
    """The two public keys of a device, 32 bytes each, checked."""

    signing: bytes
    agreement: bytes

    def __post_init__(self) -> None:
        check_signing_key(self.signing)
        check_agreement_key(self.agreement)

    @property
    def device(self) -> DeviceId:
        """The device's id: the first 16 bytes of the hash of both keys."""
        return DeviceId(sha256(labels.DEVICE + self.signing + self.agreement).digest()[:ID_BYTES])

    def verify(self, label: bytes, message: bytes, signature: bytes) -> None:
        """Check ``signature`` over ``label ‖ message``. Raises BadSignatureError."""
        if len(signature) != SIGNATURE_BYTES:
            raise BadSignatureError("a signature has 64 bytes")
        try:
            Ed25519PublicKey.from_public_bytes(self.signing).verify(signature, label + message)
        except InvalidSignature:
            raise BadSignatureError("a signature does not verify") from None


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """Both private keys of a device; they never leave it."""

    signing: Ed25519PrivateKey
    agreement: X25519PrivateKey

    def __repr__(self) -> str:
        return "<DeviceKeys>"

    @classmethod
    def make(cls, random: Random) -> DeviceKeys:
        """Return new keys from 64 bytes of ``random``."""
        return cls.from_secret(random(2 * KEY_BYTES))

    @classmethod
    def from_secret(cls, secret: bytes) -> DeviceKeys:
        """Return the keys in ``secret``: Ed25519 seed, then X25519 scalar, 32 bytes each."""
        if len(secret) != 2 * KEY_BYTES:
            raise BadKeyError(f"a device's secret has {2 * KEY_BYTES} bytes")
        return cls(
            Ed25519PrivateKey.from_private_bytes(secret[:KEY_BYTES]),
            X25519PrivateKey.from_private_bytes(secret[KEY_BYTES:]),
        )

    @property
    def secret(self) -> bytes:
        """The 64 bytes that ``from_secret`` takes."""
        return self.signing.private_bytes_raw() + self.agreement.private_bytes_raw()

    @property
    def public(self) -> DevicePublic:
        """The public half."""
        return DevicePublic(
            self.signing.public_key().public_bytes_raw(), self.agreement.public_key().public_bytes_raw()
        )

    def sign(self, label: bytes, message: bytes) -> bytes:
        """Return the 64-byte Ed25519 signature over ``label ‖ message``."""
        return self.signing.sign(label + message)


def check_signing_key(key: bytes) -> None:
    """Raise BadKeyError unless ``key`` is a canonical Ed25519 key that is not of small order."""
    if len(key) != PUBLIC_BYTES:
        raise BadKeyError(f"a signing key has {PUBLIC_BYTES} bytes")
    y = int.from_bytes(key, "little") & (2**255 - 1)
    if y >= _P or y in _SMALL_ORDER_Y:
        raise BadKeyError("this signing key is not canonical, or of small order")


def check_agreement_key(key: bytes) -> None:
    """Raise BadKeyError unless ``key`` is a canonical X25519 key that is not of small order."""
    if len(key) != PUBLIC_BYTES:
        raise BadKeyError(f"an agreement key has {PUBLIC_BYTES} bytes")
    u = int.from_bytes(key, "little")
    if u >= _P or u in _SMALL_ORDER_U:
        raise BadKeyError("this agreement key is not canonical, or of small order")
