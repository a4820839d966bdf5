"""A person's devices, for tests of the server: real keys, rosters and segments from a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha512

from twoway_core.ids import ChainId, DeviceId, JournalId
from twoway_core.sealing.boxes import BOX_OVERHEAD_BYTES
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.sealing.segment import Segment
from twoway_core.sealing.writer import ChainTip, seal_segment
from twoway_core.sync.messages import Head, WireSegment, wire
from twoway_core.trust.roster import Roster, found, join_message
from twoway_core.trust.statements import encode_roster_entry
from twoway_core.trust.writing import RosterWriter, make_genesis


@dataclass(slots=True)
class Device:
    """A device in the roster, and the tip of the chain that it writes."""

    keys: DeviceKeys
    tip: ChainTip

    @property
    def id(self) -> DeviceId:
        """Its id."""
        return self.keys.public.device


@dataclass(slots=True)
class Person:
    """A journal as its owner holds it: the roster, the paper key, and one device after another."""

    seed: int
    roster: Roster = field(init=False)
    paper: DeviceKeys = field(init=False)
    key: EpochKey = field(init=False)
    devices: list[Device] = field(init=False)
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.paper = DeviceKeys.make(self.draw)
        self.key = EpochKey(self.draw(32))
        self.roster = found([make_genesis(self.paper, self.key, self.draw, seal_box)])
        self.devices = []
        self.admit()

    def draw(self, count: int) -> bytes:
        """Return ``count`` bytes that look random."""
        return self.chance.randbytes(count)

    @property
    def journal(self) -> JournalId:
        """The journal's id."""
        return self.roster.journal

    @property
    def device(self) -> Device:
        """The first device."""
        return self.devices[0]

    @property
    def run(self) -> list[bytes]:
        """The whole roster as it travels."""
        return [encode_roster_entry(entry) for entry in self.roster.entries]

    def admit(self) -> Device:
        """Add a device, signed by the paper key."""
        device = self.newcomer()
        countersignature = device.keys.sign(
            b"twoway/1/join\0", join_message(self.journal, self.paper.public.device, device.keys.public)
        )
        writer = RosterWriter(self.roster, self.paper, self.key, self.draw, seal_box)
        entry = writer.add_device(device.keys.public, countersignature, self.draw(112))
        self.roster = self.roster.extended([entry])
        self.devices.append(device)
        return device

    def revoke(self, device: Device) -> None:
        """End the standing of ``device``, by the paper key; a new epoch begins."""
        writer, key = RosterWriter(self.roster, self.paper, self.key, self.draw, seal_box), EpochKey(self.draw(32))
        self.roster, self.key = self.roster.extended([writer.revoke([device.id], [], key)]), key

    def newcomer(self) -> Device:
        """Return a device that is in no roster."""
        keys = DeviceKeys.make(self.draw)
        return Device(keys, ChainTip.new(self.journal, keys.public.device, self.draw))

    def write(self, device: Device, entries: Sequence[bytes] = (b"entry",), cited: int | None = None) -> Segment:
        """Return the next segment of ``device``, citing roster entry ``cited`` (the last)."""
        roster = self.roster.hashes[-1 if cited is None else cited]
        segment = seal_segment(
            device.tip, entries, seen=(), roster=roster, key=self.key, keys=device.keys, random=self.draw
        )
        device.tip = device.tip.after(segment)
        return segment

    def write_run(self, device: Device, count: int) -> list[WireSegment]:
        """Return ``count`` further segments of ``device`` as they travel."""
        return [wire(self.write(device)) for _ in range(count)]


def seal_box(recipient: bytes, info: bytes, secret: bytes) -> bytes:
    """Return something of a box's size; the server never opens one, and the same seed gives the same roster."""
    return (sha512(recipient + info + secret).digest() * 2)[: len(secret) + BOX_OVERHEAD_BYTES]


def head_of(segment: Segment) -> Head:
    """Return the head that ``segment`` makes."""
    return Head(segment.header.number, segment.hash)


def chain_of(segment: Segment) -> ChainId:
    """Return the chain of ``segment``."""
    return ChainId(segment.header.chain)
