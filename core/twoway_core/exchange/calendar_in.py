"""Invitations out of a calendar file: what they say of one meeting each, and which reading of it is the newer.

- A meeting is named by its UID and, where it is one of a row, its RECURRENCE-ID; SEQUENCE says which reading is newer.
- Times stay as they were written, with the name of their zone: whoever knows zones makes a moment of them.
- Titles, places and names are text of somebody else, and are cut to what an entry holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256

from twoway_core.errors import MalformedError
from twoway_core.events.base import LINE_LENGTH, NAME_LENGTH
from twoway_core.exchange.changes import LARGEST
from twoway_core.exchange.content_lines import Component, Property, components
from twoway_core.exchange.zones import Change, stamp, zone_of
from twoway_core.projections.view import View

MAX_MINUTES = 100_000
YEARS = range(1900, 9000)
"""A meeting in another year is none; every zone can tell its moment in these."""
MAX_GUESTS = 500
_DURATION = re.compile(r"\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:\d{1,6}S)?)?")
_MINUTES = (7 * 24 * 60, 24 * 60, 60, 1)
_NO_PERSON = ("ROOM", "RESOURCE")
_UTC = "UTC"


class Guest(View, frozen=True, kw_only=True):
    """Somebody who is invited, or invites: ``name``, else the start of the ``address``."""

    name: str
    address: str


class Invitation(View, frozen=True, kw_only=True):
    """One meeting. ``starts`` is local to ``zone`` (a name, UTC, or nothing: wherever one is).

    ``sequence``: which reading is newer. ``repeats``: it is a row of meetings, of which this is the first.
    ``digest``: SHA-256 of what it says.
    """

    uid: str
    recurrence: str
    sequence: int
    cancelled: bool
    title: str
    place: str
    starts: datetime
    zone: str
    minutes: int | None
    repeats: bool
    guests: tuple[Guest, ...]
    digest: bytes

    @property
    def key(self) -> bytes:
        """SHA-256 of what names the meeting."""
        return sha256(f"ics\0{self.uid}\0{self.recurrence}".encode()).digest()


class Calendar(View, frozen=True, kw_only=True):
    """What a file holds. ``zones``: those it describes, by name; ``left_out``: days, tasks and what has no time."""

    invitations: tuple[Invitation, ...]
    zones: dict[str, tuple[Change, ...]]
    left_out: int


def read_calendar(text: str) -> Calendar:
    """Return the meetings in ``text``. Raises MalformedError."""
    calendars = [one for one in components(text) if one.name == "VCALENDAR"]
    if not calendars:
        raise MalformedError("it is no calendar")
    events = [(one, calendar.text("METHOD")) for calendar in calendars for one in calendar.all("VEVENT")]
    found = [_invitation(event, method) for event, method in events]
    zones = {zone.text("TZID"): zone_of(zone) for calendar in calendars for zone in calendar.all("VTIMEZONE")}
    others = sum(one.name in ("VTODO", "VJOURNAL") for calendar in calendars for one in calendar.inner)
    invitations = tuple(one for one in found if one is not None)
    return Calendar(invitations=_newest(invitations), zones=zones, left_out=len(found) - len(invitations) + others)


def _newest(invitations: tuple[Invitation, ...]) -> tuple[Invitation, ...]:
    """Return one reading of each meeting, the newest."""
    found: dict[bytes, Invitation] = {}
    for one in invitations:
        if one.key not in found or one.sequence >= found[one.key].sequence:
            found[one.key] = one
    return tuple(found.values())


def _invitation(event: Component, method: str) -> Invitation | None:
    """Return what ``event`` says; None where it has no time of day."""
    start = event.first("DTSTART")
    starts = stamp(start.value) if start is not None else None
    if start is None or starts is None or starts.year not in YEARS:
        return None
    title, place = _line(event.text("SUMMARY")), _line(event.text("LOCATION"))
    cancelled = method.upper() == "CANCEL" or event.text("STATUS").upper() == "CANCELLED"
    guests = tuple(_guests(event))
    minutes = _minutes(event, start, starts)
    said = repr(
        (start.value, _zone(start), minutes, cancelled, title, place, [(one.name, one.address) for one in guests])
    )
    digest = sha256(said.encode()).digest()
    recurrence = event.first("RECURRENCE-ID")
    return Invitation(
        uid=_line(event.text("UID")) or digest.hex(),
        recurrence=_line(recurrence.value) if recurrence is not None else "",
        sequence=_whole(event.text("SEQUENCE")),
        cancelled=cancelled,
        title=title,
        place=place,
        starts=starts,
        zone=_zone(start),
        minutes=minutes,
        repeats=event.first("RRULE") is not None or event.first("RDATE") is not None,
        guests=guests,
        digest=digest,
    )


def _zone(start: Property) -> str:
    return _UTC if start.value.strip().endswith("Z") else start.parameters.get("TZID", "")


def _whole(text: str) -> int:
    return min(int(text), LARGEST) if text.isascii() and text.isdigit() and len(text) < 12 else 0


def _line(text: str) -> str:
    return " ".join(text.split())[:LINE_LENGTH]


def _minutes(event: Component, start: Property, starts: datetime) -> int | None:
    """Return how long it takes; None where that is not said, or makes no sense."""
    end, lasting = event.first("DTEND"), event.first("DURATION")
    ends = stamp(end.value) if end is not None and _zone(end) == _zone(start) else None
    if ends is not None:
        minutes = (ends - starts) // timedelta(minutes=1)
    elif lasting is not None and (found := _DURATION.fullmatch(lasting.value.strip())):
        minutes = sum(int(part or 0) * unit for part, unit in zip(found.groups(), _MINUTES, strict=True))
    else:
        return None
    return minutes if 0 < minutes <= MAX_MINUTES else None


def _guests(event: Component) -> Iterator[Guest]:
    """Yield who invites, then who is invited, each address once; rooms are nobody."""
    seen = set()
    people = [*event.properties.get("ORGANIZER", []), *event.properties.get("ATTENDEE", [])]
    for one in people[:MAX_GUESTS]:
        address = _line(one.value.strip().lower().removeprefix("mailto:"))[:NAME_LENGTH]
        name = _line(one.parameters.get("CN", ""))[:NAME_LENGTH]
        if one.parameters.get("CUTYPE", "").upper() in _NO_PERSON or address in seen or not (name or address):
            continue
        seen.add(address)
        yield Guest(
            name=_turned(name) if name and "@" not in name else address.partition("@")[0] or name, address=address
        )


def _turned(name: str) -> str:
    """Return a name that is written last name first, with a comma, as it is said."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else name
