"""The roster: who may write and read, proved by signatures alone."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, get_args

import msgspec
import pytest

from tests.core import curve
from tests.core.people import Person
from tests.core.trust.rosters import forged
from twoway_core.errors import BadKeyError, BadRosterError, BadSignatureError, MalformedError, PeerError
from twoway_core.sealing import labels
from twoway_core.sealing.keys import DeviceKeys, DevicePublic
from twoway_core.trust.roster import _STEPS, MAX_ROSTER_ENTRIES, Roster, found, join_message
from twoway_core.trust.statements import RosterEntry, Statement

PERSON = Person.make("roster")
PHONE = PERSON.admit(name="phone")
NEWCOMER = PERSON.newcomer()
ENTRY = PERSON.added(NEWCOMER, PHONE, "laptop")
GENESIS = PERSON.roster.entries[0]


def added(by: DeviceKeys = PHONE, entry: RosterEntry = ENTRY, **changed: Any) -> RosterEntry:
    """Return ``entry`` with some fields of its statement changed, signed again ``by`` a device."""
    return forged(by, entry, **changed)


def refuses(entry: RosterEntry, error: type[PeerError], words: str) -> None:
    """Check that the roster refuses ``entry`` behind its last one, and stays as it was."""
    before = len(PERSON.roster.entries)
    with pytest.raises(error, match=words):
        PERSON.roster.extended([entry])
    assert len(PERSON.roster.entries) == len(PERSON.roster.members) == len(PERSON.roster.boxes) == before


def test_a_roster_is_founded_by_its_paper_key() -> None:
    """Genesis names the journal and makes the paper key the eldest device."""
    roster = found([GENESIS])

    assert roster.journal == GENESIS.hash[:16]
    paper = roster.members[PERSON.paper.public.device]
    assert (paper.number, paper.rank, paper.is_paper) == (0, 0, True)
    assert roster.commitment == PERSON.key.commitment()


def test_a_roster_grows_by_what_its_devices_sign() -> None:
    """A device in the roster may admit another, and the entry says which."""
    longer = PERSON.roster.extended([ENTRY])
    member = longer.members[NEWCOMER.public.device]

    assert (member.number, member.signer, member.public) == (2, PHONE.public.device, NEWCOMER.public)
    assert (member.rank, member.is_paper, member.revoked, member.cutoffs) == (2, False, None, ())
    assert longer.head == ENTRY.hash
    assert NEWCOMER.public.device not in PERSON.roster.members


def test_the_same_entries_make_the_same_roster() -> None:
    """Founded at once or extended one by one, a roster is what its entries are."""
    entries = [*PERSON.roster.entries, ENTRY]

    assert found(entries) == found(entries[:1]).extended(entries[1:2]).extended(entries[2:])


def test_an_extension_by_nothing_is_a_copy() -> None:
    """A roster can be handed on and extended without changing the one before."""
    copy = PERSON.roster.extended([])

    assert copy == PERSON.roster
    assert copy is not PERSON.roster


def test_nothing_is_half_added() -> None:
    """A good entry before a bad one is not kept when both are brought together."""
    with pytest.raises(BadRosterError):
        PERSON.roster.extended([ENTRY, ENTRY])

    assert NEWCOMER.public.device not in PERSON.roster.members


def test_an_entry_is_found_by_its_hash() -> None:
    """A citation is a hash; one that is not here has no number."""
    assert [PERSON.roster.number_of(each.hash) for each in (GENESIS, ENTRY)] == [0, None]


def test_a_device_may_write_from_its_entry_on() -> None:
    """A segment that cites an entry before its author joined is not the author's to write."""
    device = PHONE.public.device

    assert [PERSON.roster.may_write(device, number) for number in (0, 1, 2)] == [False, True, True]
    assert not PERSON.roster.may_write(NEWCOMER.public.device, 2)


def test_a_roster_begins_with_a_genesis() -> None:
    """Neither nothing nor an entry that adds a device founds a journal."""
    with pytest.raises(BadRosterError, match="begins"):
        found([])
    with pytest.raises(BadRosterError, match="does not extend"):
        found([ENTRY])


def test_there_is_one_genesis() -> None:
    """A second one, even of the same journal, is refused."""
    refuses(GENESIS, BadRosterError, "second genesis")


def test_a_genesis_is_signed_by_the_key_in_it() -> None:
    """Nobody founds a journal in the name of another paper key."""
    with pytest.raises(BadSignatureError):
        found([added(PHONE, GENESIS)])


def test_nobody_countersigns_a_genesis() -> None:
    """What is signed by nobody has no place in it."""
    with pytest.raises(BadSignatureError, match="no counter-signature"):
        found([msgspec.structs.replace(GENESIS, countersignature=bytes(64))])


