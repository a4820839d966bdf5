"""Boxes: a secret sealed to a device's public key by HPKE (RFC 9180).

DHKEM(X25519, HKDF-SHA-256), HKDF-SHA-256, AES-256-GCM, base mode, no associated data; what a box is
bound to stands in ``info``. A box is 32 bytes of encapsulated key, then ciphertext and tag.
"""

from __future__ import annotations

from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from twoway_core.errors import BadKeyError, CannotOpenError

BOX_OVERHEAD_BYTES = 48
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class BoxSealer(Protocol):
    """Seals to a public key. A port, because HPKE draws randomness of its own: a simulator needs another."""

    def __call__(self, recipient: bytes, info: bytes, secret: bytes) -> bytes:
        """Return ``secret`` sealed to ``recipient`` (32 bytes, X25519), bound to ``info``."""


def seal_box(recipient: bytes, info: bytes, secret: bytes) -> bytes:
    """Return ``secret`` sealed by HPKE to ``recipient`` (32 bytes, X25519): 48 bytes longer.

    Raises BadKeyError when ``recipient`` has another length, or is of small order.
    """
    try:
        return _SUITE.encrypt(secret, X25519PublicKey.from_public_bytes(recipient), info=info)
    except ValueError:
        raise BadKeyError("nothing can be sealed to this agreement key") from None


def open_box(private: X25519PrivateKey, info: bytes, box: bytes) -> bytes:
    """Return the secret in ``box``. Raises CannotOpenError."""
    try:
        return _SUITE.decrypt(box, private, info=info)
    except (InvalidTag, ValueError):
        raise CannotOpenError("this box is not for this device, or it was changed") from None
