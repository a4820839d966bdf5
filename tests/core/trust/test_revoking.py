"""The roster: who may end whose standing, and what begins an epoch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core import curve
from tests.core.people import Person, cutoff_at, ids
from tests.core.trust.rosters import forged, grown
from twoway_core.errors import BadKeyError, BadRosterError, BadSignatureError, MalformedError, PeerError
from twoway_core.ids import DeviceId
from twoway_core.sealing import labels
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.trust.roster import Epoch, found, join_message
from twoway_core.trust.statements import MAX_BOXES, Cutoff, RosterEntry

PERSON = Person.make("revoking")
PAPER = PERSON.paper
PHONE, LAPTOP, TABLET, GONE = (PERSON.admit(name=name) for name in ("phone", "laptop", "tablet", "gone"))
PERSON.revoke(GONE)
ROSTER = PERSON.roster
NEXT = len(ROSTER.entries)
KEY = PERSON.fresh_key()
CUTOFF = cutoff_at(PERSON.write_chain(LAPTOP, 2)[-1])


def revoking(signer: DeviceKeys, revoked: Sequence[bytes], cutoffs: Sequence[Cutoff] = ()) -> RosterEntry:
    """Return the entry by which ``signer`` revokes devices, whether it may or not."""
    return PERSON.writer(signer).revoke([DeviceId(device) for device in revoked], cutoffs, KEY)


def refuses(entry: RosterEntry, error: type[PeerError], words: str) -> None:
    """Check that the roster refuses ``entry`` behind its last one, and stays as it was."""
    before = found(ROSTER.entries)
    with pytest.raises(error, match=words):
        ROSTER.extended([entry])
    assert before == ROSTER


REVOKED = revoking(PHONE, ids(LAPTOP, TABLET), [CUTOFF])
ROTATED = PERSON.writer(LAPTOP).rotate(KEY)
NEW_PAPER = PERSON.newcomer()
REPLACED = PERSON.replaced(NEW_PAPER, KEY, PAPER, signer=PAPER)


def test_a_device_revokes_younger_ones_with_what_of_theirs_counts() -> None:
    """Each loses its standing with that entry, and its cut-offs stand in the roster for everybody."""
    longer = ROSTER.extended([REVOKED])
    laptop, tablet, phone = (longer.members[each] for each in ids(LAPTOP, TABLET, PHONE))

    assert (laptop.revoked, laptop.cutoffs) == (tablet.revoked, tablet.cutoffs) == (NEXT, (CUTOFF,))
    assert (phone.revoked, phone.cutoffs) == (None, ())
    assert [longer.may_write(laptop.public.device, number) for number in (1, 2, NEXT - 1, NEXT, NEXT + 1)] == [
        False,
        True,
        True,
        False,
        False,
    ]


def test_who_was_revoked_stands_no_more_and_stays_known() -> None:
    """Its signatures can still be verified, and its keys never enter again."""
    longer = ROSTER.extended([REVOKED])

    assert [member.public for member in longer.standing()] == [PAPER.public, PHONE.public]
    assert [longer.is_standing(device) for device in ids(PHONE, LAPTOP, GONE)] == [True, False, False]
    assert not longer.is_standing(NEW_PAPER.public.device)
    assert longer.members.keys() == ROSTER.members.keys()


def test_the_roster_before_a_revocation_stays_as_it_was() -> None:
    """Extending makes a new roster, so a fork can be judged by both."""
    ROSTER.extended([REVOKED])

    assert ROSTER.is_standing(LAPTOP.public.device)
    assert len(ROSTER.epochs) == 2


@pytest.mark.parametrize("entry", [REVOKED, ROTATED, REPLACED], ids=["revoked", "rotated", "paper replaced"])
def test_an_epoch_begins_with_its_entry(entry: RosterEntry) -> None:
    """The commitment in force is the new one from that entry on, and the key before lies beside it, sealed."""
    longer = ROSTER.extended([entry])
    began = longer.epochs[-1]

    assert longer.epochs[:-1] == ROSTER.epochs
    assert (began.number, began.commitment, len(began.previous_key)) == (NEXT, KEY.commitment(), 80)
    assert longer.commitment == KEY.commitment()
    assert longer.epochs[0] == Epoch(0, PERSON.epochs.keys[0].commitment())


@pytest.mark.parametrize("entry", [REVOKED, ROTATED, REPLACED], ids=["revoked", "rotated", "paper replaced"])
def test_the_new_key_is_boxed_for_everybody_who_stays_and_for_nobody_else(entry: RosterEntry) -> None:
    """One box for each device in good standing after the entry."""
    longer = ROSTER.extended([entry])

    assert {box.device for box in longer.boxes[-1]} == {member.public.device for member in longer.standing()}
    assert len(longer.boxes[-1]) == len(list(longer.standing()))


def test_a_device_may_revoke_itself() -> None:
    """Whoever gives a device away lets it sign its own leave."""
    longer = ROSTER.extended([revoking(TABLET, ids(TABLET))])

    assert not longer.is_standing(TABLET.public.device)


def test_the_paper_key_may_revoke_everybody() -> None:
    """It founded the journal, and can always go on with a device of its choice or alone."""
    longer = ROSTER.extended([revoking(PAPER, ids(PHONE, LAPTOP, TABLET))])

    assert [member.public for member in longer.standing()] == [PAPER.public]


@pytest.mark.parametrize(
    ("signer", "revoked"),
    [(LAPTOP, [PHONE]), (LAPTOP, [PAPER]), (LAPTOP, [TABLET, PHONE]), (TABLET, [TABLET, LAPTOP])],
    ids=["an elder", "the paper key", "an elder beside a younger one", "an elder beside itself"],
)
def test_no_device_revokes_an_elder_one(signer: DeviceKeys, revoked: list[DeviceKeys]) -> None:
    """A thief of a young device cannot lock out its elders."""
    refuses(revoking(signer, ids(*revoked)), BadRosterError, "elder")


@pytest.mark.parametrize("revoked", [[bytes(16)], ids(NEW_PAPER), ids(GONE), ids(LAPTOP, GONE)], ids=repr)
def test_only_who_stands_can_be_revoked(revoked: list[bytes]) -> None:
    """A device that is not in the roster, or was revoked before, cannot lose its standing."""
    refuses(revoking(PAPER, revoked), BadRosterError, "revokes a device that is not in good standing")


def test_nobody_is_revoked_twice_in_one_entry() -> None:
    """One entry says a thing once."""
    refuses(revoking(PAPER, ids(LAPTOP, LAPTOP)), BadRosterError, "twice")


def test_somebody_stays() -> None:
    """The last device in good standing cannot revoke itself, alone or with all others."""
    alone = Person.make("the last device")
    last = alone.writer().revoke(ids(alone.paper), [], KEY)

    refuses(revoking(PAPER, ids(PAPER, PHONE, LAPTOP, TABLET)), BadRosterError, "between 1 and 64")
    with pytest.raises(BadRosterError, match="between 1 and 64"):
        alone.roster.extended([last])


def test_there_are_at_most_64_devices_in_good_standing() -> None:
    """More could not be given a new key in one entry; whoever makes room may admit again."""
    person = Person.make("many devices")
    many = [person.admit() for _ in range(MAX_BOXES - 1)]

    with pytest.raises(BadRosterError, match="between 1 and 64"):
        person.admit(many[-1])
    person.rotate()
    assert len(person.roster.boxes[-1]) == MAX_BOXES
    person.revoke(*many)
    assert [member.public for member in person.roster.standing()] == [person.paper.public]
    newcomer = person.admit()
    assert person.roster.is_standing(newcomer.public.device)


@pytest.mark.parametrize(
    "entry",
    [
        revoking(GONE, ids(GONE)),
        PERSON.writer(GONE).rotate(KEY),
        PERSON.replaced(NEW_PAPER, KEY, signer=GONE),
        PERSON.added(PERSON.newcomer(), GONE),
    ],
    ids=["revokes", "rotates", "makes a paper", "admits"],
)
def test_who_was_revoked_signs_nothing_more(entry: RosterEntry) -> None:
    """The roster takes nothing of a device once it lost its standing, with all else in order."""
    refuses(entry, BadRosterError, "signed by a device that is not in good standing")


@pytest.mark.parametrize("entry", [REVOKED, ROTATED, REPLACED], ids=["revoked", "rotated", "paper replaced"])
@pytest.mark.parametrize("changed", [{"previous": bytes(32)}, {"journal": bytes(16)}], ids=repr)
def test_an_entry_stands_in_one_place_only(entry: RosterEntry, changed: dict[str, Any]) -> None:
    """None of the entries that begin an epoch can be moved, repeated or left out."""
    signers = {REVOKED.hash: PHONE, ROTATED.hash: LAPTOP, REPLACED.hash: PAPER}

    refuses(forged(signers[entry.hash], entry, **changed), BadRosterError, "does not extend")
    with pytest.raises(BadRosterError):
        ROSTER.extended([entry, entry])


@pytest.mark.parametrize("entry", [REVOKED, ROTATED, REPLACED], ids=["revoked", "rotated", "paper replaced"])
def test_a_signer_cannot_be_named_by_another(entry: RosterEntry) -> None:
    """The signature is by the device that the statement names."""
    by_another = msgspec.structs.replace(entry, signature=TABLET.sign(labels.ROSTER, entry.statement))
    second = msgspec.structs.replace(entry, signature=curve.plus_order(entry.signature))

    refuses(by_another, BadSignatureError, "does not verify")
    refuses(second, BadSignatureError, "does not verify")


@pytest.mark.parametrize("entry", [REVOKED, ROTATED], ids=["revoked", "rotated"])
def test_nobody_countersigns_where_nobody_joins(entry: RosterEntry) -> None:
    """What is signed by nobody has no place in an entry."""
    refuses(msgspec.structs.replace(entry, countersignature=bytes(64)), BadSignatureError, "no counter-signature")


@pytest.mark.parametrize("entry", [REVOKED, ROTATED, REPLACED], ids=["revoked", "rotated", "paper replaced"])
def test_boxes_cannot_be_exchanged(entry: RosterEntry) -> None:
    """The boxes beside a statement are the ones that it signs."""
    refuses(msgspec.structs.replace(entry, boxes=ROSTER.entries[0].boxes), MalformedError, "signed")


def test_a_new_paper_key_takes_the_rank_of_its_signer() -> None:
    """Made by the paper key it is as old as the journal; made by a device, as old as that device."""
    by_paper = ROSTER.extended([REPLACED]).members[NEW_PAPER.public.device]
    by_laptop = ROSTER.extended([PERSON.replaced(NEW_PAPER, KEY, signer=LAPTOP)]).members[NEW_PAPER.public.device]

    assert (by_paper.number, by_paper.rank, by_paper.is_paper, by_paper.name) == (NEXT, 0, True, b"")
    assert (by_laptop.number, by_laptop.rank, by_laptop.signer) == (NEXT, 2, LAPTOP.public.device)


def test_a_paper_key_that_was_replaced_stands_no_more() -> None:
    """The old words open nothing that comes, and nothing that they might have written counts."""
    longer = ROSTER.extended([REPLACED])
    old = longer.members[PAPER.public.device]

    assert (old.revoked, old.cutoffs) == (NEXT, ())
    assert longer.is_standing(NEW_PAPER.public.device)


def test_a_paper_key_alone_may_be_replaced() -> None:
    """Somebody stays: the new paper."""
    person = Person.make("a paper alone")
    new = person.replace_paper(person.paper)

    assert [member.public for member in person.roster.standing()] == [new.public]


def test_a_new_paper_key_may_revoke_what_its_signer_might() -> None:
    """Its rank is not that of the entry by which it came."""
    person = Person.make("a new paper")
    phone, laptop = person.admit(), person.admit()
    new = person.replace_paper(signer=phone)
    person.revoke(laptop, signer=new)

    assert not person.roster.is_standing(laptop.public.device)
    with pytest.raises(BadRosterError, match="elder"):
        person.revoke(person.paper, signer=new)


def test_a_paper_made_by_a_device_ends_that_device() -> None:
    """The laptop is stolen, and its owner has the words that it had made; the phone, which is elder, stays."""
    person = Person.make("a stolen laptop")
    phone, laptop = person.admit(), person.admit()
    paper = person.replace_paper(signer=laptop)

    person.revoke(laptop, signer=paper)

    assert not person.roster.is_standing(laptop.public.device)
    with pytest.raises(BadRosterError, match="elder"):
        person.revoke(phone, signer=paper)


def test_a_device_ends_a_paper_that_it_made() -> None:
    """The words that the laptop had made are lost: it makes others, and the lost ones open nothing that comes."""
    person = Person.make("lost words")
    laptop = person.admit()
    lost = person.replace_paper(signer=laptop)

    new = person.replace_paper(lost, signer=laptop)

    assert not person.roster.is_standing(lost.public.device)
    assert person.roster.members[new.public.device].rank == person.roster.members[laptop.public.device].rank


@settings(max_examples=25, deadline=None)
@given(grown())
def test_of_one_rank_are_a_device_and_papers_made_under_it(story: tuple[Person, list[DeviceKeys]]) -> None:
    """So that nobody ends another device of its own age: there is none."""
    ranks = [member.rank for member in story[0].roster.members.values() if not member.is_paper]

    assert len(set(ranks)) == len(ranks)


@pytest.mark.parametrize(
    ("revoked", "words"),
    [
        (ids(TABLET), "paper keys only"),
        (ids(PAPER, TABLET), "paper keys only"),
        ([bytes(16)], "paper keys only"),
        (ids(NEW_PAPER), "paper keys only"),
        (ids(PAPER, PAPER), "twice"),
    ],
    ids=["a device", "a device beside a paper", "nobody", "the new paper itself", "one paper twice"],
)
def test_a_new_paper_replaces_paper_keys_in_good_standing_only(revoked: list[DeviceId], words: str) -> None:
    """Devices are revoked by an entry that says so, with their cut-offs."""
    refuses(forged(PAPER, REPLACED, revoked=revoked), BadRosterError, words)


def test_a_device_cannot_replace_an_elder_paper_key() -> None:
    """Making a new paper is no way round seniority."""
    refuses(PERSON.replaced(NEW_PAPER, KEY, PAPER, signer=PHONE), BadRosterError, "elder")


def test_a_paper_key_is_replaced_once() -> None:
    """One that was revoked cannot be revoked again."""
    longer = ROSTER.extended([REPLACED])
    again = forged(NEW_PAPER, REPLACED, signer=NEW_PAPER.public.device, previous=longer.head, revoked=ids(PAPER))
    other = PERSON.newcomer()
    agreed = other.sign(labels.JOIN, join_message(PERSON.journal, NEW_PAPER.public.device, other.public))
    keys = {"signing": other.public.signing, "agreement": other.public.agreement}
    again = msgspec.structs.replace(forged(NEW_PAPER, again, **keys), countersignature=agreed)

    with pytest.raises(BadRosterError, match="not in good standing"):
        longer.extended([again])


def test_a_new_paper_countersigns_as_any_newcomer() -> None:
    """Neither without its signature, nor for another inviter, nor in another's name."""
    message = join_message(PERSON.journal, PHONE.public.device, NEW_PAPER.public)

    for wrong in (b"", bytes(64), NEW_PAPER.sign(labels.JOIN, message), PAPER.sign(labels.JOIN, message)):
        refuses(msgspec.structs.replace(REPLACED, countersignature=wrong), BadSignatureError, "signature")


