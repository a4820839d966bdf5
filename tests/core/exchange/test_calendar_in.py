"""Invitations out of a calendar file."""

from __future__ import annotations

from datetime import datetime

import pytest

from twoway_core.errors import MalformedError
from twoway_core.exchange.calendar_in import MAX_GUESTS, Guest, Invitation, read_calendar


def calendar(*lines: str, method: str = "") -> str:
    """Return a calendar with one event of these lines."""
    head = ["BEGIN:VCALENDAR", *([f"METHOD:{method}"] if method else []), "BEGIN:VEVENT"]
    return "\r\n".join([*head, "DTSTART:20260310T140000", *lines, "END:VEVENT", "END:VCALENDAR"])


def only(*lines: str, method: str = "") -> Invitation:
    """Return the one invitation of such a calendar."""
    (found,) = read_calendar(calendar(*lines, method=method)).invitations
    return found


def test_an_invitation_says_when_where_and_who() -> None:
    """Its zone by name, its length from the end."""
    found = only(
        "UID:m1",
        "SEQUENCE:2",
        "SUMMARY:Talk\\, two",
        "LOCATION:Room",
        "DTEND:20260310T144500",
        "ATTENDEE;CN=A:mailto:A@b.c",
    )

    assert (found.uid, found.sequence, found.title, found.place) == ("m1", 2, "Talk, two", "Room")
    assert (found.starts, found.zone, found.minutes) == (datetime.fromisoformat("2026-03-10T14:00"), "", 45)
    assert found.guests == (Guest(name="A", address="a@b.c"),)
    assert not found.cancelled
    assert not found.repeats


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("DURATION:PT1H30M", 90),
        ("DURATION:P1DT5M10S", 1445),
        ("DURATION:P1W", 10_080),
        ("DURATION:-PT1H", None),
        ("DURATION:P9W99999D", None),
        ("DTEND:20260310T130000", None),
        ("DTEND:20260310T150000Z", None),
        ("SUMMARY:x", None),
    ],
)
def test_a_length_is_given_or_not_known(line: str, minutes: int | None) -> None:
    """Backwards, endless or in another zone, it makes no sense."""
    assert only(line).minutes == minutes


@pytest.mark.parametrize(("lines", "method"), [(("STATUS:Cancelled",), ""), ((), "cancel")])
def test_a_cancellation_is_a_status_or_a_method(lines: tuple[str, ...], method: str) -> None:
    """Calendars use both."""
    assert only(*lines, method=method).cancelled


def test_of_two_readings_the_newer_counts() -> None:
    """By their sequence; one of a row of meetings is another meeting."""
    events = [("1", "9", ""), ("3", "11", ""), ("2", "10", ""), ("0", "12", "RECURRENCE-ID:20260312T140000\n")]
    text = "".join(
        f"BEGIN:VEVENT\nUID:m\nSEQUENCE:{number}\n{row}DTSTART:202603{day:0>2}T140000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n"
        for number, day, row in events
    )
    found = read_calendar(f"BEGIN:VCALENDAR\n{text}END:VCALENDAR").invitations

    assert [(one.sequence, one.starts.day, one.zone, one.repeats) for one in found] == [
        (3, 11, "UTC", True),
        (0, 12, "UTC", True),
    ]
    assert len({one.key for one in found}) == 2


def test_a_meeting_without_a_name_is_named_by_what_it_says() -> None:
    """So that it is the same again; a sequence that is no number is 0."""
    first, again, other = only("SEQUENCE:x"), only(), only("SUMMARY:other")

    assert (first.key, first.sequence) == (again.key, 0)
    assert other.key != first.key


def test_rooms_and_the_same_address_twice_are_nobody() -> None:
    """Names are turned as they are said; without one, the address tells."""
    guests = only(
        'ORGANIZER;CN="Ruiz, Ana":mailto:ana@x',
        "ATTENDEE;CN=ANA@x:MAILTO:ana@X",
        "ATTENDEE;CN=ben@x:mailto:ben@x",
        "ATTENDEE;CUTYPE=ROOM;CN=Room:mailto:room@x",
        'ATTENDEE;CN="Acme, Inc., Berlin":',
        "ATTENDEE:",
    ).guests

    assert [one.name for one in guests] == ["Ana Ruiz", "ben", "Acme, Inc., Berlin"]


def test_guests_without_end_are_cut_m9() -> None:
    """Nobody invites that many."""
    assert len(only(*(f"ATTENDEE:mailto:{number}@x" for number in range(MAX_GUESTS + 9))).guests) == MAX_GUESTS


def test_days_and_tasks_are_left_out_and_counted() -> None:
    """So is what has no start."""
    text = "BEGIN:VCALENDAR\nBEGIN:VTODO\nEND:VTODO\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260310\nEND:VEVENT\n"
    found = read_calendar(text + "BEGIN:VEVENT\nEND:VEVENT\nBEGIN:VTIMEZONE\nTZID:Z\nEND:VTIMEZONE\nEND:VCALENDAR")

    assert (found.invitations, found.left_out, found.zones) == ((), 3, {"Z": ()})


def test_what_is_no_calendar_is_refused() -> None:
    """An address book, say."""
    with pytest.raises(MalformedError, match="no calendar"):
        read_calendar("BEGIN:VCARD\nEND:VCARD")
