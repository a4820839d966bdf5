"""Cutting: the outbox becomes segments of this device's chain, sealed under the epoch in force.

A chain is opened at the first push, and again whenever ours may be an old copy: what stands here, or
in the rollback memory, is then not where the chain ends. A new chain is hygiene: nothing depends on it
for safety, since every body has a key of its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from twoway_client.store.database import Database
from twoway_client.store.outbox import Reader
from twoway_client.store.segments import SegmentStore
from twoway_client.sync.memory import Memory
from twoway_core.codec import decode, encode
from twoway_core.errors import MalformedError
from twoway_core.ids import ChainId, DeviceId, JournalId
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sealing.segment import MAX_SEEN, Seen
from twoway_core.sealing.writer import ChainTip, cut, seal_segment
from twoway_core.sync.heads import Heads, from_wire, to_wire, unknown
from twoway_core.sync.messages import ChainHeads
from twoway_core.trust.epochs import EpochKeys
from twoway_core.trust.roster import Roster

_TIP = "tip"
_LIMIT_BYTES = 4 * 1024 * 1024
DAY_MS = 24 * 60 * 60 * 1000


class Tip(msgspec.Struct, frozen=True):
    """Where our chain goes on, what it has told of others, and when it was last written (ms)."""

    chain: bytes
    number: int
    previous: bytes
    told: list[ChainHeads]
    at_ms: int


def forget_tip(database: Database) -> None:
    """Let the next cut open a new chain; inside a transaction."""
    database.execute("DELETE FROM meta WHERE key = ?", (_TIP,))


@dataclass(slots=True)
class Cutter:
    """Cuts the outbox of one profile."""

    database: Database
    store: SegmentStore
    reader: Reader
    keys: DeviceKeys
    epochs: Callable[[], EpochKeys]
    now_ms: int

    def cut(self, roster: Roster, memory: Memory | None) -> list[bytes]:
        """Turn every waiting entry into segments, in one transaction; return the hashes of those.

        Without any, an empty segment is written once a day, so that a frozen server shows; and once by a newcomer
        that has read what the others wrote, so that they hear from it.
        """
        made: list[bytes] = []
        with self.database.writing():
            self.store.pin(roster)
            tip, told = self._tip(roster, memory)
            for first, run in self._runs():
                tip, told = self._seal_run(roster, tip, told, first, run, made)
                self.database.execute("DELETE FROM outbox WHERE seq BETWEEN ? AND ?", (first, first + len(run) - 1))
            if not made and self._is_silent():
                tip, told = self._seal_run(roster, tip, told, 0, [], made)
            if made:
                self._keep(tip, told)
        return made

    def _is_silent(self) -> bool:
        """Return whether the others have not heard from this device for a day, or never, though it has read them."""
        last = self._read()
        if last is not None:
            return self.now_ms - last.at_ms >= DAY_MS
        sql = "SELECT count(*), coalesce(sum(device = ?), 0) FROM segments"
        held, mine = self.database.row(sql, (self.keys.public.device,))
        return bool(held) and not mine

    def _seal_run(
        self, roster: Roster, tip: ChainTip, told: Heads, first: int, run: Sequence[bytes], made: list[bytes]
    ) -> tuple[ChainTip, Heads]:
        """Seal ``run`` and add the hashes of its segments to ``made``; return where the chain goes on."""
        others = {chain: heads for chain, heads in self.store.heads().items() if chain != tip.chain}
        news = self._seen(unknown(told, others))
        key, done = self.epochs().at(len(roster.entries) - 1), 0
        for piece in cut(run, len(news)) if run else [[]]:
            segment = seal_segment(
                tip, piece, seen=news, roster=roster.head, key=key, keys=self.keys, random=os.urandom
            )
            self.store.add_own(roster, segment, first + done)
            made.append(segment.hash)
            tip, news, done = tip.after(segment), [], done + len(piece)
        return tip, others

    def _seen(self, news: Heads) -> list[Seen]:
        seen = []
        for chain, heads in sorted(news.items()):
            author = self.store.author(chain)
            seen += [Seen(author, chain, head.number, head.hash) for head in heads if author is not None]
        return seen[:MAX_SEEN]

    def _runs(self) -> Iterator[tuple[int, list[bytes]]]:
        """Yield (first local number, entries) for each run of consecutive numbers in the outbox."""
        first, run = 0, list[bytes]()
        for seq, entry in self.reader.entries():
            if run and seq != first + len(run):
                yield first, run
                run = []
            if not run:
                first = seq
            run.append(entry)
        if run:
            yield first, run

    def _tip(self, roster: Roster, memory: Memory | None) -> tuple[ChainTip, Heads]:
        device = self.keys.public.device
        kept = self._read()
        if kept is not None and self._is_current(kept, memory):
            chain = ChainId(kept.chain)
            return ChainTip(roster.journal, device, chain, kept.number, kept.previous), from_wire(kept.told)
        return ChainTip.new(JournalId(roster.journal), DeviceId(device), os.urandom), {}

    def _is_current(self, tip: Tip, memory: Memory | None) -> bool:
        heads = self.store.heads().get(ChainId(tip.chain), frozenset())
        if {head.hash for head in heads} != {tip.previous}:
            return False
        known = [head for each in (memory.own if memory else []) for head in each.heads]
        return all(self.store.holds(head.hash) for head in known)

    def _read(self) -> Tip | None:
        data = self.database.get(_TIP)
        try:
            return decode(Tip, data, _LIMIT_BYTES) if data else None
        except MalformedError:  # changed on this disk: a new chain is always safe
            return None

    def _keep(self, tip: ChainTip, told: Heads) -> None:
        self.database.put(_TIP, encode(Tip(tip.chain, tip.number, tip.previous, to_wire(told), self.now_ms)))

    def own_heads(self) -> list[ChainHeads]:
        """Return the heads of the chains that this device writes."""
        device = self.keys.public.device
        return to_wire({c: heads for c, heads in self.store.heads().items() if self.store.author(c) == device})
