"""Replacing bodies: the text of an entry is destroyed, and the segment that held it stands.

The body is sealed anew under the same header and epoch key, with a fresh salt. In place of the entry stands a
bare leaf: what the header commits to, and the id of the ``entry.erased`` for which the text went. So every
signature holds, and every reader can tell what was erased from what was damaged. A replacement is signed by
the device that made it.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from hashlib import sha256
from typing import Annotated

import msgspec

from twoway_core.codec import Wire, encode
from twoway_core.errors import BadSignatureError, MalformedError
from twoway_core.sealing import labels
from twoway_core.sealing.keys import SIGNATURE_BYTES, DeviceKeys, DevicePublic, EpochKey
from twoway_core.sealing.segment import (
    BUCKETS_BYTES,
    HASH_BYTES,
    MAX_BODY_BYTES,
    Hash,
    Id,
    Segment,
    Text,
    check_text,
    leaf,
    pad,
)
from twoway_core.sealing.symmetric import OVERHEAD_BYTES, Random, seal


class Replacement(Wire, frozen=True):
    """A new body for the segment with the hash ``segment``, signed by the ``device`` that sealed it."""

    segment: Hash
    body: Annotated[bytes, msgspec.Meta(max_length=MAX_BODY_BYTES)]
    device: Id
    signature: Annotated[bytes, msgspec.Meta(min_length=SIGNATURE_BYTES, max_length=SIGNATURE_BYTES)]


def bare_leaves(text: Text) -> dict[int, bytes]:
    """Return the place of each bare leaf in ``text``, with the id of the erasure that it names."""
    return {place: entry[HASH_BYTES:] for place, (blind, entry) in enumerate(text.items) if not blind}


def destroyed(text: Text, erasures: Mapping[int, bytes]) -> Text:
    """Return ``text`` with a bare leaf at each place of ``erasures``, naming the erasure given for it.

    A leaf that is bare already stays as it is.
    """
    items = [
        (b"", leaf(blind, entry) + erasures[place]) if blind and place in erasures else (blind, entry)
        for place, (blind, entry) in enumerate(text.items)
    ]
    return msgspec.structs.replace(text, items=items)


def restored(text: Text, other: Text, counting: Container[bytes]) -> Text:
    """Return ``text`` with the items of ``other`` where it has a bare leaf whose erasure is not in ``counting``.

    Both must fit the same header; then each item of one can stand in the other.
    """
    items = [
        mine if mine[0] or mine[1][HASH_BYTES:] in counting else theirs
        for mine, theirs in zip(text.items, other.items, strict=True)
    ]
    return msgspec.structs.replace(text, items=items)


def reseal(segment: Segment, text: Text, key: EpochKey, random: Random) -> Segment:
    """Return ``segment`` with a body that holds ``text``. Raises CannotOpenError where its header says otherwise."""
    check_text(segment.header, text)
    body = seal(key.secret, labels.BODY, segment.header_bytes, pad(encode(text)), random)
    return Segment(segment.header_bytes, segment.signature, body)


def replace(segment: Segment, keys: DeviceKeys) -> Replacement:
    """Return the body of ``segment`` as a replacement, signed by the device with ``keys``."""
    device = keys.public.device
    signature = keys.sign(labels.REPLACE, replacement_message(device, segment.hash, segment.body))
    return Replacement(segment.hash, segment.body, device, signature)


def replacement_message(device: bytes, segment: bytes, body: bytes) -> bytes:
    """Return what is signed: the device, the hash of the segment, the SHA-256 of the new body."""
    return encode([device, segment, sha256(body).digest()])


def check_replacement(replacement: Replacement, author: DevicePublic) -> None:
    """Check what can be checked without keys. Raises MalformedError for its size, BadSignatureError for its signer."""
    if len(replacement.body) - OVERHEAD_BYTES not in BUCKETS_BYTES:
        raise MalformedError("a new body does not fill a bucket")
    if replacement.device != author.device:
        raise BadSignatureError("this replacement is not by that device")
    message = replacement_message(replacement.device, replacement.segment, replacement.body)
    author.verify(labels.REPLACE, message, replacement.signature)
