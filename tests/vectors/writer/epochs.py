"""The cases of box.json in which an epoch follows another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

import msgspec

from tests.core import hpke
from tests.core.chance import Chance
from tests.core.people import Person
from tests.core.trust.rosters import forged
from tests.vectors.writer.cases import Case, case
from twoway_core.codec import encode
from twoway_core.sealing import labels
from twoway_core.sealing.boxes import BoxSealer
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.sealing.symmetric import seal
from twoway_core.trust.roster import join_message
from twoway_core.trust.statements import Box, Boxes, RosterEntry, decode_boxes, decode_statement
from twoway_core.trust.writing import RosterWriter

PERSON = Person.make("vectors: epochs")
PHONE, LAPTOP = PERSON.admit(name="phone"), PERSON.admit(name="laptop")
FIRST = PERSON.copy()
PERSON.rotate(PHONE)
TABLET = PERSON.admit(PHONE, "tablet")
SECOND = PERSON.copy()
PERSON.revoke(LAPTOP, signer=PHONE)
NEW_PAPER = PERSON.replace_paper(PERSON.paper)
OTHER = Person.make("vectors: other epochs")
KEY = EpochKey(Chance("vectors: the key of the second epoch")(32))


def cases() -> list[Case]:
    """Return the cases."""
    return [*_good(), *_closed(), *_lies(), *_previous(), *_holes()]


def _case(expect: str, name: str, run: list[RosterEntry], keys: DeviceKeys) -> Case:
    return case(expect, name, do="epochs", entries=run, secret=keys.secret)


def _good() -> Iterator[Case]:
    for name, person, keys in (
        ("one epoch", FIRST, PHONE),
        ("the key of the second epoch, and the first under it", SECOND, PERSON.paper),
        ("a device that came in the second epoch", SECOND, TABLET),
        ("a device that is about to be revoked", SECOND, LAPTOP),
        ("four epochs, by a device that stayed", PERSON, PHONE),
        ("four epochs, by a device that came in the second", PERSON, TABLET),
        ("four epochs, by the newest paper key", PERSON, NEW_PAPER),
    ):
        keys_of = [{"began": began, "epoch_key": key.secret.hex()} for began, key in _pairs(person)]
        yield _case("success", name, person.roster.entries, keys) | {"keys": keys_of}


def _closed() -> Iterator[Case]:
    yield _case("cannot-open", "a revoked device", PERSON.roster.entries, LAPTOP)
    yield _case("cannot-open", "a paper key that was replaced", PERSON.roster.entries, PERSON.paper)
    yield _case("cannot-open", "a device of another journal", PERSON.roster.entries, OTHER.paper)


def _rotation(sealer: BoxSealer | None = None, old: EpochKey | None = None) -> RosterEntry:
    """Return the entry with which the second epoch begins; ``sealer``, ``old``: the lies in it."""
    person = FIRST.copy()
    writer = replace(person.writer(PHONE), key=old or FIRST.key)
    return replace(writer, seal_box=sealer or person.sealer).rotate(KEY)


def _holes() -> Iterator[Case]:
    """Yield rosters in which the laptop was left out of the second epoch by the phone, and begins the third itself."""
    chance = Chance("vectors: holes")
    sealer, third = hpke.sealer(chance), EpochKey(chance(32))
    own = PHONE.public.agreement
    alone = _rotation(lambda to, info, secret: sealer(to, info, secret if to == own else bytes(32)))
    shut = FIRST.roster.extended([alone])
    mended = shut.extended([RosterWriter(shut, LAPTOP, FIRST.key, chance, sealer).rotate(third)])
    first, second, last = (0, FIRST.key), (3, KEY), (4, third)
    for name, roster, keys, held, holes in (
        ("left out of the epoch in force", shut, LAPTOP, [first], [3]),
        ("the one who left the others out", shut, PHONE, [first, second], []),
        ("left out of an epoch, and begun the next", mended, LAPTOP, [first, last], [3]),
        ("left out of an epoch, and given the next", mended, FIRST.paper, [first, last], [3]),
        ("an epoch under which lies the key of the last but one", mended, PHONE, [first, second, last], []),
        ("a device that was revoked", PERSON.roster, LAPTOP, list(_pairs(SECOND)), [5, 6]),
    ):
        told = {"keys": [{"began": began, "epoch_key": key.secret.hex()} for began, key in held], "holes": holes}
        yield case("success", name, do="held", entries=roster.entries, secret=keys.secret) | told
    yield case("cannot-open", "never given any", do="held", entries=shut.entries, secret=OTHER.paper.secret)


def _pairs(person: Person) -> Iterator[tuple[int, EpochKey]]:
    yield from zip(person.epochs.began, person.epochs.keys, strict=True)


def _with_boxes(entry: RosterEntry, boxes: list[Box]) -> RosterEntry:
    data = encode(Boxes(boxes))
    signed = sha256(labels.BOXES + data).digest()
    return forged(PHONE, msgspec.structs.replace(entry, boxes=data), boxes=signed)


def _lies() -> Iterator[Case]:
    """Yield rotations whose signer did not seal to the others what it should have; the phone opens its box."""
    run, chance = FIRST.roster.entries, Chance("vectors: lies")
    sealer = hpke.sealer(chance)
    first_box = FIRST.roster.boxes[1][0]
    rotated = _rotation()
    boxes = decode_boxes(rotated, decode_statement(rotated.statement).boxes)
    others = [box for box in boxes if box.device != PHONE.public.device]
    theirs = next(box for box in boxes if box.device == LAPTOP.public.device)
    for name, entry in {
        "the box of epoch 1 offered as that of epoch 2": _with_boxes(rotated, [*others, first_box]),
        "no box for a device in good standing": _with_boxes(rotated, others),
        "no boxes at all": _with_boxes(rotated, []),
        "the box of another device": _with_boxes(rotated, [Box(PHONE.public.device, theirs.sealed)]),
        "the old key in the boxes of the new epoch": _rotation(lambda to, info, _: sealer(to, info, FIRST.key.secret)),
        "a key of 31 bytes in the boxes": _rotation(lambda to, info, secret: sealer(to, info, secret[:-1])),
        "a commitment to another key than that in the boxes": forged(PHONE, rotated, commitment=bytes(32)),
    }.items():
        yield _case("cannot-open", name, [*run, entry], PHONE)


def _joined(entry: RosterEntry) -> tuple[list[RosterEntry], DeviceKeys]:
    """Return the run with ``entry`` and a newcomer behind it, and the newcomer's keys."""
    chance = Chance("vectors: a newcomer behind a lie")
    roster, newcomer = FIRST.roster.extended([entry]), DeviceKeys.make(chance)
    agreed = newcomer.sign(labels.JOIN, join_message(roster.journal, PHONE.public.device, newcomer.public))
    writer = RosterWriter(roster, PHONE, KEY, chance, hpke.sealer(chance))
    return roster.extended([writer.add_device(newcomer.public, agreed, b"")]).entries, newcomer


