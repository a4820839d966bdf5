"""signin.json: answers to a server's challenge."""

from __future__ import annotations

from collections.abc import Iterator

from tests.core import curve
from tests.core.people import Person
from tests.vectors.writer.cases import Case, case
from twoway_core.codec import encode
from twoway_core.sealing import labels
from twoway_core.sealing.keys import DevicePublic
from twoway_core.trust.auth import auth_message, sign_in

ABOUT = "Answers to a challenge. `message` is what is signed behind the label."

PERSON = Person.make("vectors: sign-in")
OTHER = Person.make("vectors: another sign-in")
PHONE = PERSON.admit()
SERVER = "https://twoway.example"
NONCE = PERSON.chance(32)
MESSAGE = auth_message(SERVER, PERSON.journal, PHONE.public.device, NONCE)
ANSWER = sign_in(PHONE, SERVER, PERSON.journal, NONCE)


def cases() -> list[Case]:
    """Return the cases of signin.json."""
    return [*_good(), *_places(), *_answers()]


def _case(expect: str, name: str, **given: object) -> Case:
    place = {"server": SERVER, "journal": PERSON.journal, "device": PHONE.public, "nonce": NONCE, "signature": ANSWER}
    return case(expect, name, **(place | given))


def _good() -> Iterator[Case]:
    for name, server in {
        "an answer": SERVER,
        "an answer to a server on this machine": "http://127.0.0.1:8470",
        "an answer to a server with a name of many letters": "https://" + "x" * 60,
        "an answer to a server with a name in another script": "https://\u4f8b\u3048.example",
    }.items():
        message = auth_message(server, PERSON.journal, PHONE.public.device, NONCE)
        answer = sign_in(PHONE, server, PERSON.journal, NONCE)
        yield _case("success", name, server=server, signature=answer) | {"message": message.hex()}


def _places() -> Iterator[Case]:
    yield _case("bad-signature", "an answer passed on to another server", server="https://evil.example")
    yield _case("bad-signature", "a server id with a slash more", server=SERVER + "/")
    yield _case("bad-signature", "an answer for another journal", journal=OTHER.journal)
    yield _case("bad-signature", "an answer to another nonce", nonce=bytes(32))
    yield _case("bad-signature", "an answer by another device", device=PERSON.paper.public)
    half = DevicePublic(PHONE.public.signing, PERSON.paper.public.agreement)
    yield _case("bad-signature", "a device that shares the signing key", device=half)


def _answers() -> Iterator[Case]:
    nested = encode([[SERVER, PERSON.journal, PHONE.public.device, NONCE]])
    parts = [SERVER.encode(), PERSON.journal, PHONE.public.device, NONCE]
    for name, signature in {
        "one bit of the answer flipped": bytes([ANSWER[0] ^ 1]) + ANSWER[1:],
        "the group's order added to s": curve.plus_order(ANSWER),
        "an answer of 63 bytes": ANSWER[:-1],
        "an answer of 65 bytes": ANSWER + b"\0",
        "an answer of no bytes": b"",
        "an answer of zeros": bytes(64),
        "a signature for a header": PHONE.sign(labels.HEADER, MESSAGE),
        "a signature for the roster": PHONE.sign(labels.ROSTER, MESSAGE),
        "a signature without a label": PHONE.sign(b"", MESSAGE),
        "a signature over the nonce alone": PHONE.sign(labels.AUTH, NONCE),
        "a signature over the parts joined": PHONE.sign(labels.AUTH, b"".join(parts)),
        "a signature over the parts in another array": PHONE.sign(labels.AUTH, nested),
        "a signature over a second encoding": PHONE.sign(labels.AUTH, b"\xdc\0\4" + MESSAGE[1:]),
    }.items():
        yield _case("bad-signature", name, signature=signature)
