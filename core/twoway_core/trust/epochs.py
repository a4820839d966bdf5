"""Epochs: writing roster entries that carry the epoch key, and opening the box that is ours."""

from __future__ import annotations

from hashlib import sha256

from twoway_core.codec import encode
from twoway_core.entry import check_text
from twoway_core.errors import CannotOpenError
from twoway_core.ids import DeviceId, JournalId
from twoway_core.sealing import labels
from twoway_core.sealing.boxes import BoxSealer, open_box
from twoway_core.sealing.keys import DeviceKeys, DevicePublic, EpochKey
from twoway_core.sealing.symmetric import KEY_BYTES, OVERHEAD_BYTES, Random, open_sealed, seal
from twoway_core.trust.roster import Roster
from twoway_core.trust.statements import (
    MAX_SEALED_NAME_BYTES,
    Box,
    Boxes,
    DeviceAdded,
    Genesis,
    RosterEntry,
)

_NO_JOURNAL = bytes(16)
_NAME_BYTES = 64
MAX_NAME_BYTES = _NAME_BYTES - 1


def box_info(journal: bytes, previous: bytes, recipient: DeviceId) -> bytes:
    """Return what a box is bound to: journal, the roster entry before, and the recipient.

    In a genesis the journal is 16 zero bytes and its salt stands for the entry before.
    """
    return labels.BOX + journal + previous + recipient


def _boxes_hash(boxes: bytes) -> bytes:
    return sha256(labels.BOXES + boxes).digest()


def make_genesis(paper: DeviceKeys, key: EpochKey, random: Random, seal_box: BoxSealer) -> RosterEntry:
    """Return the entry by which ``paper`` founds a journal whose first epoch key is ``key``."""
    public, salt = paper.public, random(32)
    sealed = seal_box(public.agreement, box_info(_NO_JOURNAL, salt, public.device), key.secret)
    boxes = encode(Boxes([Box(public.device, sealed)]))
    statement = encode(
        Genesis(labels.FORMAT, salt, public.signing, public.agreement, key.commitment(), _boxes_hash(boxes))
    )
    return RosterEntry(statement, paper.sign(labels.ROSTER, statement), b"", boxes)


def make_device_added(
    roster: Roster,
    signer: DeviceKeys,
    newcomer: DevicePublic,
    countersignature: bytes,
    name: bytes,
    key: EpochKey,
    seal_box: BoxSealer,
) -> RosterEntry:
    """Return the entry by which ``signer`` admits ``newcomer`` under its sealed ``name``.

    ``countersignature``: the newcomer's, over ``join_message``. ``key``: the epoch key in force.
    """
    info = box_info(roster.journal, roster.head, newcomer.device)
    boxes = encode(Boxes([Box(newcomer.device, seal_box(newcomer.agreement, info, key.secret))]))
    statement = encode(
        DeviceAdded(
            format=labels.FORMAT,
            journal=roster.journal,
            previous=roster.head,
            signer=signer.public.device,
            signing=newcomer.signing,
            agreement=newcomer.agreement,
            name=name,
            boxes=_boxes_hash(boxes),
        )
    )
    return RosterEntry(statement, signer.sign(labels.ROSTER, statement), countersignature, boxes)


def open_epoch_key(roster: Roster, keys: DeviceKeys) -> EpochKey:
    """Return the epoch key from the box for ``keys``. Raises CannotOpenError when there is none that fits."""
    device = keys.public.device
    member = roster.members.get(device)
    if member is None:
        raise CannotOpenError("this device is not in the roster")
    journal, previous = _bound_to(roster, member.number)
    for box in roster.boxes[member.number]:
        if box.device == device:
            secret = open_box(keys.agreement, box_info(journal, previous, device), box.sealed)
            return _committed(roster, secret)
    raise CannotOpenError("no box in the roster is for this device")


def _bound_to(roster: Roster, number: int) -> tuple[bytes, bytes]:
    return (roster.journal, roster.hashes[number - 1]) if number else (_NO_JOURNAL, roster.salt)


def _committed(roster: Roster, secret: bytes) -> EpochKey:
    if len(secret) != KEY_BYTES or EpochKey(secret).commitment() != roster.commitment:
        raise CannotOpenError("the key in a box is not the one that was signed")
    return EpochKey(secret)


def seal_name(key: EpochKey, journal: JournalId, device: DeviceId, name: str, random: Random) -> bytes:
    """Return a device's ``name`` (cut to 63 bytes of UTF-8) sealed for the roster; always 112 bytes.

    Raises TextRefusedError for lone surrogates.
    """
    text = check_text(name).encode()[:MAX_NAME_BYTES].decode(errors="ignore").encode()
    padded = bytes([len(text)]) + text + bytes(MAX_NAME_BYTES - len(text))
    return seal(key.secret, labels.NAME, journal + device, padded, random)


def open_name(key: EpochKey, journal: JournalId, device: DeviceId, sealed: bytes) -> str:
    """Return the name in ``sealed``. Raises CannotOpenError."""
    if len(sealed) > MAX_SEALED_NAME_BYTES or len(sealed) < OVERHEAD_BYTES + 1:
        raise CannotOpenError("a device's name has another length")
    padded = open_sealed(key.secret, labels.NAME, journal + device, sealed)
    return padded[1 : 1 + padded[0]].decode(errors="replace")
