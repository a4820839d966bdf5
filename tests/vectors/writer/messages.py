"""messages.json: the messages between client and server, one good one of each kind and what is refused."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tests.core.people import Person
from tests.vectors.writer.cases import Case, case, plain
from twoway_core.codec import Wire, encode
from twoway_core.sealing.replacing import replace
from twoway_core.sync import messages as wire
from twoway_core.trust.statements import encode_roster_entry

ABOUT = "Messages between client and server. `message` is the name of the message in PROTOCOL.md."

PERSON = Person.make("vectors: messages")
PHONE = PERSON.admit()
TIP = PERSON.tip(PHONE)
SEGMENT = PERSON.write(PHONE, TIP)
ROSTER = [encode_roster_entry(entry) for entry in PERSON.roster.entries]
PLACE = wire.SegmentPlace(TIP.chain, 1, SEGMENT.hash)
HEADS = [wire.ChainHeads(TIP.chain, [wire.Head(1, SEGMENT.hash)]), wire.ChainHeads(b"\xff" * 16, [])]
NONCE, TOKEN = PERSON.chance(32), PERSON.chance(32)
SENT = wire.wire(SEGMENT)
DEVICE, HEAD = PHONE.public.device, PERSON.roster.head

GOOD: list[Wire] = [
    wire.Head(2**53 - 1, SEGMENT.hash),
    wire.ChainHeads(TIP.chain, [wire.Head(300, SEGMENT.hash), wire.Head(300, bytes(32))]),
    SENT,
    wire.ChallengeRequest(DEVICE),
    wire.Challenge(NONCE),
    wire.SignIn(DEVICE, NONCE, bytes(64)),
    wire.SignedIn(TOKEN, 900),
    wire.FindJournals(PHONE.public.signing, PHONE.public.agreement, NONCE, bytes(64)),
    wire.FoundJournals([PERSON.journal, bytes(16)]),
    wire.RosterPush(ROSTER),
    wire.RosterState(HEAD, 2),
    wire.SyncRequest(HEAD, HEADS),
    wire.SyncReply([], HEADS, [SENT], more=True),
    wire.Push([SENT]),
    wire.Outcome(SEGMENT.hash, "refused", "signature"),
    wire.Pushed([wire.Outcome(SEGMENT.hash, "stored", ""), wire.Outcome(bytes(32), "known", "")], HEAD),
    PLACE,
    wire.NewBody(TIP.chain, 1, replace(SEGMENT, PHONE)),
    wire.PutBodies([wire.NewBody(TIP.chain, 1, replace(SEGMENT, PHONE))]),
    wire.Wanted([PLACE]),
    wire.WantedNow([PLACE, wire.SegmentPlace(TIP.chain, 2**53 - 1, bytes(32))]),
    wire.Fetch([PLACE]),
    wire.Fetched([SENT]),
]


def cases() -> list[Case]:
    """Return the cases of messages.json."""
    return [*_good(), *(each for message in GOOD for each in _bad(message)), *_bounds()]


def _case(expect: str, name: str, kind: type, data: bytes) -> Case:
    return case(expect, name, message=kind.__name__, bytes=data)


def _good() -> Iterator[Case]:
    for message in GOOD:
        kind = type(message)
        yield _case("success", f"{kind.__name__}: a good one", kind, encode(message)) | plain({"fields": message})


def _bad(message: Wire) -> Iterator[Case]:
    kind, data = type(message), encode(message)
    fields = list(msgspec.structs.asdict(message).values())
    for name, changed in {
        "nothing": b"",
        "an item more": encode([*fields, None]),
        "an item less": encode(fields[:-1]),
        "a byte after it": data + b"\xc0",
        "cut short by a byte": data[:-1],
        "an array header of three bytes": b"\xdc\0" + bytes([len(fields)]) + data[1:],
    }.items():
        yield _case("malformed", f"{kind.__name__}: {name}", kind, changed)


def _bounds() -> Iterator[Case]:
    head = [1, bytes(32)]
    for kind, name, fields in [
        (wire.Head, "number 0", [0, bytes(32)]),
        (wire.Head, "number 2^53", [2**53, bytes(32)]),
        (wire.Head, "a number in two bytes", [msgspec.Raw(b"\xcc\1"), bytes(32)]),
        (wire.Head, "a number that is a float", [1.0, bytes(32)]),
        (wire.Head, "a hash of 31 bytes", [1, bytes(31)]),
        (wire.Head, "a hash that is text", [1, "x" * 32]),
        (wire.ChainHeads, "a chain of 15 bytes", [bytes(15), [head]]),
        (wire.ChainHeads, "65 heads", [bytes(16), [head] * 65]),
        (wire.ChainHeads, "heads that are nil", [bytes(16), None]),
        (wire.WireSegment, "a header of 257 bytes", [bytes(257), bytes(64), b""]),
        (wire.WireSegment, "a signature of 63 bytes", [b"", bytes(63), b""]),
        (wire.Challenge, "a nonce of 31 bytes", [bytes(31)]),
        (wire.SignIn, "a nonce of 33 bytes", [DEVICE, bytes(33), bytes(64)]),
        (wire.SignIn, "a signature of 65 bytes", [DEVICE, NONCE, bytes(65)]),
        (wire.SignedIn, "a token of 31 bytes", [bytes(31), 900]),
        (wire.FindJournals, "a signing key of 31 bytes", [bytes(31), bytes(32), NONCE, bytes(64)]),
        (wire.FindJournals, "an agreement key of 33 bytes", [bytes(32), bytes(33), NONCE, bytes(64)]),
        (wire.FindJournals, "a signature of 63 bytes", [bytes(32), bytes(32), NONCE, bytes(63)]),
        (wire.FoundJournals, "17 journals", [[bytes(16)] * 17]),
        (wire.FoundJournals, "a journal of 15 bytes", [[bytes(15)]]),
        (wire.SyncReply, "more that is a number", [[], [], [], 1]),
        (wire.Outcome, "a status that is no word of the protocol", [bytes(32), "maybe", ""]),
        (wire.SegmentPlace, "a chain of 17 bytes", [bytes(17), 1, bytes(32)]),
        (wire.SegmentPlace, "number 0", [bytes(16), 0, bytes(32)]),
        (wire.SegmentPlace, "a hash of 31 bytes", [bytes(16), 1, bytes(31)]),
        (wire.NewBody, "a signature of 63 bytes", [bytes(16), 1, [bytes(32), b"", bytes(16), bytes(63)]]),
        (wire.NewBody, "a device of 15 bytes", [bytes(16), 1, [bytes(32), b"", bytes(15), bytes(64)]]),
        (wire.Fetch, "65 places", [[[bytes(16), 1, bytes(32)]] * 65]),
    ]:
        yield _case("malformed", f"{kind.__name__}: {name}", kind, encode(fields))
