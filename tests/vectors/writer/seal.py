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
        *_lengths(),
        *_derivations(),
    ]


def _lengths() -> list[Case]:
    """Return what lies about lengths: of the text, the tag and the nonce."""
    long = seal(KEY, LABEL, CONTEXT, bytes(range(65)), Chance("vectors: seal 65 bytes"))
    nothing = seal(KEY, LABEL, CONTEXT, b"", Chance("vectors: seal nothing in a context"))
    salt, text, tag = SEALED[:32], SEALED[32:-16], SEALED[-16:]
    wrong = {
        "a tag of 12 bytes": SEALED[:-4],
        "a tag of 4 bytes": SEALED[:-12],
        "a tag of 17 bytes": SEALED + tag[-1:],
        "no tag": salt + text,
        "the tag alone": salt + tag,
        "the tag before the text": salt + tag + text,
        "the tag of another text": SEALED[:-16] + long[-16:],
        "a tag of zeros": SEALED[:-16] + bytes(16),
        "the text cut short before its tag": salt + text[:-1] + tag,
        "a zero put between text and tag": salt + text + b"\0" + tag,
        "nothing, with one bit of its tag flipped": nothing[:-1] + bytes([nothing[-1] ^ 1]),
        "nothing, with a tag of zeros": nothing[:32] + bytes(16),
        "a nonce of 8 bytes": salt + AESGCM(_body_key(salt)).encrypt(bytes(8), b"a text", CONTEXT),
        "a nonce of 16 bytes": salt + AESGCM(_body_key(salt)).encrypt(bytes(16), b"a text", CONTEXT),
    }
    return [
        _case("success", "a text of several blocks", long) | {"text": bytes(range(65)).hex()},
        _case("success", "nothing, bound to something", nothing) | {"text": ""},
        *(_case("cannot-open", name, sealed) for name, sealed in wrong.items()),
    ]


def _derivations() -> list[Case]:
    """Return what was sealed under keys that are derived nearly as they should be."""
    salt, context = SEALED[:32], sha256(CONTEXT).digest()
    info = LABEL + context
    keys = {
        "a key of 16 bytes, for the smaller cipher": derive(KEY, salt, info, 16),
        "a key derived under no salt": derive(KEY, b"", info),
        "a key derived with salt and key exchanged": derive(salt, KEY, info),
        "a key derived for the context and not its hash": derive(KEY, salt, LABEL + CONTEXT),
        "a key derived for the label without its zero": derive(KEY, salt, LABEL[:-1] + context),
        "a key derived for the context before the label": derive(KEY, salt, context + LABEL),
        "the second half of a longer derivation": derive(KEY, salt, info, 64)[32:],
        "the key itself": KEY,
    }
    sealed = {name: salt + AESGCM(key).encrypt(bytes(12), b"a text", CONTEXT) for name, key in keys.items()}
    return [_case("cannot-open", name, data) for name, data in sealed.items()]


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
