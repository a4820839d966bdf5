"""Statements: what a roster entry says, and the bytes that carry it.

``entry = [statement, signature, countersignature, boxes]``. The statement is canonical msgpack and
is what is hashed and signed; the boxes are bound by their hash inside the statement. A journal's id
is the first 16 bytes of the hash of its genesis.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated

import msgspec

from twoway_core.codec import Whole, Wire, decode_canonical, encode
from twoway_core.errors import MalformedError, UnsupportedError
from twoway_core.ids import ID_BYTES, JournalId
from twoway_core.sealing import labels
from twoway_core.sealing.keys import PUBLIC_BYTES, SIGNATURE_BYTES
from twoway_core.sealing.segment import Hash, Id, Number

MAX_STATEMENT_BYTES = 8 * 1024
MAX_CUTOFFS = 100
MAX_BOXES = 64
MAX_ROSTER_ENTRY_BYTES = 16 * 1024
MAX_SEALED_NAME_BYTES = 256

PublicKey = Annotated[bytes, msgspec.Meta(min_length=PUBLIC_BYTES, max_length=PUBLIC_BYTES)]
Signature = Annotated[bytes, msgspec.Meta(min_length=SIGNATURE_BYTES, max_length=SIGNATURE_BYTES)]
SealedKey = Annotated[bytes, msgspec.Meta(min_length=80, max_length=80)]
SealedName = Annotated[bytes, msgspec.Meta(max_length=MAX_SEALED_NAME_BYTES)]


class Genesis(Wire, frozen=True, tag="genesis"):
    """The first entry: the paper key founds the journal and its first epoch, and is the eldest device."""

    format: Whole
    salt: Hash
    signing: PublicKey
    agreement: PublicKey
    commitment: Hash
    boxes: Hash


class DeviceAdded(Wire, frozen=True, tag="device.added"):
    """A device in good standing admits another; the newcomer counter-signs."""

    format: Whole
    journal: Id
    previous: Hash
    signer: Id
    signing: PublicKey
    agreement: PublicKey
    name: SealedName
    boxes: Hash


class Cutoff(Wire, frozen=True):
    """The last segment of a chain of a revoked device that still counts, with all before it."""

    chain: Id
    number: Number
    hash: Hash


class DeviceRevoked(Wire, frozen=True, tag="device.revoked"):
    """Devices lose their standing, and a new epoch begins that they cannot read.

    ``cutoffs``: what they wrote that counts; a chain that is not listed has nothing that does.
    ``previous_key``: the epoch key before, sealed under the new one.
    """

    format: Whole
    journal: Id
    previous: Hash
    signer: Id
    revoked: Annotated[list[Id], msgspec.Meta(min_length=1, max_length=MAX_BOXES)]
    cutoffs: Annotated[list[Cutoff], msgspec.Meta(max_length=MAX_CUTOFFS)]
    commitment: Hash
    previous_key: SealedKey
    boxes: Hash


class EpochRotated(Wire, frozen=True, tag="epoch.rotated"):
    """A new epoch begins; everybody stays."""

    format: Whole
    journal: Id
    previous: Hash
    signer: Id
    commitment: Hash
    previous_key: SealedKey
    boxes: Hash


class PaperReplaced(Wire, frozen=True, tag="paper.replaced"):
    """A new paper key joins with the rank of its signer; papers that the signer may revoke are revoked.

    The new paper counter-signs as any newcomer does.
    """

    format: Whole
    journal: Id
    previous: Hash
    signer: Id
    signing: PublicKey
    agreement: PublicKey
    revoked: Annotated[list[Id], msgspec.Meta(max_length=MAX_BOXES)]
    commitment: Hash
    previous_key: SealedKey
    boxes: Hash


Statement = Genesis | DeviceAdded | DeviceRevoked | EpochRotated | PaperReplaced


class Box(Wire, frozen=True):
    """The epoch key sealed to one device."""

    device: Id
    sealed: Annotated[bytes, msgspec.Meta(max_length=128)]


class Boxes(Wire, frozen=True):
    """All boxes of one roster entry."""

    boxes: Annotated[list[Box], msgspec.Meta(max_length=MAX_BOXES)]


class RosterEntry(Wire, frozen=True):
    """One link of the roster, as it travels. ``countersignature`` is empty where nobody joins."""

    statement: Annotated[bytes, msgspec.Meta(max_length=MAX_STATEMENT_BYTES)]
    signature: Signature
    countersignature: Annotated[bytes, msgspec.Meta(max_length=SIGNATURE_BYTES)]
    boxes: bytes

    @property
    def hash(self) -> bytes:
        """The 32 bytes by which the next entry and every segment cite this one."""
        return sha256(labels.ROSTER + self.statement).digest()


def encode_roster_entry(entry: RosterEntry) -> bytes:
    """Return the bytes of ``entry``."""
    return encode(entry)


def decode_roster_entry(data: bytes) -> RosterEntry:
    """Return the entry in ``data`` (at most 16 KiB, canonical). Raises MalformedError."""
    return decode_canonical(RosterEntry, data, MAX_ROSTER_ENTRY_BYTES)


def decode_statement(data: bytes) -> Statement:
    """Return the statement in ``data``.

    Raises UnsupportedError for another format number, MalformedError for anything else.
    """
    statement: Statement = decode_canonical(Statement, data, MAX_STATEMENT_BYTES)  # type: ignore[arg-type]
    if statement.format != labels.FORMAT:
        raise UnsupportedError(f"roster format {statement.format} is not one that this version reads")
    return statement


def decode_boxes(entry: RosterEntry, expected: bytes) -> list[Box]:
    """Return the boxes of ``entry``. Raises MalformedError unless their hash is ``expected``."""
    if sha256(labels.BOXES + entry.boxes).digest() != expected:
        raise MalformedError("the boxes of a roster entry are not those that were signed")
    return decode_canonical(Boxes, entry.boxes, MAX_ROSTER_ENTRY_BYTES).boxes


def journal_id(genesis: RosterEntry) -> JournalId:
    """Return the id of the journal that ``genesis`` founds."""
    return JournalId(genesis.hash[:ID_BYTES])
