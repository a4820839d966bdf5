"""Every entry of the journal as its bytes are, with the device that wrote it: to export it, or to compare it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from twoway_client.store.database import Database
from twoway_client.store.outbox import Reader
from twoway_core.entry import Entry, decode_entry
from twoway_core.errors import PeerError
from twoway_core.sealing.segment import Segment, open_segment
from twoway_core.trust.epochs import EpochKeys


class Kept(NamedTuple):
    """An entry, its bytes, and the id of the device that wrote it."""

    entry: Entry
    data: bytes
    device: bytes


class Whole(NamedTuple):
    """The entries in order of ids, each reading once; and how many there are that are no entries, or do not open."""

    entries: list[Kept]
    left_out: int


def whole(database: Database, reader: Reader, epochs: EpochKeys, own: bytes) -> Whole:
    """Return the whole journal; ``own``: the device whose outbox it is."""
    found: dict[bytes, Kept] = {}
    unreadable: set[bytes] = set()
    for device, data in _everything(database, reader, epochs, own):
        if data in found or data in unreadable:
            continue
        try:
            found[data] = Kept(decode_entry(data), data, device)
        except PeerError:
            unreadable.add(data)
    entries = sorted(found.values(), key=lambda one: (one.entry.id, one.data))
    return Whole(entries, len(unreadable) + len(reader.damaged))


def _everything(database: Database, reader: Reader, epochs: EpochKeys, own: bytes) -> Iterator[tuple[bytes, bytes]]:
    sql = "SELECT device, roster, header, signature, body FROM segments WHERE count > 0 ORDER BY first"
    for device, cited, *sealed in database.execute(sql):
        try:
            items = open_segment(Segment(*sealed), epochs.at(cited), trusted=True).items
        except PeerError:
            continue  # twoway verify says which, and why
        yield from ((device, data) for blind, data in items if blind)
    yield from ((own, data) for _, data in reader.entries())
