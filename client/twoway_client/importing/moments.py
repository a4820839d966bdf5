"""When a meeting starts: a local time and the name of its zone, made into a moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo

from twoway_client.times import parse_moment
from twoway_core.exchange.calendar_in import Calendar, Invitation
from twoway_core.exchange.zones import offset_at


class Start(NamedTuple):
    """The moment, and whether its zone was unknown and taken for that of this place."""

    moment: datetime
    is_guessed: bool


def start_of(invitation: Invitation, calendar: Calendar, here: datetime) -> Start:
    """Return when ``invitation`` starts, in the zone of its file, of the system, or of ``here``."""
    local, zone = invitation.starts, invitation.zone
    at_home = parse_moment(local.isoformat(timespec="seconds"), here)  # with the offset of this place on that day
    if zone == "UTC":
        return Start(local.replace(tzinfo=UTC).astimezone(at_home.tzinfo), is_guessed=False)
    offset = offset_at(calendar.zones.get(zone, ()), local)
    if offset is not None:
        return Start(local.replace(tzinfo=timezone(timedelta(minutes=offset))), is_guessed=False)
    known = _system_zone(zone) if zone else None
    if known is not None:
        moment = local.replace(tzinfo=known)
        return Start(moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta())), is_guessed=False)
    return Start(at_home, is_guessed=bool(zone))


def _system_zone(name: str) -> ZoneInfo | None:
    """Return the zone that the system knows by ``name``; a name that is a path, or no zone, is none."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # not found is a KeyError
        return None
