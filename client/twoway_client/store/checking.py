"""Checking a journal from the ground: every signature, every link, every body, every entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from twoway_client.store.outbox import Reader
from twoway_client.store.segments import SegmentStore
from twoway_core.errors import PeerError
from twoway_core.ids import CONSONANTS, DeviceId
from twoway_core.trust.epochs import EpochKeys
from twoway_core.sealing.segment import Segment, check_segment, open_segment
from twoway_core.trust.acceptance import Verdict, accept
from twoway_core.trust.roster import Roster

_STATE_LETTERS = "23456789" + CONSONANTS


@dataclass(slots=True)
class Check:
    """What a check found. ``state``: eight letters; devices with the same ones show the same views."""

    entries: int = 0
    segments: int = 0
    devices: int = 0
    waiting: int = 0
    quarantined: int = 0
    forks: int = 0
    faults: list[str] = field(default_factory=list)
    state: str = ""

    @property
    def is_good(self) -> bool:
        """Whether nothing needs eyes."""
        return not (self.faults or self.waiting or self.quarantined or self.forks)


def check_journal(store: SegmentStore, reader: Reader, epochs: EpochKeys) -> Check:
    """Check everything again; trust no checkpoint and no earlier verdict."""
    roster = store.roster()
    found = Check(devices=len(roster.members) - 1)
    entries: set[bytes] = set()
    headers = {}
    for segment in store.all_segments():
        found.segments += 1
        headers[segment.hash] = segment.header
        for entry in _entries(roster, segment, epochs, found):
            entries.add(sha256(entry).digest())
    for _, entry in reader.entries():
        entries.add(sha256(entry).digest())
    acceptance = accept(roster, headers)
    bad = sum(verdict is not Verdict.ACCEPTED for verdict in acceptance.verdicts.values())
    if bad:
        found.faults.append(f"{bad} segments do not follow from their chain")
    found.forks = len(acceptance.forked)
    aside = store.aside_counts()
    found.waiting, found.quarantined = aside.get("waiting", 0), aside.get("quarantined", 0)
    found.entries, found.state = len(entries), _fingerprint(entries)
    return found


def _entries(roster: Roster, segment: Segment, epochs: EpochKeys, found: Check) -> Iterator[bytes]:
    member = roster.members.get(DeviceId(segment.header.device))
    try:
        if member is not None:
            check_segment(segment, roster.journal, member.public)
        opened = open_segment(segment, epochs.at(roster.hashes.index(segment.header.roster)))
    except PeerError as error:
        found.faults.append(f"segment {segment.hash.hex()[:8]}: {error}")
        return
    yield from (entry for blind, entry in opened.items if blind)


def _fingerprint(entries: set[bytes]) -> str:
    number = int.from_bytes(sha256(b"".join(sorted(entries))).digest()[:8], "big")
    letters = ""
    for _ in range(8):
        number, digit = divmod(number, len(_STATE_LETTERS))
        letters += _STATE_LETTERS[digit]
    return f"{letters[:4]} {letters[4:]}"
