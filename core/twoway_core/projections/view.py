"""What views are made of: frozen structs, printed as text or as one JSON document.

- ``Id`` is an entry's id. In JSON it is the 15 consonants that a person could type, never raw bytes.
- Times are aware datetimes, in JSON RFC 3339; days are ISO text; amounts are minor units and a currency.
- Views hold numbers as they were computed. Whoever prints rounds, by ``analysis.rounding`` alone; in JSON a number
  has four decimals.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import msgspec

from twoway_core.analysis.rounding import rounded
from twoway_core.ids import handle

JSON_PLACES = 4
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Id(bytes):
    """The id of an entry, as a view holds it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Id({handle(self)})"


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every view and of its parts."""


def document(schema: str, view: View) -> bytes:
    """Return ``view`` as one JSON object whose first field is ``"schema": "twoway.<schema>/1"``."""
    fields = msgspec.to_builtins(view, enc_hook=_plain)
    return msgspec.json.encode({"schema": f"twoway.{schema}/1"} | _shortened(fields))


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


def _plain(value: object) -> str:
    if isinstance(value, Id):
        return handle(value)
    raise TypeError(f"a view may not hold a {type(value).__name__}")


def _shortened(value: Any) -> Any:
    """Return ``value`` with every number cut to four decimals."""
    if isinstance(value, float):
        return rounded(value, JSON_PLACES) / 10**JSON_PLACES
    if isinstance(value, dict):
        return {key: _shortened(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shortened(one) for one in value]
    return value
