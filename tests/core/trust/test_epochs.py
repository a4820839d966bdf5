"""Epoch keys in boxes, and the names of devices under them."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core import hpke
from tests.core.people import Person
from twoway_core.codec import encode
from twoway_core.errors import CannotOpenError, TextRefusedError
from twoway_core.ids import DeviceId, JournalId
from twoway_core.sealing import labels
from twoway_core.sealing.boxes import BoxSealer
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.sealing.symmetric import seal
from twoway_core.trust.epochs import (
    MAX_NAME_BYTES,
    box_info,
    make_device_added,
    make_genesis,
    open_epoch_key,
    open_name,
    seal_name,
)
from twoway_core.trust.roster import Roster, found, join_message
from twoway_core.trust.statements import decode_statement

PERSON = Person.make("epochs")
PHONE = PERSON.admit(name="phone")
LAPTOP = PERSON.admit(signer=PHONE, name="laptop")
OTHER = Person.make("another person")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def admitting(newcomer: DeviceKeys, sealer: BoxSealer) -> Roster:
    """Return the roster with ``newcomer`` in it, whose box was sealed by ``sealer``."""
    public, signer = newcomer.public, PERSON.paper.public.device
    agreed = newcomer.sign(labels.JOIN, join_message(PERSON.journal, signer, public))
    entry = make_device_added(PERSON.roster, PERSON.paper, public, agreed, b"", PERSON.key, sealer)
    return PERSON.roster.extended([entry])


@pytest.mark.parametrize("keys", [PERSON.paper, PHONE, LAPTOP], ids=["paper", "phone", "laptop"])
def test_every_device_opens_the_epoch_key_from_its_own_box(keys: DeviceKeys) -> None:
    """The paper key and each device find the same key, each in the entry that added it."""
    assert open_epoch_key(PERSON.roster, keys) == PERSON.key


def test_a_stranger_opens_nothing() -> None:
    """A device that is not in the roster has no box."""
    with pytest.raises(CannotOpenError, match="not in the roster"):
        open_epoch_key(PERSON.roster, OTHER.paper)


def test_a_device_without_a_box_opens_nothing() -> None:
    """A newcomer whose inviter sealed the box to somebody else is told that there is none for it."""
    newcomer = PERSON.newcomer()
    roster = admitting(newcomer, PERSON.sealer)
    last = [msgspec.structs.replace(box, device=PHONE.public.device) for box in roster.boxes[-1]]
    roster.boxes[-1] = last

    with pytest.raises(CannotOpenError, match="no box"):
        open_epoch_key(roster, newcomer)


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
        open_epoch_key(admitting(newcomer, misplacing), newcomer)


@pytest.mark.parametrize("lie", [bytes(32), b"", bytes(31), bytes(33)])
def test_a_key_that_was_not_signed_is_refused(lie: bytes) -> None:
    """Whoever seals a box cannot give one device another key than the rest."""
    newcomer = PERSON.newcomer()

    def lying(recipient: bytes, info: bytes, secret: bytes) -> bytes:
        return PERSON.sealer(recipient, info, lie)

    with pytest.raises(CannotOpenError, match="not the one that was signed"):
        open_epoch_key(admitting(newcomer, lying), newcomer)


def test_a_genesis_binds_its_box_to_its_salt() -> None:
    """Two journals of one paper key and one epoch key have boxes that cannot be exchanged."""
    one, other = (make_genesis(PERSON.paper, PERSON.key, PERSON.chance, PERSON.sealer) for _ in range(2))
    roster = found([one])
    roster.boxes[0] = found([other]).boxes[0]

    assert open_epoch_key(found([other]), PERSON.paper) == PERSON.key
    with pytest.raises(CannotOpenError):
        open_epoch_key(roster, PERSON.paper)


def test_a_genesis_holds_the_commitment_and_not_the_key() -> None:
    """What everybody may read says which key it is, and does not say the key."""
    entry = make_genesis(PERSON.paper, PERSON.key, PERSON.chance, hpke.sealer(PERSON.chance))

    assert PERSON.key.commitment() in entry.statement
    assert PERSON.key.secret not in encode(entry)


def test_a_box_is_bound_to_parts_of_fixed_length() -> None:
    """Label, journal, entry before and recipient follow one another."""
    info = box_info(PERSON.journal, PERSON.roster.head, PHONE.public.device)

    assert info == b"twoway/1/box\0" + PERSON.journal + PERSON.roster.head + PHONE.public.device


@given(TEXTS)
def test_a_name_comes_back_cut_to_63_bytes(name: str) -> None:
    """A long name loses its end, never half a character, and every sealed name has the same length."""
    sealed = seal_name(PERSON.key, PERSON.journal, PHONE.public.device, name, PERSON.chance)
    opened = open_name(PERSON.key, PERSON.journal, PHONE.public.device, sealed)

    assert name.startswith(opened)
    assert len(sealed) == 112
    assert opened == name or len(opened.encode()) > MAX_NAME_BYTES - 4


@pytest.mark.parametrize(
    ("journal", "device", "key"),
    [
        (OTHER.journal, PHONE.public.device, PERSON.key),
        (PERSON.journal, LAPTOP.public.device, PERSON.key),
        (PERSON.journal, PHONE.public.device, OTHER.key),
    ],
    ids=["another journal", "another device", "another key"],
)
def test_a_name_belongs_to_its_device(journal: JournalId, device: DeviceId, key: EpochKey) -> None:
    """A name cannot be put on another device, or into another journal."""
    member = PERSON.roster.members[PHONE.public.device]

    assert open_name(PERSON.key, PERSON.journal, PHONE.public.device, member.name) == "phone"
    with pytest.raises(CannotOpenError):
        open_name(key, journal, device, member.name)


@pytest.mark.parametrize("length", [0, 48, 257])
def test_a_name_of_another_length_is_refused_unopened(length: int) -> None:
    """Nothing that short holds a name, and nothing that long is allowed."""
    with pytest.raises(CannotOpenError, match="length"):
        open_name(PERSON.key, PERSON.journal, PHONE.public.device, bytes(length))


@pytest.mark.parametrize(("size", "shown"), [(1, ""), (208, "x" * 120)])
def test_the_shortest_and_the_longest_sealed_name_are_opened(size: int, shown: str) -> None:
    """A writer pads to 112 bytes; what a member padded otherwise is still shown, from 49 to 256 bytes."""
    padded = bytes([len(shown)]) + shown.encode() + bytes(size - 1 - len(shown))
    sealed = seal(PERSON.key.secret, labels.NAME, PERSON.journal + PHONE.public.device, padded, PERSON.chance)

    assert open_name(PERSON.key, PERSON.journal, PHONE.public.device, sealed) == shown


def test_a_name_that_says_more_than_it_holds_is_shown_as_far_as_it_goes() -> None:
    """A member with the key may write rubbish; it ends at the end, and bad UTF-8 is shown as such."""
    context = PERSON.journal + PHONE.public.device
    sealed = seal(PERSON.key.secret, labels.NAME, context, b"\xffa\xff", PERSON.chance)

    assert open_name(PERSON.key, PERSON.journal, PHONE.public.device, sealed) == "a\ufffd"


def test_a_name_with_a_lone_surrogate_is_refused() -> None:
    """A name that is not valid UTF-8, such as a shell may hand over, is refused by name."""
    with pytest.raises(TextRefusedError, match="surrogate"):
        seal_name(PERSON.key, PERSON.journal, PHONE.public.device, "la\udcffptop", PERSON.chance)


def test_an_entry_names_who_was_admitted_and_by_whom() -> None:
    """The statement is the one of the format, and its boxes hold one box for the newcomer."""
    roster = admitting(newcomer := PERSON.newcomer(), PERSON.sealer)
    statement = decode_statement(roster.entries[-1].statement)

    assert (statement.signing, statement.agreement) == (newcomer.public.signing, newcomer.public.agreement)
    assert [box.device for box in roster.boxes[-1]] == [newcomer.public.device]
    assert roster.members[newcomer.public.device].signer == PERSON.paper.public.device
