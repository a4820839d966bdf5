"""What the devices of a journal are called: names are sealed in the roster, and opened once a command."""

from __future__ import annotations

from twoway_client.desk import Desk
from twoway_core.errors import CannotOpenError
from twoway_core.trust.names import open_name

PAPER = "paper"
UNKNOWN = "a device"


def device_names(desk: Desk) -> dict[bytes, str]:
    """Return device id -> name; the paper key has none of its own."""
    roster, keys = desk.segments.roster(), desk.epoch_keys
    names: dict[bytes, str] = {}
    for device, member in roster.members.items():
        if member.is_paper:
            names[device] = PAPER
            continue
        try:
            names[device] = open_name(keys.at(member.number), roster.journal, device, member.name)
        except CannotOpenError:
            names[device] = UNKNOWN
    return names
