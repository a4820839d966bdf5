"""box.json: boxes, alone and in a roster."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import msgspec

from tests.core import curve, hpke
from tests.core.chance import Chance
from tests.core.people import Person
from tests.core.trust.rosters import forged
from tests.vectors.writer import epochs
from tests.vectors.writer.cases import Case, case
from tests.vectors.writer.keys import ORDER_8_U
from twoway_core.sealing import labels
from twoway_core.sealing.boxes import BoxSealer
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.trust.epochs import box_info
from twoway_core.trust.roster import found, join_message
from twoway_core.trust.statements import RosterEntry
from twoway_core.trust.writing import RosterWriter, make_genesis

ABOUT = "Boxes: opened by a private key, and found in a roster by a device (its secret is Ed25519 seed, X25519 scalar)."

PERSON = Person.make("vectors: box")
OTHER = Person.make("vectors: another box")
PHONE = PERSON.admit(name="phone")
GENESIS, ADDED = PERSON.roster.entries
FOUNDED = found([GENESIS])
INFO = box_info(PERSON.journal, GENESIS.hash, PHONE.public.device)
BOX = PERSON.roster.boxes[1][0].sealed

# What the library sealed once with randomness of its own; it opens for ever.
RECORDED_SCALAR = bytes(range(32))
RECORDED_INFO = b"twoway/1/box\0recorded"
RECORDED = bytes.fromhex(
    "a5788cf246e5db79901d58406a77fd3dd03ada2cd350933c0088263b2b5dc76476d085e52492011b"
    "a479eb1aff3d03f205b2fbeb14256a0f7e25560ee1452c1886e68f3c71b020e2de27d5c9bf719652"
)


def cases() -> list[Case]:
    """Return the cases of box.json."""
    return [*_boxes(), *_places(), *_epochs(), *_lies(), *_exchanged(), *epochs.cases()]


def _case(expect: str, name: str, box: bytes, **given: Any) -> Case:
    scalar = PHONE.agreement.private_bytes_raw()
    return case(expect, name, do="box", **({"scalar": scalar, "info": INFO} | given), box=box)


def _boxes() -> Iterator[Case]:
    recorded = {"scalar": RECORDED_SCALAR, "info": RECORDED_INFO}
    nothing = hpke.seal_with(b"\1" * 32, PHONE.public.agreement, INFO, b"")
    yield _case("success", "a box", BOX) | {"secret": PERSON.key.secret.hex()}
    yield _case("success", "a box of nothing", nothing) | {"secret": ""}
    yield _case("success", "a box that a library sealed", RECORDED, **recorded) | {"secret": bytes(range(32, 64)).hex()}
    for name, box in {
        "one bit of the encapsulated key flipped": _flipped(0),
        "the highest bit of the encapsulated key set": _flipped(31, 0x80),
        "one bit of the ciphertext flipped": _flipped(32),
        "one bit of the tag flipped": _flipped(-1),
        "a box cut short by a byte": BOX[:-1],
        "a box with a byte more": BOX + b"\0",
        "an encapsulated key alone": BOX[:32],
        "a box of 31 bytes": BOX[:31],
        "a box of no bytes": b"",
        "an encapsulated key of zeros, with which everybody agrees on zero": _agreed_on_zero(bytes(32)),
        "an encapsulated key of order 4, with which everybody agrees on zero": _agreed_on_zero(curve.encoded(1)),
        "an encapsulated key that is p, with which everybody agrees on zero": _agreed_on_zero(curve.encoded(curve.P)),
    }.items():
        yield _case("cannot-open", name, box)
    for name, key in {
        "p - 1": curve.encoded(curve.P - 1),
        "p + 1": curve.encoded(curve.P + 1),
        "of order 8": curve.encoded(ORDER_8_U[0]),
        "of order 8, the other": curve.encoded(ORDER_8_U[1]),
        "0 with its highest bit set": curve.encoded(0, 1),
        "1 with its highest bit set": curve.encoded(1, 1),
        "p with its highest bit set": curve.encoded(curve.P, 1),
        "of order 8 with its highest bit set": curve.encoded(ORDER_8_U[0], 1),
    }.items():
        yield _case("cannot-open", f"agreement on zero by an encapsulated key: {name}", _agreed_on_zero(key))


def _flipped(at: int, mask: int = 1) -> bytes:
    flipped = bytearray(BOX)
    flipped[at] ^= mask
    return bytes(flipped)


def _agreed_on_zero(encapsulated: bytes) -> bytes:
    return hpke.seal_agreed(encapsulated, bytes(32), PHONE.public.agreement, INFO, PERSON.key.secret)


def _places() -> Iterator[Case]:
    journal, before, device = PERSON.journal, GENESIS.hash, PHONE.public.device
    for name, info in {
        "a box of another journal": box_info(OTHER.journal, before, device),
        "a box of another entry before": box_info(journal, ADDED.hash, device),
        "a box for another recipient": box_info(journal, before, PERSON.paper.public.device),
        "a box without a label": INFO.removeprefix(labels.BOX),
        "a box bound to nothing": b"",
    }.items():
        sealed = hpke.seal_with(b"\1" * 32, PHONE.public.agreement, info, PERSON.key.secret)
        yield _case("cannot-open", name, sealed)
    yield _case("cannot-open", "another private key", BOX, scalar=OTHER.paper.agreement.private_bytes_raw())


def _epoch(expect: str, name: str, run: list[RosterEntry], keys: DeviceKeys) -> Case:
    return case(expect, name, do="epoch", entries=run, secret=keys.secret)


def _epochs() -> Iterator[Case]:
    for name, keys in {"the paper key's own box": PERSON.paper, "a device's own box": PHONE}.items():
        yield _epoch("success", name, [GENESIS, ADDED], keys) | {"epoch_key": PERSON.key.secret.hex()}
    yield _epoch("cannot-open", "a device that is not in the roster", [GENESIS], PHONE)


def _lies() -> Iterator[Case]:
    """Yield newcomers whose inviter did not seal to them what it should have."""
    lies: dict[str, tuple[dict[str, Any], bytes]] = {
        "a box for another journal in the roster": ({"journal": OTHER.journal}, PERSON.key.secret),
        "a box behind another entry in the roster": ({"previous": ADDED.hash}, PERSON.key.secret),
        "a box for another recipient in the roster": ({"recipient": PHONE.public.device}, PERSON.key.secret),
        "a key that was not committed to": ({}, bytes(32)),
        "a key of 31 bytes": ({}, PERSON.key.secret[:-1]),
        "a key of no bytes": ({}, b""),
    }
    for name, (place, secret) in lies.items():
        newcomer = DeviceKeys.make(Chance(name))
        entry = _admitting(newcomer, _lying(newcomer, place, secret))
        yield _epoch("cannot-open", name, [GENESIS, entry], newcomer)


def _exchanged() -> Iterator[Case]:
    """Yield entries whose signer put boxes beside them that were made for something else."""
    chance = Chance("a newcomer without a box")
    newcomer = DeviceKeys.make(chance)
    entry = _admitting(newcomer, hpke.sealer(chance))
    others = entry.boxes.replace(newcomer.public.device, PHONE.public.device)
    entry = _with_boxes(entry, others)
    yield _epoch("cannot-open", "a box that names another device", [GENESIS, entry], newcomer)
    second = make_genesis(PERSON.paper, PERSON.key, chance, hpke.sealer(chance))
    second = _with_boxes(second, GENESIS.boxes)
    yield _epoch("cannot-open", "the box of another genesis of the same paper key", [second], PERSON.paper)
    lying = forged(PERSON.paper, GENESIS, commitment=bytes(32))
    yield _epoch("cannot-open", "a commitment to another key", [lying], PERSON.paper)


def _with_boxes(entry: RosterEntry, boxes: bytes) -> RosterEntry:
    signed = sha256(labels.BOXES + boxes).digest()
    return forged(PERSON.paper, msgspec.structs.replace(entry, boxes=boxes), boxes=signed)


def _lying(newcomer: DeviceKeys, place: dict[str, Any], lie: bytes) -> BoxSealer:
    """Return a sealer that binds a box to another place, or seals another secret."""
    right = {"journal": PERSON.journal, "previous": GENESIS.hash, "recipient": newcomer.public.device}

    def seal(recipient: bytes, info: bytes, secret: bytes) -> bytes:
        return hpke.seal_with(b"\1" * 32, recipient, box_info(**(right | place)), lie)

    return seal


def _admitting(newcomer: DeviceKeys, sealer: BoxSealer) -> RosterEntry:
    """Return the entry behind genesis by which the paper key admits ``newcomer``."""
    signer = PERSON.paper.public.device
    agreed = newcomer.sign(labels.JOIN, join_message(PERSON.journal, signer, newcomer.public))
    writer = RosterWriter(FOUNDED, PERSON.paper, PERSON.key, PERSON.chance, sealer)
    return writer.add_device(newcomer.public, agreed, b"")
