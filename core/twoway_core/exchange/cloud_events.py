"""The journal as JSON Lines of CloudEvents 1.0: one entry a line, to be read by people and programs and taken in again.

- ``entry`` is an extension attribute: the exact bytes of the entry in base64. It alone is taken in again; an unknown
  type or field of a newer version goes out and comes back untouched.
- ``data`` holds the same fields to be read: ids as UUIDs, other bytes in base64, null for what JSON has no form for.
  CloudEvents allows ``data`` or ``data_base64`` in one event, never both: the bytes have a name of their own.
- A line whose parts do not agree was edited by hand, and is refused: what is read must be what is taken in.
- No letter of a line drives a terminal: controls and changes of direction are written as JSON escapes.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64encode

import msgspec

from twoway_core.entry import MAX_ENTRY_BYTES, Entry, decode_entry
from twoway_core.errors import MalformedError
from twoway_core.events.vocabulary import UNREADABLE
from twoway_core.ids import id_ms, is_entry_id
from twoway_core.journal.parts import part_of
from twoway_core.projections.view import moment

MAX_LINE_BYTES = 1024 * 1024
"""One byte of an entry takes six letters at most (a control character), and the bytes themselves a third more."""
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


class _Line(msgspec.Struct):
    """What is read of a line; other attributes are ignored, as CloudEvents has it."""

    specversion: str
    id: str
    type: str
    entry: str
    data: msgspec.Raw = msgspec.Raw(b"null")


def to_line(data: bytes, device: bytes) -> str:
    """Return the entry in ``data``, which ``device`` wrote, as one line without its end. Raises MalformedError."""
    entry = decode_entry(data)
    part = part_of(entry)
    line = {
        "specversion": "1.0",
        "id": uuid_text(entry.id),
        "source": f"urn:twoway:device:{device.hex()}",
        "type": _type(entry),
        **({} if part is None else {"subject": uuid_text(part)}),
        "time": _time(entry.at, entry.offset),
        "recordedtime": _time(id_ms(entry.id), 0),
        "datacontenttype": "application/json",
        "data": _fields(entry),
        "entry": b64encode(data).decode(),
    }
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", msgspec.json.encode(line).decode())


def from_line(line: bytes) -> bytes:
    """Return the bytes of the entry in ``line``. Raises MalformedError."""
    if len(line) > MAX_LINE_BYTES:
        raise MalformedError(f"it is longer than {MAX_LINE_BYTES} bytes")
    try:
        read = msgspec.json.decode(line, type=_Line)
        shown = msgspec.json.decode(read.data)
        data = binascii.a2b_base64(read.entry, strict_mode=True)
    except (*UNREADABLE, ValueError):
        raise MalformedError("it is not an entry that twoway exported") from None
    if read.specversion != "1.0":
        raise MalformedError("it is of another version of CloudEvents than 1.0")
    if len(data) > MAX_ENTRY_BYTES:
        raise MalformedError("it holds an entry that is too long")
    entry = decode_entry(data)
    if (read.id, read.type) != (uuid_text(entry.id), _type(entry)) or shown != _shown(entry):
        raise MalformedError("what it says and the bytes of its entry differ: it was edited")
    return data


def uuid_text(entry: bytes) -> str:
    """Return the id of an entry as a UUID is written."""
    digits = entry.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _type(entry: Entry) -> str:
    return f"twoway.{entry.type}.v1"


def _time(at_ms: int, offset: int) -> str:
    return moment(at_ms, offset).isoformat(timespec="milliseconds")


def _shown(entry: Entry) -> object:
    """Return the readable fields as they are once written and read."""
    return msgspec.json.decode(msgspec.json.encode(_fields(entry)))


def _fields(entry: Entry) -> object:
    """Return the fields to be read; nothing where they are no msgpack, the bytes hold them all the same."""
    try:
        return _readable(msgspec.msgpack.decode(entry.fields))
    except UNREADABLE:
        return None


def _readable(value: object) -> object:
    if isinstance(value, bytes):
        return uuid_text(value) if is_entry_id(value) else b64encode(value).decode()
    if isinstance(value, dict):
        return {key if isinstance(key, str) else repr(_readable(key)): _readable(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_readable(one) for one in value]
    return value if isinstance(value, str | int | float) else None
