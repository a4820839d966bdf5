"""Epoch keys: one box opens all history, and a revoked device nothing of what comes."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from tests.core import hpke
from tests.core.people import Person
from tests.core.trust.rosters import forged, grown, open_all
from twoway_core.errors import CannotOpenError, NotGivenError
from twoway_core.sealing import labels
from twoway_core.sealing.boxes import BoxSealer
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.sealing.segment import open_segment
from twoway_core.sealing.symmetric import open_sealed, seal
from twoway_core.trust.epochs import EpochKeys, box_info, boxes_for, open_epoch_keys, seal_previous_key
from twoway_core.trust.roster import Roster, found, join_message
from twoway_core.trust.writing import RosterWriter, make_genesis

PERSON = Person.make("epochs")
PHONE = PERSON.admit(name="phone")
LAPTOP = PERSON.admit(signer=PHONE, name="laptop")
OTHER = Person.make("another person")

LATER = Person.make("three epochs")
STAYING, LEAVING = LATER.admit(), LATER.admit()
LATER.rotate()
COMING = LATER.admit()
BEFORE = LATER.roster
LATER.revoke(LEAVING)


def admitting(newcomer: DeviceKeys, sealer: BoxSealer) -> Roster:
    """Return the roster with ``newcomer`` in it, whose box was sealed by ``sealer``."""
    public, signer = newcomer.public, PERSON.paper.public.device
    agreed = newcomer.sign(labels.JOIN, join_message(PERSON.journal, signer, public))
    writer = RosterWriter(PERSON.roster, PERSON.paper, PERSON.key, PERSON.chance, sealer)
    return PERSON.roster.extended([writer.add_device(public, agreed, b"")])


def rotating(sealer: BoxSealer, key: EpochKey, old: EpochKey | None = None) -> Roster:
    """Return the roster behind which an epoch begins whose boxes were sealed by ``sealer``; ``old``: a lie."""
    writer = RosterWriter(PERSON.roster, PHONE, old or PERSON.key, PERSON.chance, sealer)
    return PERSON.roster.extended([writer.rotate(key)])


@pytest.mark.parametrize("keys", [PERSON.paper, PHONE, LAPTOP], ids=["paper", "phone", "laptop"])
def test_every_device_opens_the_epoch_key_from_its_own_box(keys: DeviceKeys) -> None:
    """The paper key and each device find the same key, each in the entry that added it."""
    assert open_all(PERSON.roster, keys) == EpochKeys((0,), (PERSON.key,))


@pytest.mark.parametrize("keys", [LATER.paper, STAYING, COMING], ids=["paper", "staying", "came later"])
def test_one_box_opens_all_history(keys: DeviceKeys) -> None:
    """Also a device that came in the second epoch holds the keys of the first, the oldest first."""
    opened = open_all(LATER.roster, keys)

    assert opened == LATER.epochs
    assert opened.began == (0, 3, 5)
    assert opened.current == LATER.key


def test_a_device_that_came_in_an_epoch_finds_its_box_where_it_joined() -> None:
    """Its box is not among those with which the epoch began."""
    assert [len(boxes) for boxes in BEFORE.boxes] == [1, 1, 1, 3, 1]
    assert open_all(BEFORE, COMING).keys == LATER.epochs.keys[:2]


def test_a_revoked_device_cannot_open_the_epoch_that_began_without_it() -> None:
    """It opened everything before its revocation; no box is for it afterwards."""
    assert open_all(BEFORE, LEAVING).keys == LATER.epochs.keys[:2]
    found = open_epoch_keys(LATER.roster, LEAVING)

    assert (found.keys, found.is_given, found.holes) == (LATER.epochs.keys[:2], False, (5,))
    with pytest.raises(NotGivenError):
        _ = found.current
    with pytest.raises(NotGivenError):
        found.at(5)


def test_a_key_is_in_force_from_the_entry_that_began_its_epoch() -> None:
    """A citation of an entry names the key: that of the last epoch which began there or before."""
    first, second, third = LATER.epochs.keys

    assert [LATER.epochs.at(number) for number in range(6)] == [first, first, first, second, second, third]


def test_a_body_of_an_epoch_does_not_open_under_the_key_of_another() -> None:
    """A segment cannot be passed off as one of the epoch before or after."""
    segments = [LATER.write(STAYING, LATER.tip(STAYING), cited=number) for number in (1, 3, 5)]

    for sealed_under, segment in enumerate(segments):
        for tried, key in enumerate(LATER.epochs.keys):
            if tried == sealed_under:
                assert len(open_segment(segment, key).items) == 1
            else:
                with pytest.raises(CannotOpenError):
                    open_segment(segment, key)


@settings(max_examples=12, deadline=None)
@given(grown())
def test_everybody_in_good_standing_opens_all_epochs_and_nobody_else_the_last(
    story: tuple[Person, list[DeviceKeys]],
) -> None:
    """Whatever devices came, went and rotated, standing and reading are one."""
    person, everybody = story

    for keys in everybody:
        if person.roster.is_standing(keys.public.device):
            assert open_all(person.roster, keys) == person.epochs
        else:
            with pytest.raises(CannotOpenError):
                open_all(person.roster, keys)


def test_a_stranger_opens_nothing() -> None:
    """A device that is not in the roster has no box."""
    with pytest.raises(CannotOpenError, match="no box"):
        open_all(PERSON.roster, OTHER.paper)


def test_a_device_without_a_box_opens_nothing() -> None:
    """A newcomer whose inviter sealed the box to somebody else is told that there is none for it."""
    newcomer = PERSON.newcomer()
    roster = admitting(newcomer, PERSON.sealer)
    last = [msgspec.structs.replace(box, device=PHONE.public.device) for box in roster.boxes[-1]]
    roster.boxes[-1] = last

    with pytest.raises(CannotOpenError, match="no box"):
        open_all(roster, newcomer)


MISPLACED: dict[str, dict[str, Any]] = {
    "another journal": {"journal": OTHER.journal},
    "another entry before": {"previous": PERSON.roster.hashes[0]},
    "another recipient": {"recipient": PHONE.public.device},
}


@pytest.mark.parametrize("changed", MISPLACED.values(), ids=MISPLACED)
def test_a_box_of_another_place_does_not_open(changed: dict[str, Any]) -> None:
    """Journal, entry before and recipient are bound, so that no box can be moved."""
    newcomer = PERSON.newcomer()
    place = {"journal": PERSON.journal, "previous": PERSON.roster.head, "recipient": newcomer.public.device}

    def misplacing(recipient: bytes, info: bytes, secret: bytes) -> bytes:
        return PERSON.sealer(recipient, box_info(**(place | changed)), secret)

    with pytest.raises(CannotOpenError, match="not for this device"):
        open_all(admitting(newcomer, misplacing), newcomer)


def test_a_box_of_one_epoch_cannot_be_offered_in_the_next() -> None:
    """The old key, wrapped as it was at first, is not taken for the new one."""
    roster = rotating(lambda recipient, info, secret: PERSON.roster.boxes[1][0].sealed, PERSON.fresh_key())

    with pytest.raises(NotGivenError):
        open_all(roster, PHONE)


def test_the_key_before_cannot_be_taken_for_the_new_one() -> None:
    """A box of the right place with the old key in it does not fit what was committed to."""
    roster = rotating(lambda recipient, info, secret: PERSON.sealer(recipient, info, PERSON.key.secret), OTHER.key)

    with pytest.raises(NotGivenError):
        open_all(roster, PHONE)


@pytest.mark.parametrize("lie", [bytes(32), b"", bytes(31), bytes(33)])
def test_a_key_that_was_not_signed_is_refused(lie: bytes) -> None:
    """Whoever seals a box cannot give one device another key than the rest."""
    newcomer = PERSON.newcomer()

    def lying(recipient: bytes, info: bytes, secret: bytes) -> bytes:
        return PERSON.sealer(recipient, info, lie)

    with pytest.raises(CannotOpenError, match="not the one that was signed"):
        open_all(admitting(newcomer, lying), newcomer)


def joined(roster: Roster, key: EpochKey) -> tuple[Roster, DeviceKeys]:
    """Return ``roster`` with a newcomer at its end, which has no box of an earlier epoch."""
    newcomer = PERSON.newcomer()
    agreed = newcomer.sign(labels.JOIN, join_message(roster.journal, PHONE.public.device, newcomer.public))
    writer = RosterWriter(roster, PHONE, key, PERSON.chance, PERSON.sealer)
    return roster.extended([writer.add_device(newcomer.public, agreed, b"")]), newcomer


@pytest.mark.parametrize("lie", [OTHER.key, EpochKey(bytes(32))])
def test_a_key_before_that_was_not_signed_is_refused(lie: EpochKey) -> None:
    """Whoever begins an epoch cannot slip another past in under it: a newcomer opens the new epoch alone."""
    key = PERSON.fresh_key()
    roster, newcomer = joined(rotating(PERSON.sealer, key, old=lie), key)

    assert open_epoch_keys(roster, newcomer) == EpochKeys((3,), (key,), (0,))
    assert open_all(roster, PHONE).keys == (PERSON.key, key)


PREVIOUS: dict[str, dict[str, bytes]] = {
    "under another key": {"key": OTHER.key.secret},
    "under another label": {"label": labels.NAME},
    "in another journal": {"context": OTHER.journal + PERSON.roster.head},
    "behind another entry": {"context": PERSON.journal + PERSON.roster.hashes[0]},
}


@pytest.mark.parametrize("changed", PREVIOUS.values(), ids=PREVIOUS)
def test_a_key_before_of_another_place_does_not_open(changed: dict[str, bytes]) -> None:
    """The sealed key is bound to the new one, to its use, to the journal and to the entry before."""
    key = PERSON.fresh_key()
    right = {"key": key.secret, "label": labels.EPOCH, "context": PERSON.journal + PERSON.roster.head}
    sealed = seal(**(right | changed), text=PERSON.key.secret, random=PERSON.chance)
    entry = forged(PHONE, rotating(PERSON.sealer, key).entries[-1], previous_key=sealed)

    roster, newcomer = joined(PERSON.roster.extended([entry]), key)

    assert open_epoch_keys(roster, newcomer) == EpochKeys((3,), (key,), (0,))


def test_the_key_before_is_sealed_under_the_new_one() -> None:
    """80 bytes, bound to the journal and to the entry before."""
    new = PERSON.fresh_key()
    sealed = seal_previous_key(PERSON.roster, PERSON.key, new, PERSON.chance)

    opened = open_sealed(new.secret, b"twoway/1/epoch\0", PERSON.journal + PERSON.roster.head, sealed)

    assert opened == PERSON.key.secret
    assert len(sealed) == 80


def test_boxes_are_made_for_whom_they_are_asked_for() -> None:
    """One box for each member, in their order, each for its member alone."""
    members = list(PERSON.roster.standing())[1:]
    boxes = boxes_for(PERSON.roster, members, PERSON.key, lambda recipient, info, secret: recipient + info + secret)

    assert [box.device for box in boxes] == [PHONE.public.device, LAPTOP.public.device]
    for box, member in zip(boxes, members, strict=True):
        bound_to = box_info(PERSON.journal, PERSON.roster.head, member.public.device)
        assert box.sealed == member.public.agreement + bound_to + PERSON.key.secret


def test_a_genesis_binds_its_box_to_its_salt() -> None:
    """Two journals of one paper key and one epoch key have boxes that cannot be exchanged."""
    one, other = (make_genesis(PERSON.paper, PERSON.key, PERSON.chance, PERSON.sealer) for _ in range(2))
    roster = found([one])
    roster.boxes[0] = found([other]).boxes[0]

    assert open_all(found([other]), PERSON.paper).current == PERSON.key
    with pytest.raises(CannotOpenError):
        open_all(roster, PERSON.paper)


def test_a_box_is_bound_to_parts_of_fixed_length() -> None:
    """Label, journal, entry before and recipient follow one another."""
    info = box_info(PERSON.journal, PERSON.roster.head, PHONE.public.device)

    assert info == b"twoway/1/box\0" + PERSON.journal + PERSON.roster.head + PHONE.public.device


def test_what_the_library_seals_opens_too() -> None:
    """Nothing here hangs on the boxes of the tests: the real sealer begins an epoch that opens."""
    from twoway_core.sealing.boxes import seal_box

    key = PERSON.fresh_key()

    assert open_all(rotating(seal_box, key), LAPTOP).keys == (PERSON.key, key)
    assert open_all(rotating(hpke.sealer(PERSON.chance), key), LAPTOP).keys == (PERSON.key, key)


def shut_out() -> tuple[Roster, EpochKey]:
    """Return a roster whose last epoch the phone began for itself alone, and its key."""
    key, own = PERSON.fresh_key(), PHONE.public.agreement

    def for_itself(recipient: bytes, info: bytes, secret: bytes) -> bytes:
        return PERSON.sealer(recipient, info, secret if recipient == own else bytes(32))

    return rotating(for_itself, key), key


def mended(roster: Roster, key: EpochKey) -> Roster:
    """Return ``roster`` with an epoch behind it that the laptop began, holding the first key only."""
    writer = RosterWriter(roster, LAPTOP, open_epoch_keys(roster, LAPTOP).newest, PERSON.chance, PERSON.sealer)
    return roster.extended([writer.rotate(key)])


def test_whoever_is_left_out_of_an_epoch_goes_on_reading_what_was_before() -> None:
    """The key of the epoch before is in an older box; that of the one in force is said to be missing."""
    roster, key = shut_out()

    found = open_epoch_keys(roster, LAPTOP)

    assert (found.keys, found.holes, found.newest) == ((PERSON.key,), (3,), PERSON.key)
    assert [found.at(number) for number in range(3)] == [PERSON.key] * 3
    with pytest.raises(NotGivenError):
        found.at(3)
    with pytest.raises(NotGivenError):
        _ = found.current
    assert open_epoch_keys(roster, PHONE) == EpochKeys((0, 3), (PERSON.key, key))


def test_whoever_was_left_out_of_an_epoch_can_begin_the_next() -> None:
    """Everybody reads on; the hole stays one, and the one who made it opens that as well."""
    shut, theirs = shut_out()
    key = PERSON.fresh_key()
    roster = mended(shut, key)

    for keys in (PERSON.paper, LAPTOP):
        assert open_epoch_keys(roster, keys) == EpochKeys((0, 4), (PERSON.key, key), (3,))
    assert open_epoch_keys(roster, PHONE) == EpochKeys((0, 3, 4), (PERSON.key, theirs, key))
    with pytest.raises(NotGivenError):
        open_epoch_keys(roster, LAPTOP).at(3)


def test_a_newcomer_after_a_hole_opens_all_the_rest() -> None:
    """Under the newest key lies the one before the hole, found by what was committed to."""
    key = PERSON.fresh_key()

    roster, newcomer = joined(mended(shut_out()[0], key), key)

    assert open_epoch_keys(roster, newcomer) == EpochKeys((0, 4), (PERSON.key, key), (3,))


def test_before_the_first_epoch_that_a_device_holds_it_reads_nothing() -> None:
    """Where the key before does not open, what is older stays closed."""
    holding = EpochKeys((4,), (PERSON.key,), (0,))

    assert (holding.is_given, holding.at(4), holding.current) == (True, PERSON.key, PERSON.key)
    with pytest.raises(NotGivenError):
        holding.at(3)
