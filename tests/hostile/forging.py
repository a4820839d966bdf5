"""Forging: what a device with real keys can sign if it wants to harm, and what somebody without them can make up."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from tests.client.profiles import NOON
from twoway_client.times import to_ms
from twoway_core.entry import Entry, encode_entry
from twoway_core.events.log import JotNoted
from twoway_core.events.vocabulary import encode_event
from twoway_core.ids import make_entry_id
from twoway_core.sealing import labels
from twoway_core.sealing.boxes import seal_box
from twoway_core.sealing.keys import DeviceKeys, DevicePublic, EpochKey
from twoway_core.sealing.segment import Segment
from twoway_core.sealing.writer import ChainTip, seal_segment
from twoway_core.sync.messages import SyncReply
from twoway_core.trust.epochs import EpochKeys
from twoway_core.trust.names import seal_name
from twoway_core.trust.roster import Roster, join_message
from twoway_core.trust.statements import Cutoff, RosterEntry, encode_roster_entry
from twoway_core.trust.writing import RosterWriter

from .courier import Script
from .house import Device, pages


@dataclass(frozen=True)
class Secrets:
    """What a device knows that turned hostile."""

    keys: DeviceKeys
    roster: Roster
    epochs: EpochKeys

    @classmethod
    def of(cls, device: Device) -> Secrets:
        """Take them out of a home."""
        desk = device.profile.desk()
        try:
            return cls(device.profile.keys, desk.segments.roster(), desk.epoch_keys)
        finally:
            desk.database.close()

    def tip(self) -> ChainTip:
        """Return the beginning of a new chain of this device."""
        return ChainTip.new(self.roster.journal, self.keys.public.device, os.urandom)

    def sign(
        self, text: str, tip: ChainTip | None = None, *, cited: bytes | None = None, key: EpochKey | None = None
    ) -> Segment:
        """Return a segment that carries the jot ``text``, first on a new chain unless ``tip`` says where."""
        return seal_segment(
            tip or self.tip(),
            [jot(text)],
            seen=(),
            roster=cited or self.roster.head,
            key=key or self.epochs.current,
            keys=self.keys,
            random=os.urandom,
        )


def jot(text: str) -> bytes:
    """Return the entry of a jot."""
    name = make_entry_id(to_ms(NOON), 0, int.from_bytes(os.urandom(7), "big"))
    return encode_entry(Entry(name, to_ms(NOON), 0, None, *encode_event(JotNoted(text=text))))


def after(segment: Segment) -> ChainTip:
    """Return the place behind ``segment``."""
    header: Any = segment.header
    return ChainTip(header.journal, header.device, header.chain, header.number + 1, segment.hash)


@dataclass(frozen=True)
class Impostor:
    """Keys that sign in somebody else's name."""

    keys: DeviceKeys
    public: DevicePublic

    def sign(self, label: bytes, message: bytes) -> bytes:
        """Return a signature that is not the one it claims to be."""
        return self.keys.sign(label, message)


def writer(roster: Roster, signer: Any, key: EpochKey) -> RosterWriter:
    """Return what writes the entry after ``roster``, whether its signer may or not."""
    return RosterWriter(roster, signer, key, os.urandom, seal_box)


def adding(roster: Roster, signer: Any, key: EpochKey, newcomer: DeviceKeys, name: str = "stranger") -> RosterEntry:
    """Return the entry by which ``signer`` says that ``newcomer`` belongs to the journal."""
    public = newcomer.public
    agreed = newcomer.sign(labels.JOIN, join_message(roster.journal, signer.public.device, public))
    sealed = seal_name(key, roster.journal, public.device, name, os.urandom)
    return writer(roster, signer, key).add_device(public, agreed, sealed)


def showing(*entries: RosterEntry) -> Script:
    """Return the script that shows a roster with ``entries`` at its end."""
    more = [encode_roster_entry(entry) for entry in entries]
    return pages(lambda reply: SyncReply([*reply.roster, *more], reply.heads, reply.segments, reply.more))


def cutoffs_of(device: Device) -> list[Cutoff]:
    """Return where the chains of ``device`` end, as it knows them."""
    ends = {segment.header.chain: segment for segment in device.own()}
    return [Cutoff(chain, last.header.number, last.hash) for chain, last in ends.items()]
