"""The oracle: what is on a disk or at the server, read without the product's stores, and opened with every key.

It knows all epoch keys, since every roster that any copy ever pinned goes through it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, cast

from twoway_client.store.outbox import Reader
from twoway_core.codec import decode_canonical
from twoway_core.entry import decode_entry
from twoway_core.errors import CannotOpenError, PeerError
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.sealing.segment import Header, Segment, open_segment
from twoway_core.sync.messages import WireSegment
from twoway_core.trust.epochs import open_epoch_keys
from twoway_core.trust.roster import Roster, found
from twoway_core.trust.statements import decode_roster_entry

from .copies import JOURNAL, Copy

_NOTE = re.compile(rb"canary-(\d+)")
NOTE = "canary-{number} and nobody else may read this"
CANARY = b"canary"


def note_in(text: str) -> int:
    """Return the number of the note ``text``."""
    return int(_NOTE.findall(text.encode())[0])


@dataclass(frozen=True, slots=True)
class Kept:
    """A segment on a disk. ``names``: ids of its entries; ``notes``: the numbers of the notes among them."""

    header: Header
    names: tuple[bytes, ...]
    notes: frozenset[int]
    is_pushed: bool = False
    verdict: str = ""


@dataclass(slots=True)
class Sight:
    """What a copy holds. ``segments``: accepted; ``aside``: kept and not counted; ``roster``: its hashes."""

    roster: tuple[bytes, ...] = ()
    segments: dict[bytes, Kept] = field(default_factory=dict)
    aside: dict[bytes, Kept] = field(default_factory=dict)
    outbox: tuple[tuple[bytes, frozenset[int]], ...] = ()
    heads: frozenset[tuple[bytes, int, bytes]] = frozenset()

    @property
    def shown(self) -> frozenset[int]:
        """The notes that count here."""
        return frozenset().union(*(kept.notes for kept in self.segments.values()), *(notes for _, notes in self.outbox))

    @property
    def held(self) -> frozenset[int]:
        """The notes that are here, counted or not."""
        return self.shown.union(*(kept.notes for kept in self.aside.values()))

    @property
    def names(self) -> frozenset[bytes]:
        """The ids of the entries that count here."""
        own = (name for name, _ in self.outbox)
        return frozenset().union(own, *(kept.names for kept in self.segments.values()))


class _File:
    """A journal's file, opened to be read by nobody's process."""

    def __init__(self, copy: Copy, connect: Any) -> None:
        self.connection = connect(f"file:{copy.folder / JOURNAL}?mode=ro", uri=True)

    def execute(self, sql: str, values: tuple[Any, ...] = ()) -> sqlite3.Cursor:
        return cast(sqlite3.Cursor, self.connection.execute(sql, values))

    def row(self, sql: str, values: tuple[Any, ...] = ()) -> Any:
        return self.execute(sql, values).fetchone()


@dataclass(slots=True)
class Oracle:
    """Opens everything, and remembers what it met in any place at any time.

    ``texts``: the bytes of each entry by id; ``numbers``: the notes in it. ``bodies``: of each salt the body;
    ``repeated``: salts with two. ``told``: by each segment, which others its author had seen. ``closed``: segments
    that do not open under the key that they are sealed under.
    """

    connect: Any = sqlite3.connect
    rosters: dict[bytes, Roster] = field(default_factory=dict)
    keys: dict[bytes, EpochKey] = field(default_factory=dict)
    texts: dict[bytes, set[bytes]] = field(default_factory=dict)
    numbers: dict[bytes, frozenset[int]] = field(default_factory=dict)
    bodies: dict[bytes, bytes] = field(default_factory=dict)
    headers: dict[bytes, Header] = field(default_factory=dict)
    told: dict[bytes, frozenset[bytes]] = field(default_factory=dict)
    repeated: set[bytes] = field(default_factory=set)
    closed: set[bytes] = field(default_factory=set)
    _opened: dict[tuple[bytes, bytes], tuple[tuple[bytes, ...], frozenset[int]]] = field(default_factory=dict)

    def look(self, copy: Copy) -> Sight:
        """Return what ``copy`` holds now."""
        file = _File(copy, self.connect)
        try:
            return self._look(copy, file)
        finally:
            file.connection.close()

    def _look(self, copy: Copy, file: _File) -> Sight:
        entries = [row[0] for row in file.execute("SELECT entry FROM roster ORDER BY number")]
        sight = Sight(self._learn(entries, copy.keys))
        for name, pushed, *sealed in file.execute("SELECT hash, pushed, header, signature, body FROM segments"):
            sight.segments[name] = self.kept(Segment(*sealed), is_pushed=bool(pushed))
        for name, verdict, *sealed in file.execute("SELECT hash, verdict, header, signature, body FROM aside"):
            sight.aside[name] = self.kept(Segment(*sealed), verdict=verdict)
        reader = Reader(cast(Any, file), copy.keys.agreement, copy.local)
        sight.outbox = tuple(self._entry(data) for _, data in reader.entries())
        sight.heads = frozenset(file.execute("SELECT chain, number, hash FROM heads").fetchall())
        return sight

    def roster(self, entries: Sequence[bytes]) -> Roster:
        """Return the roster that ``entries`` are, and keep it."""
        head = decode_roster_entry(entries[-1]).hash
        if head not in self.rosters:
            self.rosters[head] = found([decode_roster_entry(each) for each in entries])
        return self.rosters[head]

    def _learn(self, entries: list[bytes], keys: DeviceKeys) -> tuple[bytes, ...]:
        """Return the hashes of a roster, and keep it and every epoch key that ``keys`` open in it."""
        if not entries:
            return ()
        roster = self.roster(entries)
        if roster.head not in self.keys:
            self._open_epochs(roster, keys)
        return tuple(roster.hashes)

    def _open_epochs(self, roster: Roster, keys: DeviceKeys) -> None:
        try:
            opened = open_epoch_keys(roster, keys)
        except PeerError:
            return  # a device that this roster revokes; somebody else's copy opens it
        for number, name in enumerate(roster.hashes):
            with suppress(PeerError):
                self.keys[name] = opened.at(number)

    def kept(self, segment: Segment, *, is_pushed: bool = False, verdict: str = "") -> Kept:
        """Return what is known of ``segment``."""
        salt = segment.body[:32]
        name = (segment.hash, salt)
        if name not in self._opened:
            self._note_salt(segment, salt)
            self.headers[segment.hash] = segment.header
            opened = self._open(segment)
            if opened is None:
                return Kept(segment.header, (), frozenset(), is_pushed, verdict)
            self._opened[name] = opened
        return Kept(segment.header, *self._opened[name], is_pushed, verdict)

    def _note_salt(self, segment: Segment, salt: bytes) -> None:
        if self.bodies.setdefault(salt, segment.body) != segment.body:
            self.repeated.add(salt)

    def _open(self, segment: Segment) -> tuple[tuple[bytes, ...], frozenset[int]] | None:
        key = self.keys.get(segment.header.roster)
        if key is None:
            return None
        try:
            opened = open_segment(segment, key)
        except CannotOpenError:
            self.closed.add(segment.hash)
            return None
        self.told[segment.hash] = frozenset(each.hash for each in opened.seen)
        entries = [self._entry(data) for blind, data in opened.items if blind]
        return tuple(name for name, _ in entries), frozenset().union(*(notes for _, notes in entries))

    def _entry(self, data: bytes) -> tuple[bytes, frozenset[int]]:
        name = decode_entry(data).id
        self.texts.setdefault(name, set()).add(data)
        notes = frozenset(int(number) for number in _NOTE.findall(data))
        if notes:
            self.numbers[name] = notes
        return name, notes

    def conflicts(self) -> list[bytes]:
        """Return the ids that name more than one text."""
        return [name for name, texts in self.texts.items() if len(texts) > 1]

    def sent(self, data: Iterable[bytes]) -> dict[bytes, Kept]:
        """Return what the server stores, by hash; ``data``: the segments as they travelled."""
        found_here = {}
        for each in data:
            segment = decode_canonical(WireSegment, each, len(each)).segment()
            found_here[segment.hash] = self.kept(segment)
        return found_here
