"""Epochs: generations of the key that seals segments, carried to each device in a box of the roster.

A box holds the key of its epoch; each epoch's key seals the key before it, so one box opens all
history. What a box or a sealed key opens to is checked against the commitment that was signed.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from twoway_core.errors import BadKeyError, CannotOpenError
from twoway_core.ids import DeviceId
from twoway_core.sealing import labels
from twoway_core.sealing.boxes import BoxSealer, open_box
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.sealing.symmetric import Random, open_sealed, seal
from twoway_core.trust.members import Member
from twoway_core.trust.roster import Roster
from twoway_core.trust.statements import Box

NO_JOURNAL = bytes(16)


@dataclass(frozen=True, slots=True)
class EpochKeys:
    """The keys of all epochs, oldest first; ``began``: the roster entry with which each began."""

    began: tuple[int, ...]
    keys: tuple[EpochKey, ...]

    @property
    def current(self) -> EpochKey:
        """The key in force."""
        return self.keys[-1]

    def at(self, number: int) -> EpochKey:
        """Return the key in force once roster entry ``number`` stood."""
        return self.keys[bisect_right(self.began, number) - 1]


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
    """Return the key in force sealed under the ``new`` one, in an entry that is to follow ``roster``: 80 bytes."""
    return seal(new.secret, labels.EPOCH, roster.journal + roster.head, old.secret, random)


def open_epoch_keys(roster: Roster, keys: DeviceKeys) -> EpochKeys:
    """Return the keys of all epochs that ``keys`` may read, which is all up to the last one.

    Raises CannotOpenError when no box of the last epoch is for this device, or a key is not the committed one.
    """
    last = len(roster.epochs) - 1
    opened = [_from_box(roster, keys, last)]
    for index in range(last, 0, -1):
        opened.append(_from_next(roster, index, opened[-1]))
    return EpochKeys(tuple(epoch.number for epoch in roster.epochs), tuple(reversed(opened)))


def _from_box(roster: Roster, keys: DeviceKeys, epoch: int) -> EpochKey:
    device = keys.public.device
    for number in range(roster.epochs[epoch].number, len(roster.entries)):
        for box in roster.boxes[number]:
            if box.device == device:
                secret = open_box(keys.agreement, box_info(*_bound_to(roster, number), device), box.sealed)
                return _committed(roster, epoch, secret)
    raise CannotOpenError("no box in the roster is for this device")


def _from_next(roster: Roster, epoch: int, key: EpochKey) -> EpochKey:
    began = roster.epochs[epoch]
    context = roster.journal + roster.hashes[began.number - 1]
    return _committed(roster, epoch - 1, open_sealed(key.secret, labels.EPOCH, context, began.previous_key))


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
