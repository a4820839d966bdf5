"""HPKE's sender written out from RFC 9180, so that a box can be the same on every run.

Base mode, DHKEM(X25519, HKDF-SHA-256), HKDF-SHA-256, AES-256-GCM, sequence number 0, no associated data.
The library draws the encapsulated key itself; here it comes from the randomness that is given. What this
seals the library must open, so each of the two checks the other.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from twoway_core.sealing.boxes import BoxSealer
from twoway_core.sealing.symmetric import Random

_KEM = b"KEM" + bytes.fromhex("0020")
_SUITE = b"HPKE" + bytes.fromhex("002000010002")
_KEY_BYTES = 32
_NONCE_BYTES = 12


def sealer(random: Random) -> BoxSealer:
    """Return a sealer whose encapsulated keys are drawn from ``random``."""

    def seal(recipient: bytes, info: bytes, secret: bytes) -> bytes:
        return seal_with(random(_KEY_BYTES), recipient, info, secret)

    return seal


def seal_with(ephemeral: bytes, recipient: bytes, info: bytes, secret: bytes) -> bytes:
    """Return ``secret`` sealed to ``recipient``; ``ephemeral`` is the sender's one-time scalar, 32 bytes."""
    private = X25519PrivateKey.from_private_bytes(ephemeral)
    agreed = private.exchange(X25519PublicKey.from_public_bytes(recipient))
    return seal_agreed(private.public_key().public_bytes_raw(), agreed, recipient, info, secret)


def seal_agreed(encapsulated: bytes, agreed: bytes, recipient: bytes, info: bytes, secret: bytes) -> bytes:
    """Return ``secret`` sealed as if X25519 of ``encapsulated`` and ``recipient`` were ``agreed``."""
    shared = _extract_and_expand(agreed, encapsulated + recipient)
    key, nonce = _schedule(shared, info)
    return encapsulated + AESGCM(key).encrypt(nonce, secret, b"")


def _extract_and_expand(agreed: bytes, context: bytes) -> bytes:
    """Return RFC 9180's ExtractAndExpand (section 4.1)."""
    return _expand(_KEM, _extract(_KEM, b"", b"eae_prk", agreed), b"shared_secret", context, _KEY_BYTES)


def _schedule(shared: bytes, info: bytes) -> tuple[bytes, bytes]:
    """Return key and base nonce of RFC 9180's KeySchedule (section 5.1) without a pre-shared key."""
    context = b"\0" + _extract(_SUITE, b"", b"psk_id_hash", b"") + _extract(_SUITE, b"", b"info_hash", info)
    secret = _extract(_SUITE, shared, b"secret", b"")
    key = _expand(_SUITE, secret, b"key", context, _KEY_BYTES)
    return key, _expand(_SUITE, secret, b"base_nonce", context, _NONCE_BYTES)


def _extract(suite: bytes, salt: bytes, label: bytes, material: bytes) -> bytes:
    return hmac.digest(salt, b"HPKE-v1" + suite + label + material, sha256)


def _expand(suite: bytes, key: bytes, label: bytes, info: bytes, length: int) -> bytes:
    labelled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return hmac.digest(key, labelled + b"\x01", sha256)[:length]  # one block is enough for 32 bytes
