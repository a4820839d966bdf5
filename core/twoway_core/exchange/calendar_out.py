"""A calendar file (iCalendar, RFC 5545), written so that no text of the journal can be anything but text.

- Backslash, comma, semicolon and line ends of a text are escaped, other controls are replaced; so one thing is one
  event, whatever it is called.
- Lines have at most 75 octets and are folded between letters, never inside one.
- Times are in UTC, so that no time zone has to be described. The same things give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from twoway_core.projections.view import View

LINE_OCTETS = 75
PRODUCT = "-//Twoway//journal//EN"
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


class Item(View, frozen=True, kw_only=True):
    """One thing of a calendar: an interview with ``starts`` and ``minutes``, or a to-do of a ``day``.

    ``sequence`` rises with every change; ``stamp``: when the last one was. ``alarm_minutes``: before its start, below
    0 for after it. ``task``: written as a VTODO. ``over``: cancelled, or done.
    """

    uid: str
    sequence: int
    stamp: datetime
    title: str
    note: str = ""
    place: str = ""
    starts: datetime | None = None
    minutes: int = 0
    day: date | None = None
    alarm_minutes: int | None = None
    task: bool = False
    over: bool = False


def calendar(items: Iterable[Item]) -> Iterator[str]:
    """Yield the lines of a calendar file, each folded and with its end."""
    yield from map(_folded, ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"))
    for item in items:
        yield from map(_folded, _lines(item))
    yield _folded("END:VCALENDAR")


def escaped(text: str) -> str:
    """Return ``text`` as a value of type TEXT."""
    plain = _CONTROLS.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_ESCAPES.get(letter, letter) for letter in plain)


def _folded(line: str) -> str:
    """Return ``line`` with its end, continued on further lines where it has more than 75 octets."""
    data, parts = line.encode(), []
    room = LINE_OCTETS
    while len(data) > room:
        at = room
        while data[at] & 0xC0 == 0x80:  # in the midst of a letter
            at -= 1
        parts.append(data[:at].decode())
        data, room = data[at:], LINE_OCTETS - 1  # a blank begins each further line
    parts.append(data.decode())
    return "\r\n ".join(parts) + "\r\n"


def _lines(item: Item) -> Iterator[str]:
    kind = "VTODO" if item.task else "VEVENT"
    yield f"BEGIN:{kind}"
    yield f"UID:{escaped(item.uid)}"
    yield f"DTSTAMP:{_utc(item.stamp)}"
    yield f"SEQUENCE:{item.sequence}"
    yield from _times(item)
    yield f"SUMMARY:{escaped(item.title)}"
    if item.note:
        yield f"DESCRIPTION:{escaped(item.note)}"
    if item.place:
        yield f"LOCATION:{escaped(item.place)}"
    yield f"STATUS:{_status(item)}"
    if item.alarm_minutes is not None and not item.over:
        yield from _alarm(item, item.alarm_minutes)
    yield f"END:{kind}"


def _times(item: Item) -> Iterator[str]:
    if item.starts is not None:
        yield f"DTSTART:{_utc(item.starts)}"
        yield f"DTEND:{_utc(_after(item.starts, item.minutes))}"
    elif item.day is not None:
        yield f"{'DUE' if item.task else 'DTSTART'};VALUE=DATE:{item.day.year:04d}{item.day:%m%d}"
        if not item.task:
            yield "TRANSP:TRANSPARENT"


def _status(item: Item) -> str:
    if item.task:
        return "COMPLETED" if item.over else "NEEDS-ACTION"
    return "CANCELLED" if item.over else "CONFIRMED"


def _alarm(item: Item, minutes: int) -> Iterator[str]:
    related = ";RELATED=END" if item.task else ""  # a task has a day by which, and no start
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{escaped(item.title)}"
    yield f"TRIGGER{related}:{'-' if minutes >= 0 else ''}PT{abs(minutes)}M"
    yield "END:VALARM"


def _utc(moment: datetime) -> str:
    try:
        plain = moment.astimezone(UTC)
    except OverflowError:  # the last hours of the year 9999, or the first of the year 1
        plain = moment.replace(tzinfo=UTC)
    return f"{plain.year:04d}{plain:%m%dT%H%M%SZ}"


def _after(moment: datetime, minutes: int) -> datetime:
    try:
        return moment + timedelta(minutes=minutes)
    except OverflowError:
        return moment
