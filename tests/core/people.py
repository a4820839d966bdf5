"""A person's journal with real keys, a real roster and real segments, the same on every run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.core import hpke
from tests.core.chance import Chance
from twoway_core.ids import JournalId
from twoway_core.sealing import labels
from twoway_core.sealing.boxes import BoxSealer
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.sealing.segment import Seen, Segment
from twoway_core.sealing.writer import ChainTip, seal_segment
from twoway_core.trust.epochs import make_device_added, make_genesis, seal_name
from twoway_core.trust.roster import Roster, found, join_message
from twoway_core.trust.statements import RosterEntry


@dataclass(slots=True)
class Person:
    """A journal as its owner holds it. ``chance`` is all the randomness that its devices draw."""

    chance: Chance
    paper: DeviceKeys
    key: EpochKey
    roster: Roster

    @classmethod
    def make(cls, seed: str) -> Person:
        """Return the journal that ``seed`` stands for: a paper key, and no device yet."""
        chance = Chance(seed)
        paper, key = DeviceKeys.make(chance), EpochKey(chance(32))
        return cls(chance, paper, key, found([make_genesis(paper, key, chance, hpke.sealer(chance))]))

    @property
    def journal(self) -> JournalId:
        """The journal's id."""
        return self.roster.journal

    @property
    def sealer(self) -> BoxSealer:
        """Seals boxes with this person's randomness."""
        return hpke.sealer(self.chance)

    def newcomer(self) -> DeviceKeys:
        """Return the keys of a device that is in no roster."""
        return DeviceKeys.make(self.chance)

    def added(self, newcomer: DeviceKeys, signer: DeviceKeys | None = None, name: str = "") -> RosterEntry:
        """Return the entry by which ``signer`` (the paper key) admits ``newcomer``; the roster stays as it is."""
        signer = signer or self.paper
        public = newcomer.public
        agreed = newcomer.sign(labels.JOIN, join_message(self.journal, signer.public.device, public))
        sealed = seal_name(self.key, self.journal, public.device, name, self.chance)
        return make_device_added(self.roster, signer, public, agreed, sealed, self.key, self.sealer)

    def admit(self, signer: DeviceKeys | None = None, name: str = "") -> DeviceKeys:
        """Add a new device to the roster, and return its keys."""
        newcomer = self.newcomer()
        self.roster = self.roster.extended([self.added(newcomer, signer, name)])
        return newcomer

    def tip(self, keys: DeviceKeys) -> ChainTip:
        """Return the tip of a chain that ``keys`` opens."""
        return ChainTip.new(self.journal, keys.public.device, self.chance)

    def write(
        self,
        keys: DeviceKeys,
        tip: ChainTip,
        entries: Sequence[bytes] = (b"an entry",),
        *,
        seen: Sequence[Seen] = (),
        cited: int = -1,
    ) -> Segment:
        """Return the segment at ``tip``, citing roster entry ``cited`` (the last)."""
        roster = self.roster.hashes[cited]
        return seal_segment(tip, entries, seen=seen, roster=roster, key=self.key, keys=keys, random=self.chance)

    def write_chain(self, keys: DeviceKeys, length: int, tip: ChainTip | None = None) -> list[Segment]:
        """Return the next ``length`` segments at ``tip``, or the first ones of a chain that ``keys`` opens."""
        segments: list[Segment] = []
        tip = tip or self.tip(keys)
        for _ in range(length):
            segments.append(self.write(keys, tip))
            tip = tip.after(segments[-1])
        return segments
