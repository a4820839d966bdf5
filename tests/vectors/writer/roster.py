"""roster.json: runs of roster entries, genesis first, and the sealed names in them."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import msgspec

from tests.core import curve
from tests.core.chance import Chance
from tests.core.people import Person
from tests.core.trust.rosters import forged
from tests.vectors.writer import revoking
from tests.vectors.writer.cases import Case, case, plain
from twoway_core.codec import encode
from twoway_core.ids import JournalId
from twoway_core.sealing import labels
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sealing.symmetric import seal
from twoway_core.trust.names import seal_name
from twoway_core.trust.roster import found, join_message
from twoway_core.trust.statements import Box, Boxes, RosterEntry, decode_statement

ABOUT = "Rosters, whole and from genesis on; an entry is given as its bytes. And the names of devices, sealed."

PERSON = Person.make("vectors: roster")
OTHER = Person.make("vectors: another roster")
PHONE = PERSON.admit(name="phone")
LAPTOP = PERSON.newcomer()
GENESIS, PHONE_ADDED = PERSON.roster.entries
LAPTOP_ADDED = PERSON.added(LAPTOP, PHONE, "laptop")
RUN = [GENESIS, PHONE_ADDED, LAPTOP_ADDED]


def cases() -> list[Case]:
    """Return the cases of roster.json."""
    return [
        *_good(),
        *_chains(),
        *_keys(),
        *_signatures(),
        *_countersignatures(),
        *_boxes(),
        *_statements(),
        *_envelopes(),
        *_names(),
        *revoking.cases(),
    ]


def _good() -> Iterator[Case]:
    named = {"a genesis": RUN[:1], "a device that the paper key admits": RUN[:2], "a device that another admits": RUN}
    for name, run in named.items():
        roster = found(run)
        members = [
            {"device": device, "number": each.number, "signer": each.signer, "name": each.name}
            for device, each in roster.members.items()
        ]
        known = {"journal": roster.journal, "hashes": roster.hashes, "commitment": roster.commitment}
        yield _case("success", name, run) | plain(known | {"members": members})


def _case(expect: str, name: str, run: list[RosterEntry] | list[bytes]) -> Case:
    return case(expect, name, do="roster", entries=run)


def _behind(expect: str, name: str, entry: RosterEntry | bytes) -> Case:
    """Return the case of ``entry`` behind a good genesis and a device."""
    last = entry if isinstance(entry, bytes) else encode(entry)
    return _case(expect, name, [encode(GENESIS), encode(PHONE_ADDED), last])


def resigned(by: DeviceKeys, entry: RosterEntry, statement: bytes) -> RosterEntry:
    """Return ``entry`` with another statement, signed ``by`` a device."""
    return msgspec.structs.replace(entry, statement=statement, signature=by.sign(labels.ROSTER, statement))


def _chains() -> Iterator[Case]:
    yield _case("bad-roster", "no entries", [])
    yield _case("bad-roster", "a roster that begins with a device", RUN[1:])
    yield _case("bad-roster", "a second genesis", [GENESIS, GENESIS])
    yield _case("bad-roster", "the genesis of another journal behind this one", [GENESIS, OTHER.roster.entries[0]])
    yield _case("bad-roster", "an entry left out", [GENESIS, LAPTOP_ADDED])
    yield _case("bad-roster", "an entry repeated", [GENESIS, PHONE_ADDED, PHONE_ADDED])
    misplaced: dict[str, dict[str, Any]] = {
        "a previous that is an older entry": {"previous": GENESIS.hash},
        "a previous of zeros": {"previous": bytes(32)},
        "an entry for another journal": {"journal": OTHER.journal},
    }
    for name, changed in misplaced.items():
        yield _behind("bad-roster", name, forged(PHONE, LAPTOP_ADDED, **changed))
    yield _behind("bad-roster", "a newcomer that admits itself", joining(LAPTOP, LAPTOP))
    yield _behind("bad-roster", "a signer of another journal", joining(LAPTOP, OTHER.paper))


def joining(newcomer: DeviceKeys, signer: DeviceKeys, **keys: bytes) -> RosterEntry:
    """Return the entry by which ``signer`` admits ``newcomer``, or ``keys`` for which it counter-signs."""
    public, device = newcomer.public, signer.public.device
    named = {"signing": public.signing, "agreement": public.agreement} | keys
    entry = forged(signer, LAPTOP_ADDED, signer=device, **named)
    agreed = newcomer.sign(labels.JOIN, PERSON.journal + device + named["signing"] + named["agreement"])
    return msgspec.structs.replace(entry, countersignature=agreed)


def _keys() -> Iterator[Case]:
    bad: dict[str, dict[str, bytes]] = {
        "a signing key in a second encoding": {"signing": curve.encoded(curve.P + 3)},
        "an agreement key of small order": {"agreement": curve.encoded(0)},
        "an agreement key in a second encoding": {"agreement": curve.encoded(curve.P + 9)},
    }
    for name, keys in bad.items():
        yield _behind("bad-key", f"{name} in a newcomer", joining(LAPTOP, PHONE, **keys))
        yield _case("bad-key", f"{name} in a genesis", [forged(PERSON.paper, GENESIS, **keys)])
    of_nobody = {"signing": curve.encoded(1)}
    for_all = curve.encoded(1) + bytes(32)  # under that key it verifies every message
    newcomer = msgspec.structs.replace(joining(LAPTOP, PHONE, **of_nobody), countersignature=for_all)
    yield _behind("bad-key", "a newcomer with a signing key for which everything verifies", newcomer)
    genesis = msgspec.structs.replace(forged(PERSON.paper, GENESIS, **of_nobody), signature=for_all)
    yield _case("bad-key", "a genesis with a signing key for which everything verifies", [genesis])
    phone = PHONE.public
    for name, entry in {
        "a device that is in the roster already": joining(PHONE, PHONE),
        "the paper key as a newcomer": joining(PERSON.paper, PHONE),
        "a signing key that another device has": joining(PHONE, PHONE, agreement=LAPTOP.public.agreement),
        "an agreement key that another device has": joining(LAPTOP, PHONE, agreement=phone.agreement),
    }.items():
        yield _behind("bad-roster", name, entry)
    no_point = forged(PERSON.paper, GENESIS, signing=curve.encoded(2))
    yield _case("bad-signature", "a signing key that is no point", [no_point])


def _signatures() -> Iterator[Case]:
    statement = LAPTOP_ADDED.statement
    for name, signature in {
        "one bit of the signature flipped": bytes([LAPTOP_ADDED.signature[0] ^ 1]) + LAPTOP_ADDED.signature[1:],
        "the group's order added to s of the signature": curve.plus_order(LAPTOP_ADDED.signature),
        "a signature by another device than the signer": PERSON.paper.sign(labels.ROSTER, statement),
        "a signature by the newcomer": LAPTOP.sign(labels.ROSTER, statement),
        "a signature for signing in": PHONE.sign(labels.AUTH, statement),
        "a signature for a header": PHONE.sign(labels.HEADER, statement),
        "a signature of zeros": bytes(64),
    }.items():
        yield _behind("bad-signature", name, msgspec.structs.replace(LAPTOP_ADDED, signature=signature))
    by_another = msgspec.structs.replace(GENESIS, signature=PHONE.sign(labels.ROSTER, GENESIS.statement))
    yield _case("bad-signature", "a genesis that its paper key did not sign", [by_another])


def _countersignatures() -> Iterator[Case]:
    public, signer = LAPTOP.public, PHONE.public.device
    good = LAPTOP_ADDED.countersignature
    right = join_message(PERSON.journal, signer, public)
    for name, signature in {
        "no counter-signature": b"",
        "a counter-signature of 63 bytes": good[:-1],
        "the group's order added to s of the counter-signature": curve.plus_order(good),
        "a counter-signature by the signer": PHONE.sign(labels.JOIN, right),
        "a counter-signature under the label of the roster": LAPTOP.sign(labels.ROSTER, right),
        "a counter-signature for another inviter": _joins(PERSON.journal, PERSON.paper),
        "a counter-signature for another journal": _joins(OTHER.journal, PHONE),
    }.items():
        yield _behind("bad-signature", name, msgspec.structs.replace(LAPTOP_ADDED, countersignature=signature))
    countersigned = msgspec.structs.replace(GENESIS, countersignature=GENESIS.signature)
    yield _case("bad-signature", "a genesis that is counter-signed", [countersigned])


def _joins(journal: JournalId, inviter: DeviceKeys) -> bytes:
    return LAPTOP.sign(labels.JOIN, join_message(journal, inviter.public.device, LAPTOP.public))


def _boxes() -> Iterator[Case]:
    exchanged = msgspec.structs.replace(LAPTOP_ADDED, boxes=PHONE_ADDED.boxes)
    yield _behind("malformed", "the boxes of another entry", exchanged)
    box = {"device": LAPTOP.public.device, "sealed": bytes(80)}
    for name, boxes in {
        "boxes of no bytes": b"",
        "boxes with a header of three bytes": b"\xdc\0\1" + LAPTOP_ADDED.boxes[1:],
        "boxes with an item more": encode([[list(box.values())], 1]),
        "a box with an item more": encode([[[*box.values(), 1]]]),
        "a box for a device of 15 bytes": encode([[[bytes(15), bytes(80)]]]),
        "a box of 129 bytes": encode([[[bytes(16), bytes(129)]]]),
        "65 boxes": encode(Boxes([Box(bytes(16), b"")] * 65)),
        "boxes with a byte after them": LAPTOP_ADDED.boxes + b"\0",
    }.items():
        entry = forged(PHONE, LAPTOP_ADDED, boxes=sha256(labels.BOXES + boxes).digest())
        yield _behind("malformed", name, msgspec.structs.replace(entry, boxes=boxes))


def _statements() -> Iterator[Case]:
    fields = list(msgspec.structs.asdict(decode_statement(LAPTOP_ADDED.statement)).values())
    yield _behind("unsupported", "format 2", forged(PHONE, LAPTOP_ADDED, format=2))
    yield _behind("unsupported", "format 0", forged(PHONE, LAPTOP_ADDED, format=0))
    yield _case("unsupported", "a genesis of format 2", [forged(PERSON.paper, GENESIS, format=2)])
    for name, statement in {
        "a statement of no bytes": b"",
        "a statement that is not known": encode(["device.renamed", *fields]),
        "a statement without a tag": encode(fields),
        "a statement with an item more": encode(["device.added", *fields, 1]),
        "a statement with an item less": encode(["device.added", *fields[:-1]]),
        "a statement with a byte after it": LAPTOP_ADDED.statement + b"\0",
        "a statement cut short by a byte": LAPTOP_ADDED.statement[:-1],
        "a statement with an array header of three bytes": b"\xdc\0\x09" + LAPTOP_ADDED.statement[1:],
        "a statement whose format takes two bytes": encode(["device.added", msgspec.Raw(b"\xcc\1"), *fields[1:]]),
        "a statement whose tag has a header of two bytes": encode([msgspec.Raw(b"\xd9\x0cdevice.added"), *fields]),
    }.items():
        yield _behind("malformed", name, resigned(PHONE, LAPTOP_ADDED, statement))
    for name, changed in {
        "a journal of 15 bytes": {"journal": PERSON.journal[:-1]},
        "a previous of 33 bytes": {"previous": bytes(33)},
        "a signer of 17 bytes": {"signer": bytes(17)},
        "a signing key of 31 bytes": {"signing": bytes(31)},
        "an agreement key of 33 bytes": {"agreement": bytes(33)},
        "a name of 257 bytes": {"name": bytes(257)},
        "a boxes hash of no bytes": {"boxes": b""},
    }.items():
        yield _behind("malformed", name, forged(PHONE, LAPTOP_ADDED, **changed))


def _envelopes() -> Iterator[Case]:
    """Yield an entry whose parts are all good, carried by the wrong bytes."""
    data, parts = encode(LAPTOP_ADDED), list(msgspec.structs.asdict(LAPTOP_ADDED).values())
    statement = LAPTOP_ADDED.statement
    for name, entry in {
        "an entry of no bytes": b"",
        "an entry with an item more": encode([*parts, 1]),
        "an entry with an item less": encode(parts[:-1]),
        "an entry with a byte after it": data + b"\0",
        "an entry cut short by a byte": data[:-1],
        "an entry with an array header of three bytes": b"\xdc\0\4" + data[1:],
        "a statement with a header of five bytes": encode(
            [msgspec.Raw(b"\xc6" + len(statement).to_bytes(4, "big") + statement), *parts[1:]]
        ),
        "an entry with a signature of 63 bytes": encode([parts[0], parts[1][:-1], *parts[2:]]),
        "an entry with a counter-signature of 65 bytes": encode([*parts[:2], parts[2] + b"\0", parts[3]]),
    }.items():
        yield _behind("malformed", name, entry)


def _names() -> Iterator[Case]:
    device, key = PHONE.public.device, PERSON.key
    place = {"do": "name", "journal": PERSON.journal, "device": device, "epoch_key": key.secret}
    cut = "\U0001f600" * 16  # 64 bytes: the last one does not fit
    for name, text in {
        "a name": "phone",
        "a name of nothing": "",
        "a name of 63 bytes": "x" * 63,
        "a name cut": cut,
    }.items():
        sealed = seal_name(key, PERSON.journal, device, text, Chance(name))
        shown = text.encode()[:63].decode(errors="ignore")
        yield case("success", name, **place, sealed=sealed, text=shown)
    sealed = seal_name(key, PERSON.journal, device, "phone", Chance("a name"))
    wrong: dict[str, dict[str, bytes]] = {
        "a name of another device": {"device": LAPTOP.public.device},
        "a name in another journal": {"journal": OTHER.journal},
        "a name under another epoch key": {"epoch_key": OTHER.key.secret},
        "a name cut short by a byte": {"sealed": sealed[:-1]},
        "a name with one bit flipped": {"sealed": bytes([sealed[0] ^ 1]) + sealed[1:]},
        "a name of no bytes": {"sealed": b""},
        "a name under another label": {
            "sealed": seal(key.secret, labels.BODY, PERSON.journal + device, b"\0" * 64, Chance("another label"))
        },
    }
    for name, changed in wrong.items():
        yield case("cannot-open", name, **(place | {"sealed": sealed} | changed))
