"""Erasures as this device filed them: whose they are, and from when their 72 hours run here.

The hours count from when this device first filed the erasure, by its own clock: nobody else's clock plays a
part, and a clock that was set back waits longer. What an erasure covers, and whether it counts (it may have
been cancelled), is asked of the journal at each use, never of these tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from twoway_client.store.database import Database
from twoway_client.store.due import WAIT_MS
from twoway_core.entry import Entry
from twoway_core.events.log import EntryErased
from twoway_core.events.vocabulary import decode_event
from twoway_core.journal.amendments import resolve
from twoway_core.journal.gather import gather
from twoway_core.journal.parts import target_of

NOT_OPENED = -1
_ERASED = "entry.erased"


@dataclass(frozen=True, slots=True)
class Erasure:
    """An ``entry.erased``, its target, and the opportunity of both; ``accepted_ms`` by the clock of this device."""

    id: bytes
    target: bytes
    part: bytes | None
    device: bytes
    accepted_ms: int

    @property
    def due_ms(self) -> int:
        """When the text may be destroyed here, ms since 1970."""
        return self.accepted_ms + WAIT_MS


def file_erasure(database: Database, entry: bytes, event: EntryErased, device: bytes, now_ms: int) -> None:
    """Begin the 72 hours of the erasure that ``entry`` is; inside a transaction. One that was filed keeps its time."""
    database.execute(
        "INSERT INTO erasures VALUES (?, ?, ?, ?, ?, 0) ON CONFLICT (erasure) DO UPDATE SET settled = 0",
        (entry, event.target, event.opportunity or b"", device, now_ms),
    )


def note_arrivals(
    database: Database,
    entries: Mapping[bytes, list[Entry]],
    numbers: Mapping[bytes, list[int]],
    now_ms: int,
    *,
    is_first: bool,
) -> None:
    """File the erasures among new ``entries``, by part with their local ``numbers``; inside a transaction.

    ``is_first``: these are all entries that count, so an erasure that is not among them does not count any more,
    and begins anew if it comes back. A copy of an entry that was erased before is to be destroyed as well.
    """
    filed = [
        (entry, seq)
        for part, each in entries.items()
        for entry, seq in zip(each, numbers[part], strict=True)
        if entry.type == _ERASED
    ]
    if is_first:
        kept = {entry.id for entry, _ in filed}
        for (name,) in database.execute("SELECT erasure FROM erasures").fetchall():
            if name not in kept:
                database.execute("DELETE FROM erasures WHERE erasure = ?", (name,))
    for entry, seq in filed:
        event = decode_event(entry.type, entry.fields)
        if isinstance(event, EntryErased):
            file_erasure(database, entry.id, event, _author(database, seq), now_ms)
    _look_again(database, (entry for each in entries.values() for entry in each))


def _author(database: Database, seq: int) -> bytes:
    """Return the device that wrote the entry with the local number ``seq``: this one where it waits to be sent."""
    sql = "SELECT first + count, device FROM segments WHERE first <= ? AND count > 0 ORDER BY first DESC LIMIT 1"
    row = database.row(sql, (seq,))
    return row[1] if row is not None and seq < row[0] else database.owner


def _look_again(database: Database, entries: Iterable[Entry]) -> None:
    """Let erasures be done again that cover what came just now."""
    erased = dict(database.execute("SELECT target, erasure FROM erasures UNION SELECT entry, erasure FROM destroyed"))
    if not erased:
        return
    for entry in entries:
        covered = entry.id if entry.id in erased else target_of(entry)
        if covered in erased:
            sql = "UPDATE erasures SET settled = 0 WHERE target = ? OR erasure = ?"
            database.execute(sql, (covered, erased[covered]))


def note_bare(database: Database, name: bytes, leaves: Mapping[int, bytes]) -> None:
    """Keep which leaves of the segment ``name`` have no text, and the erasure that each names; in a transaction."""
    known = database.execute("SELECT place, erasure FROM bare WHERE hash = ?", (name,)).fetchall()
    if dict(known) == leaves:
        return
    database.execute("DELETE FROM bare WHERE hash = ?", (name,))
    for place, erasure in leaves.items():
        database.execute("INSERT INTO bare (hash, place, erasure) VALUES (?, ?, ?)", (name, place, erasure))


def note_unopened(database: Database, names: Iterable[bytes]) -> None:
    """Keep that these segments do not open; inside a transaction."""
    for name in names:
        note_bare(database, name, {NOT_OPENED: b""})


def all_erasures(database: Database) -> Iterator[Erasure]:
    """Yield every erasure that was filed and not taken out again, the oldest first."""
    for name, target, part, device, accepted in database.execute(
        "SELECT erasure, target, part, device, accepted_ms FROM erasures ORDER BY erasure"
    ).fetchall():
        yield Erasure(name, target, part or None, device, accepted)


def erased_by(entries: Iterable[Entry]) -> dict[bytes, list[bytes]]:
    """Return, for each entry that is erased (corrections included), the erasures that count; cancelled ones do not."""
    return resolve(gather(entries).entries).erased


def hidden_ids(entries: Iterable[Entry]) -> frozenset[bytes]:
    """Return the ids that an erasure hides among ``entries``, whether their text is still here or not."""
    return frozenset(erased_by(entries))


def counting_of(entries: Iterable[Entry]) -> frozenset[bytes]:
    """Return the ids of the erasures among ``entries`` that count."""
    return frozenset(name for names in erased_by(entries).values() for name in names)