@pytest.mark.parametrize(
    "changed", [{"previous": GENESIS.hash}, {"previous": bytes(32)}, {"journal": bytes(16)}], ids=repr
)
def test_an_entry_stands_in_one_place_only(changed: dict[str, Any]) -> None:
    """An entry names its journal and the entry before it, so it cannot be moved, repeated or left out."""
    refuses(added(**changed), BadRosterError, "does not extend")


def test_a_server_cannot_add_a_device() -> None:
    """An entry signed by a device that is in no roster is refused, with all else in order."""
    stranger = PERSON.newcomer()

    refuses(added(stranger, signer=stranger.public.device), BadRosterError, "not in good standing")


def test_a_signer_cannot_be_named_by_another() -> None:
    """Naming the paper key as signer does not make the signature its own."""
    refuses(added(PHONE, signer=PERSON.paper.public.device), BadSignatureError, "does not verify")


@pytest.mark.parametrize("label", [labels.AUTH, labels.HEADER, labels.JOIN])
def test_a_signature_of_another_use_is_none_on_an_entry(label: bytes) -> None:
    """What a device signed elsewhere admits nobody."""
    entry = msgspec.structs.replace(ENTRY, signature=PHONE.sign(label, ENTRY.statement))

    refuses(entry, BadSignatureError, "does not verify")


def test_a_signature_in_a_second_form_is_refused() -> None:
    """Adding the group's order to the scalar of either signature makes it bad."""
    for field in ("signature", "countersignature"):
        second = {field: curve.plus_order(getattr(ENTRY, field))}
        refuses(msgspec.structs.replace(ENTRY, **second), BadSignatureError, "does not verify")


def test_a_newcomer_must_countersign() -> None:
    """Nobody is entered without having asked, nor for another inviter, nor into another journal."""
    public, signer = NEWCOMER.public, PHONE.public.device
    other_inviter = NEWCOMER.sign(labels.JOIN, join_message(PERSON.journal, PERSON.paper.public.device, public))
    other_journal = NEWCOMER.sign(labels.JOIN, join_message(Person.make("other").journal, signer, public))
    by_another = PHONE.sign(labels.JOIN, join_message(PERSON.journal, signer, public))

    for wrong in (b"", bytes(64), other_inviter, other_journal, by_another):
        refuses(msgspec.structs.replace(ENTRY, countersignature=wrong), BadSignatureError, "signature")


@pytest.mark.parametrize(
    "public",
    [
        PHONE.public,
        PERSON.paper.public,
        DevicePublic(PHONE.public.signing, NEWCOMER.public.agreement),
        DevicePublic(NEWCOMER.public.signing, PERSON.paper.public.agreement),
    ],
    ids=["a member", "the paper key", "a member's signing key", "the paper's agreement key"],
)
def test_no_key_enters_twice(public: DevicePublic) -> None:
    """One key by two names would make two devices of one."""
    refuses(added(signing=public.signing, agreement=public.agreement), BadRosterError, "second time")


@pytest.mark.parametrize(
    "key", [{"signing": curve.encoded(1)}, {"agreement": bytes(32)}, {"signing": b"\xff" * 32}], ids=repr
)
def test_a_bad_key_does_not_enter(key: dict[str, Any]) -> None:
    """Keys of small order or in a second encoding are refused, of a newcomer and of a paper key."""
    refuses(added(**key), BadKeyError, "key")
    with pytest.raises(BadKeyError):
        found([added(PERSON.paper, GENESIS, **key)])


def test_boxes_cannot_be_exchanged() -> None:
    """The boxes beside a statement are the ones that it signs."""
    refuses(msgspec.structs.replace(ENTRY, boxes=GENESIS.boxes), MalformedError, "signed")


def test_boxes_have_one_encoding() -> None:
    """Boxes that were signed in a second encoding are refused all the same."""
    second = b"\xdc\0\1" + ENTRY.boxes[1:]
    entry = added(boxes=sha256(labels.BOXES + second).digest())

    refuses(msgspec.structs.replace(entry, boxes=second), MalformedError, "canonical")


def test_a_roster_has_at_most_1024_entries() -> None:
    """Whoever floods a roster comes to an end."""
    almost = Roster(PERSON.journal, [GENESIS] * MAX_ROSTER_ENTRIES, [GENESIS.hash] * MAX_ROSTER_ENTRIES)

    with pytest.raises(BadRosterError, match="at most 1024"):
        almost.extended([ENTRY])


def test_every_kind_of_statement_has_its_step() -> None:
    """What can be decoded can be judged."""
    assert set(_STEPS) == set(get_args(Statement))


def test_a_newcomer_says_who_admits_it_where_and_with_which_keys() -> None:
    """What is counter-signed has a fixed length, so that no part can be taken for another."""
    message = join_message(PERSON.journal, PHONE.public.device, NEWCOMER.public)

    assert message == PERSON.journal + PHONE.public.device + NEWCOMER.public.signing + NEWCOMER.public.agreement
    assert len(message) == 96
