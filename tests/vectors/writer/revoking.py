"""The cases of roster.json in which standing ends and epochs begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from tests.core import curve
from tests.core.people import Person, cutoff_at, ids
from tests.core.trust.rosters import forged
from tests.core.vector_judges import standing_of
from tests.vectors.writer.cases import Case, case, plain
from twoway_core.codec import encode
from twoway_core.ids import DeviceId
from twoway_core.sealing import labels
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.trust.roster import found, join_message
from twoway_core.trust.statements import Cutoff, RosterEntry, decode_statement

PERSON = Person.make("vectors: revoking")
PAPER = PERSON.paper
PHONE, LAPTOP = PERSON.admit(name="phone"), PERSON.admit(name="laptop")
RUN = list(PERSON.roster.entries)
KEY = PERSON.fresh_key()
NEWCOMER = PERSON.newcomer()
CUTOFFS = [cutoff_at(PERSON.write_chain(LAPTOP, 3)[-1])]


def revoking(signer: DeviceKeys, revoked: Sequence[bytes], cutoffs: Sequence[Cutoff] = ()) -> RosterEntry:
    """Return the entry by which ``signer`` revokes devices, whether it may or not."""
    return PERSON.writer(signer).revoke([DeviceId(device) for device in revoked], cutoffs, KEY)


REVOKED = revoking(PHONE, ids(LAPTOP), CUTOFFS)
ROTATED = PERSON.writer(LAPTOP).rotate(KEY)
REPLACED = PERSON.replaced(NEWCOMER, KEY, PAPER, signer=PAPER)
SIGNERS = {REVOKED: PHONE, ROTATED: LAPTOP, REPLACED: PAPER}
KINDS = {"a revocation": REVOKED, "a rotation": ROTATED, "a new paper": REPLACED}


def cases() -> list[Case]:
    """Return the cases."""
    return [
        *_good(),
        *_seniority(),
        *_standing(),
        *_papers(),
        *_crowd(),
        *_places(),
        *_signatures(),
        *_statements(),
        *_fields(),
    ]


def _good() -> Iterator[Case]:
    named = {
        "two devices, before anybody is revoked": RUN,
        "a device revoked, with its cut-offs": [*RUN, REVOKED],
        "a device revoked without cut-offs": [*RUN, revoking(PHONE, ids(LAPTOP))],
        "a device that revokes itself": [*RUN, revoking(LAPTOP, ids(LAPTOP))],
        "a device that revokes itself and a younger one": [*RUN, revoking(PHONE, ids(LAPTOP, PHONE), CUTOFFS)],
        "everybody revoked by the paper key": [*RUN, revoking(PAPER, ids(LAPTOP, PHONE))],
        "the paper key revoked by itself": [*RUN, revoking(PAPER, ids(PAPER))],
        "a revocation with 100 cut-offs": [*RUN, revoking(PHONE, ids(LAPTOP), CUTOFFS * 100)],
        "an epoch rotated by the youngest": [*RUN, ROTATED],
        "a paper key replaced by itself": [*RUN, REPLACED],
        "a paper key alone, replaced": _alone(),
        "a new paper key beside the old one, with the rank of its signer": [*RUN, _paper_by(PHONE)],
        "devices that come and go over four epochs": _long_life(),
    }
    for name, run in named.items():
        yield case("success", name, do="standing", entries=run) | plain(standing_of(found(run)))


def _alone() -> list[RosterEntry]:
    person = Person.make("vectors: a paper alone")
    person.replace_paper(person.paper)
    return person.roster.entries


def _paper_by(signer: DeviceKeys, *revoked: DeviceKeys) -> RosterEntry:
    return PERSON.replaced(NEWCOMER, KEY, *revoked, signer=signer)


def _long_life() -> list[RosterEntry]:
    person = Person.make("vectors: a long life")
    phone, laptop = person.admit(name="phone"), person.admit(name="laptop")
    paper = person.replace_paper(signer=phone)
    person.revoke(laptop, signer=paper, cutoffs=[cutoff_at(person.write_chain(laptop, 1)[0])])
    tablet = person.admit(phone, "tablet")
    person.rotate(tablet)
    return person.roster.entries


def _behind(expect: str, name: str, entry: RosterEntry, run: Sequence[RosterEntry] = RUN) -> Case:
    """Return the case of ``entry`` behind a paper key, a phone and a laptop, each younger than the one before."""
    return case(expect, name, do="roster", entries=[*run, entry])


def _seniority() -> Iterator[Case]:
    for name, signer, revoked in (
        ("a device that revokes an elder one", LAPTOP, ids(PHONE)),
        ("a device that revokes the paper key", PHONE, ids(PAPER)),
        ("a device that revokes itself and an elder one", LAPTOP, ids(LAPTOP, PHONE)),
        ("a device that revokes a younger and an elder one", PHONE, ids(LAPTOP, PAPER)),
    ):
        yield _behind("bad-roster", name, revoking(signer, revoked))
    run = [*RUN, _paper_by(PHONE)]
    person = Person(PERSON.chance, PAPER, PERSON.epochs, found(run))
    for name, signer, revoked in (
        ("a paper key that revokes the device with whose rank it came", NEWCOMER, ids(PHONE)),
        ("a device that revokes the paper key that has its rank", PHONE, ids(NEWCOMER)),
    ):
        longer = [*run, person.writer(signer).revoke(revoked, [], KEY)]
        yield case("success", name, do="standing", entries=longer) | plain(standing_of(found(longer)))
    entry = person.writer(NEWCOMER).revoke(ids(PAPER), [], KEY)
    yield _behind("bad-roster", "a paper key that revokes the elder paper key", entry, run)


def _standing() -> Iterator[Case]:
    for name, revoked in {
        "an unknown device revoked": ids(NEWCOMER),
        "an unknown device revoked beside a known one": ids(LAPTOP, NEWCOMER),
        "a device revoked twice in one entry": ids(LAPTOP, LAPTOP),
        "the last devices revoked": ids(PHONE, LAPTOP, PAPER),
    }.items():
        yield _behind("bad-roster", name, revoking(PAPER, revoked))
    alone = Person.make("vectors: the last device")
    last = alone.writer().revoke(ids(alone.paper), [], KEY)
    yield _behind("bad-roster", "the only device revoked by itself", last, alone.roster.entries)
    run = [*RUN, REVOKED]
    person = Person(PERSON.chance, PAPER, PERSON.epochs, found(run))
    for name, entry in {
        "a device revoked a second time": person.writer().revoke(ids(LAPTOP), [], KEY),
        "a revoked device that revokes itself": person.writer(LAPTOP).revoke(ids(LAPTOP), [], KEY),
        "a revoked device that rotates": person.writer(LAPTOP).rotate(KEY),
        "a revoked device that admits": person.added(NEWCOMER, LAPTOP),
        "a revoked device that makes a paper key": person.replaced(NEWCOMER, KEY, signer=LAPTOP),
        "a revoked device that comes back": person.added(LAPTOP),
        "a revoked device that comes back as a paper key": person.replaced(LAPTOP, KEY, signer=PAPER),
    }.items():
        yield _behind("bad-roster", name, entry, run)


def _papers() -> Iterator[Case]:
    for name, revoked in {
        "a new paper that replaces a device": ids(LAPTOP),
        "a new paper that replaces a device beside the paper": ids(PAPER, LAPTOP),
        "a new paper that replaces nobody known": [bytes(16)],
        "a new paper that replaces itself": ids(NEWCOMER),
        "a new paper that replaces one paper twice": ids(PAPER, PAPER),
    }.items():
        yield _behind("bad-roster", name, forged(PAPER, REPLACED, revoked=revoked))
    yield _behind("bad-roster", "a device that replaces the elder paper", _paper_by(PHONE, PAPER))
    run = [*RUN, REPLACED]
    person, other = Person(PERSON.chance, PAPER, PERSON.epochs, found(run)), PERSON.newcomer()
    again = person.replaced(other, KEY, PAPER, signer=NEWCOMER)
    yield _behind("bad-roster", "a paper replaced a second time", again, run)
    yield _behind("bad-roster", "a replaced paper that admits", person.added(other, PAPER), run)
    for name, keys in {"a device": PHONE, "the paper key itself": PAPER}.items():
        yield _behind("bad-roster", f"a new paper with the keys of {name}", _with_keys_of(keys))
    bad = forged(PAPER, REPLACED, agreement=curve.encoded(0))
    yield _behind("bad-key", "an agreement key of small order in a new paper", bad)


def _with_keys_of(keys: DeviceKeys) -> RosterEntry:
    return PERSON.replaced(keys, KEY, signer=PAPER)


def _crowd() -> Iterator[Case]:
    person = Person.make("vectors: a crowd")
    for _ in range(63):
        person.admit()
    yield _behind(
        "bad-roster", "a 65th device in good standing", person.added(person.newcomer()), person.roster.entries
    )


def _places() -> Iterator[Case]:
    for kind, entry in KINDS.items():
        by = SIGNERS[entry]
        yield _behind("bad-roster", f"{kind} behind another entry", forged(by, entry, previous=RUN[0].hash))
        yield _behind("bad-roster", f"{kind} in another journal", forged(by, entry, journal=bytes(16)))
        yield _behind("bad-roster", f"{kind} by an unknown device", forged(by, entry, signer=bytes(16)))
        yield _behind("malformed", f"{kind} with the boxes of another entry", _exchanged(entry))
        yield case("bad-roster", f"{kind} that founds a roster", do="roster", entries=[entry])


def _exchanged(entry: RosterEntry) -> RosterEntry:
    return msgspec.structs.replace(entry, boxes=RUN[1].boxes)


def _signatures() -> Iterator[Case]:
    for kind, entry in KINDS.items():
        for name, signature in {
            "the group's order added to s": curve.plus_order(entry.signature),
            "a signature by the newcomer": NEWCOMER.sign(labels.ROSTER, entry.statement),
            "a signature for a header": SIGNERS[entry].sign(labels.HEADER, entry.statement),
        }.items():
            bad = msgspec.structs.replace(entry, signature=signature)
            yield _behind("bad-signature", f"{kind} with {name}", bad)
    for name, entry in {"a revocation": REVOKED, "a rotation": ROTATED}.items():
        agreed = msgspec.structs.replace(entry, countersignature=SIGNERS[entry].sign(labels.JOIN, entry.statement))
        yield _behind("bad-signature", f"{name} that is counter-signed", agreed)
    wrong = join_message(PERSON.journal, PHONE.public.device, NEWCOMER.public)
    for name, signature in {
        "no counter-signature": b"",
        "a counter-signature for another inviter": NEWCOMER.sign(labels.JOIN, wrong),
        "a counter-signature by the old paper": PAPER.sign(labels.JOIN, wrong),
    }.items():
        bad = msgspec.structs.replace(REPLACED, countersignature=signature)
        yield _behind("bad-signature", f"a new paper with {name}", bad)


def _statements() -> Iterator[Case]:
    for kind, entry in KINDS.items():
        by, tag = SIGNERS[entry], entry.statement[2:16].decode()
        fields = list(msgspec.structs.asdict(decode_statement(entry.statement)).values())
        yield _behind("unsupported", f"{kind} of format 2", forged(by, entry, format=2))
        for name, statement in {
            "an item more": encode([tag, *fields, 1]),
            "an item less": encode([tag, *fields[:-1]]),
            "a byte after it": entry.statement + b"\0",
            "an array header of three bytes": b"\xdc\0" + bytes([len(fields) + 1]) + entry.statement[1:],
        }.items():
            signed = msgspec.structs.replace(entry, statement=statement, signature=by.sign(labels.ROSTER, statement))
            yield _behind("malformed", f"{kind} with {name}", signed)


def _fields() -> Iterator[Case]:
    good = CUTOFFS[0]
    wrong: dict[str, tuple[RosterEntry, dict[str, Any]]] = {
        "a revocation of nobody": (REVOKED, {"revoked": []}),
        "a revocation of 65 devices": (REVOKED, {"revoked": [bytes(16)] * 65}),
        "a revocation of a device of 15 bytes": (REVOKED, {"revoked": [bytes(15)]}),
        "a revocation with 101 cut-offs": (REVOKED, {"cutoffs": CUTOFFS * 101}),
        "a cut-off at number 0": (REVOKED, {"cutoffs": [Cutoff(good.chain, 0, good.hash)]}),
        "a cut-off at number 2^53": (REVOKED, {"cutoffs": [Cutoff(good.chain, 2**53, good.hash)]}),
        "a cut-off on a chain of 15 bytes": (REVOKED, {"cutoffs": [Cutoff(good.chain[:-1], 3, good.hash)]}),
        "a cut-off at a hash of 33 bytes": (REVOKED, {"cutoffs": [Cutoff(good.chain, 3, good.hash + b"\0")]}),
        "a cut-off with an item more": (REVOKED, {"cutoffs": [[good.chain, 3, good.hash, 1]]}),
        "a commitment of 31 bytes": (ROTATED, {"commitment": bytes(31)}),
        "a previous key of 79 bytes": (ROTATED, {"previous_key": bytes(79)}),
        "a previous key of 81 bytes": (ROTATED, {"previous_key": bytes(81)}),
        "a rotation whose boxes hash has no bytes": (ROTATED, {"boxes": b""}),
        "a new paper that replaces 65": (REPLACED, {"revoked": [bytes(16)] * 65}),
        "a new paper with a signing key of 31 bytes": (REPLACED, {"signing": bytes(31)}),
    }
    for name, (entry, changed) in wrong.items():
        yield _behind("malformed", name, forged(SIGNERS[entry], entry, **changed))
