"""Writing the roster: the entries by which a device founds, admits, revokes, and renews the key.

Each returns the entry that follows the roster it was given; nothing counts before it stands on the
server and extends the roster there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from twoway_core.codec import encode
from twoway_core.ids import DeviceId
from twoway_core.sealing import labels
from twoway_core.sealing.boxes import BoxSealer
from twoway_core.sealing.keys import DeviceKeys, DevicePublic, EpochKey
from twoway_core.sealing.symmetric import Random
from twoway_core.trust.epochs import NO_JOURNAL, box_info, boxes_for, seal_previous_key
from twoway_core.trust.members import Member
from twoway_core.trust.roster import Roster
from twoway_core.trust.statements import (
    Box,
    Boxes,
    Cutoff,
    DeviceAdded,
    DeviceRevoked,
    EpochRotated,
    Genesis,
    PaperReplaced,
    RosterEntry,
    Statement,
)


def _boxes_hash(boxes: bytes) -> bytes:
    return sha256(labels.BOXES + boxes).digest()


def make_genesis(paper: DeviceKeys, key: EpochKey, random: Random, seal_box: BoxSealer) -> RosterEntry:
    """Return the entry by which ``paper`` founds a journal whose first epoch key is ``key``."""
    public, salt = paper.public, random(32)
    sealed = seal_box(public.agreement, box_info(NO_JOURNAL, salt, public.device), key.secret)
    boxes = encode(Boxes([Box(public.device, sealed)]))
    statement = encode(
        Genesis(labels.FORMAT, salt, public.signing, public.agreement, key.commitment(), _boxes_hash(boxes))
    )
    return RosterEntry(statement, paper.sign(labels.ROSTER, statement), b"", boxes)


@dataclass(frozen=True, slots=True)
class RosterWriter:
    """A device in good standing that writes the entry after ``roster``. ``key``: the newest epoch key that it holds."""

    roster: Roster
    signer: DeviceKeys
    key: EpochKey
    random: Random
    seal_box: BoxSealer

    def add_device(self, newcomer: DevicePublic, countersignature: bytes, name: bytes) -> RosterEntry:
        """Return the entry that admits ``newcomer`` under its sealed ``name``.

        ``countersignature``: the newcomer's, over ``join_message``. The newcomer is given the key, which has to be
        the one in force.
        """
        member = Member(newcomer, len(self.roster.entries), self.signer.public.device, name, 0)
        boxes = encode(Boxes(boxes_for(self.roster, [member], self.key, self.seal_box)))
        statement = DeviceAdded(
            format=labels.FORMAT,
            journal=self.roster.journal,
            previous=self.roster.head,
            signer=self.signer.public.device,
            signing=newcomer.signing,
            agreement=newcomer.agreement,
            name=name,
            boxes=_boxes_hash(boxes),
        )
        return self._signed(statement, boxes, countersignature)

    def revoke(self, revoked: Sequence[DeviceId], cutoffs: Sequence[Cutoff], new_key: EpochKey) -> RosterEntry:
        """Return the entry that ends the standing of ``revoked`` and begins an epoch that they cannot read.

        ``cutoffs``: the last segments of their chains that count.
        """
        boxes = self._boxes_for_all(new_key, revoked, [])
        statement = DeviceRevoked(
            format=labels.FORMAT,
            journal=self.roster.journal,
            previous=self.roster.head,
            signer=self.signer.public.device,
            revoked=list(revoked),
            cutoffs=list(cutoffs),
            commitment=new_key.commitment(),
            previous_key=self._previous_key(new_key),
            boxes=_boxes_hash(boxes),
        )
        return self._signed(statement, boxes)

    def rotate(self, new_key: EpochKey) -> RosterEntry:
        """Return the entry that begins a new epoch; everybody stays."""
        boxes = self._boxes_for_all(new_key, [], [])
        statement = EpochRotated(
            format=labels.FORMAT,
            journal=self.roster.journal,
            previous=self.roster.head,
            signer=self.signer.public.device,
            commitment=new_key.commitment(),
            previous_key=self._previous_key(new_key),
            boxes=_boxes_hash(boxes),
        )
        return self._signed(statement, boxes)

    def replace_paper(
        self, paper: DevicePublic, countersignature: bytes, revoked: Sequence[DeviceId], new_key: EpochKey
    ) -> RosterEntry:
        """Return the entry by which a new ``paper`` key joins, and the ``revoked`` ones lose their standing."""
        member = Member(paper, len(self.roster.entries), self.signer.public.device, b"", 0)
        boxes = self._boxes_for_all(new_key, revoked, [member])
        statement = PaperReplaced(
            format=labels.FORMAT,
            journal=self.roster.journal,
            previous=self.roster.head,
            signer=self.signer.public.device,
            signing=paper.signing,
            agreement=paper.agreement,
            revoked=list(revoked),
            commitment=new_key.commitment(),
            previous_key=self._previous_key(new_key),
            boxes=_boxes_hash(boxes),
        )
        return self._signed(statement, boxes, countersignature)

    def _boxes_for_all(self, key: EpochKey, without: Sequence[DeviceId], also: list[Member]) -> bytes:
        staying = [member for member in self.roster.standing() if member.public.device not in without]
        return encode(Boxes(boxes_for(self.roster, staying + also, key, self.seal_box)))

    def _previous_key(self, new_key: EpochKey) -> bytes:
        return seal_previous_key(self.roster, self.key, new_key, self.random)

    def _signed(self, statement: Statement, boxes: bytes, countersignature: bytes = b"") -> RosterEntry:
        data = encode(statement)
        return RosterEntry(data, self.signer.sign(labels.ROSTER, data), countersignature, boxes)
