"""Checking a journal from the ground: every signature, every link, every body, every entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from twoway_client.store.aside import withdrawn
from twoway_client.store.erasures import erased_by
from twoway_client.store.gaps import open_gaps
from twoway_client.store.outbox import Reader
from twoway_client.store.segments import SegmentStore
from twoway_core.entry import Entry, decode_entry
from twoway_core.errors import BadSignatureError, PeerError
from twoway_core.events.vocabulary import Unread, decode_event
from twoway_core.ids import CONSONANTS, DeviceId
from twoway_core.sealing.replacing import bare_leaves
from twoway_core.sealing.segment import Header, Segment, check_segment, open_segment
from twoway_core.trust.acceptance import Verdict, accept
from twoway_core.trust.epochs import EpochKeys
from twoway_core.trust.roster import Roster

_STATE_LETTERS = "23456789" + CONSONANTS
_ONLY_HERE = "; it was never sent, and is kept as it is"


@dataclass(slots=True)
class Check:
    """What a check found. ``state``: eight letters; devices with the same ones show the same views.

    ``entries`` and ``state`` leave out what was erased, whether its text is gone yet or not. ``erased``: entries that
    still have a text; ``destroyed``: those that have none, as they should. ``newer`` and ``unreadable`` entries are
    kept and not shown. ``damaged``: hashes of segments changed on this disk.
    """

    entries: int = 0
    newer: int = 0
    unreadable: int = 0
    erased: int = 0
    destroyed: int = 0
    segments: int = 0
    devices: int = 0
    waiting: int = 0
    quarantined: int = 0
    forks: int = 0
    faults: list[str] = field(default_factory=list)
    damaged: list[bytes] = field(default_factory=list)
    state: str = ""


@dataclass(slots=True)
class _Met:
    """What was met on the way.

    ``hashes``: of each entry, with its id, empty where it has none. ``named``: the erasure that each bare leaf names.
    """

    hashes: dict[bytes, bytes] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    named: list[bytes] = field(default_factory=list)


def check_journal(store: SegmentStore, reader: Reader, epochs: EpochKeys) -> Check:
    """Check everything again; trust no checkpoint and no earlier verdict."""
    roster = store.roster()
    found = Check(devices=sum(not member.is_paper for member in roster.standing()))
    met, headers = _Met(), dict[bytes, Header]()
    for name, segment in store.all_segments():
        found.segments += 1
        for entry in _entries(store, roster, name, segment, epochs, found, met):
            _count(entry, found, met)
        if name not in found.damaged:
            headers[name] = segment.header
    for _, entry in reader.entries():
        _count(entry, found, met)
    if reader.damaged:
        were = "entry was" if len(reader.damaged) == 1 else "entries were"
        found.faults.append(f"{len(reader.damaged)} {were} changed on this disk before being sent")
    for name in withdrawn(store.database):
        found.faults.append(f"segment {name.hex()[:8]}: it was changed on this disk{_ONLY_HERE}")
    _judge(roster, headers, store, found)
    aside = store.aside_counts()
    found.waiting, found.quarantined = aside.get("waiting", 0), aside.get("quarantined", 0)
    shown = _check_erasures(met, found)
    found.entries, found.state = len(shown), _fingerprint(shown)
    return found


def _check_erasures(met: _Met, found: Check) -> set[bytes]:
    """Count what was erased, and what is gone without a reason; return the hashes of all other entries."""
    erased = erased_by(met.entries)
    counting = frozenset(name for names in erased.values() for name in names)
    shown = {data for data, name in met.hashes.items() if name not in erased}
    gone = sum(name not in counting for name in met.named)
    found.erased, found.destroyed = len(met.hashes) - len(shown), len(met.named) - gone
    if gone:
        texts = "1 text is" if gone == 1 else f"{gone} texts are"
        found.faults.append(f"{texts} gone, and no erasure says why: twoway sync asks your other devices")
    return shown


def _entries(
    store: SegmentStore, roster: Roster, name: bytes, segment: Segment, epochs: EpochKeys, found: Check, met: _Met
) -> Iterator[bytes]:
    try:
        if segment.hash != name:
            raise BadSignatureError("its header or signature was changed on this disk")
        member = roster.members.get(DeviceId(segment.header.device))
        if member is not None:
            check_segment(segment, roster.journal, member.public)
        opened = open_segment(segment, epochs.at(roster.hashes.index(segment.header.roster)))
    except PeerError as error:
        found.faults.append(f"segment {name.hex()[:8]}: {error}{_only_here(store, name)}")
        found.damaged.append(name)
        return
    met.named += bare_leaves(opened).values()
    yield from (entry for blind, entry in opened.items if blind)


def _only_here(store: SegmentStore, name: bytes) -> str:
    """Return what is to be said of a damaged segment that no server can send again; nothing of another."""
    return "" if store.was_pushed(name) else _ONLY_HERE


def _count(data: bytes, found: Check, met: _Met) -> None:
    """Note ``data``, and count it where this version cannot show it."""
    name = sha256(data).digest()
    met.hashes.setdefault(name, b"")
    try:
        entry = decode_entry(data)
        event = decode_event(entry.type, entry.fields)
    except PeerError:
        found.unreadable += 1
    else:
        met.hashes[name] = entry.id
        met.entries.append(entry)
        if isinstance(event, Unread):
            found.newer += event.reason == "newer"
            found.unreadable += event.reason == "unreadable"


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
