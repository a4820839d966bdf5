"""pairing.json: the five slots of a mailbox, the reveal, and the check code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from tests.core import curve
from tests.core.chance import Chance
from tests.core.people import Person
from tests.vectors.writer.cases import Case, case, plain
from twoway_core.codec import encode
from twoway_core.sealing import labels
from twoway_core.sealing.symmetric import derive, seal
from twoway_core.sync.messages import ChainHeads, Head
from twoway_core.trust.pairing import (
    SLOTS,
    Channel,
    Consent,
    Offer,
    Reply,
    Request,
    Reveal,
    check_code,
    commit,
)
from twoway_core.trust.roster import join_message

ABOUT = "Pairing: slots opened with the secret (keys in a message are checked at once), the reveal, and the check code."

PERSON = Person.make("vectors: pairing")
PHONE = PERSON.admit()
LAPTOP = PERSON.newcomer()
SECRET = bytes(range(13))
CHANNEL = Channel(SECRET)
NONCE, OTHER_NONCE = PERSON.chance(16), PERSON.chance(16)
AGREED = LAPTOP.sign(labels.JOIN, join_message(PERSON.journal, PHONE.public.device, LAPTOP.public))

OFFER = Offer(PHONE.public.signing, PHONE.public.agreement, PERSON.journal, commit(NONCE))
REQUEST = Request(LAPTOP.public.signing, LAPTOP.public.agreement, "laptop", OTHER_NONCE)
REVEAL = Reveal(NONCE)
CONSENT = Consent(AGREED)
HEADS = [ChainHeads(bytes([n]) * 16, [Head(n + 1, bytes([n]) * 32)]) for n in range(3)]
REPLY = Reply(True, PERSON.roster.head, HEADS)

Message = Offer | Request | Reveal | Consent | Reply


def cases() -> list[Case]:
    """Return the cases of pairing.json."""
    return [*_opened(), *_unopened(), *_keys(), *_malformed(), *_reveals(), *_codes()]


def _sealed(slot: str, text: bytes, secret: bytes = SECRET, label: bytes = labels.PAIR_CHANNEL) -> bytes:
    """Return ``text`` sealed for ``slot`` by whoever has ``secret``, the same on every run."""
    return seal(derive(secret, b"", labels.PAIR_CHANNEL), label, slot.encode(), text, Chance(slot + text.hex()))


def _case(expect: str, name: str, slot: str, sealed: bytes, secret: bytes = SECRET) -> Case:
    return case(expect, name, do="open", secret=secret, slot=slot, sealed=sealed)


def _opened() -> Iterator[Case]:
    named: dict[str, Message] = {
        "an offer": OFFER,
        "a request": REQUEST,
        "a request without a name": msgspec.structs.replace(REQUEST, name=""),
        "a request with a name of 63 characters beyond the basic plane": msgspec.structs.replace(
            REQUEST, name="\U0001f600" * 63
        ),
        "a reveal": REVEAL,
        "a consent": CONSENT,
        "a reply": REPLY,
        "a no": Reply(False, b"", []),
    }
    for name, message in named.items():
        slot, text = SLOTS[type(message)], encode(message)
        out = {"mailbox": CHANNEL.mailbox, "text": text, "message": message}
        yield _case("success", name, slot, _sealed(slot, text)) | plain(out)


def _unopened() -> Iterator[Case]:
    text = encode(OFFER)
    sealed = _sealed("offer", text)
    yield _case("bad-key", "a secret of 12 bytes", "offer", sealed, SECRET[:-1])
    yield _case("bad-key", "a secret of 14 bytes", "offer", sealed, SECRET + b"\0")
    yield _case("cannot-open", "another secret", "offer", sealed, bytes(13))
    yield _case("cannot-open", "an offer read from the slot of the request", "request", sealed)
    yield _case(
        "cannot-open", "a request read from the slot of the offer", "offer", _sealed("request", encode(REQUEST))
    )
    yield _case("cannot-open", "a slot sealed under another label", "offer", _sealed("offer", text, label=labels.BODY))
    yield _case("cannot-open", "one bit flipped", "offer", bytes([sealed[0] ^ 1]) + sealed[1:])
    yield _case("cannot-open", "a slot cut short by a byte", "offer", sealed[:-1])
    yield _case("cannot-open", "a slot of 47 bytes", "offer", sealed[:47])
    yield _case("cannot-open", "a slot of no bytes", "offer", b"")
    yield _case("cannot-open", "a slot of 4096 bytes", "offer", bytes(4096))
    yield _case("malformed", "a slot of 4097 bytes", "offer", bytes(4097))


def _keys() -> Iterator[Case]:
    for slot, message in (("offer", OFFER), ("request", REQUEST)):
        for name, changed in {
            "a signing key of small order": {"signing": curve.encoded(curve.P - 1)},
            "a signing key in a second encoding": {"signing": curve.encoded(curve.P + 3)},
            "an agreement key of small order": {"agreement": curve.encoded(1)},
            "an agreement key in a second encoding": {"agreement": b"\xff" * 32},
        }.items():
            text = encode(msgspec.structs.replace(message, **changed))
            yield _case("bad-key", f"{name} in the {slot}", slot, _sealed(slot, text))


def _malformed() -> Iterator[Case]:
    """Yield what whoever has the words may put into a slot, and what is refused all the same."""
    reveal = encode(REVEAL)
    for name, text in {
        "a text of no bytes": b"",
        "nil": b"\xc0",
        "the message of another slot": encode(OFFER),
        "an item more": encode(["reveal", NONCE, 1]),
        "an item less": encode(["reveal"]),
        "a byte after it": reveal + b"\0",
        "cut short by a byte": reveal[:-1],
        "an array header of three bytes": b"\xdc\0\2" + reveal[1:],
        "a nonce with a header of three bytes": encode(["reveal", msgspec.Raw(b"\xc5\0\x10" + NONCE)]),
        "a nonce of 15 bytes": encode(["reveal", NONCE[:-1]]),
        "a nonce that is text": encode(["reveal", "x" * 16]),
    }.items():
        yield _case("malformed", f"in the slot of the reveal: {name}", "reveal", _sealed("reveal", text))
    changes: dict[str, dict[str, Any]] = {
        "a name of 64 characters": {"name": "x" * 64},
        "a signing key of 31 bytes": {"signing": bytes(31)},
        "an agreement key of 33 bytes": {"agreement": bytes(33)},
    }
    for name, changed in changes.items():
        text = encode(msgspec.structs.replace(REQUEST, **changed))
        yield _case("malformed", f"in the request: {name}", "request", _sealed("request", text))
    consents: dict[str, list[object]] = {
        "a counter-signature of 63 bytes": ["consent", bytes(63)],
        "a counter-signature of no bytes": ["consent", b""],
        "nothing": ["consent"],
    }
    for name, consent in consents.items():
        yield _case("malformed", f"in the consent: {name}", "consent", _sealed("consent", encode(consent)))
    replies: dict[str, list[object]] = {
        "a roster hash of 33 bytes": ["reply", True, bytes(33), []],
        "an answer that is a number": ["reply", 1, b"", []],
        "a head of number 0": ["reply", True, b"", [[bytes(16), [[0, bytes(32)]]]]],
        "heads that are nil": ["reply", True, b"", None],
    }
    for name, reply in replies.items():
        yield _case("malformed", f"in the reply: {name}", "reply", _sealed("reply", encode(reply)))


def _reveals() -> Iterator[Case]:
    good = {"do": "reveal", "commitment": OFFER.commitment}
    yield case("success", "what was committed to", **good, nonce=NONCE)
    yield case("bad-signature", "other bytes than were committed to", **good, nonce=OTHER_NONCE)


def _codes() -> Iterator[Case]:
    named = {"a check code": REQUEST, "a check code that begins with a zero": _with_zero()}
    for name, request in named.items():
        code = check_code(CHANNEL, OFFER, request, REVEAL)
        given = {"inviter": _keys_of(OFFER), "newcomer": _keys_of(request), "journal": OFFER.journal}
        nonces = {"inviter_nonce": REVEAL.nonce, "newcomer_nonce": request.nonce}
        yield case("success", name, do="code", secret=SECRET, **given, **nonces, code=code)


def _with_zero() -> Request:
    """Return a request whose code begins with a zero."""
    for number in range(1000):
        request = msgspec.structs.replace(REQUEST, nonce=number.to_bytes(16, "big"))
        if check_code(CHANNEL, OFFER, request, REVEAL).startswith("0"):
            return request
    raise AssertionError("a code in ten begins with a zero")


def _keys_of(message: Offer | Request) -> dict[str, bytes]:
    return {"signing": message.signing, "agreement": message.agreement}
