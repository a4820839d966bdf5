"""A calendar file, written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from twoway_core.exchange.calendar_in import read_calendar
from twoway_core.exchange.calendar_out import LINE_OCTETS, Item, calendar, escaped
from twoway_core.exchange.content_lines import components

AT = datetime(2026, 3, 4, 14, 0, tzinfo=timezone(timedelta(hours=1)))
MEETING = Item(uid="u@x", sequence=3, stamp=AT, title="Appointment", starts=AT, minutes=45, alarm_minutes=15)
TODO = Item(uid="t@x", sequence=0, stamp=AT, title="Follow-up", day=date(2026, 3, 16), alarm_minutes=-540)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def lines(*items: Item) -> list[str]:
    """Return the lines between the head and the end."""
    return "".join(calendar(items)).replace("\r\n ", "").split("\r\n")[4:-2]


def test_a_meeting_is_an_event_with_an_alarm() -> None:
    """In UTC, fifteen minutes before."""
    assert lines(MEETING) == [
        "BEGIN:VEVENT",
        "UID:u@x",
        "DTSTAMP:20260304T130000Z",
        "SEQUENCE:3",
        "DTSTART:20260304T130000Z",
        "DTEND:20260304T134500Z",
        "SUMMARY:Appointment",
        "STATUS:CONFIRMED",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Appointment",
        "TRIGGER:-PT15M",
        "END:VALARM",
        "END:VEVENT",
    ]


def test_a_to_do_is_a_day_or_a_task() -> None:
    """A day rings in its morning; a task has a day by which."""
    day, task = lines(TODO), lines(replace(TODO, task=True, alarm_minutes=None))

    assert "DTSTART;VALUE=DATE:20260316" in day
    assert "TRANSP:TRANSPARENT" in day
    assert "TRIGGER:PT540M" in day
    assert task == [
        "BEGIN:VTODO",
        "UID:t@x",
        "DTSTAMP:20260304T130000Z",
        "SEQUENCE:0",
        "DUE;VALUE=DATE:20260316",
        "SUMMARY:Follow-up",
        "STATUS:NEEDS-ACTION",
        "END:VTODO",
    ]
    assert "TRIGGER;RELATED=END:PT540M" in lines(replace(TODO, task=True))


def test_what_is_over_says_so_and_does_not_ring() -> None:
    """Cancelled, or done."""
    gone, done = lines(replace(MEETING, over=True)), lines(replace(TODO, task=True, over=True))

    assert "STATUS:CANCELLED" in gone
    assert "STATUS:COMPLETED" in done
    assert "BEGIN:VALARM" not in gone + done


def test_a_note_and_a_place_are_written_where_there_are_any() -> None:
    """And a thing without a time has none."""
    item = Item(uid="u", sequence=0, stamp=AT, title="x", note="a\nb", place="Room; 5")

    assert lines(item)[4:-2] == ["SUMMARY:x", "DESCRIPTION:a\\nb", "LOCATION:Room\\; 5"]


@pytest.mark.parametrize(
    "moment", [datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=timezone(timedelta(1) / 2))]
)
def test_times_that_no_calendar_holds_are_cut(moment: datetime) -> None:
    """Rather than fail."""
    item = Item(uid="u", sequence=0, stamp=moment, title="x", starts=moment, minutes=60)

    assert any(line.startswith("DTEND:") for line in lines(item))


@given(TEXTS, TEXTS)
def test_whatever_it_is_called_it_is_one_event_m7(title: str, note: str) -> None:
    """Line ends, false alarms and controls are text; no line is over 75 octets, none ends inside a letter."""
    text = "".join(calendar([Item(uid="u", sequence=0, stamp=AT, title=title, note=note, starts=AT, minutes=5)]))
    (whole,) = components(text)
    (event,) = whole.inner

    assert all(len(line.encode()) <= LINE_OCTETS for line in text.split("\r\n"))
    assert not set("\r\n") & set(text.replace("\r\n", ""))
    assert not event.inner
    assert escaped(event.first("SUMMARY").text) == escaped(title)  # type: ignore[union-attr]


def test_a_text_full_of_lines_is_escaped_m7() -> None:
    """So that nothing in it begins or ends anything."""
    text = "x\r\nEND:VEVENT\rBEGIN:VALARM\n;,\\\x00\x9b\u2028"

    assert escaped(text) == "x\\nEND:VEVENT\\nBEGIN:VALARM\\n\\;\\,\\\\\ufffd\ufffd\ufffd"


@pytest.mark.parametrize("title", ["ä" * 60, "x" + "ä" * 60, "\N{GRINNING FACE}" * 40, "x" * 200])
def test_a_long_line_is_continued_and_no_letter_is_cut(title: str) -> None:
    """At most 75 octets a line, and what was folded is whole again."""
    text = "".join(calendar([replace(MEETING, title=title)]))

    assert max(len(line.encode()) for line in text.split("\r\n")) <= LINE_OCTETS
    assert f"SUMMARY:{title}\r\n" in text.replace("\r\n ", "")


def test_what_was_written_is_read_again() -> None:
    """The meeting with its time and its name; a day is none."""
    found = read_calendar("".join(calendar([MEETING, TODO])))

    assert [(one.uid, one.sequence, one.zone, one.minutes) for one in found.invitations] == [("u@x", 3, "UTC", 45)]
    assert found.left_out == 1
