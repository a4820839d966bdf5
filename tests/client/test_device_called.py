"""Which device a word means, also where two bear one name."""

from __future__ import annotations

import os

import pytest

from twoway_client.device_called import device_called, short_id, telling_names
from twoway_client.errors import Refusal
from twoway_client.founding import new_roster
from twoway_core.ids import DeviceId
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.trust.members import Member
from twoway_core.trust.roster import Roster


def household(*names: str) -> tuple[Roster, dict[bytes, str], list[DeviceId]]:
    """Return a roster with a paper key and a device of each name, what they are called, and the devices' ids."""
    _, roster = new_roster(names[0], DeviceKeys.make(os.urandom), os.urandom)
    for name in names[1:]:
        public = DeviceKeys.make(os.urandom).public
        roster.members[public.device] = Member(public, len(roster.members), public.device, name.encode(), 9)
    devices = [device for device, member in roster.members.items() if not member.is_paper]
    called = dict(zip(devices, names, strict=True)) | {next(iter(roster.members)): "paper"}
    return roster, {bytes(device): name for device, name in called.items()}, devices


def test_a_name_that_one_device_bears_means_it() -> None:
    """And so do its id, and the beginning of its id."""
    roster, names, (laptop, phone) = household("laptop", "phone")

    found = [device_called(roster, names, typed).public.device for typed in ("phone", phone.hex(), phone.hex()[:8])]

    assert found == [phone] * 3
    assert laptop not in found


def test_a_name_that_two_bear_is_refused_with_their_ids() -> None:
    """Nobody revokes the wrong one by a name that a thief took."""
    roster, names, (_, one, other) = household("laptop", "desk", "desk")

    with pytest.raises(Refusal) as refused:
        device_called(roster, names, "desk")

    assert refused.value.code == "ambiguous"
    assert all(f"twoway devices revoke {short_id(each)} " in refused.value.mend for each in (one, other))
    assert device_called(roster, names, short_id(one)).public.device == one


def test_a_name_that_looks_like_anothers_id_is_no_cover() -> None:
    """Only the whole id is beyond doubt then."""
    roster, names, (laptop, hostile) = household("laptop", "")
    names[hostile] = short_id(laptop)

    with pytest.raises(Refusal, match="2 devices may be meant"):
        device_called(roster, names, short_id(laptop))
    assert device_called(roster, names, laptop.hex().upper()).public.device == laptop


@pytest.mark.parametrize("typed", ["fone", "", "paper", "abc"])
def test_a_word_that_means_no_device_is_refused(typed: str) -> None:
    """A paper key is not ended by name, and three digits are too few to mean an id."""
    roster, names, _ = household("laptop", "phone")

    with pytest.raises(Refusal, match="no device in good standing"):
        device_called(roster, names, typed)


def test_names_are_told_apart_by_ids_only_where_they_must_be() -> None:
    """A list of devices with names of their own stays as short as it is."""
    roster, names, (laptop, one, other) = household("laptop", "desk", "desk")

    told = telling_names(roster, names)

    assert (told[laptop], told[one], told[other]) == ("laptop", f"desk {short_id(one)}", f"desk {short_id(other)}")
