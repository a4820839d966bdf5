"""When a device was last heard from: the time of the newest entry of it that is here, as it says itself."""

from __future__ import annotations

from datetime import datetime

from twoway_client.store.database import Database
from twoway_client.times import local
from twoway_core.entry import decode_entry
from twoway_core.errors import PeerError
from twoway_core.ids import DeviceId, id_ms
from twoway_core.sealing.segment import Segment, open_segment
from twoway_core.trust.epochs import EpochKeys


def last_written(database: Database, epochs: EpochKeys, device: DeviceId) -> datetime | None:
    """Return when ``device`` wrote the newest entry of its segments here, on its own clock; None without one."""
    row = database.row(
        "SELECT roster, header, signature, body FROM segments "
        "WHERE device = ? AND count > 0 ORDER BY first DESC LIMIT 1",
        (device,),
    )
    if row is None:
        return None
    cited, *sealed = row
    try:
        items = open_segment(Segment(*sealed), epochs.at(cited), trusted=True).items
        newest = max(decode_entry(data).id for blind, data in items if blind)
        offset = next(decode_entry(data).offset for blind, data in items if blind)
    except (PeerError, ValueError, StopIteration):
        return None
    return local(id_ms(newest), offset)
