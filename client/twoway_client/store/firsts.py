"""The first entry that a device wrote once an entry of the roster stood, as far as that is here."""

from __future__ import annotations

from dataclasses import dataclass

from twoway_client.store.database import Database
from twoway_client.store.outbox import Reader
from twoway_core.entry import decode_entry
from twoway_core.errors import PeerError
from twoway_core.sealing.segment import Segment, open_segment
from twoway_core.trust.epochs import EpochKeys

_FIRST_OF_CHAINS = """
    SELECT roster, header, signature, body FROM segments
    WHERE count > 0 AND (chain, number) IN (
        SELECT chain, min(number) FROM segments WHERE count > 0 AND device = ? AND roster >= ? GROUP BY chain
    )
"""


@dataclass(frozen=True, slots=True)
class Firsts:
    """Opens one segment of each chain for a question; ``own``: this device, whose entries may wait in the outbox."""

    database: Database
    reader: Reader
    epochs: EpochKeys
    own: bytes

    def since(self, device: bytes, number: int) -> bytes | None:
        """Return the lowest id of what ``device`` wrote in segments that cite entry ``number`` or a later one."""
        found: list[bytes] = []
        for cited, *sealed in self.database.execute(_FIRST_OF_CHAINS, (device, number)).fetchall():
            try:
                items = open_segment(Segment(*sealed), self.epochs.at(cited), trusted=True).items
            except PeerError:
                continue  # twoway verify says which, and why
            found += _ids([entry for blind, entry in items if blind])
        if not found and device == self.own:
            found = self._outbox()
        return min(found, default=None)

    def _outbox(self) -> list[bytes]:
        """Return the id of the first entry that waits; the outbox rises."""
        return next((found for _, data in self.reader.entries() if (found := _ids([data]))), [])


def _ids(entries: list[bytes]) -> list[bytes]:
    found: list[bytes] = []
    for data in entries:
        try:
            found.append(decode_entry(data).id)
        except PeerError:
            continue  # kept and counted by the fold
    return found
