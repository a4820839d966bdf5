"""Time zones as a calendar file describes them."""

from __future__ import annotations

from datetime import datetime

import pytest

from twoway_core.exchange.content_lines import components
from twoway_core.exchange.zones import Change, offset_at, stamp, zone_of

BERLIN = """BEGIN:VTIMEZONE
TZID:Berlin
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE"""


def local(*parts: int) -> datetime:
    """Return a time of some place."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def zone(text: str) -> tuple[Change, ...]:
    """Return the zone that ``text`` describes."""
    return zone_of(components(text)[0])


def only(rule: str, start: str = "20000101T000000", offset: str = "-0530") -> tuple[Change, ...]:
    """Return a zone of one change."""
    lines = ["BEGIN:VTIMEZONE", "BEGIN:STANDARD", f"DTSTART:{start}", f"TZOFFSETTO:{offset}", rule, "END:STANDARD"]
    return zone("\n".join([*lines, "END:VTIMEZONE"]))


@pytest.mark.parametrize(
    ("moment", "offset"),
    [
        (local(2026, 3, 4, 14), 60),
        (local(2026, 3, 29, 1, 59), 60),
        (local(2026, 3, 29, 2), 120),
        (local(2026, 10, 25, 2, 59), 120),
        (local(2026, 10, 25, 3), 60),
        (local(2026, 12, 31), 60),
        (local(1970, 1, 1), 120),
        (local(1, 1, 1), 120),
        (local(9999, 12, 31), 60),
    ],
)
def test_the_clock_changes_as_its_rules_say(moment: datetime, offset: int) -> None:
    """On the last Sundays of March and October; before the first change, what that one says."""
    assert offset_at(zone(BERLIN), moment) == offset


def test_a_change_without_a_rule_happens_once() -> None:
    """And a zone may lie west of UTC by a half hour."""
    assert offset_at(only(""), local(2026, 1, 1)) == -330


def test_a_place_counted_from_the_start_may_be_missing() -> None:
    """Not every month has a fifth Monday; then the change of the year before holds."""
    fifth = only("RRULE:FREQ=YEARLY;BYMONTH=2;BYDAY=5MO", "20160229T000000")

    assert fifth[0].latest(local(2017, 6, 1)) == local(2016, 2, 29)
    assert fifth[0].latest(local(2019, 6, 1)) == local(2016, 2, 29)
    assert only("RRULE:FREQ=YEARLY;BYMONTH=12;BYDAY=2MO")[0].latest(local(9999, 12, 31)) == local(9999, 12, 13)


@pytest.mark.parametrize(
    "parts",
    [
        {"rule": "RRULE:FREQ=MONTHLY;BYMONTH=3;BYDAY=1SU"},
        {"rule": "RRULE:FREQ=YEARLY;BYMONTH=13;BYDAY=1SU"},
        {"rule": "RRULE:FREQ=YEARLY;BYMONTH=3"},
        {"rule": "", "start": "soon"},
        {"rule": "", "offset": "east"},
        {"rule": "", "offset": "+9900"},
    ],
)
def test_a_zone_that_cannot_be_read_is_not_guessed_at(parts: dict[str, str]) -> None:
    """It says nothing at all."""
    assert only(**parts) == ()
    assert offset_at((), local(2026, 1, 1)) is None


def test_a_stamp_is_a_date_with_a_time() -> None:
    """Of a day that there is."""
    assert stamp(" 20260304T140000Z ") == local(2026, 3, 4, 14)
    assert stamp("20260230T140000") is None
    assert stamp("20260304") is None
