"""seal.json: sealing under a symmetric key."""

from __future__ import annotations

from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.core.chance import Chance
from tests.vectors.writer.cases import Case, case
from twoway_core.sealing.symmetric import derive, seal

ABOUT = "Sealing under a symmetric key, bound to a label and a context. The label is given as its bytes."

KEY = bytes(range(32))
LABEL = b"twoway/1/test\0"
CONTEXT = b"what it is bound to"
SEALED = seal(KEY, LABEL, CONTEXT, b"a text", Chance("vectors: seal"))


def cases() -> list[Case]:
    """Return the cases of seal.json."""
    nothing = seal(KEY, LABEL, b"", b"", Chance("vectors: seal nothing"))
    salt = SEALED[:32]
    unlabelled = salt + AESGCM(derive(KEY, salt, b"")).encrypt(bytes(12), b"a text", CONTEXT)
    another_nonce = salt + AESGCM(_body_key(salt)).encrypt(bytes(11) + b"\1", b"a text", CONTEXT)
    no_context = salt + AESGCM(_body_key(salt)).encrypt(bytes(12), b"a text", None)
    return [
        _case("success", "a text", SEALED) | {"text": b"a text".hex()},
        _case("success", "nothing, bound to nothing", nothing, context=b"") | {"text": ""},
        _case("cannot-open", "another key", SEALED, key=bytes(32)),
        _case("cannot-open", "another label", SEALED, label=b"twoway/1/body\0"),
        _case("cannot-open", "another context", SEALED, context=b"what it is bound tp"),
        _case("cannot-open", "one bit of the salt flipped", _flipped(0)),
        _case("cannot-open", "one bit of the ciphertext flipped", _flipped(32)),
        _case("cannot-open", "one bit of the tag flipped", _flipped(-1)),
        _case("cannot-open", "a byte cut off its tag", SEALED[:-1]),
        _case("cannot-open", "a byte added", SEALED + b"\0"),
        _case("cannot-open", "the salt alone", SEALED[:32]),
        _case("cannot-open", "47 bytes", SEALED[:47]),
        _case("cannot-open", "no bytes", b""),
        _case("cannot-open", "a key derived without label and context", unlabelled),
        _case("cannot-open", "a nonce that is not zero", another_nonce),
        _case("cannot-open", "the context left out of the associated data", no_context),
    ]


def _case(
    expect: str, name: str, sealed: bytes, key: bytes = KEY, label: bytes = LABEL, context: bytes = CONTEXT
) -> Case:
    return case(expect, name, key=key, label=label, context=context, sealed=sealed)


def _flipped(at: int) -> bytes:
    flipped = bytearray(SEALED)
    flipped[at] ^= 1
    return bytes(flipped)


def _body_key(salt: bytes) -> bytes:
    return derive(KEY, salt, LABEL + sha256(CONTEXT).digest())
