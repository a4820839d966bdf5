"""Time zones as a calendar file describes them: when the clock changes, and by how much it is off UTC.

Only what calendars write is read: one rule a year by month and weekday, and single dates. A zone that says more, or
less, is not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from twoway_core.exchange.content_lines import Component

_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})(?:\d{2})?")
_PLACE = re.compile(r"([+-]?[1-5])(MO|TU|WE|TH|FR|SA|SU)")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z?")
_MOST_MINUTES = 18 * 60


@dataclass(frozen=True, slots=True)
class Change:
    """The clock is ``offset`` minutes east of UTC from ``first`` on; and again each year, if there is a ``rule``.

    ``rule``: month, which of the weekdays in it (from 1, or from the end: -1), weekday (Monday is 0).
    """

    first: datetime
    offset: int
    rule: tuple[int, int, int] | None

    def latest(self, moment: datetime) -> datetime | None:
        """Return the last time until ``moment`` (local) at which this change took place."""
        if moment < self.first:
            return None
        if self.rule is None:
            return self.first
        years = (moment.year, moment.year - 1)
        days = [day for year in years if year > 0 and (day := _day(year, *self.rule)) is not None]
        found = [datetime.combine(day, self.first.time()) for day in days]
        return max((one for one in found if self.first <= one <= moment), default=self.first)


def zone_of(component: Component) -> tuple[Change, ...]:
    """Return the changes that a VTIMEZONE describes; nothing where one of them cannot be read."""
    parts = [*component.all("STANDARD"), *component.all("DAYLIGHT")]
    found = [_change(part) for part in parts]
    return tuple(one for one in found if one is not None) if all(found) else ()


def offset_at(zone: tuple[Change, ...], moment: datetime) -> int | None:
    """Return the minutes east of UTC at ``moment`` (local) in ``zone``; None where that is not said."""
    latest = [(when, change.offset) for change in zone if (when := change.latest(moment)) is not None]
    if latest:
        return max(latest)[1]
    return min(zone, key=lambda change: change.first).offset if zone else None


def stamp(text: str) -> datetime | None:
    """Return the date and time in ``text``, such as 20260304T140000, without its zone."""
    found = _STAMP.fullmatch(text.strip())
    try:
        return datetime(*(int(part) for part in found.groups())) if found else None  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None


def _change(part: Component) -> Change | None:
    first, offset = stamp(_value(part, "DTSTART")), _OFFSET.fullmatch(_value(part, "TZOFFSETTO"))
    if first is None or offset is None:
        return None
    minutes = int(offset[2]) * 60 + int(offset[3])
    rule = _value(part, "RRULE")
    place = _rule(rule) if rule else None
    if minutes > _MOST_MINUTES or (rule and place is None):
        return None
    return Change(first, -minutes if offset[1] == "-" else minutes, place)


def _value(part: Component, name: str) -> str:
    found = part.first(name)
    return found.value.strip() if found is not None else ""


def _rule(text: str) -> tuple[int, int, int] | None:
    parts = dict(_pairs(text.upper()))
    place, month = _PLACE.fullmatch(parts.get("BYDAY", "")), parts.get("BYMONTH", "")
    if parts.get("FREQ") != "YEARLY" or place is None or month not in {str(one) for one in range(1, 13)}:
        return None
    return int(month), int(place[1]), _DAYS.index(place[2])


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for part in text.split(";"):
        name, _, value = part.partition("=")
        yield name, value


def _day(year: int, month: int, place: int, weekday: int) -> date | None:
    """Return the ``place``-th ``weekday`` of a month; None where the month has not that many."""
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else date.max
    days = [first + timedelta(days=one) for one in range((following - first).days)]
    there = [day for day in days if day.weekday() == weekday]
    index = place - 1 if place > 0 else place
    return there[index] if -len(there) <= index < len(there) else None
