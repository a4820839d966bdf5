"""What the devices of a journal are called: names are sealed in the roster, and opened once a command."""

from __future__ import annotations

from twoway_client.desk import Desk
from twoway_core.errors import CannotOpenError
from twoway_core.trust.epochs import open_name

PAPER = "paper"
UNKNOWN = "a device"


def device_names(desk: Desk) -> dict[bytes, str]:
    """Return device id -> name; the paper key has none of its own."""
    roster = desk.segments.roster()
    names: dict[bytes, str] = {}
    for device, member in roster.members.items():
        if not member.name:
            names[device] = PAPER
            continue
        try:
            names[device] = open_name(desk.epoch_key, roster.journal, device, member.name)
        except CannotOpenError:
            names[device] = UNKNOWN
    return names
