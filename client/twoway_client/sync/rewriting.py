"""Writing again: entries that stand where they do not count, or where they should not be read, go out once more.

The same entries, under the same ids, in a new chain: what arrives twice counts once. That is for entries
under a branch of the roster that lost, and for those that were sealed under a key which was replaced before
they were acknowledged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from twoway_client.store.aside import put_aside_withdrawn
from twoway_client.store.branches import SUPERSEDED, lost_branches
from twoway_client.store.database import Database
from twoway_client.store.judging import make_heads
from twoway_client.store.outbox import Appender, Reader, read_clock
from twoway_client.store.segments import SegmentStore
from twoway_client.sync.cutting import forget_tip
from twoway_core.entry import decode_entry
from twoway_core.errors import PeerError
from twoway_core.ids import DeviceId
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sealing.segment import Segment, check_segment, open_segment
from twoway_core.trust.acceptance import Verdict, accept
from twoway_core.trust.epochs import EpochKeys, open_epoch_keys
from twoway_core.trust.roster import Roster

_AGAIN = "again"


@dataclass(slots=True)
class Rewriter:
    """Writes entries of one profile again."""

    database: Database
    store: SegmentStore
    reader: Reader
    keys: DeviceKeys

    def salvage(self, roster: Roster) -> int:
        """Write again what superseded segments hold and nothing that counts does; return how many entries.

        Only what its author wrote in good standing there, and only of authors that stand in ``roster``:
        whoever was revoked since gets nothing in by a branch that lost.
        """
        rows = self._superseded(roster)
        if not rows:
            return 0
        entries, opened = set[bytes](), set[bytes]()
        for branch in lost_branches(self.database):
            for name, items in self._open_branch(branch, rows):
                opened.add(name)
                entries.update(items)
        with self.database.writing():
            again = self.requeue(entries - self._held()) if entries else 0
            for name in opened:
                self.database.execute("UPDATE aside SET reason = ? WHERE hash = ?", (_AGAIN, name))
        return again

    def _superseded(self, roster: Roster) -> dict[bytes, Segment]:
        rows = self.database.execute(
            "SELECT hash, header, signature, body FROM aside WHERE verdict = ? AND reason <> ?", (SUPERSEDED, _AGAIN)
        )
        found = {name: Segment(*sealed) for name, *sealed in rows.fetchall()}
        return {name: each for name, each in found.items() if roster.is_standing(DeviceId(each.header.device))}

    def _open_branch(self, branch: Roster, rows: dict[bytes, Segment]) -> Iterator[tuple[bytes, list[bytes]]]:
        """Yield (segment hash, its entries) for what counts under ``branch``, as far as this device may read it."""
        proved = {name: segment for name, segment in rows.items() if _is_proved(branch, segment)}
        counted = {name: segment.header for name, segment in self.store.all_segments()}
        verdicts = accept(branch, counted | {name: each.header for name, each in proved.items()}).verdicts
        wanted = {name: each for name, each in proved.items() if verdicts[name] is Verdict.ACCEPTED}
        try:
            epochs = open_epoch_keys(branch, self.keys) if wanted else None
        except PeerError:
            return  # another device was in that branch, and writes it again
        for name, segment in wanted.items():
            if epochs is not None:
                yield name, _entries(segment, branch, epochs)

    def _held(self) -> set[bytes]:
        """Return every entry that counts here or waits to be sent."""
        roster, epochs = self.store.roster(), None
        held = {entry for _, entry in self.reader.entries()}
        for _, segment in self.store.all_segments():
            epochs = epochs or open_epoch_keys(roster, self.keys)
            held.update(_entries(segment, roster, epochs))
        return held

    def withdraw(self, roster: Roster) -> int:
        """Take back what was cut under an older epoch and not acknowledged; return how many entries.

        Whoever was revoked since could read it. What does not open was changed on this disk: nobody else has it, so it
        is kept aside, and never sent.
        """
        began = roster.epochs[-1].number
        rows = self.database.execute(
            "SELECT hash, header, signature, body FROM segments WHERE pushed = 0 AND roster < ? AND device = ?",
            (began, self.keys.public.device),
        ).fetchall()
        if not rows:
            return 0
        epochs = open_epoch_keys(roster, self.keys)
        opened = {name: _opened(Segment(*sealed), roster, epochs) for name, *sealed in rows}
        with self.database.writing():
            again = self.requeue({entry for entries in opened.values() for entry in entries or ()})
            for name, entries in opened.items():
                if entries is None:
                    put_aside_withdrawn(self.database, name)
                else:
                    self.database.execute("DELETE FROM segments WHERE hash = ?", (name,))
            make_heads(self.database)
        return again

    def rewrite(self, roster: Roster, names: Iterable[bytes]) -> int:
        """Write again the entries of the accepted segments ``names``; return how many."""
        sql = "SELECT header, signature, body FROM segments WHERE hash = ?"
        with self.database.writing():
            rows = [self.database.row(sql, (name,)) for name in names]
            return self._again(roster, [Segment(*row) for row in rows if row is not None])

    def _again(self, roster: Roster, segments: list[Segment]) -> int:
        epochs = open_epoch_keys(roster, self.keys)
        return self.requeue({entry for segment in segments for entry in _entries(segment, roster, epochs)})

    def requeue(self, entries: set[bytes]) -> int:
        """Put ``entries`` into the outbox among those that wait, by id; inside a transaction. Return their number.

        A chain rises, so the tip is let go: what waits opens a new one.
        """
        waiting = dict(self.reader.entries())
        for seq in waiting:
            self.database.execute("DELETE FROM outbox WHERE seq = ?", (seq,))
        merged = sorted(entries.union(waiting.values()), key=_id)
        appender = Appender(self.database, self.keys.public.agreement, self.reader.local)
        appender.append(merged, read_clock(self.database))
        forget_tip(self.database)
        self.store.forget_checkpoint()
        return len(merged) - len(set(waiting.values()))


def _is_proved(branch: Roster, segment: Segment) -> bool:
    member = branch.members.get(DeviceId(segment.header.device))
    try:
        if member is not None:
            check_segment(segment, branch.journal, member.public)
    except PeerError:
        return False
    return member is not None


def _entries(segment: Segment, roster: Roster, epochs: EpochKeys) -> list[bytes]:
    """Return the entries of ``segment``; none when it does not open, which ``twoway verify`` says."""
    return _opened(segment, roster, epochs) or []


def _opened(segment: Segment, roster: Roster, epochs: EpochKeys) -> list[bytes] | None:
    """Return the entries of ``segment``; None when it does not open."""
    try:
        cited = roster.number_of(segment.header.roster)
        items = open_segment(segment, epochs.at(cited or 0)).items
    except PeerError:
        return None
    return [entry for blind, entry in items if blind]


def _id(entry: bytes) -> bytes:
    try:
        return decode_entry(entry).id
    except PeerError:
        return b""  # kept and counted by the fold
