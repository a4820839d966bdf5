"""segment.json: whole segments, as a device that holds the epoch key checks and opens them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from tests.core import curve
from tests.core.chance import Chance
from tests.core.people import Person
from tests.vectors.writer.cases import Case, case, plain
from tests.vectors.writer.entry import GOOD as ENTRY
from tests.vectors.writer.leaf import ERASURE, items_of
from twoway_core.codec import encode
from twoway_core.sealing import labels
from twoway_core.sealing.segment import (
    BUCKETS_BYTES,
    Seen,
    Segment,
    Text,
    content_hash,
    leaf,
    open_segment,
    pad,
    seen_hash,
)
from twoway_core.sealing.symmetric import seal
from twoway_core.sealing.writer import seal_segment

ABOUT = "Segments. `author` is the device that the header must name; `items` and `seen` are all that may be shown."

PERSON = Person.make("vectors: segment")
PHONE, LAPTOP = PERSON.admit(name="phone"), PERSON.admit(name="laptop")
OTHER = Person.make("vectors: another journal")
TIP = PERSON.tip(PHONE)
SEEN = [Seen(LAPTOP.public.device, bytes(range(16)), 3, bytes(range(32)))]
ENTRIES = [encode(ENTRY), b"what is no entry is for the reader of entries to judge"]
FIRST = PERSON.write(PHONE, TIP, ENTRIES, seen=SEEN)
SECOND = PERSON.write(PHONE, TIP.after(FIRST), [b"two"])
HEADER, HEADER_BYTES = FIRST.header, FIRST.header_bytes
TEXT = open_segment(FIRST, PERSON.key)
PADDED = pad(encode(TEXT))


def cases() -> list[Case]:
    """Return the cases of segment.json."""
    return [*_good(), *_formats(), *_headers(), *_authors(), *_signatures(), *_bodies(), *_texts()]


def _case(expect: str, name: str, segment: Segment, **given: object) -> Case:
    place = {"journal": PERSON.journal, "author": PHONE.public, "epoch_key": PERSON.key.secret} | given
    return case(expect, name, **place, **_parts(segment))


def _parts(segment: Segment) -> dict[str, bytes]:
    return {"header": segment.header_bytes, "signature": segment.signature, "body": segment.body}


def _good() -> Iterator[Case]:
    named = {
        "the first segment of a chain": FIRST,
        "the second segment": SECOND,
        "no entries, only what was seen": _written("only seen", [], SEEN),
        "neither entries nor anything seen": _written("nothing", []),
        "a body of 2 KiB": _written("longer", [b"x" * 1200]),
        "a body in a larger bucket than it needs": _body("larger", PADDED + bytes(len(PADDED))),
        "an entry destroyed, its leaf left": _body("destroyed", pad(encode(_bare(0)))),
        "both entries destroyed": _body("both", pad(encode(_bare(0, 1)))),
        "the largest number": _signed(_header(number=2**53 - 1), "largest"),
    }
    for name, segment in named.items():
        opened = open_segment(segment, PERSON.key)
        shown = {"items": items_of(opened.items), "seen": opened.seen}
        yield _case("success", name, segment) | plain({"hash": segment.hash, "fields": segment.header} | shown)


def _written(seed: str, entries: list[bytes], seen: Sequence[Seen] = ()) -> Segment:
    """Return a first segment of the chain that a good writer wrote."""
    roster, random = PERSON.roster.head, Chance(seed)
    return seal_segment(TIP, entries, seen=seen, roster=roster, key=PERSON.key, keys=PHONE, random=random)


def _bare(*places: int) -> Text:
    """Return the text of the first segment with the entries at ``places`` destroyed."""
    items = [(b"", leaf(*item) + ERASURE) if place in places else item for place, item in enumerate(TEXT.items)]
    return msgspec.structs.replace(TEXT, items=items)


def _header(**changed: Any) -> bytes:
    """Return the header of the first segment with some fields changed; ``Raw`` puts in bytes as they are."""
    return encode(list((msgspec.structs.asdict(HEADER) | changed).values()))


def _signed(header: bytes, seed: str, padded: bytes = PADDED, label: bytes = labels.HEADER) -> Segment:
    """Return a segment with that header, signed by its author and with a body that fits it."""
    body = seal(PERSON.key.secret, labels.BODY, header, padded, Chance(seed))
    return Segment(header, PHONE.sign(label, header), body)


def _body(seed: str, padded: bytes, label: bytes = labels.BODY, context: bytes = HEADER_BYTES) -> Segment:
    """Return the first segment with another body."""
    body = seal(PERSON.key.secret, label, context, padded, Chance(seed))
    return Segment(HEADER_BYTES, FIRST.signature, body)


def _formats() -> Iterator[Case]:
    named = {
        "format 2": _header(format=2),
        "format 0": _header(format=0),
        "format 127": _header(format=127),
        "a format number in two bytes": _header(format=msgspec.Raw(b"\xcc\1")),
        "an array header of three bytes puts another byte in second place": b"\xdc\0\x0a" + HEADER_BYTES[1:],
    }
    for name, header in named.items():
        yield _case("unsupported", name, _signed(header, name))


def _headers() -> Iterator[Case]:
    fields = list(msgspec.structs.asdict(HEADER).values())
    named = {
        "a header of no bytes": b"",
        "a header of one byte": HEADER_BYTES[:1],
        "a header with an item more": encode([*fields, 1]),
        "a header with an item less": encode(fields[:-1]),
        "a header cut short by a byte": HEADER_BYTES[:-1],
        "a header with a byte after it": HEADER_BYTES + b"\0",
        "a header longer than 256 bytes": HEADER_BYTES + bytes(257 - len(HEADER_BYTES)),
        "a number in two bytes": _header(number=msgspec.Raw(b"\xcc\1")),
        "a journal with a header of three bytes": _header(journal=msgspec.Raw(b"\xc5\0\x10" + HEADER.journal)),
        "a journal of 15 bytes": _header(journal=HEADER.journal[:-1]),
        "a device of 17 bytes": _header(device=HEADER.device + b"\0"),
        "a chain that is text": _header(chain="x" * 16),
        "number 0": _header(number=0),
        "number 2^53": _header(number=2**53),
        "a number that is a float": _header(number=1.0),
        "a number that is true": _header(number=True),
        "a previous of 31 bytes": _header(previous=HEADER.previous[:-1]),
        "count 513": _header(count=513),
        "count -1": _header(count=-1),
        "a content of 33 bytes": _header(content=HEADER.content + b"\0"),
        "a roster that is nil": _header(roster=None),
        "a seen of no bytes": _header(seen=b""),
    }
    for name, header in named.items():
        yield _case("malformed", name, _signed(header, name))


def _authors() -> Iterator[Case]:
    moved = _signed(_header(journal=OTHER.journal), "another journal")
    yield _case("malformed", "a segment of another journal", moved)
    yield _case("malformed", "a segment asked for in another journal", FIRST, journal=OTHER.journal)
    yield _case("malformed", "a header that names another author", FIRST, author=LAPTOP.public)
    header = _header(device=LAPTOP.public.device)
    yield _case(
        "bad-signature",
        "a header that names a device which did not sign it",
        _signed(header, "named"),
        author=LAPTOP.public,
    )


def _signatures() -> Iterator[Case]:
    for name, signature in {
        "a signature of no bytes": b"",
        "a signature of 63 bytes": FIRST.signature[:-1],
        "a signature of 65 bytes": FIRST.signature + b"\0",
    }.items():
        yield _case("malformed", name, Segment(HEADER_BYTES, signature, FIRST.body))
    flipped = bytes([FIRST.signature[0] ^ 1]) + FIRST.signature[1:]
    for name, signature in {
        "one bit of the signature flipped": flipped,
        "the group's order added to s": curve.plus_order(FIRST.signature),
        "a signature of zeros": bytes(64),
        "the signature of another segment": SECOND.signature,
        "a signature by another device": LAPTOP.sign(labels.HEADER, HEADER_BYTES),
        "a signature for signing in": PHONE.sign(labels.AUTH, HEADER_BYTES),
        "a signature for the roster": PHONE.sign(labels.ROSTER, HEADER_BYTES),
        "a signature without a label": PHONE.sign(b"", HEADER_BYTES),
    }.items():
        yield _case("bad-signature", name, Segment(HEADER_BYTES, signature, FIRST.body))
    changed = Segment(_header(number=2), FIRST.signature, FIRST.body)
    yield _case("bad-signature", "a header changed after it was signed", changed)


def _bodies() -> Iterator[Case]:
    body = FIRST.body
    for name, other in {
        "a body of no bytes": b"",
        "a body of 48 bytes": body[:48],
        "a body cut short by a byte": body[:-1],
        "a body with a byte more": body + b"\0",
        "a body between two buckets": body + bytes(256),
    }.items():
        yield _case("malformed", name, Segment(HEADER_BYTES, FIRST.signature, other))
    for name, at in {"the salt": 0, "the ciphertext": 32, "the tag": -1}.items():
        flipped = bytearray(body)
        flipped[at] ^= 1
        yield _case("cannot-open", f"one bit of {name} flipped", Segment(HEADER_BYTES, FIRST.signature, bytes(flipped)))
    zeros = bytes(BUCKETS_BYTES[0] + 48)
    yield _case("cannot-open", "a body of zeros", Segment(HEADER_BYTES, FIRST.signature, zeros))
    yield _case("cannot-open", "the body of another segment", Segment(HEADER_BYTES, FIRST.signature, SECOND.body))
    yield _case("cannot-open", "a body sealed for another header", _body("moved", PADDED, context=SECOND.header_bytes))
    yield _case("cannot-open", "a body sealed under another label", _body("label", PADDED, label=labels.NAME))
    yield _case("cannot-open", "another epoch key", FIRST, epoch_key=OTHER.key.secret)


def _texts() -> Iterator[Case]:
    """Yield what only somebody who holds every key can make: signed, sealed, and not what was signed."""
    text = encode(TEXT)
    parts = list(msgspec.structs.asdict(TEXT).values())
    for name, padded in {
        "padding that is not zero": PADDED[:-1] + b"\1",
        "a length beyond the end": b"\0\x01\0\0" + PADDED[4:],
        "a text that is no text": pad(b"\xc0"),
        "a text with an item more": pad(encode([*parts, 1])),
        "a text with an item less": pad(encode(parts[:-1])),
        "a text with an array header of three bytes": pad(b"\xdc\0\3" + text[1:]),
        "a text with a byte after it": pad(text + b"\xc0"),
        "a text cut short by a byte": pad(text[:-1]),
        "an item of three parts": pad(encode([[[*TEXT.items[0], 1], TEXT.items[1]], *parts[1:]])),
        "another entry under the same blind": pad(encode(_with_items([(TEXT.items[0][0], b"other"), TEXT.items[1]]))),
        "the same entry under another blind": pad(encode(_with_items([(bytes(16), TEXT.items[0][1]), TEXT.items[1]]))),
        "the entries in another order": pad(encode(_with_items(TEXT.items[::-1]))),
        "an entry left out": pad(encode(_with_items(TEXT.items[:1]))),
        "an entry added": pad(encode(_with_items([*TEXT.items, TEXT.items[0]]))),
        "a bare leaf that is not the entry's": pad(encode(_with_items([(b"", bytes(48)), TEXT.items[1]]))),
        "other heads seen": pad(encode(msgspec.structs.replace(TEXT, seen=[]))),
        "heads seen under another blind": pad(encode(msgspec.structs.replace(TEXT, seen_blind=bytes(16)))),
    }.items():
        yield _case("cannot-open", name, _body(name, padded))
    for name, header, items in _signed_texts():
        yield _case("cannot-open", name, _signed(header, name, pad(encode(_with_items(items)))))


def _signed_texts() -> Iterator[tuple[str, bytes, Sequence[tuple[bytes, bytes]]]]:
    yield "a count too small", _header(count=1), TEXT.items
    yield "a count too large", _header(count=3), TEXT.items
    for name, item in {
        "a blind of 15 bytes that was signed": (bytes(15), b"one"),
        "a blind of 17 bytes that was signed": (bytes(17), b"one"),
        "a bare leaf of 31 bytes that was signed": (b"", bytes(31)),
        "a bare leaf without an erasure that was signed": (b"", bytes(32)),
    }.items():
        yield name, _header(count=1, content=content_hash([item])), [item]
    yield "a content that was never there", _header(content=bytes(32)), TEXT.items
    yield "a seen that was never there", _header(seen=seen_hash(bytes(16), [])), TEXT.items


def _with_items(items: Sequence[tuple[bytes, bytes]]) -> Text:
    return msgspec.structs.replace(TEXT, items=list(items))
