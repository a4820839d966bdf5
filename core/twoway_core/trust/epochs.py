"""Epochs: generations of the key that seals segments, carried to each device in a box of the roster.

A box holds the key of its epoch; each epoch's key seals the newest key that its maker held before, so one box
opens all history. What a box or a sealed key opens to is checked against the commitment that was signed.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from twoway_core.errors import BadKeyError, CannotOpenError, NotGivenError
from twoway_core.ids import DeviceId
from twoway_core.sealing import labels
from twoway_core.sealing.boxes import BoxSealer, open_box
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.sealing.symmetric import Random, open_sealed, seal
from twoway_core.trust.members import Member
from twoway_core.trust.roster import Roster
from twoway_core.trust.statements import Box

NO_JOURNAL = bytes(16)
_NO_BOX = "no box in the roster is for this device"
_NOT_GIVEN = "this device was not given the key of that epoch"


@dataclass(frozen=True, slots=True)
class EpochKeys:
    """The keys that a device holds, oldest first; ``began``: the roster entry with which the epoch of each began.

    ``holes``: the entries with which epochs began whose key this device was never given. Who begins an epoch can
    leave others out of it; they go on reading the others, and whoever holds a newer key can begin the next.
    """

    began: tuple[int, ...]
    keys: tuple[EpochKey, ...]
    holes: tuple[int, ...] = ()

    @property
    def is_given(self) -> bool:
        """Whether this device holds the key in force."""
        return max(self.holes, default=-1) < self.began[-1]

    @property
    def current(self) -> EpochKey:
        """The key in force. Raises NotGivenError where this device does not hold it."""
        if not self.is_given:
            raise NotGivenError(_NOT_GIVEN)
        return self.keys[-1]

    @property
    def newest(self) -> EpochKey:
        """The newest key that this device holds: under the next epoch's, it opens all that is before it."""
        return self.keys[-1]

    def at(self, number: int) -> EpochKey:
        """Return the key in force once roster entry ``number`` stood. Raises NotGivenError."""
        epoch, hole = bisect_right(self.began, number) - 1, bisect_right(self.holes, number) - 1
        if epoch < 0 or (hole >= 0 and self.holes[hole] > self.began[epoch]):
            raise NotGivenError(_NOT_GIVEN)
        return self.keys[epoch]


def box_info(journal: bytes, previous: bytes, recipient: DeviceId) -> bytes:
    """Return what a box is bound to: journal, the roster entry before, and the recipient.

    In a genesis the journal is 16 zero bytes and its salt stands for the entry before.
    """
    return labels.BOX + journal + previous + recipient


def boxes_for(roster: Roster, members: list[Member], key: EpochKey, seal_box: BoxSealer) -> list[Box]:
    """Return ``key`` boxed for each of ``members``, in an entry that is to follow ``roster``."""
    return [
        Box(
            member.public.device,
            seal_box(member.public.agreement, box_info(roster.journal, roster.head, member.public.device), key.secret),
        )
        for member in members
    ]


def seal_previous_key(roster: Roster, old: EpochKey, new: EpochKey, random: Random) -> bytes:
    """Return ``old``, the newest key held, sealed under the ``new`` one, in an entry to follow ``roster``: 80 bytes."""
    return seal(new.secret, labels.EPOCH, roster.journal + roster.head, old.secret, random)


def open_epoch_keys(roster: Roster, keys: DeviceKeys) -> EpochKeys:
    """Return the keys that ``keys`` may read: from its newest box that opens, back through all that one opens.

    An epoch that this does not reach is a hole, unless a box of its own opens it. Raises CannotOpenError where
    no box in the roster opens for this device.
    """
    held: dict[int, EpochKey] = {}
    refused: CannotOpenError | None = None
    for epoch in range(len(roster.epochs) - 1, -1, -1):
        try:
            held[epoch] = held.get(epoch) or _from_box(roster, keys, epoch)
        except CannotOpenError as error:
            refused = refused or error
        else:
            held = _from_next(roster, epoch, held[epoch]) | held
    if refused is not None and not held:
        raise refused
    began = [epoch.number for epoch in roster.epochs]
    known = sorted(held)
    holes = tuple(number for epoch, number in enumerate(began) if epoch not in held)
    return EpochKeys(tuple(began[epoch] for epoch in known), tuple(held[epoch] for epoch in known), holes)


def _from_box(roster: Roster, keys: DeviceKeys, epoch: int) -> EpochKey:
    """Return the key in the first box of ``epoch`` that names this device. Raises CannotOpenError."""
    device = keys.public.device
    ends = [each.number for each in roster.epochs[epoch + 1 :]] or [len(roster.entries)]
    for number in range(roster.epochs[epoch].number, ends[0]):
        for box in roster.boxes[number]:
            if box.device == device:
                secret = open_box(keys.agreement, box_info(*_bound_to(roster, number), device), box.sealed)
                return _committed(roster, epoch, secret)
    raise CannotOpenError(_NO_BOX)


def _from_next(roster: Roster, epoch: int, key: EpochKey) -> dict[int, EpochKey]:
    """Return the key that is sealed under that of ``epoch``, by the epoch it is of; none where it is of none before."""
    began = roster.epochs[epoch]
    context = roster.journal + roster.hashes[began.number - 1]
    try:
        before = EpochKey(open_sealed(key.secret, labels.EPOCH, context, began.previous_key))
    except (CannotOpenError, BadKeyError):
        return {}
    commitment = before.commitment()
    return {each: before for each in range(epoch) if roster.epochs[each].commitment == commitment}


def _bound_to(roster: Roster, number: int) -> tuple[bytes, bytes]:
    return (roster.journal, roster.hashes[number - 1]) if number else (NO_JOURNAL, roster.salt)


def _committed(roster: Roster, epoch: int, secret: bytes) -> EpochKey:
    try:
        key = EpochKey(secret)
    except BadKeyError:
        raise CannotOpenError("the key in a box is not the one that was signed") from None
    if key.commitment() != roster.epochs[epoch].commitment:
        raise CannotOpenError("the key in a box is not the one that was signed")
    return key
