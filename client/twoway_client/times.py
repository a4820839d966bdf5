"""Times as a person types and reads them: 14:20, "4 mar 14:00", yesterday, 2026-03-04."""

from __future__ import annotations

import os
import re
import time
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from twoway_client.errors import UsageRefusal

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NOW = "TWOWAY_NOW"
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})$")
_DAY_MONTH = re.compile(r"(\d{1,2})\.?\s+([a-z]{3})[a-z]*\.?(?:\s+(\d{4}))?$")
_MINUTES = re.compile(r"(\d+)\s*(m|min|minutes|h)?$")


def now() -> datetime:
    """Return the local time, to the millisecond; ``TWOWAY_NOW`` (RFC 3339) sets it for examples and tests."""
    given = os.environ.get(NOW)
    if given:
        try:
            return datetime.fromisoformat(given).astimezone(_zone_of(given))
        except ValueError:
            raise UsageRefusal(f"{NOW} is not a time: {given}.", mend=f"{NOW}=2026-03-04T14:00:00+01:00") from None
    return datetime.fromtimestamp(time.time()).astimezone()


def _zone_of(text: str) -> tzinfo | None:
    return datetime.fromisoformat(text).tzinfo


def to_ms(moment: datetime) -> int:
    """Return ``moment`` as milliseconds since 1970 UTC."""
    return round(moment.timestamp() * 1000)


def offset_minutes(moment: datetime) -> int:
    """Return the UTC offset of ``moment`` in minutes."""
    offset = moment.utcoffset() or timedelta()
    return int(offset.total_seconds() // 60)


def local(ms: int, offset: int) -> datetime:
    """Return ``ms`` since 1970 as a moment ``offset`` minutes from UTC; what no calendar holds is cut to it."""
    zone = timezone(timedelta(minutes=offset))
    try:
        return datetime.fromtimestamp(ms / 1000, UTC).astimezone(zone)
    except (ValueError, OverflowError):
        return datetime.max.replace(tzinfo=zone) if ms > 0 else datetime.min.replace(tzinfo=zone)


def parse_moment(text: str, here: datetime) -> datetime:
    """Return the moment that ``text`` means, seen from ``here``. Raises UsageRefusal."""
    words = text.strip().lower() or "nothing"
    try:
        return _parse_moment(words, here)
    except ValueError:
        raise UsageRefusal(
            f'"{text}" is not a time.', mend='14:20, "4 mar 14:00", "yesterday 14:00" or 2026-03-04T14:00'
        ) from None


def _parse_moment(words: str, here: datetime) -> datetime:
    if words == "now":
        return here
    if re.match(r"\d{4}-\d{2}-\d{2}[t ]\d", words):
        moment = datetime.fromisoformat(words.upper().replace(" ", "T", 1))
        return moment if moment.tzinfo else _at_home(moment, here)
    day_words, _, clock = words.rpartition(" ") if _CLOCK.search(words) else (words, "", "")
    day = _parse_day(day_words, here.date()) if day_words else here.date()
    found = _CLOCK.match(clock or (words if not day_words else ""))
    hour, minute = (int(found[1]), int(found[2])) if found else (12, 0)
    return _at_home(datetime(day.year, day.month, day.day, hour, minute), here)  # noqa: DTZ001  # local by meaning


def _at_home(naive: datetime, here: datetime) -> datetime:
    """Give ``naive`` the offset of this place on that day; a fixed ``TWOWAY_NOW`` keeps its own."""
    return naive.replace(tzinfo=here.tzinfo) if os.environ.get(NOW) else naive.astimezone()


def parse_day(text: str, here: datetime) -> date:
    """Return the day that ``text`` means: 2026-03-16, "16 mar", today, tomorrow, fri. Raises UsageRefusal."""
    try:
        return _parse_day(text.strip().lower(), here.date())
    except ValueError:
        raise UsageRefusal(f'"{text}" is not a day.', mend='2026-03-16, "16 mar", today, tomorrow or fri') from None


def _parse_day(words: str, today: date) -> date:
    near = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if words in near:
        return today + timedelta(days=near[words])
    if words[:3].capitalize() in DAYS and words.isalpha():
        ahead = (DAYS.index(words[:3].capitalize()) - today.weekday()) % 7
        return today + timedelta(days=ahead or 7)
    if found := _DAY_MONTH.match(words):
        year = int(found[3]) if found[3] else today.year
        return date(year, MONTHS.index(found[2]) + 1, int(found[1]))
    return date.fromisoformat(words)


def parse_minutes(text: str) -> int:
    """Return the minutes in 45, 45m, 45 min or 1h. Raises UsageRefusal."""
    found = _MINUTES.match(text.strip().lower())
    if not found or not 0 < int(found[1]) <= 1000:
        raise UsageRefusal(f'"{text}" is not a length in minutes.', mend="45m")
    return int(found[1]) * (60 if found[2] == "h" else 1)


def show_day(day: date, *, year: bool = False) -> str:
    """Return a day as "Thu 5 Mar", with the year if asked."""
    text = f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1].capitalize()}"
    return f"{text} {day.year}" if year else text


def show_short_day(day: date) -> str:
    """Return a day as "5 Mar"."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()}"


def show_moment(moment: datetime) -> str:
    """Return a moment as "Wed 4 Mar 14:00"."""
    return f"{show_day(moment.date())} {moment:%H:%M}"


def ago_words(ms: int) -> str:
    """Return how long ago ``ms`` milliseconds are: now, 5 min ago, 2 h ago, 3 days ago."""
    minutes = max(ms, 0) // 60_000
    if minutes < 1:
        return "now"
    if minutes < 60:
        return f"{minutes} min ago"
    if minutes < 48 * 60:
        return f"{minutes // 60} h ago"
    return f"{minutes // (24 * 60)} days ago"
