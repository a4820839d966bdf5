"""find.json: a paper key asks a server for its journals."""

from __future__ import annotations

from collections.abc import Iterator

from tests.core import curve
from tests.core.people import Person
from tests.vectors.writer.cases import Case, case
from twoway_core.codec import encode
from twoway_core.sealing import labels
from twoway_core.sealing.keys import DevicePublic
from twoway_core.trust.auth import auth_message, find_message, sign_find

ABOUT = "A paper key asks for its journals. `message` is what is signed behind the label."

PERSON = Person.make("vectors: find")
OTHER = Person.make("vectors: another find")
PAPER = PERSON.paper
SERVER = "https://twoway.example"
NONCE = PERSON.chance(32)
MESSAGE = find_message(SERVER, PAPER.public.device, NONCE)
ASKED = sign_find(PAPER, SERVER, NONCE)


def cases() -> list[Case]:
    """Return the cases of find.json."""
    return [*_good(), *_places(), *_answers()]


def _case(expect: str, name: str, **given: object) -> Case:
    place = {"server": SERVER, "paper": PAPER.public, "nonce": NONCE, "signature": ASKED}
    return case(expect, name, **(place | given))


def _good() -> Iterator[Case]:
    for name, server in {
        "a question": SERVER,
        "a question to a server on this machine": "http://127.0.0.1:8470",
    }.items():
        message = find_message(server, PAPER.public.device, NONCE)
        yield _case("success", name, server=server, signature=sign_find(PAPER, server, NONCE)) | {
            "message": message.hex()
        }


def _places() -> Iterator[Case]:
    yield _case("bad-signature", "a question passed on to another server", server="https://evil.example")
    yield _case("bad-signature", "a question behind another nonce", nonce=bytes(32))
    yield _case("bad-signature", "a question by another paper key", paper=OTHER.paper.public)
    half = DevicePublic(PAPER.public.signing, OTHER.paper.public.agreement)
    yield _case("bad-signature", "a paper key that shares the signing key", paper=half)


def _answers() -> Iterator[Case]:
    signing_in = auth_message(SERVER, PERSON.journal, PAPER.public.device, NONCE)
    for name, signature in {
        "one bit of the question flipped": bytes([ASKED[0] ^ 1]) + ASKED[1:],
        "the group's order added to s": curve.plus_order(ASKED),
        "a question of zeros": bytes(64),
        "a signature for signing in": PAPER.sign(labels.AUTH, MESSAGE),
        "an answer to a challenge of a journal": PAPER.sign(labels.FIND, signing_in),
        "a signature without a label": PAPER.sign(b"", MESSAGE),
        "a signature over the parts in another array": PAPER.sign(
            labels.FIND, encode([[SERVER, PAPER.public.device, NONCE]])
        ),
    }.items():
        yield _case("bad-signature", name, signature=signature)
