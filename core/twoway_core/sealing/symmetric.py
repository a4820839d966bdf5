"""One way to seal under a symmetric key; every use has its own label and context.

``sealed = salt ‖ AES-256-GCM(key = HKDF-SHA-256(key, salt, label ‖ SHA-256(context)), nonce = 0,
associated data = context, text)``. The salt is 32 bytes of fresh randomness, so each sealing has a
key of its own: a counter, a restored backup or a cloned machine cannot make two of them meet.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from twoway_core.errors import CannotOpenError

Random = Callable[[int], bytes]
"""Returns that many bytes of fresh randomness of the operating system."""

KEY_BYTES = 32
SALT_BYTES = 32
TAG_BYTES = 16
OVERHEAD_BYTES = SALT_BYTES + TAG_BYTES
_ZERO_NONCE = bytes(12)
_SHA256 = SHA256()


def derive(key: bytes, salt: bytes, info: bytes, length: int = KEY_BYTES) -> bytes:
    """Return HKDF-SHA-256 (RFC 5869) of ``key``: ``length`` bytes."""
    return HKDF(_SHA256, length, salt, info).derive(key)


def _cipher(key: bytes, salt: bytes, label: bytes, context: bytes) -> AESGCM:
    return AESGCM(derive(key, salt, label + sha256(context).digest()))


def seal(key: bytes, label: bytes, context: bytes, text: bytes, random: Random) -> bytes:
    """Return ``text`` sealed under ``key``, bound to ``label`` and ``context``; 48 bytes longer."""
    salt = random(SALT_BYTES)
    return salt + _cipher(key, salt, label, context).encrypt(_ZERO_NONCE, text, context)


def open_sealed(key: bytes, label: bytes, context: bytes, sealed: bytes) -> bytes:
    """Return the text in ``sealed``. Raises CannotOpenError; which part was wrong is not told."""
    if len(sealed) < OVERHEAD_BYTES:
        raise CannotOpenError("too short to be sealed")
    salt, rest = sealed[:SALT_BYTES], sealed[SALT_BYTES:]
    try:
        return _cipher(key, salt, label, context).decrypt(_ZERO_NONCE, rest, context)
    except InvalidTag:
        raise CannotOpenError("wrong key, or it was changed") from None
