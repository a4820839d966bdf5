"""entry.json: entries, which are kept as they came and need not be canonical."""

from __future__ import annotations

import msgspec

from tests.vectors.writer.cases import Case, case
from twoway_core.codec import encode
from twoway_core.entry import MAX_INT, Entry, decode_entry
from twoway_core.ids import make_entry_id

ABOUT = "Entries: kept as they came, so a second encoding and further items are no fault."

ID = make_entry_id(1_772_629_800_000, 3, 0x0123456789ABCDE)
BATCH = make_entry_id(1_772_629_800_000, 2, 0x0FEDCBA987654321)
AT = 1_772_629_800_000
TYPE = "answer.noted"
FIELDS = encode({"text": "They deploy on Fridays.", "certainty": "sure"})
GOOD = [ID, AT, 60, None, TYPE, msgspec.Raw(FIELDS)]


def cases() -> list[Case]:
    """Return the cases of entry.json."""
    return [
        *(_good(name, data) for name, data in _taken().items()),
        *(case("malformed", name, entry=data) for name, data in _refused().items()),
    ]


def entry_with(**changed: object) -> bytes:
    """Return the good entry with some of its items changed."""
    names = ("id", "at", "offset", "batch", "type", "fields")
    return encode(list((dict(zip(names, GOOD, strict=True)) | changed).values()))


def _good(name: str, data: bytes) -> Case:
    entry: Entry = decode_entry(data)
    return case("success", name, entry=data, **msgspec.structs.asdict(entry))


def _taken() -> dict[str, bytes]:
    good = encode(GOOD)
    return {
        "an entry": good,
        "an entry of a batch": entry_with(batch=BATCH),
        "the largest at and offset": entry_with(at=MAX_INT, offset=1080),
        "the smallest at and offset": entry_with(at=-MAX_INT, offset=-1080),
        "a type that is not known": entry_with(type="dream.dreamt"),
        "a type of 64 characters": entry_with(type="x" * 64),
        "a type of 64 characters beyond the basic plane": entry_with(type="\U0001f600" * 64),
        "a type with a zero byte and a right-to-left mark": entry_with(type="a\0\u200fb"),
        "no fields": entry_with(fields={}),
        "fields that are no map, which is for the reader of events to judge": entry_with(fields=[1, 2]),
        "fields with a key twice": entry_with(fields=msgspec.Raw(bytes.fromhex("82a16101a16102"))),
        "fields with arrays nested a hundred deep": entry_with(fields=msgspec.Raw(b"\x91" * 100 + b"\xc0")),
        "further items of a newer version": encode([*GOOD, "new", {"newer": True}]),
        "an array header of three bytes": b"\xdc\0\6" + good[1:],
        "an offset in nine bytes": entry_with(offset=msgspec.Raw(bytes.fromhex("cf000000000000003c"))),
        "an id with a header of three bytes": entry_with(id=msgspec.Raw(b"\xc5\0\x10" + ID)),
        "a type with a header of two bytes": entry_with(type=msgspec.Raw(b"\xd9\x0c" + TYPE.encode())),
    }


def _refused() -> dict[str, bytes]:
    good = encode(GOOD)
    return {
        "nothing": b"",
        "nil": b"\xc0",
        "a map": encode({"id": ID}),
        "an item too few": encode(GOOD[:5]),
        "a byte after it": good + b"\xc0",
        "cut short by a byte": good[:-1],
        "cut short in its id": good[:10],
        "an id of 15 bytes": entry_with(id=ID[:-1]),
        "an id of 17 bytes": entry_with(id=ID + b"\0"),
        "an id of version 4": entry_with(id=ID[:6] + b"\x40" + ID[7:]),
        "an id of variant 0": entry_with(id=ID[:8] + b"\x01" + ID[9:]),
        "an id that is text": entry_with(id="x" * 16),
        "an at of 2^53": entry_with(at=MAX_INT + 1),
        "an at of -2^53": entry_with(at=-MAX_INT - 1),
        "an at that is a float": entry_with(at=1.0),
        "an at that is true": entry_with(at=True),
        "an offset of 1081": entry_with(offset=1081),
        "an offset of -1081": entry_with(offset=-1081),
        "an empty batch": entry_with(batch=b""),
        "a batch of 15 bytes": entry_with(batch=BATCH[:-1]),
        "an empty type": entry_with(type=""),
        "a type of 65 characters": entry_with(type="x" * 65),
        "a type that is bytes": entry_with(type=TYPE.encode()),
        "a type that is not UTF-8": entry_with(type=msgspec.Raw(b"\xa2a\xff")),
        "a type with a lone surrogate": entry_with(type=msgspec.Raw(b"\xa3\xed\xa0\x80")),
        "fields that promise more than there is": entry_with(fields=msgspec.Raw(b"\x81\xa1a")),
        "fields that hold the byte that is never used": entry_with(fields=msgspec.Raw(b"\x81\xa1a\xc1")),
    }
