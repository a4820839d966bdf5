"""Entries from the newest backwards, each with the device that wrote it, opening no more segments than are asked for.

Every chain, and the outbox, holds its entries in rising order of ids, so that merging their ends is enough; but
where another journal was imported, its entries kept their ids, and everything is opened and sorted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from twoway_client.store.database import Database
from twoway_client.store.outbox import Reader
from twoway_core.entry import Entry, decode_entry
from twoway_core.errors import PeerError
from twoway_core.journal.undo import brought_by
from twoway_core.sealing.segment import Segment, open_segment
from twoway_core.trust.epochs import EpochKeys

_WINDOW = 256


class Written(NamedTuple):
    """An entry, and the id of the device that wrote it."""

    id: bytes
    entry: Entry
    device: bytes


def is_mixed(shared: Iterable[Entry]) -> bool:
    """Return whether the ``shared`` entries tell of an import whose entries kept their ids."""
    return bool(brought_by(shared))


def newest_first(
    database: Database, reader: Reader, epochs: EpochKeys, own: bytes, *, others: bool = True, mixed: bool = False
) -> Iterator[Written]:
    """Yield what is in the journal, the newest first, each id once; only what ``own`` wrote unless ``others``.

    ``mixed``: ids do not rise along the chains.
    """
    chains = database.execute("SELECT DISTINCT chain, device FROM segments WHERE count > 0").fetchall()
    streams = [_chain(database, epochs, name, device) for name, device in chains if others or device == own]
    streams.append(_outbox(database, reader, own))
    order = attrgetter("id")
    merged = sorted(chain.from_iterable(streams), key=order, reverse=True) if mixed else None
    last = None
    for written in merged if merged is not None else merge(*streams, key=order, reverse=True):
        if written.id != last:
            last = written.id
            yield written


def _outbox(database: Database, reader: Reader, own: bytes) -> Iterator[Written]:
    before = int(database.row("SELECT coalesce(max(seq), 0) FROM outbox")[0]) + 1
    while before > 1:
        after = max(before - _WINDOW - 1, 0)
        yield from _readable([data for _, data in reader.entries(after, before)], own)
        before = after + 1


def _chain(database: Database, epochs: EpochKeys, chain: bytes, device: bytes) -> Iterator[Written]:
    sql = "SELECT roster, header, signature, body FROM segments WHERE chain = ? AND count > 0 ORDER BY number DESC"
    for cited, *sealed in database.execute(sql, (chain,)):
        try:
            items = open_segment(Segment(*sealed), epochs.at(cited), trusted=True).items
        except PeerError:
            continue  # twoway verify says which, and why
        yield from _readable([data for blind, data in items if blind], device)


def _readable(data: Iterable[bytes], device: bytes) -> list[Written]:
    """Return the entries in ``data`` that can be read, the newest first."""
    found = []
    for one in data:
        try:
            entry = decode_entry(one)
        except PeerError:
            continue  # kept and counted by the fold
        found.append(Written(entry.id, entry, device))
    return sorted(found, key=attrgetter("id"), reverse=True)
