"""A person's journal with real keys, a real roster and real segments, the same on every run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.core import hpke
from tests.core.chance import Chance
from twoway_core.ids import DeviceId, JournalId
from twoway_core.sealing import labels
from twoway_core.sealing.boxes import BoxSealer
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.sealing.segment import Seen, Segment
from twoway_core.sealing.writer import ChainTip, seal_segment
from twoway_core.trust.epochs import EpochKeys
from twoway_core.trust.names import seal_name
from twoway_core.trust.roster import Roster, found, join_message
from twoway_core.trust.statements import Cutoff, RosterEntry
from twoway_core.trust.writing import RosterWriter, make_genesis


@dataclass(slots=True)
class Person:
    """A journal as its owner holds it. ``chance`` is all the randomness that its devices draw."""

    chance: Chance
    paper: DeviceKeys
    epochs: EpochKeys
    roster: Roster

    @classmethod
    def make(cls, seed: str) -> Person:
        """Return the journal that ``seed`` stands for: a paper key, and no device yet."""
        chance = Chance(seed)
        paper, key = DeviceKeys.make(chance), EpochKey(chance(32))
        roster = found([make_genesis(paper, key, chance, hpke.sealer(chance))])
        return cls(chance, paper, EpochKeys((0,), (key,)), roster)

    def copy(self) -> Person:
        """Return the same journal on another server: from here on, each goes its own way."""
        return replace(self, chance=Chance(self.chance(32).hex()))

    @property
    def journal(self) -> JournalId:
        """The journal's id."""
        return self.roster.journal

    @property
    def key(self) -> EpochKey:
        """The epoch key in force."""
        return self.epochs.current

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
        return self.writer(signer).add_device(public, agreed, sealed)

    def writer(self, signer: DeviceKeys | None = None) -> RosterWriter:
        """Return ``signer`` (the paper key) at the end of the roster, about to write the next entry."""
        return RosterWriter(self.roster, signer or self.paper, self.key, self.chance, self.sealer)

    def fresh_key(self) -> EpochKey:
        """Return a key for an epoch to come."""
        return EpochKey(self.chance(32))

    def revoke(self, *revoked: DeviceKeys, signer: DeviceKeys | None = None, cutoffs: Sequence[Cutoff] = ()) -> None:
        """End the standing of ``revoked``, of whose segments those up to ``cutoffs`` count."""
        key = self.fresh_key()
        self._begin(self.writer(signer).revoke(ids(*revoked), cutoffs, key), key)

    def rotate(self, signer: DeviceKeys | None = None) -> None:
        """Begin a new epoch."""
        key = self.fresh_key()
        self._begin(self.writer(signer).rotate(key), key)

    def replaced(self, paper: DeviceKeys, key: EpochKey, *revoked: DeviceKeys, signer: DeviceKeys) -> RosterEntry:
        """Return the entry by which ``paper`` joins in place of ``revoked``; the roster stays as it is."""
        agreed = paper.sign(labels.JOIN, join_message(self.journal, signer.public.device, paper.public))
        return self.writer(signer).replace_paper(paper.public, agreed, ids(*revoked), key)

    def replace_paper(self, *revoked: DeviceKeys, signer: DeviceKeys | None = None) -> DeviceKeys:
        """Add a new paper key in place of ``revoked``, and return it."""
        paper, key = self.newcomer(), self.fresh_key()
        self._begin(self.replaced(paper, key, *revoked, signer=signer or self.paper), key)
        return paper

    def _begin(self, entry: RosterEntry, key: EpochKey) -> None:
        began = len(self.roster.entries)
        self.roster = self.roster.extended([entry])
        self.epochs = EpochKeys((*self.epochs.began, began), (*self.epochs.keys, key))

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
        key = self.epochs.at(self.roster.hashes.index(roster))
        return seal_segment(tip, entries, seen=seen, roster=roster, key=key, keys=keys, random=self.chance)

    def write_chain(self, keys: DeviceKeys, length: int, tip: ChainTip | None = None) -> list[Segment]:
        """Return the next ``length`` segments at ``tip``, or the first ones of a chain that ``keys`` opens."""
        segments: list[Segment] = []
        tip = tip or self.tip(keys)
        for _ in range(length):
            segments.append(self.write(keys, tip))
            tip = tip.after(segments[-1])
        return segments


def ids(*keys: DeviceKeys) -> list[DeviceId]:
    """Return the ids of these devices."""
    return [each.public.device for each in keys]


def cutoff_at(segment: Segment) -> Cutoff:
    """Return the cut-off that lets ``segment`` and all before it count."""
    return Cutoff(segment.header.chain, segment.header.number, segment.hash)
