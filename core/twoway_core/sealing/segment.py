"""Segments: a run of entries of one chain, sealed.

``segment = header ‖ signature ‖ body``. The header is readable and is signed; through blinded leaves
it commits to the plaintext, so that a body cannot open to two texts and one entry can be destroyed
later while the signature still holds. The header's bytes are the associated data of the body: their
layout never changes within a format number.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from typing import Annotated

import msgspec

from twoway_core.codec import Whole, Wire, decode_canonical, encode
from twoway_core.errors import CannotOpenError, MalformedError, TooLargeError, UnsupportedError
from twoway_core.ids import ID_BYTES, ChainId, DeviceId, JournalId
from twoway_core.sealing import labels
from twoway_core.sealing.keys import SIGNATURE_BYTES, DevicePublic, EpochKey
from twoway_core.sealing.symmetric import OVERHEAD_BYTES, open_sealed

HASH_BYTES = 32
BLIND_BYTES = 16
MAX_ENTRIES = 512
MAX_SEEN = 512
MAX_HEADER_BYTES = 256
BUCKETS_BYTES = tuple(512 << power for power in range(10))  # 512 B to 256 KiB
MAX_BODY_BYTES = BUCKETS_BYTES[-1] + OVERHEAD_BYTES
_LENGTH_BYTES = 4

Id = Annotated[bytes, msgspec.Meta(min_length=ID_BYTES, max_length=ID_BYTES)]
Hash = Annotated[bytes, msgspec.Meta(min_length=HASH_BYTES, max_length=HASH_BYTES)]
Number = Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1)]
Count = Annotated[int, msgspec.Meta(ge=0, le=MAX_ENTRIES)]


class Header(Wire, frozen=True):
    """The readable part of a segment; every field is signed and bound to the body.

    ``previous``: hash of the segment before; in segment 1, 32 random bytes.
    ``content``: hash over the leaves. ``roster``: hash of the roster entry in force.
    ``seen``: blinded hash of what the body says was seen of other chains.
    """

    format: Whole
    journal: Id
    device: Id
    chain: Id
    number: Number
    previous: Hash
    count: Count
    content: Hash
    roster: Hash
    seen: Hash


class Seen(Wire, frozen=True):
    """The last segment of another chain that the writer held."""

    device: Id
    chain: Id
    number: Number
    hash: Hash


class Text(Wire, frozen=True):
    """What a body hides: (blind, entry) pairs, or (empty, leaf ‖ id of the erasure) where an entry was destroyed."""

    items: Annotated[list[tuple[bytes, bytes]], msgspec.Meta(max_length=MAX_ENTRIES)]
    seen_blind: Annotated[bytes, msgspec.Meta(min_length=BLIND_BYTES, max_length=BLIND_BYTES)]
    seen: Annotated[list[Seen], msgspec.Meta(max_length=MAX_SEEN)]


class Segment(msgspec.Struct, frozen=True, dict=True):
    """A sealed segment as it travels: the bytes that were signed, never a second encoding of them."""

    header_bytes: bytes
    signature: bytes
    body: bytes

    @cached_property
    def header(self) -> Header:
        """The header, decoded. Raises UnsupportedError or MalformedError."""
        return decode_header(self.header_bytes)

    @cached_property
    def hash(self) -> bytes:
        """The 32 bytes by which the next segment and every vector of heads name this one."""
        return sha256(self.header_bytes + self.signature).digest()


def decode_header(data: bytes) -> Header:
    """Return the header in ``data`` (at most 256 bytes, canonical).

    Raises UnsupportedError for another format number, MalformedError for anything else.
    """
    if 1 < len(data) <= MAX_HEADER_BYTES and data[1] != labels.FORMAT:
        raise UnsupportedError(f"segment format {data[1]} is not one that this version reads")
    return decode_canonical(Header, data, MAX_HEADER_BYTES)


def check_segment(segment: Segment, journal: bytes, author: DevicePublic) -> None:
    """Check what can be checked without keys: sizes, journal, author and signature.

    Raises MalformedError, UnsupportedError or BadSignatureError.
    """
    if segment.header.journal != journal:
        raise MalformedError("this segment belongs to another journal")
    if len(segment.body) - OVERHEAD_BYTES not in BUCKETS_BYTES:
        raise MalformedError("a segment's body does not fill a bucket")
    if len(segment.signature) != SIGNATURE_BYTES or segment.header.device != author.device:
        raise MalformedError("this segment is not by that device")
    author.verify(labels.HEADER, segment.header_bytes, segment.signature)


def leaf(blind: bytes, entry: bytes) -> bytes:
    """Return the blinded hash of one entry: 32 bytes."""
    return sha256(labels.LEAF + blind + entry).digest()


def content_hash(items: Sequence[tuple[bytes, bytes]]) -> bytes:
    """Return the hash over the leaves of ``items``; a pair without blind is a bare leaf."""
    prefix = labels.LEAF
    leaves = [sha256(prefix + blind + entry).digest() if blind else entry[:HASH_BYTES] for blind, entry in items]
    return sha256(labels.CONTENT + b"".join(leaves)).digest()


def seen_hash(blind: bytes, seen: Sequence[Seen]) -> bytes:
    """Return the blinded hash of what was seen: 32 bytes."""
    return sha256(labels.SEEN + blind + encode(list(seen))).digest()


def chain_id(journal: JournalId, device: DeviceId, first_previous: bytes) -> ChainId:
    """Return the id of the chain whose segment 1 has ``first_previous`` (32 random bytes)."""
    return ChainId(sha256(labels.CHAIN + journal + device + first_previous).digest()[:ID_BYTES])


def pad(text: bytes) -> bytes:
    """Return ``text`` behind its length (4 bytes, big-endian), zeros after it up to a bucket.

    Raises TooLargeError when it fits into none.
    """
    size = _LENGTH_BYTES + len(text)
    bucket = next((bucket for bucket in BUCKETS_BYTES if bucket >= size), 0)
    if not bucket:
        raise TooLargeError(f"a segment holds {BUCKETS_BYTES[-1]} bytes of text, this one has {size}")
    return len(text).to_bytes(_LENGTH_BYTES, "big") + text + bytes(bucket - size)


def unpad(padded: bytes) -> bytes:
    """Return the text in ``padded``. Raises CannotOpenError when length or zeros are wrong."""
    end = _LENGTH_BYTES + int.from_bytes(padded[:_LENGTH_BYTES], "big")
    if end > len(padded) or padded.count(0, end) != len(padded) - end:
        raise CannotOpenError("a segment's padding is wrong")
    return padded[_LENGTH_BYTES:end]


def open_segment(segment: Segment, key: EpochKey, *, trusted: bool = False) -> Text:
    """Return what ``segment`` hides; ``trusted`` skips the hashes of a segment checked on arrival.

    Raises CannotOpenError if the key, any byte, or a commitment of the header does not fit.
    """
    if len(segment.body) > MAX_BODY_BYTES:
        raise CannotOpenError("longer than any segment may be")
    text = unpad(open_sealed(key.secret, labels.BODY, segment.header_bytes, segment.body))
    try:
        opened = decode_canonical(Text, text, BUCKETS_BYTES[-1])
    except MalformedError:
        raise CannotOpenError("a segment's text is malformed") from None
    if not trusted:
        check_text(segment.header, opened)
    return opened


def check_text(header: Header, opened: Text) -> None:
    """Check that ``opened`` is the text that ``header`` commits to. Raises CannotOpenError."""
    if any(not is_item(blind, entry) for blind, entry in opened.items):
        raise CannotOpenError("a segment's text is malformed")
    if (
        len(opened.items) != header.count
        or content_hash(opened.items) != header.content
        or seen_hash(opened.seen_blind, opened.seen) != header.seen
    ):
        raise CannotOpenError("a segment's text is not the one that was signed")


def is_item(blind: bytes, entry: bytes) -> bool:
    """Return whether the pair is a blinded entry (blind of 16 bytes) or a bare leaf (32 bytes, and an id)."""
    return len(blind) == BLIND_BYTES if blind else len(entry) == HASH_BYTES + ID_BYTES
