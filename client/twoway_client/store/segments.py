"""Segments and roster in the local journal: what was accepted, in which local order, and what waits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from twoway_client.errors import Refusal
from twoway_client.store.admitted import Admitted
from twoway_client.store.aside import UNKNOWN_DEVICE, put_aside, take_followers
from twoway_client.store.branches import SUPERSEDED, is_superseded
from twoway_client.store.database import Database
from twoway_client.store.faults import damaged
from twoway_client.store.gaps import fills_gap
from twoway_client.store.waiting import waiting_entries
from twoway_core.errors import PeerError
from twoway_core.ids import ChainId, DeviceId
from twoway_core.sealing.segment import Header, Segment, check_segment, decode_header
from twoway_core.sync.heads import Heads
from twoway_core.sync.messages import Head
from twoway_core.trust.acceptance import Link, Verdict, is_within, judge, link
from twoway_core.trust.roster import Roster, found
from twoway_core.trust.statements import RosterEntry, decode_roster_entry, encode_roster_entry

_COLUMNS = "header, signature, body"
_PAGE = 64
_RUNGS = 32
EPOCHS, CHECKPOINT = "epoch", "checkpoint"


class SegmentStore:
    """The segments of one profile."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def roster(self) -> Roster:
        """Return the roster as pinned here; every signature is checked. Raises Refusal when it was changed."""
        rows = self.database.execute("SELECT entry FROM roster ORDER BY number").fetchall()
        if not rows:
            raise Refusal(
                "incomplete",
                "this device was admitted, and its journal has not come yet.",
                kept="its keys, and what was written here",
                mend="twoway sync",
            )
        try:
            return found([decode_roster_entry(row[0]) for row in rows])
        except PeerError:
            raise damaged(self.database.home, "holds a list of devices that was changed on this disk") from None

    def pin(self, roster: Roster) -> bool:
        """Keep ``roster`` where it is longer than what is pinned; inside a transaction. Return whether it was.

        Raises Refusal when another process has taken another branch meanwhile.
        """
        have = self.pinned()
        if have:
            self._check_branch(roster, have)
        for number, entry in enumerate(roster.entries[have:], have):
            self._pin_one(number, entry)
        has_grown = bool(len(roster.entries) > have)
        if has_grown:
            self.database.execute("DELETE FROM meta WHERE key = ?", (EPOCHS,))
        return has_grown

    def pinned(self) -> int:
        """Return how many entries the pinned roster has."""
        return int(self.database.row("SELECT count(*) FROM roster")[0])

    def _check_branch(self, roster: Roster, have: int) -> None:
        last = min(have, len(roster.entries)) - 1
        pinned = self.database.row("SELECT entry FROM roster WHERE number = ?", (last,))[0]
        if pinned != encode_roster_entry(roster.entries[last]):
            raise Refusal(
                "roster-moved",
                "another twoway changed the list of devices of this journal meanwhile.",
                kept="everything that was here; nothing was changed",
                mend="the same command again",
            )

    def switch(self, roster: Roster) -> None:
        """Keep ``roster``, a branch that wins, in place of what is pinned; inside a transaction."""
        self.database.execute("DELETE FROM roster")
        self.pin(roster)

    def _pin_one(self, number: int, entry: RosterEntry) -> None:
        self.database.execute("INSERT INTO roster VALUES (?, ?)", (number, encode_roster_entry(entry)))

    def heads(self) -> dict[ChainId, frozenset[Head]]:
        """Return the vector of heads of what was accepted here."""
        heads: dict[ChainId, set[Head]] = {}
        for chain, number, name in self.database.execute("SELECT chain, number, hash FROM heads"):
            heads.setdefault(ChainId(chain), set()).add(Head(number, name))
        return {chain: frozenset(each) for chain, each in heads.items()}

    def rungs(self, chain: ChainId) -> frozenset[Head]:
        """Return segments of ``chain`` that lie 1, 2, 4, 8 ... below its end.

        A server that knows none of our heads knows one of these, and so how far back to begin.
        """
        last = int(self.database.row("SELECT coalesce(max(number), 0) FROM segments WHERE chain = ?", (chain,))[0])
        steps = [last - (1 << power) for power in range(last.bit_length())]
        sql = "SELECT number, hash FROM segments WHERE chain = ? AND number = ?"
        rows = [row for number in steps for row in self.database.execute(sql, (chain, number)).fetchall()]
        return frozenset(Head(*row) for row in rows[:_RUNGS])

    def holds(self, name: bytes) -> bool:
        """Return whether the segment with that hash was accepted."""
        return self.database.row("SELECT 1 FROM segments WHERE hash = ?", (name,)) is not None

    def author(self, chain: ChainId) -> DeviceId | None:
        """Return the device that writes ``chain``, if any segment of it is here."""
        row = self.database.row("SELECT device FROM segments WHERE chain = ? LIMIT 1", (chain,))
        return None if row is None else DeviceId(row[0])

    def _header(self, name: bytes) -> Header | None:
        row = self.database.row("SELECT header FROM segments WHERE hash = ?", (name,))
        row = row or self.database.row("SELECT header FROM aside WHERE hash = ?", (name,))
        return None if row is None else decode_header(row[0])

    def forget_checkpoint(self) -> None:
        """Let every view be made anew from the segments; inside a transaction."""
        self.database.execute("DELETE FROM meta WHERE key = ?", (CHECKPOINT,))
        self.database.execute("DELETE FROM parts")

    def _link(self, name: bytes) -> Link | None:
        row = self.database.row("SELECT chain, device, number, roster FROM segments WHERE hash = ?", (name,))
        return None if row is None else Link(*row)

    def admit(self, roster: Roster, segments: Iterable[Segment], *, pushed: bool) -> Admitted:
        """Check, judge and keep ``segments``; inside a transaction. A bad one never blocks the others.

        ``pushed``: whether they came from the server, which therefore holds them.
        """
        total = Admitted()
        for segment in segments:
            try:
                total.add(self._admit_one(roster, segment, pushed))
            except PeerError:
                total.refused += 1
        return total

    def _admit_one(self, roster: Roster, segment: Segment, pushed: bool) -> Admitted:
        if self.holds(segment.hash):
            return Admitted()
        member = roster.members.get(DeviceId(segment.header.device))
        if roster.number_of(segment.header.roster) is None and is_superseded(self.database, roster, segment):
            return put_aside(self.database, segment, SUPERSEDED)
        if member is None:
            return put_aside(self.database, segment, Verdict.WAITING.value, UNKNOWN_DEVICE)
        check_segment(segment, roster.journal, member.public)
        within = is_within(roster, segment.hash, segment.header, self._header)
        verdict = judge(roster, segment.header, self._link(segment.header.previous), within=within)
        if verdict is not Verdict.ACCEPTED:
            return put_aside(self.database, segment, verdict.value)
        done = self._accept(roster, segment, pushed)
        for follower in take_followers(self.database, segment.hash):
            done.add(self._admit_one(roster, follower, pushed))
        return done

    def _accept(self, roster: Roster, segment: Segment, pushed: bool) -> Admitted:
        first = self.take_numbers(segment.header.count)
        self.insert(roster, segment, first, pushed)
        if fills_gap(self.database, segment.hash):
            return Admitted(segments=1, entries=segment.header.count)  # the heads are past it
        forked = self._move_head(segment)
        chains = {ChainId(segment.header.chain)} if forked else set()
        return Admitted(segments=1, entries=segment.header.count, forked=chains)

    def take_numbers(self, count: int) -> int:
        """Return the first of ``count`` fresh local numbers; inside a transaction."""
        first = int(self.database.row("SELECT next_seq FROM clock")[0])
        self.database.execute("UPDATE clock SET next_seq = ?", (first + count,))
        return first

    def insert(self, roster: Roster, segment: Segment, first: int, pushed: bool) -> None:
        """Keep an accepted segment whose entries have the local numbers from ``first`` on."""
        header, place = segment.header, link(roster, segment.header)
        self.database.execute(
            "INSERT INTO segments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                segment.hash,
                first,
                header.count,
                place.chain,
                place.number,
                place.device,
                place.roster,
                int(pushed),
                segment.header_bytes,
                segment.signature,
                segment.body,
            ),
        )

    def _move_head(self, segment: Segment) -> bool:
        """Move the chain's head to ``segment``; return whether the chain is forked now."""
        header = segment.header
        self.database.execute("DELETE FROM heads WHERE chain = ? AND hash = ?", (header.chain, header.previous))
        values = (header.chain, header.number, segment.hash)
        self.database.execute("INSERT INTO heads (chain, number, hash) VALUES (?, ?, ?)", values)
        return bool(self.database.row("SELECT count(*) > 1 FROM heads WHERE chain = ?", (header.chain,))[0])

    def add_own(self, roster: Roster, segment: Segment, first: int) -> None:
        """Keep a segment of ours that was just cut from outbox rows ``first`` on; inside a transaction."""
        self.insert(roster, segment, first, pushed=False)
        self._move_head(segment)

    def beyond(self, theirs: Heads) -> Iterator[Segment]:
        """Yield what a server with the vector ``theirs`` lacks, parents before children."""
        for chain, heads in self.heads().items():
            given = theirs.get(chain, frozenset())
            if heads <= given:
                continue
            known = [head.number for head in given if self.holds(head.hash)]
            after = known[0] if len(known) == 1 == len(heads) else 0
            yield from self._chain(chain, after)

    def _chain(self, chain: ChainId, after: int) -> Iterator[Segment]:
        sql = (
            f"SELECT {_COLUMNS}, number, rowid FROM segments WHERE chain = ? AND (number, rowid) > (?, ?) "
            "ORDER BY number, rowid LIMIT ?"
        )
        place = (after, 2**62)
        while rows := self.database.execute(sql, (chain, *place, _PAGE)).fetchall():
            yield from (Segment(*row[:3]) for row in rows)
            place = rows[-1][3:]

    def mark_pushed(self, names: Iterable[bytes]) -> None:
        """Note that the server holds these; inside a transaction."""
        self.database.connection.executemany(
            "UPDATE segments SET pushed = 1 WHERE hash = ?", [(name,) for name in names]
        )

    def note_held(self, theirs: Heads) -> None:
        """Note that the server holds those of its heads that are here, and all before them: an answer may be lost."""
        sql = "SELECT chain, min(number) FROM segments WHERE pushed = 0 GROUP BY chain"
        lowest = dict(self.database.execute(sql).fetchall())
        wanted = [(head.hash, lowest[chain]) for chain in lowest for head in theirs.get(chain, ())]
        held = {name for head, number in wanted for name in self._down_to(head, number)}
        if held:
            with self.database.writing():
                self.mark_pushed(held)

    def _down_to(self, name: bytes, number: int) -> Iterator[bytes]:
        """Yield the segment ``name``, if it is here, and those before it down to ``number``."""
        while (header := self._header(name)) is not None and header.number >= number:
            yield name
            name = header.previous

    def were_pushed(self, names: Iterable[bytes]) -> int:
        """Return how many entries lie in those of these segments that a server acknowledged before."""
        sql = "SELECT coalesce(sum(count), 0) FROM segments WHERE hash = ? AND pushed = 1"
        return sum(int(self.database.row(sql, (name,))[0]) for name in names)

    def unpushed(self) -> int:
        """Return how many segments no server has acknowledged yet."""
        return int(self.database.row("SELECT count(*) FROM segments WHERE pushed = 0")[0])

    def waiting_entries(self) -> int:
        """Return how many entries are not yet on the server."""
        return waiting_entries(self.database)

    def counts(self) -> tuple[int, int]:
        """Return (entries, segments) held here, the outbox included."""
        entries, segments = self.database.row("SELECT coalesce(sum(count), 0), count(*) FROM segments")
        return int(entries) + int(self.database.row("SELECT count(*) FROM outbox")[0]), int(segments)

    def aside_counts(self) -> dict[str, int]:
        """Return how many segments wait or are quarantined."""
        return dict(self.database.execute("SELECT verdict, count(*) FROM aside GROUP BY verdict").fetchall())

    def was_pushed(self, name: bytes) -> bool:
        """Return whether a server has acknowledged the segment, or it came from one."""
        return self.database.row("SELECT 1 FROM segments WHERE hash = ? AND pushed = 1", (name,)) is not None

    def all_segments(self) -> Iterator[tuple[bytes, Segment]]:
        """Yield (the hash it was accepted under, segment) for every accepted segment, in local order."""
        for name, *row in self.database.execute(f"SELECT hash, {_COLUMNS} FROM segments ORDER BY first, number"):
            yield name, Segment(*row)
