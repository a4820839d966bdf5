"""What views are made of: frozen structs, which whoever prints them turns into text or into one JSON document.

- ``Id`` is an entry's id; it is printed as the consonants that a person could type, never as raw bytes.
- Times are aware datetimes, days are dates, amounts are minor units and a currency.
- Views hold numbers as they were computed. Whoever prints rounds, by ``analysis.rounding`` alone.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import msgspec

from twoway_core.ids import handle

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Id(bytes):
    """The id of an entry, as a view holds it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Id({handle(self)})"


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every view and of its parts."""


def moment(at_ms: int, offset_minutes: int) -> datetime:
    """Return ``at_ms`` since 1970 UTC as a time ``offset_minutes`` east of UTC; what no calendar holds is cut to it."""
    zone = timezone(timedelta(minutes=offset_minutes))
    try:
        return (_EPOCH + timedelta(milliseconds=at_ms)).astimezone(zone)
    except OverflowError:
        return datetime.max.replace(tzinfo=zone) if at_ms > 0 else datetime.min.replace(tzinfo=zone)


def day_of(at_ms: int, offset_minutes: int) -> date:
    """Return the calendar day of ``at_ms`` since 1970 UTC, ``offset_minutes`` east of UTC."""
    return moment(at_ms, offset_minutes).date()


def days_after(day: date, days: int) -> date:
    """Return the day so many ``days`` after ``day``; beyond what a calendar holds, its last day."""
    return day + timedelta(days=days) if days <= (date.max - day).days else date.max
