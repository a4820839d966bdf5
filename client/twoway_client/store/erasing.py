"""Destroying the text of erased entries on this device, and knowing which texts are gone without a reason.

A body that holds an erased text is sealed anew with a bare leaf in its place; an entry that was not sent yet
goes from the outbox. All of it is one transaction. Then the file is written anew and its log emptied, so that
no trace of an old body is left in them; where something is in the way, that is done at the next occasion.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from twoway_client.errors import Refusal
from twoway_client.store.branches import lost_branches
from twoway_client.store.database import IMPATIENT_SECONDS, Database
from twoway_client.store.due import UNSCRUBBED
from twoway_client.store.erasures import (
    NOT_OPENED,
    Erasure,
    all_erasures,
    counting_of,
    erased_by,
    note_bare,
)
from twoway_client.store.index import Index
from twoway_core.entry import decode_entry
from twoway_core.errors import PeerError
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.sealing.replacing import bare_leaves, destroyed, reseal
from twoway_core.sealing.segment import Segment, Text, open_segment
from twoway_core.trust.epochs import EpochKeys, open_epoch_keys
from twoway_core.trust.roster import Roster

COUNTED, ASIDE = "segments", "aside"


@dataclass(frozen=True, slots=True)
class Holder:
    """A segment that holds entries one looks for: in which table, its text, and at which places which entry."""

    table: str
    segment: Segment
    key: EpochKey
    text: Text
    places: Mapping[int, bytes]


@dataclass(slots=True)
class Eraser:
    """Destroys texts in one profile."""

    database: Database
    index: Index
    roster: Roster
    keys: DeviceKeys

    @property
    def epochs(self) -> EpochKeys:
        """The keys of all epochs."""
        return self.index.epochs

    def destroy_due(self, now_ms: int) -> int:
        """Destroy what is due at ``now_ms``; return how many entries. Raises Refusal, soon if others write."""
        due = {each.id: each for each in all_erasures(self.database) if each.due_ms <= now_ms}
        victims = self.covered(due.values())
        with self.database.writing(IMPATIENT_SECONDS):
            self.database.execute("PRAGMA secure_delete = ON")
            done = self._destroy(victims) if victims else 0
            for name in due:
                self.database.execute("UPDATE erasures SET settled = 1 WHERE erasure = ?", (name,))
            if done:
                self.database.put(UNSCRUBBED, b"")
        return done

    def drop_unsent(self, now_ms: int) -> None:
        """Let what is due, and was erased before it or its erasure was ever sent, not be sent at all.

        Nobody else can have cancelled such an erasure. Everything else is destroyed after an exchange, not before.
        """
        unsent = {_id(data) for _, data in self.index.reader.entries()}
        due = [each for each in all_erasures(self.database) if each.id in unsent and each.due_ms <= now_ms]
        victims = self.covered(due)
        with self.database.writing():
            self.database.execute("PRAGMA secure_delete = ON")
            if self._drop(victims):
                self.database.put(UNSCRUBBED, b"")

    def _drop(self, victims: Mapping[bytes, bytes]) -> set[bytes]:
        """Take ``victims`` out of the outbox, and return which of them were there; inside a transaction."""
        found = [(seq, _id(data)) for seq, data in self.index.reader.entries()]
        gone = [(seq, name) for seq, name in found if name in victims]
        for seq, name in gone:
            self.database.execute("DELETE FROM outbox WHERE seq = ?", (seq,))
            self._note_destroyed(name, victims[name])
        return {name for _, name in gone}

    def _note_destroyed(self, entry: bytes, erasure: bytes) -> None:
        self.database.execute("INSERT OR REPLACE INTO destroyed VALUES (?, ?)", (entry, erasure))

    def covered(self, erasures: Iterable[Erasure]) -> dict[bytes, bytes]:
        """Return the entries that ``erasures`` cover, each with one of those that count; corrections included."""
        named = {each.id: each for each in erasures}
        if not named:
            return {}
        parts = {each.part for each in named.values() if each.part is not None}
        found: dict[bytes, bytes] = {}
        counting: set[bytes] = set()
        for entry, names in erased_by(self.index.entries(sorted(parts))).items():
            counting.update(names)
            mine = [name for name in names if name in named]
            if mine:
                found[entry] = min(mine)
        for entry, name in self.database.execute("SELECT entry, erasure FROM destroyed").fetchall():
            if name in named and name in counting:
                found.setdefault(entry, name)  # a correction of a correction whose link is gone
        return found

    def counting(self) -> frozenset[bytes]:
        """Return the ids of all erasures that count."""
        parts = {each.part for each in all_erasures(self.database) if each.part is not None}
        return counting_of(self.index.entries(sorted(parts)))

    def _destroy(self, victims: Mapping[bytes, bytes]) -> int:
        gone = self._drop(victims)
        for holder in list(self.holders(victims)):
            erasures = {place: victims[entry] for place, entry in holder.places.items()}
            text = destroyed(holder.text, erasures)
            self.keep_body(holder.table, reseal(holder.segment, text, holder.key, os.urandom), text)
            for entry in holder.places.values():
                self._note_destroyed(entry, victims[entry])
            gone.update(holder.places.values())
        return len(gone)

    def keep_body(self, table: str, segment: Segment, text: Text) -> None:
        """Keep ``segment``, sealed anew with ``text``, and let the server have it; inside a transaction."""
        self.database.execute(f"UPDATE {table} SET body = ? WHERE hash = ?", (segment.body, segment.hash))
        self.database.execute("INSERT OR REPLACE INTO new_bodies VALUES (?, 0)", (segment.hash,))
        note_bare(self.database, segment.hash, bare_leaves(text))

    def holders(self, entries: Mapping[bytes, object]) -> Iterator[Holder]:
        """Yield every segment that holds one of ``entries``, also those put aside as far as they open."""
        for table, segment, key in self._segments():
            try:
                text = open_segment(segment, key)
            except PeerError:
                continue  # twoway verify says which
            places = {
                place: name
                for place, (blind, data) in enumerate(text.items)
                if blind and (name := _id(data)) in entries
            }
            if places:
                yield Holder(table, segment, key, text, places)

    def _segments(self) -> Iterator[tuple[str, Segment, EpochKey]]:
        known = [(self.roster, self.epochs), *self._lost()]
        for table in (COUNTED, ASIDE):
            for sealed in self.database.execute(f"SELECT header, signature, body FROM {table}"):
                segment = Segment(*sealed)
                key = _key(segment, known)
                if key is not None:
                    yield table, segment, key

    def _lost(self) -> list[tuple[Roster, EpochKeys]]:
        """Return the branches of the roster that lost, with their keys, as far as this device was in them."""
        found = []
        for branch in lost_branches(self.database):
            with suppress(PeerError):
                found.append((branch, open_epoch_keys(branch, self.keys)))
        return found

    def note_wanted(self) -> None:
        """Find out which texts are gone without a reason that counts; inside a transaction."""
        self._try_unopened()
        counting = self.counting()
        for (name,) in self.database.execute("SELECT DISTINCT erasure FROM bare").fetchall():
            values = (int(name not in counting), name)
            self.database.execute("UPDATE bare SET wanted = ? WHERE erasure = ?", values)
        held = "SELECT hash FROM segments UNION SELECT hash FROM aside"
        self.database.execute(f"DELETE FROM bare WHERE hash NOT IN ({held})")

    def _try_unopened(self) -> None:
        """Look once more at bodies that did not open: a good one may have come since."""
        for _, segment, key in list(self._segments()):
            if self.database.row("SELECT 1 FROM bare WHERE hash = ? AND place = ?", (segment.hash, NOT_OPENED)):
                with suppress(PeerError):
                    note_bare(self.database, segment.hash, bare_leaves(open_segment(segment, key)))

    def scrub(self) -> None:
        """Leave no trace of old bodies in the journal's files, as soon as nothing is in the way."""
        if self.database.get(UNSCRUBBED) is None:
            return
        with suppress(Refusal):
            if self.database.scrub():
                with self.database.writing():
                    self.database.execute("DELETE FROM meta WHERE key = ?", (UNSCRUBBED,))


def _key(segment: Segment, known: Iterable[tuple[Roster, EpochKeys]]) -> EpochKey | None:
    """Return the key that ``segment`` was sealed under; None where it is not here, or the header was changed."""
    with suppress(PeerError):
        for roster, epochs in known:
            cited = roster.number_of(segment.header.roster)
            if cited is not None:
                return epochs.at(cited)
    return None


def damaged_leaves(database: Database) -> tuple[int, int]:
    """Return how many texts are gone for a reason that counts, and how many are damaged: gone without one."""
    sql = (
        "SELECT coalesce(sum(wanted = 0), 0), coalesce(sum(wanted), 0) "
        "FROM bare JOIN segments USING (hash) WHERE place >= 0"
    )
    return tuple(database.row(sql))


def _id(data: bytes) -> bytes:
    try:
        return decode_entry(data).id
    except PeerError:
        return b""  # no entry at all: nothing can name it
