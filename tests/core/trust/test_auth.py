"""Signing in: an answer that is worth nothing anywhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core import curve
from tests.core.people import Person
from twoway_core.errors import BadSignatureError
from twoway_core.ids import JournalId
from twoway_core.sealing import labels
from twoway_core.sealing.keys import DevicePublic
from twoway_core.trust.auth import auth_message, check_find, check_sign_in, find_message, sign_find, sign_in

PERSON = Person.make("auth")
PHONE = PERSON.admit()
SERVER = "https://twoway.example"
NONCE = bytes(range(32))
ANSWER = sign_in(PHONE, SERVER, PERSON.journal, NONCE)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.binary(min_size=32, max_size=32))
def test_a_device_answers_its_challenge(server: str, nonce: bytes) -> None:
    """The signature of a device holds for the server and the nonce that it was made for."""
    check_sign_in(PHONE.public, server, PERSON.journal, nonce, sign_in(PHONE, server, PERSON.journal, nonce))


@pytest.mark.parametrize(
    ("server", "journal", "nonce"),
    [
        ("https://twoway.example/", PERSON.journal, NONCE),
        ("http://twoway.example", PERSON.journal, NONCE),
        (SERVER, JournalId(bytes(16)), NONCE),
        (SERVER, PERSON.journal, bytes(32)),
    ],
    ids=["a slash more", "another scheme", "another journal", "another nonce"],
)
def test_an_answer_holds_in_one_place_once(server: str, journal: JournalId, nonce: bytes) -> None:
    """A rogue server cannot pass it on, and nobody can use it again."""
    check_sign_in(PHONE.public, SERVER, PERSON.journal, NONCE, ANSWER)
    with pytest.raises(BadSignatureError):
        check_sign_in(PHONE.public, server, journal, nonce, ANSWER)


def test_an_answer_is_one_devices_own() -> None:
    """Neither another device nor one that shares the signing key is signed in by it."""
    for public in (PERSON.paper.public, DevicePublic(PHONE.public.signing, PERSON.paper.public.agreement)):
        with pytest.raises(BadSignatureError):
            check_sign_in(public, SERVER, PERSON.journal, NONCE, ANSWER)


@pytest.mark.parametrize("label", [labels.HEADER, labels.ROSTER, labels.JOIN])
def test_a_signature_of_another_use_signs_nobody_in(label: bytes) -> None:
    """A label stands before everything that is signed."""
    message = auth_message(SERVER, PERSON.journal, PHONE.public.device, NONCE)

    with pytest.raises(BadSignatureError):
        check_sign_in(PHONE.public, SERVER, PERSON.journal, NONCE, PHONE.sign(label, message))


@pytest.mark.parametrize("answer", [b"", bytes(64), ANSWER[:-1], ANSWER + b"\0", curve.plus_order(ANSWER)])
def test_another_signature_signs_nobody_in(answer: bytes) -> None:
    """Nothing, zeros, a byte too few or too many, and a second form of the right one are refused."""
    with pytest.raises(BadSignatureError):
        check_sign_in(PHONE.public, SERVER, PERSON.journal, NONCE, answer)


def test_a_paper_key_asks_for_its_journals() -> None:
    """Its question holds for the server and the nonce that it was made for, and nowhere else."""
    paper, asked = PERSON.paper, sign_find(PERSON.paper, SERVER, NONCE)
    check_find(paper.public, SERVER, NONCE, asked)

    for server, nonce in ((SERVER + "/", NONCE), ("https://rogue.example", NONCE), (SERVER, bytes(32))):
        with pytest.raises(BadSignatureError):
            check_find(paper.public, server, nonce, asked)


def test_a_question_is_one_papers_own() -> None:
    """Neither another key nor one that shares the signing key has asked it."""
    asked = sign_find(PERSON.paper, SERVER, NONCE)

    for public in (PHONE.public, DevicePublic(PERSON.paper.public.signing, PHONE.public.agreement)):
        with pytest.raises(BadSignatureError):
            check_find(public, SERVER, NONCE, asked)


def test_signing_in_and_asking_are_no_use_for_each_other() -> None:
    """Each has a label of its own."""
    message = find_message(SERVER, PHONE.public.device, NONCE)

    with pytest.raises(BadSignatureError):
        check_find(PHONE.public, SERVER, NONCE, PHONE.sign(labels.AUTH, message))
    with pytest.raises(BadSignatureError):
        check_sign_in(PHONE.public, SERVER, PERSON.journal, NONCE, sign_find(PHONE, SERVER, NONCE))
