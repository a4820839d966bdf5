"""The whole journal as JSON Lines: every entry but what was erased."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from twoway_client.desk import Desk
from twoway_client.past import PastDesk
from twoway_client.store.outbox import Reader
from twoway_client.store.whole import Kept, Whole, whole
from twoway_client.times import to_ms
from twoway_core.exchange.cloud_events import to_line
from twoway_core.exchange.merging import kept
from twoway_core.ids import id_ms


class Leaving(NamedTuple):
    """The entries that leave, and how many stay because they cannot be read, or were erased."""

    entries: list[Kept]
    unreadable: int
    erased: int


def read_whole(desk: Desk) -> Whole:
    """Return every entry of the journal, filed or waiting."""
    desk.index.refresh()
    reader = Reader(desk.database, desk.device_keys.agreement, desk.secret.local)
    return whole(desk.database, reader, desk.epoch_keys, desk.keys.device)


def leaving(desk: Desk) -> Leaving:
    """Return what an export holds; in the past, what had been written by then and was not erased since."""
    everything, unreadable = read_whole(desk)
    limit = to_ms(desk.now) if isinstance(desk, PastDesk) else None
    known = [one for one in everything if limit is None or id_ms(one.entry.id) <= limit]
    later = [one for one in everything if limit is not None and id_ms(one.entry.id) > limit]
    ids = kept((one.entry for one in known), (one.entry for one in later))
    entries = [one for one in known if one.entry.id in ids]
    return Leaving(entries, unreadable, len(known) - len(entries))


def journal_lines(entries: list[Kept]) -> Iterator[str]:
    """Yield a line for each of ``entries``."""
    return (f"{to_line(one.data, one.device)}\n" for one in entries)
