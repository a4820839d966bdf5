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
from twoway_client.store.faults import UNWRITABLE
from twoway_client.store.outbox import Reader, read_clock
from twoway_client.store.segments import CHECKPOINT
from twoway_core.clock import AHEAD_LIMIT_MS
from twoway_core.codec import decode, encode
from twoway_core.entry import Entry, decode_entry
from twoway_core.errors import CannotOpenError, PeerError
from twoway_core.ids import make_entry_id
from twoway_core.journal.fold import fold
from twoway_core.journal.parts import part_of
from twoway_core.projections.summary import Summary, summary
from twoway_core.sealing.keys import EpochKey
from twoway_core.sealing.segment import Segment, open_segment
from twoway_core.sealing.symmetric import open_sealed, seal
from twoway_core.trust.epochs import EpochKeys

SHARED = bytes(16)
VERSION = 1
_CHECKPOINT_LABEL = b"twoway/1/local/checkpoint\0"
_PART_LABEL = b"twoway/1/local/part\0"
_LIMIT_BYTES = 256 * 1024 * 1024
_APART = frozenset({"jot.noted", "jot.filed", "import.recorded", "loss.accepted"})
"""Shared entries that no summary of an opportunity reads."""


class Checkpoint(msgspec.Struct):
    """What is kept between commands. ``filed``: the last local number that was sorted into its part.

    ``version``: of this layout; another one is made anew. ``unopened``: segments whose body did not open.
    """

    version: int = VERSION
    filed: int = 0
    unreadable: int = 0
    unopened: int = 0
    summaries: dict[str, Summary] = {}


@dataclass(slots=True)
class _New:
    """Entries that are not filed yet, by part, with their local numbers."""

    entries: dict[bytes, list[Entry]] = field(default_factory=dict)
    numbers: dict[bytes, list[int]] = field(default_factory=dict)
    last: int = 0
    unreadable: int = 0
    unopened: int = 0


class Index:
    """Reads the entries of a profile by opportunity. Needs the local key, the device's and the epoch's.

    ``damaged``: the hashes of segments that were met and do not open any more; the others go on.
    """

    def __init__(self, database: Database, reader: Reader, epochs: EpochKeys, now_ms: int) -> None:
        self.database, self.reader, self.epochs, self.now_ms = database, reader, epochs, now_ms
        self.damaged: set[bytes] = set()
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
        return found if found.version == VERSION else Checkpoint()

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
        if self.checkpoint.filed >= self.database.row("SELECT next_seq FROM clock")[0] - 1:
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
        self._file(self._collect(), self._write_part if is_saved else self._unsaved.__setitem__)

    def _collect(self) -> _New:
        new = _New(last=self.checkpoint.filed)
        after = self.checkpoint.filed
        # the segment around ``after`` as well: it may have been cut from entries of which only the first were filed
        sql = (
            "SELECT first, roster, header, signature, body FROM segments WHERE count > 0 AND first >= "
            "coalesce((SELECT max(first) FROM segments WHERE first <= ? AND count > 0), 0) ORDER BY first"
        )
        for first, cited, *sealed in self.database.execute(sql, (after,)):
            self._sort_segment(new, first, Segment(*sealed), self.epochs.at(cited))
        for seq, data in self.reader.entries(after):
            self._sort(new, seq, data)
        new.last = self.database.row("SELECT next_seq FROM clock")[0] - 1
        return new

    def _sort_segment(self, new: _New, first: int, segment: Segment, key: EpochKey) -> None:
        try:
            opened = open_segment(segment, key)
        except PeerError:
            new.unopened += 1
            return
        for seq, (blind, data) in enumerate(opened.items, first):
            if blind and seq > self.checkpoint.filed:
                self._sort(new, seq, data)

    def _sort(self, new: _New, seq: int, data: bytes) -> None:
        try:
            entry = decode_entry(data)
            part = part_of(entry) or SHARED
        except PeerError:
            new.unreadable += 1
            return
        if part not in new.entries:
            new.entries[part], new.numbers[part] = [], []
        new.entries[part].append(entry)
        new.numbers[part].append(seq)

    def _file(self, new: _New, keep: Callable[[bytes, list[int]], None]) -> None:
        state = self.checkpoint
        old = {part: self._numbers(part) for part in new.numbers}
        self._summarise(new, {part for part, numbers in old.items() if numbers})
        for part, numbers in new.numbers.items():
            keep(part, old[part] + numbers)
        state.filed = new.last
        state.unreadable += new.unreadable
        state.unopened += new.unopened
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
            case = state.cases.get(part)
            if case is not None:
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
                end = _run_end(numbers, at)
                yield from (data for _, data in self.reader.entries(numbers[at] - 1, numbers[end - 1] + 1))
                at = end
                continue
            first, items = run
            while at < len(numbers) and numbers[at] < first + len(items):
                blind, data = items[numbers[at] - first]
                if blind:
                    yield data
                at += 1

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


def _run_end(numbers: list[int], at: int) -> int:
    """Return the index after the run of consecutive numbers that begins at ``at``."""
    end = at + 1
    while end < len(numbers) and numbers[end] == numbers[end - 1] + 1:
        end += 1
    return end


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
