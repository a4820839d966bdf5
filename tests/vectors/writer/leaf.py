"""leaf.json: what a header commits to, and the padding of what a body hides."""

from __future__ import annotations

from collections.abc import Sequence

from tests.core.chance import Chance
from tests.vectors.writer.cases import Case, case
from twoway_core.sealing.segment import Seen, content_hash, leaf, pad, seen_hash

ABOUT = "Leaves, the hash over them, the hash of what was seen, and padding."

CHANCE = Chance("vectors: leaf")
BLINDS = [CHANCE(16) for _ in range(3)]
SEEN = [Seen(CHANCE(16), CHANCE(16), number, CHANCE(32)) for number in (1, 300, 2**53 - 1)]
ENTRIES = [b"one", b"", b"three"]
ITEMS = list(zip(BLINDS, ENTRIES, strict=True))
ERASURE = bytes(range(16))

Item = tuple[bytes, bytes]


def cases() -> list[Case]:
    """Return the cases of leaf.json."""
    return [*_leaves(), *_contents(), *_seen(), *_padding()]


def items_of(items: Sequence[Item]) -> list[dict[str, bytes]]:
    """Return ``items`` by name: an entry under its blind, or the bare leaf, and for which erasure it was destroyed."""
    return [
        {"blind": blind, "entry": entry} if blind else {"leaf": entry[:32], "erasure": entry[32:]}
        for blind, entry in items
    ]


def _leaves() -> list[Case]:
    named = zip(("a leaf", "the leaf of nothing", "another leaf"), ITEMS, strict=True)
    return [
        case("success", name, do="leaf", blind=blind, entry=entry, leaf=leaf(blind, entry))
        for name, (blind, entry) in named
    ]


def _contents() -> list[Case]:
    good = {
        "content of nothing": [],
        "content of one entry": ITEMS[:1],
        "content of three entries": ITEMS,
        "content in another order": ITEMS[::-1],
        "content with a bare leaf has the hash that it had": [ITEMS[0], (b"", leaf(*ITEMS[1]) + ERASURE), ITEMS[2]],
    }
    bad = {
        "a blind of 15 bytes": [(BLINDS[0][:-1], b"one")],
        "a blind of 17 bytes": [(BLINDS[0] + b"\0", b"one")],
        "a bare leaf of 31 bytes": [(b"", bytes(31))],
        "a bare leaf without an erasure": [(b"", bytes(32))],
        "a bare leaf with an erasure of 15 bytes": [(b"", bytes(47))],
        "a bare leaf with an erasure of 17 bytes": [(b"", bytes(49))],
    }
    return [
        case("success", name, do="content", items=items_of(items), content=content_hash(items))
        for name, items in good.items()
    ] + [case("cannot-open", name, do="content", items=items_of(items)) for name, items in bad.items()]


def _seen() -> list[Case]:
    return [
        case("success", name, do="seen", blind=BLINDS[0], seen=seen, hash=seen_hash(BLINDS[0], seen))
        for name, seen in {"nothing was seen": SEEN[:0], "one head": SEEN[:1], "three heads": SEEN}.items()
    ]


def _padding() -> list[Case]:
    good = {"padding around nothing": b"", "padding around a text": b"text", "no room left": b"x" * 508}
    good["one byte more takes the next bucket"] = b"x" * 509
    bad = {
        "a byte of padding that is not zero": pad(b"text")[:-1] + b"\1",
        "the first byte of padding is not zero": b"\0\0\0\4text\1" + bytes(503),
        "a length beyond the end": (509).to_bytes(4, "big") + bytes(508),
        "a length of 2^32 - 1": b"\xff" * 4 + bytes(508),
        "a length in another byte order": b"\4\0\0\0text" + bytes(504),
    }
    return [case("success", name, do="pad", text=text, padded=pad(text)) for name, text in good.items()] + [
        case("cannot-open", name, do="pad", padded=padded) for name, padded in bad.items()
    ]