@pytest.mark.parametrize("keys", [PAPER, PHONE, GONE], ids=["the paper key", "a device", "a revoked device"])
def test_no_key_comes_back(keys: DeviceKeys) -> None:
    """A key enters once, whatever became of it since: as a paper, and as a device."""
    refuses(PERSON.replaced(keys, KEY, signer=PAPER), BadRosterError, "second time")
    refuses(PERSON.added(keys), BadRosterError, "second time")


def test_a_bad_key_does_not_enter() -> None:
    """Keys of small order are refused of a new paper too."""
    refuses(forged(PAPER, REPLACED, agreement=bytes(32)), BadKeyError, "key")


@settings(max_examples=25, deadline=None)
@given(grown(max_steps=4), st.integers(0, 9), st.integers(0, 9))
def test_the_younger_never_revokes_the_elder(story: tuple[Person, list[DeviceKeys]], one: int, other: int) -> None:
    """Whatever a journal went through, rank alone decides who may revoke whom."""
    person, everybody = story
    by, target = everybody[one % len(everybody)], everybody[other % len(everybody)]
    signer, member = (person.roster.members[each] for each in ids(by, target))
    may = by is target or signer.rank <= member.rank
    stand = signer.revoked is None and member.revoked is None
    left = len(list(person.roster.standing())) - 1

    entry = person.writer(by).revoke(ids(target), [], EpochKey(bytes(32)))

    if may and stand and left:
        assert not person.roster.extended([entry]).is_standing(target.public.device)
    else:
        with pytest.raises(BadRosterError):
            person.roster.extended([entry])


@settings(max_examples=20, deadline=None)
@given(grown())
def test_the_same_entries_make_the_same_roster(story: tuple[Person, list[DeviceKeys]]) -> None:
    """Founded at once or extended one by one, a roster is what its entries are."""
    entries = story[0].roster.entries
    one_by_one = found(entries[:1])
    for entry in entries[1:]:
        one_by_one = one_by_one.extended([entry])

    assert found(entries) == one_by_one == story[0].roster
