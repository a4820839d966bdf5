"""The checkpoint: which entries belong to which opportunity, and a summary of each, sealed locally.

Opening a view costs the entries of its opportunity and what is new, not the whole past. A view is
always folded from nothing over exactly its entries, in their own order; so an entry that arrives
late or sorts early needs no rewinding, and dropping the checkpoint changes no view.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain

import msgspec

from twoway_client.errors import Refusal
from twoway_client.store.database import IMPATIENT_SECONDS, Database
from twoway_client.store.erasures import note_arrivals, note_bare, note_unopened
from twoway_client.store.faults import UNWRITABLE
from twoway_client.store.heard import note_heard
from twoway_client.store.outbox import Reader, read_clock
from twoway_client.store.seen import forget_told, has_unread, record_told
from twoway_client.store.segments import CHECKPOINT
from twoway_core.clock import AHEAD_LIMIT_MS
from twoway_core.codec import decode, encode
from twoway_core.entry import Entry, decode_entry
from twoway_core.errors import CannotOpenError, PeerError
from twoway_core.events.vocabulary import WIRE
from twoway_core.ids import id_ms, make_entry_id
from twoway_core.journal.fold import fold
from twoway_core.journal.parts import part_of
from twoway_core.journal.state import Case
from twoway_core.projections.summary import Summary, summary
from twoway_core.sealing.replacing import bare_leaves
from twoway_core.sealing.segment import Seen, Segment, open_segment
from twoway_core.sealing.symmetric import open_sealed, seal
from twoway_core.trust.epochs import EpochKeys

SHARED = bytes(16)
VERSION = 1
_CHECKPOINT_LABEL = b"twoway/1/local/checkpoint\0"
_PART_LABEL = b"twoway/1/local/part\0"
_LIMIT_BYTES = 256 * 1024 * 1024
_APART = frozenset({"jot.noted", "jot.filed", "import.recorded", "loss.accepted"})
"""Shared entries that no summary of an opportunity reads."""


def _known() -> bytes:
    """Return a hash over every event and field that this version reads: what an older one left unread counts anew."""
    known = [(name, kind.__struct_fields__) for name, kind in WIRE.items()]
    return blake2b(repr(known).encode(), digest_size=16).digest()


class Checkpoint(msgspec.Struct):
    """What is kept between commands. ``filed``: the last local number that was sorted into its part.

    ``version``: of this layout, ``knows``: what the program that made it could read; another one is made anew.
    ``unopened``: segments whose body did not open.
    """

    version: int = VERSION
    knows: bytes = msgspec.field(default_factory=_known)
    filed: int = 0
    unreadable: int = 0
    unopened: int = 0
    summaries: dict[str, Summary] = {}


@dataclass(slots=True)
class _New:
    """Entries that are not filed yet, by part, with their local numbers; and what came with them.

    ``told``: (teller, what it saw). ``wrote_ms``: by device, when the newest of its entries was written, as it says.
    ``bare``: by segment, the leaves that have no text, with the erasure that each names.
    """

    entries: dict[bytes, list[Entry]] = field(default_factory=dict)
    numbers: dict[bytes, list[int]] = field(default_factory=dict)
    told: list[tuple[bytes, Seen]] = field(default_factory=list)
    wrote_ms: dict[bytes, int] = field(default_factory=dict)
    unopened: set[bytes] = field(default_factory=set)
    bare: dict[bytes, dict[int, bytes]] = field(default_factory=dict)
    last: int = 0
    unreadable: int = 0


class Index:
    """Reads the entries of a profile by opportunity. Needs the local key, the device's and the epoch's.

    ``damaged``: the hashes of segments that were met and do not open any more; the others go on.
    ``unopened``: those that came and did not open when they were sorted.
    """

    def __init__(self, database: Database, reader: Reader, epochs: EpochKeys, now_ms: int) -> None:
        self.database, self.reader, self.epochs, self.now_ms = database, reader, epochs, now_ms
        self.damaged: set[bytes] = set()
        self.unopened: set[bytes] = set()
        self._unsaved: dict[bytes, list[int]] = {}
        self._is_unsaved_alone = self._is_distrusted = False
        self._seen: bytes | None = None
        self.checkpoint = self._read()

    def _read(self) -> Checkpoint:
        data = self.database.get(CHECKPOINT)
        if data is None or self._is_distrusted:
            return Checkpoint()
        try:
            found = decode(Checkpoint, open_sealed(self.reader.local, _CHECKPOINT_LABEL, b"", data), _LIMIT_BYTES)
        except PeerError:
            return Checkpoint()
        return found if (found.version, found.knows) == (VERSION, _known()) else Checkpoint()

    def refresh(self) -> None:
        """Sort what is new into its parts; one transaction, nothing when nothing is new."""
        try:
            self._refresh()
        except CannotOpenError:  # a part was changed on this disk
            self._begin_anew()

    def _begin_anew(self) -> None:
        """Make the checkpoint again, from the entries alone."""
        self._is_distrusted, self.checkpoint = True, Checkpoint()
        self._refresh()
        self._is_distrusted = False

    def _refresh(self) -> None:
        is_filed = self.checkpoint.filed >= self.database.row("SELECT next_seq FROM clock")[0] - 1
        if is_filed and not has_unread(self.database):
            return
        try:
            with self.database.writing(IMPATIENT_SECONDS), _no_gc():
                self._file_new(is_saved=True)
                self._save()
        except Refusal as refusal:
            if refusal.code not in UNWRITABLE:
                raise
            with _no_gc():  # a journal that takes nothing can still be read; it costs the same again next time
                self._file_new(is_saved=False)

    def _file_new(self, *, is_saved: bool) -> None:
        self.checkpoint = self._read()
        self._unsaved.clear()
        is_first = self.checkpoint.filed == 0
        self._is_unsaved_alone = is_first and not is_saved
        if is_first and is_saved:
            self.database.execute("DELETE FROM parts")
            forget_told(self.database)
        new = self._collect(is_first=is_first)
        self._file(new, self._write_part if is_saved else self._unsaved.__setitem__)
        if is_saved:
            note_heard(self.database, new.wrote_ms, self.now_ms)
            record_told(self.database, new.told)
            self._note_erasures(new, is_first=is_first)

    def _note_erasures(self, new: _New, *, is_first: bool) -> None:
        note_arrivals(self.database, new.entries, new.numbers, self.now_ms, is_first=is_first)
        note_unopened(self.database, new.unopened)
        for name, leaves in new.bare.items():
            note_bare(self.database, name, leaves)

    def _collect(self, *, is_first: bool) -> _New:
        new = _New(last=self.checkpoint.filed)
        after = self.checkpoint.filed
        # the segment around ``after`` as well: it may have been cut from entries of which only the first were filed
        sql = (
            "SELECT first, roster, header, signature, body FROM segments WHERE count > 0 AND first >= "
            "coalesce((SELECT max(first) FROM segments WHERE first <= ? AND count > 0), 0) ORDER BY first"
        )
        for first, cited, *sealed in self.database.execute(sql, (after,)):
            self._sort_segment(new, first, Segment(*sealed), cited)
        unread = "" if is_first else "AND hash IN (SELECT hash FROM unread)"
        empty = f"SELECT roster, header, signature, body FROM segments WHERE count = 0 {unread}"
        for cited, *sealed in self.database.execute(empty).fetchall():
            self._sort_segment(new, 0, Segment(*sealed), cited)
        for seq, data in self.reader.entries(after):
            self._sort(new, seq, data)
        new.last = self.database.row("SELECT next_seq FROM clock")[0] - 1
        return new

    def _sort_segment(self, new: _New, first: int, segment: Segment, cited: int) -> None:
        try:
            opened = open_segment(segment, self.epochs.at(cited))
        except PeerError:
            new.unopened.add(segment.hash)
            return
        if leaves := bare_leaves(opened):
            new.bare[segment.hash] = leaves
        device = segment.header.device
        new.told += [(device, seen) for seen in opened.seen if seen.chain != segment.header.chain]
        for seq, (blind, data) in enumerate(opened.items, first):
            if blind and seq > self.checkpoint.filed:
                written = self._sort(new, seq, data)
                new.wrote_ms[device] = max(new.wrote_ms.get(device, 0), written)

    def _sort(self, new: _New, seq: int, data: bytes) -> int:
        """Sort one entry into its part; return when it was written (ms since 1970, as it says), 0 if unreadable."""
        try:
            entry = decode_entry(data)
            part = part_of(entry) or SHARED
        except PeerError:
            new.unreadable += 1
            return 0
        if part not in new.entries:
            new.entries[part], new.numbers[part] = [], []
        new.entries[part].append(entry)
        new.numbers[part].append(seq)
        return id_ms(entry.id)

    def _file(self, new: _New, keep: Callable[[bytes, list[int]], None]) -> None:
        state = self.checkpoint
        old = {part: self._numbers(part) for part in new.numbers}
        self._summarise(new, {part for part, numbers in old.items() if numbers})
        for part, numbers in new.numbers.items():
            keep(part, old[part] + numbers)
        state.filed = new.last
        state.unreadable += new.unreadable
        state.unopened += len(new.unopened)
        self.unopened |= new.unopened
        self._seen = self._newest(new)

    def _save(self) -> None:
        """Keep the checkpoint, and move the clock past what came; in a transaction."""
        self._observe()
        sealed = seal(self.reader.local, _CHECKPOINT_LABEL, b"", encode(self.checkpoint), os.urandom)
        self.database.put(CHECKPOINT, sealed)
        self.reader.adopt_keys()

    def _summarise(self, new: _New, grown: set[bytes]) -> None:
        """Make the summaries of what grew; of all, when something shared came that a summary reads."""
        shared = new.entries.get(SHARED, [])
        touched = set(new.entries) - {SHARED}
        if any(entry.type not in _APART for entry in shared):
            known = {bytes.fromhex(text) for text in self.checkpoint.summaries}
            touched, grown = touched | known, grown | known
        parts = {part: new.entries.get(part, []) + self._old(part, grown) for part in touched}
        entries = chain(shared, self._entries([SHARED]), *parts.values())
        state = fold(entries)
        for part, theirs in parts.items():
            case = state.cases.get(part) or Case(part)  # nothing is left of one whose entries were all taken back
            last = max(entry.id for entry in theirs)
            self.checkpoint.summaries[part.hex()] = summary(state.mine, case, last)

    def _old(self, part: bytes, grown: set[bytes]) -> list[Entry]:
        return self._entries([part]) if part in grown else []

    def _newest(self, new: _New) -> bytes | None:
        """Return the newest id of ``new``; one of unreliable time does not count."""
        limit = make_entry_id(self.now_ms + AHEAD_LIMIT_MS + 1, 0, 0)
        seen = (entry.id for entries in new.entries.values() for entry in entries)
        return max((name for name in seen if name < limit), default=None)

    def _observe(self) -> None:
        if self._seen is not None:
            clock = read_clock(self.database)
            clock.observe(self._seen, self.now_ms)
            self.database.execute("UPDATE clock SET ms = ?, counter = ?", (clock.ms, clock.counter))

    def _name(self, part: bytes) -> bytes:
        return blake2b(part, key=self.reader.local, digest_size=16).digest()

    def _numbers(self, part: bytes) -> list[int]:
        if part in self._unsaved or self._is_unsaved_alone:
            return self._unsaved.get(part, [])
        name = self._name(part)
        row = self.database.row("SELECT sealed FROM parts WHERE part = ?", (name,))
        if row is None:
            return []
        return decode(list[int], open_sealed(self.reader.local, _PART_LABEL, name, row[0]), _LIMIT_BYTES)

    def _write_part(self, part: bytes, numbers: list[int]) -> None:
        name = self._name(part)
        sealed = seal(self.reader.local, _PART_LABEL, name, encode(numbers), os.urandom)
        self.database.execute("INSERT OR REPLACE INTO parts VALUES (?, ?)", (name, sealed))

    def entries(self, parts: Iterable[bytes]) -> list[Entry]:
        """Return the entries of ``parts`` (opportunity ids; the shared part is always included)."""
        wanted = [SHARED, *parts]
        try:
            return self._entries(wanted)
        except CannotOpenError:  # a part was changed on this disk
            self._begin_anew()
        return self._entries(wanted)

    def everything(self) -> list[Entry]:
        """Return every entry that is filed."""
        return self.entries(bytes.fromhex(text) for text in self.checkpoint.summaries)

    def _entries(self, parts: Iterable[bytes]) -> list[Entry]:
        numbers = sorted(seq for part in parts for seq in self._numbers(part))
        return [decode_entry(data) for data in self._read_numbers(numbers)]

    def _read_numbers(self, numbers: list[int]) -> Iterator[bytes]:
        at = 0
        while at < len(numbers):
            run = self._segment_around(numbers[at])
            if run is None:
                end = self._outbox_end(numbers, at)
                yield from (data for _, data in self.reader.entries(numbers[at] - 1, numbers[end - 1] + 1))
                at = end
                continue
            first, items = run
            while at < len(numbers) and numbers[at] < first + len(items):
                blind, data = items[numbers[at] - first]
                if blind:
                    yield data
                at += 1

    def _outbox_end(self, numbers: list[int], at: int) -> int:
        """Return the index after the run of consecutive numbers from ``at`` on that lie in no segment.

        A number may lie nowhere: an erased entry that was never sent is gone.
        """
        row = self.database.row("SELECT min(first) FROM segments WHERE first > ? AND count > 0", (numbers[at],))
        limit, end = row[0] if row[0] is not None else numbers[-1] + 1, at + 1
        while end < len(numbers) and numbers[end] == numbers[end - 1] + 1 and numbers[end] < limit:
            end += 1
        return end

    def _segment_around(self, seq: int) -> tuple[int, list[tuple[bytes, bytes]]] | None:
        """Return the segment that holds local number ``seq``: its first number and its items."""
        row = self.database.row(
            "SELECT first, count, hash, roster, header, signature, body FROM segments "
            "WHERE first <= ? AND count > 0 ORDER BY first DESC LIMIT 1",
            (seq,),
        )
        if row is None or seq >= row[0] + row[1]:
            return None
        try:
            return row[0], open_segment(Segment(*row[4:]), self.epochs.at(row[3]), trusted=True).items
        except PeerError:
            self.damaged.add(row[2])
            return row[0], [(b"", b"")] * row[1]


@contextmanager
def _no_gc() -> Iterator[None]:
    """Keep the garbage collector out: a fold makes many small objects that all stay, and looking costs a quarter."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
