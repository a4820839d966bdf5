"""Checking a journal from the ground: every signature, every link, every body, every entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from twoway_client.store.gaps import open_gaps
from twoway_client.store.outbox import Reader
from twoway_client.store.segments import SegmentStore
from twoway_core.entry import decode_entry
from twoway_core.errors import BadSignatureError, PeerError
from twoway_core.events.vocabulary import Unread, decode_event
from twoway_core.ids import CONSONANTS, DeviceId
from twoway_core.sealing.segment import Header, Segment, check_segment, open_segment
from twoway_core.trust.acceptance import Verdict, accept
from twoway_core.trust.epochs import EpochKeys
from twoway_core.trust.roster import Roster

_STATE_LETTERS = "23456789" + CONSONANTS


@dataclass(slots=True)
class Check:
    """What a check found. ``state``: eight letters; devices with the same ones show the same views.

    ``newer`` and ``unreadable`` entries are kept and not shown. ``damaged``: hashes of segments changed on this disk.
    """

    entries: int = 0
    newer: int = 0
    unreadable: int = 0
    segments: int = 0
    devices: int = 0
    waiting: int = 0
    quarantined: int = 0
    forks: int = 0
    faults: list[str] = field(default_factory=list)
    damaged: list[bytes] = field(default_factory=list)
    state: str = ""

    @property
    def is_good(self) -> bool:
        """Whether nothing needs eyes."""
        return not (self.faults or self.waiting or self.quarantined or self.forks)


def check_journal(store: SegmentStore, reader: Reader, epochs: EpochKeys) -> Check:
    """Check everything again; trust no checkpoint and no earlier verdict."""
    roster = store.roster()
    found = Check(devices=sum(not member.is_paper for member in roster.standing()))
    entries: set[bytes] = set()
    headers: dict[bytes, Header] = {}
    for name, segment in store.all_segments():
        found.segments += 1
        for entry in _entries(roster, name, segment, epochs, found):
            entries.add(_count(entry, found))
        if name not in found.damaged:
            headers[name] = segment.header
    for _, entry in reader.entries():
        entries.add(_count(entry, found))
    if reader.damaged:
        were = "entry was" if len(reader.damaged) == 1 else "entries were"
        found.faults.append(f"{len(reader.damaged)} {were} changed on this disk before being sent")
    _judge(roster, headers, store, found)
    aside = store.aside_counts()
    found.waiting, found.quarantined = aside.get("waiting", 0), aside.get("quarantined", 0)
    found.entries, found.state = len(entries), _fingerprint(entries)
    return found


def _entries(roster: Roster, name: bytes, segment: Segment, epochs: EpochKeys, found: Check) -> Iterator[bytes]:
    try:
        if segment.hash != name:
            raise BadSignatureError("its header or signature was changed on this disk")
        member = roster.members.get(DeviceId(segment.header.device))
        if member is not None:
            check_segment(segment, roster.journal, member.public)
        opened = open_segment(segment, epochs.at(roster.hashes.index(segment.header.roster)))
    except PeerError as error:
        found.faults.append(f"segment {name.hex()[:8]}: {error}")
        found.damaged.append(name)
        return
    yield from (entry for blind, entry in opened.items if blind)


def _count(data: bytes, found: Check) -> bytes:
    """Count ``data`` where this version cannot show it; return its hash."""
    try:
        entry = decode_entry(data)
        event = decode_event(entry.type, entry.fields)
    except PeerError:
        found.unreadable += 1
    else:
        if isinstance(event, Unread):
            found.newer += event.reason == "newer"
            found.unreadable += event.reason == "unreadable"
    return sha256(data).digest()


def _judge(roster: Roster, headers: Mapping[bytes, Header], store: SegmentStore, found: Check) -> None:
    """Judge the segments by their headers; what follows a gap is not held against it."""
    acceptance = accept(roster, headers)
    bad = sum(verdict is not Verdict.ACCEPTED for verdict in acceptance.verdicts.values())
    missing = len(open_gaps(store.database))
    if missing:
        found.faults.append(f"{missing} segments were changed on this disk and are fetched again by twoway sync")
    if bad and not (found.damaged or missing):
        found.faults.append(f"{bad} segments do not follow from their chain")
    found.forks = len(acceptance.forked)


def _fingerprint(entries: set[bytes]) -> str:
    number = int.from_bytes(sha256(b"".join(sorted(entries))).digest()[:8], "big")
    letters = ""
    for _ in range(8):
        number, digit = divmod(number, len(_STATE_LETTERS))
        letters += _STATE_LETTERS[digit]
    return f"{letters[:4]} {letters[4:]}"
