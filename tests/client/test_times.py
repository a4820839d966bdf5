"""Times as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from twoway_client.errors import UsageRefusal
from twoway_client.times import (
    NOW,
    ago_words,
    local,
    now,
    offset_minutes,
    parse_day,
    parse_minutes,
    parse_moment,
    show_day,
    show_moment,
    to_ms,
)

ZONE = timezone(timedelta(hours=1))
HERE = datetime(2026, 3, 4, 13, 50, tzinfo=ZONE)  # a Wednesday


@pytest.fixture(autouse=True)
def _fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NOW, HERE.isoformat())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:20", "2026-03-04T14:20"),
        ("now", "2026-03-04T13:50"),
        ("4 mar 14:00", "2026-03-04T14:00"),
        ("5 March 09:10", "2026-03-05T09:10"),
        ("yesterday 14:00", "2026-03-03T14:00"),
        ("tomorrow 9:05", "2026-03-05T09:05"),
        ("fri 10:00", "2026-03-06T10:00"),
        ("2026-03-04 14:00", "2026-03-04T14:00"),
        ("2026-03-04T14:00", "2026-03-04T14:00"),
        ("5 mar", "2026-03-05T12:00"),
    ],
)
def test_a_moment_is_read_as_it_is_said(typed: str, meant: str) -> None:
    """A day without an hour is noon; an hour without a day is today."""
    assert parse_moment(typed, HERE) == datetime.fromisoformat(meant).replace(tzinfo=ZONE)


def test_a_moment_with_its_own_offset_keeps_it() -> None:
    """RFC 3339 text means the same everywhere."""
    assert parse_moment("2026-03-04T14:00+00:00", HERE) == datetime(2026, 3, 4, 14, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["soon", "25:00", "31 feb 10:00", "2026-13-01 10:00", ""])
def test_what_is_no_time_is_refused_with_examples(typed: str) -> None:
    """The mend shows forms that work."""
    with pytest.raises(UsageRefusal) as refused:
        parse_moment(typed, HERE)

    assert "14:20" in refused.value.mend


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("16 mar", date(2026, 3, 16)),
        ("2026-03-16", date(2026, 3, 16)),
        ("today", date(2026, 3, 4)),
        ("wed", date(2026, 3, 11)),
        ("16 mar 2027", date(2027, 3, 16)),
    ],
)
def test_a_day_is_read_as_it_is_said(typed: str, meant: date) -> None:
    """A weekday is the next one, never today."""
    assert parse_day(typed, HERE) == meant


@pytest.mark.parametrize(("typed", "minutes"), [("45m", 45), ("45", 45), ("1h", 60), ("30 min", 30)])
def test_minutes_are_read_with_or_without_a_unit(typed: str, minutes: int) -> None:
    """45, 45m and 45 min are the same."""
    assert parse_minutes(typed) == minutes


def test_the_clock_can_be_set_for_examples() -> None:
    """TWOWAY_NOW is read with its offset."""
    assert now() == HERE
    assert offset_minutes(now()) == 60


def test_a_moment_is_shown_in_the_place_where_it_was() -> None:
    """What happened at 14:00 in Madrid reads 14:00 anywhere."""
    assert show_moment(local(to_ms(HERE), 60)) == "Wed 4 Mar 13:50"
    assert show_day(date(2026, 3, 4), year=True) == "Wed 4 Mar 2026"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (-5, "now"),
        (0, "now"),
        (1, "1 min ago"),
        (59, "59 min ago"),
        (60, "1 h ago"),
        (47 * 60 + 59, "47 h ago"),
        (48 * 60, "2 days ago"),
        (72 * 60, "3 days ago"),
    ],
)
def test_how_long_ago_is_said_in_the_unit_that_fits(minutes: int, words: str) -> None:
    """A clock that was set back makes it now."""
    assert ago_words(minutes * 60_000 + 59_999 * (minutes >= 0)) == words
