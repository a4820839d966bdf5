"""The names of devices, sealed under the epoch key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.people import Person
from twoway_core.errors import CannotOpenError, TextRefusedError
from twoway_core.ids import DeviceId, JournalId
from twoway_core.sealing import labels
from twoway_core.sealing.keys import EpochKey
from twoway_core.sealing.symmetric import seal
from twoway_core.trust.names import MAX_NAME_BYTES, open_name, seal_name

PERSON = Person.make("names")
PHONE = PERSON.admit(name="phone")
LAPTOP = PERSON.admit(signer=PHONE, name="laptop")
OTHER = Person.make("another person")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


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


def test_a_name_that_says_more_than_it_holds_is_shown_as_far_as_it_goes() -> None:
    """A member with the key may write rubbish; it ends at the end, and bad UTF-8 is shown as such."""
    context = PERSON.journal + PHONE.public.device
    sealed = seal(PERSON.key.secret, labels.NAME, context, b"\xffa\xff", PERSON.chance)

    assert open_name(PERSON.key, PERSON.journal, PHONE.public.device, sealed) == "a\ufffd"


def test_a_name_with_a_lone_surrogate_is_refused() -> None:
    """A name that is not valid UTF-8, such as a shell may hand over, is refused by name."""
    with pytest.raises(TextRefusedError, match="surrogate"):
        seal_name(PERSON.key, PERSON.journal, PHONE.public.device, "la\udcffptop", PERSON.chance)


def test_a_name_stays_under_the_key_in_force_when_it_was_given() -> None:
    """A new epoch leaves names as they are: each opens with the key of the entry that added its device."""
    person = Person.make("names and epochs")
    phone = person.admit(name="phone")
    person.rotate(phone)
    laptop = person.admit(phone, "laptop")
    members = [person.roster.members[each.public.device] for each in (phone, laptop)]

    names = [
        open_name(person.epochs.at(each.number), person.journal, each.public.device, each.name) for each in members
    ]

    assert names == ["phone", "laptop"]
    with pytest.raises(CannotOpenError):
        open_name(person.key, person.journal, phone.public.device, members[0].name)
