"""What the devices of a journal are called: names are sealed in the roster, and opened once a command."""

from __future__ import annotations

from twoway_client.desk import Desk
from twoway_core.errors import CannotOpenError
from twoway_core.trust.epochs import EpochKeys
from twoway_core.trust.names import open_name
from twoway_core.trust.roster import Roster

PAPER = "paper"
UNKNOWN = "a device"


def device_names(desk: Desk) -> dict[bytes, str]:
    """Return device id -> name; a paper key has none of its own, and one that came later is told by a number."""
    return names_in(desk.segments.roster(), desk.epoch_keys)


def names_in(roster: Roster, keys: EpochKeys) -> dict[bytes, str]:
    """Return device id -> name for the members of ``roster``, as ``device_names`` does."""
    names: dict[bytes, str] = {}
    papers = 0
    for device, member in roster.members.items():
        if member.is_paper:
            papers += 1
            names[device] = PAPER if papers == 1 else f"{PAPER} {papers}"
            continue
        try:
            names[device] = open_name(keys.at(member.number), roster.journal, device, member.name)
        except CannotOpenError:
            names[device] = UNKNOWN
    return names
