"""Which device a word means: its name, or the first digits of its id, which no two devices share.

Two devices may bear one name, and one that turned hostile may take another's on purpose: then a name says
nothing, and the id is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twoway_client.errors import Refusal
from twoway_client.nearly import did_you_mean
from twoway_client.output import visible
from twoway_core.ids import DeviceId
from twoway_core.trust.members import Member
from twoway_core.trust.roster import Roster

ID_DIGITS = 8
_LEAST_DIGITS = 4


def device_called(roster: Roster, names: Mapping[bytes, str], typed: str) -> Member:
    """Return the device in good standing that ``typed`` means. Raises Refusal where there is none, or several are."""
    standing = [member for member in roster.standing() if not member.is_paper]
    whole = [member for member in standing if member.public.device.hex() == typed.lower()]
    found = whole or [member for member in standing if _is_called(member, names, typed)]
    if not found:
        known = [names[member.public.device] for member in standing]
        raise Refusal(
            "no-device",
            f"no device in good standing is called {visible(typed)}.{did_you_mean(typed, known)}",
            mend="twoway devices",
        )
    if len(found) > 1:
        raise _several(found, names, typed)
    return found[0]


def _is_called(member: Member, names: Mapping[bytes, str], typed: str) -> bool:
    device = member.public.device
    return names[device] == typed or (len(typed) >= _LEAST_DIGITS and device.hex().startswith(typed.lower()))


def _several(found: Sequence[Member], names: Mapping[bytes, str], typed: str) -> Refusal:
    ways = [
        f"twoway devices revoke {short_id(member.public.device)}   admitted by {visible(names[member.signer])}"
        for member in found
    ]
    return Refusal(
        "ambiguous",
        f"{len(found)} devices may be meant by {visible(typed)}; each has an id of its own.",
        kept="all of them, as they are",
        mend="\n".join(["by its id, as twoway devices shows it:", *ways]),
    )


def short_id(device: bytes) -> str:
    """Return the digits by which a device is told from another of its name."""
    return device.hex()[:ID_DIGITS]


def telling_names(roster: Roster, names: Mapping[bytes, str]) -> dict[bytes, str]:
    """Return device id -> name, with the first digits of its id where another member bears the same name."""
    known = [names[DeviceId(device)] for device in roster.members]
    return {
        device: names[device] if known.count(names[device]) == 1 else f"{names[device]} {short_id(device)}"
        for device in roster.members
    }
