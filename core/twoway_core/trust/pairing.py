"""Pairing: two devices meet over a mailbox that can read nothing, under a secret that is never sent.

Five messages, each sealed under a key of its slot: *offer* (inviter's keys, journal, a commitment),
*request* (newcomer's keys, name, nonce), *reveal* (the committed bytes), *consent* (the newcomer's
counter-signature, once its person has said that the codes are the same) and *reply* (roster hash and
heads, once the roster entry stands). Because the inviter commits before it sees the request, and the
newcomer speaks before the reveal, nobody in between can search for keys that give the same six digits
on both screens. Because no roster takes a newcomer without its counter-signature, both people say yes
before there is an entry, whoever says it first.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, TypeVar

import msgspec

from twoway_core.codec import Wire, decode_canonical, encode
from twoway_core.errors import BadKeyError, BadSignatureError, MalformedError
from twoway_core.ids import ID_BYTES, JournalId
from twoway_core.sealing import labels
from twoway_core.sealing.keys import DevicePublic
from twoway_core.sealing.segment import Hash, Id
from twoway_core.sealing.symmetric import KEY_BYTES, Random, derive, open_sealed, seal
from twoway_core.sync.messages import ChainHeads
from twoway_core.trust.names import MAX_NAME_BYTES
from twoway_core.trust.statements import PublicKey, Signature

SECRET_BITS = 99
SECRET_BYTES = 13
NONCE_BYTES = 16
MAX_SLOT_BYTES = 4096
CODE_DIGITS = 6

Nonce = Annotated[bytes, msgspec.Meta(min_length=NONCE_BYTES, max_length=NONCE_BYTES)]


class Offer(Wire, frozen=True, tag="offer"):
    """Slot 1, by the inviter: its public keys, the journal, and a commitment to 16 random bytes."""

    signing: PublicKey
    agreement: PublicKey
    journal: Id
    commitment: Hash


class Request(Wire, frozen=True, tag="request"):
    """Slot 2, by the newcomer: public keys, name, 16 random bytes."""

    signing: PublicKey
    agreement: PublicKey
    name: Annotated[str, msgspec.Meta(max_length=MAX_NAME_BYTES)]
    nonce: Nonce


class Reveal(Wire, frozen=True, tag="reveal"):
    """Slot 3, by the inviter: the bytes it had committed to."""

    nonce: Nonce


class Consent(Wire, frozen=True, tag="consent"):
    """Slot 4, by the newcomer, after its own yes to the check code: its counter-signature over ``join_message``."""

    countersignature: Signature


class Reply(Wire, frozen=True, tag="reply"):
    """Slot 5, by the inviter: the roster's hash once the newcomer is in it, and all heads.

    ``heads``: at most as many chains as fit in 4 KiB; the newcomer is incomplete until it holds them.
    ``admitted`` is False when the person said no.
    """

    admitted: bool
    roster: Annotated[bytes, msgspec.Meta(max_length=32)]
    heads: list[ChainHeads]


Message = TypeVar("Message", Offer, Request, Reveal, Consent, Reply)
SLOTS: dict[type, str] = {
    Offer: "offer",
    Request: "request",
    Reveal: "reveal",
    Consent: "consent",
    Reply: "reply",
}


class Channel:
    """What both sides derive from the secret: where the mailbox is, and how its slots are sealed."""

    __slots__ = ("_key", "mailbox")

    def __init__(self, secret: bytes) -> None:
        if len(secret) != SECRET_BYTES:
            raise BadKeyError(f"a pairing secret has {SECRET_BYTES} bytes")
        self.mailbox = derive(secret, b"", labels.PAIR_MAILBOX, ID_BYTES)
        self._key = derive(secret, b"", labels.PAIR_CHANNEL, KEY_BYTES)

    def __repr__(self) -> str:
        return "<Channel>"

    def seal(self, message: Offer | Request | Reveal | Consent | Reply, random: Random) -> bytes:
        """Return ``message`` sealed for its slot."""
        context = SLOTS[type(message)].encode()
        return seal(self._key, labels.PAIR_CHANNEL, context, encode(message), random)

    def open(self, kind: type[Message], sealed: bytes) -> Message:
        """Return the message of ``kind`` in ``sealed``. Raises CannotOpenError or MalformedError."""
        if len(sealed) > MAX_SLOT_BYTES:
            raise MalformedError(f"a slot holds at most {MAX_SLOT_BYTES} bytes")
        text = open_sealed(self._key, labels.PAIR_CHANNEL, SLOTS[kind].encode(), sealed)
        return decode_canonical(kind, text, MAX_SLOT_BYTES)


def commit(nonce: bytes) -> bytes:
    """Return the commitment to ``nonce`` (16 bytes)."""
    return sha256(labels.PAIR_COMMIT + nonce).digest()


def check_reveal(offer: Offer, reveal: Reveal) -> None:
    """Raise BadSignatureError unless ``reveal`` is what ``offer`` committed to."""
    if commit(reveal.nonce) != offer.commitment:
        raise BadSignatureError("the other side did not reveal what it had committed to")


def check_code(channel: Channel, offer: Offer, request: Request, reveal: Reveal) -> str:
    """Return the six digits that both screens must show."""
    message = b"".join(
        (
            offer.signing,
            offer.agreement,
            request.signing,
            request.agreement,
            offer.journal,
            channel.mailbox,
            reveal.nonce,
            request.nonce,
        )
    )
    number = int.from_bytes(sha256(labels.PAIR_CODE + message).digest()[:8], "big")
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def public_of(message: Offer | Request) -> DevicePublic:
    """Return the checked public keys in ``message``. Raises BadKeyError."""
    return DevicePublic(message.signing, message.agreement)


def journal_of(offer: Offer) -> JournalId:
    """Return the journal that ``offer`` invites to."""
    return JournalId(offer.journal)
