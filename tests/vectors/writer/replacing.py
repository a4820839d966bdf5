"""replacing.json: new bodies for segments, as a server checks them that holds no epoch key."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from tests.core import curve
from tests.core.chance import Chance
from tests.core.people import Person
from tests.vectors.writer.cases import Case, case
from twoway_core.codec import encode
from twoway_core.sealing import labels
from twoway_core.sealing.replacing import destroyed, replace, replacement_message, reseal
from twoway_core.sealing.segment import Segment, open_segment

ABOUT = "Replacements. `author` is the device that must have signed; `message` is what is signed behind the label."

PERSON = Person.make("vectors: replacing")
PHONE, LAPTOP = PERSON.admit(name="phone"), PERSON.admit(name="laptop")
SEGMENT = PERSON.write(LAPTOP, PERSON.tip(LAPTOP), [b"one", b"two"])
ERASURE = bytes(range(16))
BARE = destroyed(open_segment(SEGMENT, PERSON.key), {0: ERASURE})
NEW = reseal(SEGMENT, BARE, PERSON.key, Chance("a body without its first text"))
GOOD = replace(NEW, PHONE)


def cases() -> list[Case]:
    """Return the cases of replacing.json."""
    return [*_good(), *_sizes(), *_signers(), *_signatures()]


def _case(expect: str, name: str, **given: object) -> Case:
    parts = {"segment": GOOD.segment, "body": GOOD.body, "device": GOOD.device, "signature": GOOD.signature}
    return case(expect, name, **({"author": PHONE.public} | parts | given))


def _good() -> Iterator[Case]:
    for name, segment, keys in (
        ("a body without a text, by another device than the author of the segment", NEW, PHONE),
        ("a body without a text, by the author of the segment", NEW, LAPTOP),
        ("the full body, put back", SEGMENT, PHONE),
    ):
        made = replace(segment, keys)
        message = replacement_message(made.device, made.segment, made.body)
        given = {"author": keys.public, "body": made.body, "device": made.device, "signature": made.signature}
        yield _case("success", name, **given) | {"message": message.hex()}


def _sizes() -> Iterator[Case]:
    for name, body in {
        "a body of no bytes": b"",
        "a body cut short by a byte": GOOD.body[:-1],
        "a body with a byte more": GOOD.body + b"\0",
        "a body between two buckets": GOOD.body + bytes(256),
    }.items():
        signature = replace(Segment(NEW.header_bytes, NEW.signature, body), PHONE).signature
        yield _case("malformed", name, body=body, signature=signature)


def _signers() -> Iterator[Case]:
    yield _case("bad-signature", "a replacement that names another device", device=LAPTOP.public.device)
    yield _case("bad-signature", "a replacement asked for of another device", author=LAPTOP.public)
    yield _case(
        "bad-signature",
        "a replacement that names a device which did not sign it",
        author=LAPTOP.public,
        device=LAPTOP.public.device,
    )


def _signatures() -> Iterator[Case]:
    parts = [PHONE.public.device, NEW.hash, sha256(NEW.body).digest()]
    message = encode(parts)
    yield _case("bad-signature", "a replacement for another segment", segment=bytes(32))
    yield _case("bad-signature", "another body under the same signature", body=SEGMENT.body)
    for name, signature in {
        "one bit of the signature flipped": bytes([GOOD.signature[0] ^ 1]) + GOOD.signature[1:],
        "the group's order added to s": curve.plus_order(GOOD.signature),
        "a signature of zeros": bytes(64),
        "a signature for a header": PHONE.sign(labels.HEADER, message),
        "a signature without a label": PHONE.sign(b"", message),
        "a signature over the body itself": PHONE.sign(labels.REPLACE, encode([*parts[:2], NEW.body])),
        "a signature over the parts joined": PHONE.sign(labels.REPLACE, b"".join(parts)),
        "a signature over a second encoding": PHONE.sign(labels.REPLACE, b"\xdc\0\3" + message[1:]),
    }.items():
        yield _case("bad-signature", name, signature=signature)
    yield _case("malformed", "a signature of 63 bytes", signature=GOOD.signature[:-1])