def _previous() -> Iterator[Case]:
    """Yield rotations in which the key before is not what it should be, for a newcomer, who has no older box."""
    head = FIRST.roster.head
    right = {"key": KEY.secret, "label": labels.EPOCH, "context": FIRST.journal + head, "text": FIRST.key.secret}
    lies: dict[str, dict[str, bytes]] = {
        "a previous key that was not committed to": {"text": bytes(32)},
        "a previous key that is the new one": {"text": KEY.secret},
        "a previous key sealed under another key": {"key": OTHER.key.secret},
        "a previous key sealed under itself": {"key": FIRST.key.secret},
        "a previous key sealed under another label": {"label": labels.NAME},
        "a previous key of another journal": {"context": OTHER.journal + head},
        "a previous key behind another entry": {"context": FIRST.journal + FIRST.roster.hashes[0]},
        "a previous key bound to nothing": {"context": b""},
    }
    for name, changed in lies.items():
        sealed = seal(**(right | changed), random=Chance(name))
        entry = forged(PHONE, _rotation(), previous_key=sealed)
        yield _case("cannot-open", name, *_joined(entry))
    flipped = bytearray(decode_statement(_rotation().statement).previous_key)  # type: ignore[union-attr]
    flipped[40] ^= 1
    yield _case(
        "cannot-open",
        "one bit of the previous key flipped",
        *_joined(forged(PHONE, _rotation(), previous_key=bytes(flipped))),
    )
