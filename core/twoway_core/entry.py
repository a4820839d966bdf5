"""Entries: an event with its id and its time, as bytes that never change once written.

``entry = msgpack [id, at, offset, batch, type, fields]``. The bytes are kept as they came: an
unknown type or field of a newer version is carried along untouched and applied after an upgrade.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from twoway_core.codec import decode, encode
from twoway_core.errors import MalformedError, TextRefusedError, TooLargeError
from twoway_core.ids import EntryId, is_entry_id

MAX_ENTRY_BYTES = 128 * 1024
MAX_TEXT_BYTES = 64 * 1024
MAX_INT = 2**53 - 1

Ref = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]


class Entry(msgspec.Struct, array_like=True, frozen=True):
    """One line of the journal.

    ``id``: 16 bytes, UUIDv7. ``at``: when it happened in life, ms since 1970 UTC. ``offset``: UTC
    offset in minutes. ``batch``: id of the first entry that the same command wrote, or None.
    ``type``: wire name of the event. ``fields``: the event as a msgpack map, still encoded.
    """

    id: Ref
    at: Annotated[int, msgspec.Meta(ge=-MAX_INT, le=MAX_INT)]
    offset: Annotated[int, msgspec.Meta(ge=-1080, le=1080)]
    batch: Ref | None
    type: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    fields: msgspec.Raw

    @property
    def entry_id(self) -> EntryId:
        """The id, as the order of the journal."""
        return EntryId(self.id)


def encode_entry(entry: Entry) -> bytes:
    """Return the bytes of ``entry``. Raises TooLargeError above 128 KiB."""
    data = encode(entry)
    if len(data) > MAX_ENTRY_BYTES:
        raise TooLargeError(f"an entry may have {MAX_ENTRY_BYTES} bytes, this one has {len(data)}")
    return data


def decode_entry(data: bytes) -> Entry:
    """Return the entry in ``data``. Raises MalformedError."""
    entry = decode(Entry, data, MAX_ENTRY_BYTES)
    if not is_entry_id(entry.id):
        raise MalformedError("an entry's id is not a UUIDv7")
    return entry


def check_text(text: str) -> str:
    """Return ``text`` if the journal can hold it exactly; it is never normalised.

    Raises TextRefusedError for lone surrogates or more than 64 KiB of UTF-8.
    """
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise TextRefusedError("this text holds a lone surrogate, which no file can carry exactly") from None
    if size > MAX_TEXT_BYTES:
        raise TextRefusedError(f"this text has {size} bytes; one entry holds at most {MAX_TEXT_BYTES}")
    return text
