"""Pairing: a mailbox that can read nothing, and six digits that nobody can search for."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core import curve
from tests.core.chance import Chance
from tests.core.people import Person
from twoway_core.codec import encode
from twoway_core.errors import BadKeyError, BadSignatureError, CannotOpenError, MalformedError
from twoway_core.sealing import labels
from twoway_core.sealing.symmetric import derive, seal
from twoway_core.sync.messages import ChainHeads, Head
from twoway_core.trust.pairing import (
    MAX_SLOT_BYTES,
    SECRET_BYTES,
    SLOTS,
    Channel,
    Consent,
    Offer,
    Reply,
    Request,
    Reveal,
    check_code,
    check_reveal,
    commit,
    journal_of,
    public_of,
)
from twoway_core.trust.roster import join_message

PERSON = Person.make("pairing")
PHONE = PERSON.admit()
LAPTOP = PERSON.newcomer()
SECRET = bytes(range(SECRET_BYTES))
CHANNEL = Channel(SECRET)
NONCE = bytes(range(16))

OFFER = Offer(PHONE.public.signing, PHONE.public.agreement, PERSON.journal, commit(NONCE))
REQUEST = Request(
    LAPTOP.public.signing,
    LAPTOP.public.agreement,
    "laptop",
    bytes(16),
)
REVEAL = Reveal(NONCE)
CONSENT = Consent(LAPTOP.sign(labels.JOIN, join_message(PERSON.journal, PHONE.public.device, LAPTOP.public)))
REPLY = Reply(True, PERSON.roster.head, [ChainHeads(bytes(16), [Head(3, bytes(32))])])
MESSAGES: list[Any] = [OFFER, REQUEST, REVEAL, CONSENT, REPLY]
KINDS: list[Any] = [Offer, Request, Reveal, Consent, Reply]
CODE = check_code(CHANNEL, OFFER, REQUEST, REVEAL)


def sealed_text(slot: str, text: bytes) -> bytes:
    """Return arbitrary bytes sealed for ``slot`` by somebody who has the secret."""
    key = derive(SECRET, b"", labels.PAIR_CHANNEL)
    return seal(key, labels.PAIR_CHANNEL, slot.encode(), text, PERSON.chance)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_what_one_side_seals_the_other_opens(message: Any) -> None:
    """Whoever has the words reads every slot, and it fits its slot."""
    sealed = CHANNEL.seal(message, PERSON.chance)

    assert Channel(SECRET).open(type(message), sealed) == message
    assert len(sealed) <= MAX_SLOT_BYTES


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=63), st.binary(min_size=16, max_size=16))
def test_a_request_carries_any_name(name: str, nonce: bytes) -> None:
    """Sixty-three characters of any script go through."""
    request = msgspec.structs.replace(REQUEST, name=name, nonce=nonce)

    assert CHANNEL.open(Request, CHANNEL.seal(request, Chance(name))) == request


def test_the_words_give_the_mailbox_and_another_key() -> None:
    """The server sees the mailbox and cannot go from there to the key; other words have another mailbox."""
    assert CHANNEL.mailbox == derive(SECRET, b"", b"twoway/1/pair/mailbox\0", 16)
    assert Channel(bytes(13)).mailbox != CHANNEL.mailbox
    assert repr(CHANNEL) == "<Channel>"


@pytest.mark.parametrize("length", [0, 12, 14, 16])
def test_a_pairing_secret_has_13_bytes(length: int) -> None:
    """Nine words, neither more nor fewer."""
    with pytest.raises(BadKeyError, match="13 bytes"):
        Channel(bytes(length))


def test_other_words_open_nothing() -> None:
    """Who guesses reads nothing."""
    with pytest.raises(CannotOpenError):
        Channel(bytes(SECRET_BYTES)).open(Offer, CHANNEL.seal(OFFER, PERSON.chance))


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_message_opens_in_its_own_slot_only(message: Any) -> None:
    """The server cannot hand the inviter's own words back as the newcomer's."""
    sealed = CHANNEL.seal(message, PERSON.chance)

    for kind in KINDS:
        if kind is not type(message):
            with pytest.raises(CannotOpenError):
                CHANNEL.open(kind, sealed)


@pytest.mark.parametrize(("message", "kind"), list(zip(MESSAGES, KINDS[1:] + KINDS[:1], strict=True)))
def test_the_message_of_another_slot_is_malformed(message: Any, kind: Any) -> None:
    """Even who has the words cannot put one message where another belongs."""
    with pytest.raises(MalformedError):
        CHANNEL.open(kind, sealed_text(SLOTS[kind], encode(message)))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xc0",
        encode(REVEAL) + b"\0",
        b"\xdc\0\2" + encode(REVEAL)[1:],
        encode(["reveal", NONCE, 1]),
        encode(["reveal"]),
    ],
    ids=["nothing", "nil", "a byte more", "a second encoding", "an item more", "an item less"],
)
def test_a_message_has_one_encoding(text: bytes) -> None:
    """What is sealed inside a slot is bounded and canonical like any message."""
    assert CHANNEL.open(Reveal, sealed_text("reveal", encode(REVEAL))) == REVEAL
    with pytest.raises(MalformedError):
        CHANNEL.open(Reveal, sealed_text("reveal", text))


@pytest.mark.parametrize(
    "changed",
    [
        {"signing": bytes(31)},
        {"agreement": bytes(33)},
        {"name": "x" * 64},
        {"nonce": bytes(15)},
    ],
    ids=repr,
)
def test_a_message_with_a_field_out_of_its_bounds_is_malformed(changed: dict[str, Any]) -> None:
    """Every field has its length."""
    request = msgspec.structs.replace(REQUEST, **changed)

    with pytest.raises(MalformedError):
        CHANNEL.open(Request, CHANNEL.seal(request, PERSON.chance))


@pytest.mark.parametrize("length", [0, 63, 65])
def test_a_consent_is_a_whole_signature(length: int) -> None:
    """Whoever has not said yes has nothing to put there that could pass for it."""
    with pytest.raises(MalformedError):
        CHANNEL.open(Consent, CHANNEL.seal(Consent(bytes(length)), PERSON.chance))


def test_a_slot_has_at_most_4_kib() -> None:
    """The largest slot is opened; a byte more is refused unopened."""
    heads = [ChainHeads(bytes(16), []) for _ in range(198)]
    largest = CHANNEL.seal(Reply(True, b"", heads), PERSON.chance)

    assert MAX_SLOT_BYTES - 200 < len(largest) <= MAX_SLOT_BYTES
    assert CHANNEL.open(Reply, largest).heads == heads
    with pytest.raises(MalformedError, match="4096"):
        CHANNEL.open(Reply, largest + bytes(MAX_SLOT_BYTES + 1 - len(largest)))


def test_the_reveal_must_be_what_was_committed_to() -> None:
    """Who has seen the request cannot choose other bytes any more."""
    check_reveal(OFFER, REVEAL)
    with pytest.raises(BadSignatureError, match="committed"):
        check_reveal(OFFER, Reveal(bytes(16)))


def test_both_sides_see_the_same_six_digits() -> None:
    """What each side knows gives one code."""
    assert check_code(Channel(SECRET), OFFER, REQUEST, REVEAL) == CODE
    assert len(CODE) == 6
    assert CODE.isdecimal()


def test_a_small_number_is_shown_with_its_zeros() -> None:
    """A code always has six digits: among a few hundred, one begins with a zero."""
    codes = [
        check_code(CHANNEL, OFFER, msgspec.structs.replace(REQUEST, nonce=bytes(14) + each.to_bytes(2, "big")), REVEAL)
        for each in range(200)
    ]

    assert {len(code) for code in codes} == {6}
    assert any(code.startswith("0") for code in codes)


@pytest.mark.parametrize(
    ("offered", "requested"),
    [
        ({"signing": LAPTOP.public.signing}, {}),
        ({"agreement": LAPTOP.public.agreement}, {}),
        ({"journal": bytes(16)}, {}),
        ({}, {"signing": PHONE.public.signing}),
        ({}, {"agreement": PHONE.public.agreement}),
        ({}, {"nonce": NONCE}),
    ],
    ids=repr,
)
def test_the_code_covers_all_that_is_agreed_on(offered: dict[str, Any], requested: dict[str, Any]) -> None:
    """Whoever swaps a key, a journal or a nonce on the way makes the two screens differ."""
    offer, request = msgspec.structs.replace(OFFER, **offered), msgspec.structs.replace(REQUEST, **requested)

    assert check_code(CHANNEL, offer, request, REVEAL) != CODE


def test_the_code_covers_the_mailbox_and_the_reveal() -> None:
    """Other words, or other bytes of the inviter, give another code."""
    assert check_code(Channel(bytes(13)), OFFER, REQUEST, REVEAL) != CODE
    assert check_code(CHANNEL, OFFER, REQUEST, Reveal(bytes(16))) != CODE


def test_the_code_does_not_cover_the_name() -> None:
    """The name is shown beside the code, for the person to judge."""
    assert check_code(CHANNEL, OFFER, msgspec.structs.replace(REQUEST, name="other"), REVEAL) == CODE


@pytest.mark.parametrize("changed", [{"signing": curve.encoded(0)}, {"agreement": curve.encoded(curve.P)}], ids=repr)
def test_a_bad_key_is_refused_in_pairing(changed: dict[str, Any]) -> None:
    """Keys that come through the mailbox are checked like any."""
    for message in (OFFER, REQUEST):
        with pytest.raises(BadKeyError):
            public_of(msgspec.structs.replace(message, **changed))


def test_the_messages_say_who_and_where() -> None:
    """Each side learns the other's device, and the newcomer the journal."""
    assert (public_of(OFFER), public_of(REQUEST)) == (PHONE.public, LAPTOP.public)
    assert journal_of(OFFER) == PERSON.journal
