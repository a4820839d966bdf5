"""The first entry of each device: what it wrote before anything else, as far as that is here."""

from __future__ import annotations

from twoway_client.store.database import Database
from twoway_client.store.outbox import Reader
from twoway_core.entry import decode_entry
from twoway_core.errors import PeerError
from twoway_core.sealing.segment import Segment, open_segment
from twoway_core.trust.epochs import EpochKeys

_FIRST_OF_CHAINS = """
    SELECT device, roster, header, signature, body FROM segments
    WHERE count > 0 AND (chain, number) IN (SELECT chain, min(number) FROM segments WHERE count > 0 GROUP BY chain)
"""


def first_entries(database: Database, reader: Reader, epochs: EpochKeys, own: bytes) -> dict[bytes, bytes]:
    """Return device -> the lowest id of what it wrote; one segment of each chain is opened."""
    found: dict[bytes, bytes] = {}
    for device, cited, *sealed in database.execute(_FIRST_OF_CHAINS).fetchall():
        try:
            items = open_segment(Segment(*sealed), epochs.at(cited), trusted=True).items
        except PeerError:
            continue  # twoway verify says which, and why
        _lower(found, device, [entry for blind, entry in items if blind])
    if own not in found:
        _lower(found, own, [entry for _, entry in reader.entries()])
    return found


def _lower(found: dict[bytes, bytes], device: bytes, entries: list[bytes]) -> None:
    for data in entries:
        try:
            name = decode_entry(data).id
        except PeerError:
            continue
        found[device] = min(found.get(device, name), name)
