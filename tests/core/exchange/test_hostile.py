"""Whatever bytes a file holds, it is read or refused, and nothing else happens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.errors import MalformedError
from twoway_core.exchange.calendar_in import read_calendar
from twoway_core.exchange.cloud_events import from_line
from twoway_core.exchange.tables import from_csv

PIECES = st.sampled_from(
    [
        "BEGIN:VCALENDAR\n",
        "END:VCALENDAR\n",
        "BEGIN:VEVENT\n",
        "END:VEVENT\n",
        "BEGIN:VTIMEZONE\nTZID:Z\n",
        "END:VTIMEZONE\n",
        "BEGIN:STANDARD\nDTSTART:00010101T000000\nTZOFFSETTO:-1800\nRRULE:FREQ=YEARLY;BYMONTH=2;BYDAY=5MO\n",
        "END:STANDARD\n",
        "DTSTART;TZID=Z:00010101T000000\n",
        "DTSTART:99991231T235959Z\n",
        "DTEND:20260310T150000\n",
        "DURATION:P9999W\n",
        "SEQUENCE:99999999999999999999\n",
        'ATTENDEE;CN="a,b":mailto:\n',
        " folded",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_calendar_is_read_or_refused_m9(text: str) -> None:
    """Also one whose parts stand in the wrong places."""
    try:
        found = read_calendar(text)
    except MalformedError:
        return

    assert all(1900 <= one.starts.year < 9000 for one in found.invitations)


@given(st.text(st.sampled_from("\",;\t\r\n'=a\0")))
def test_any_table_is_read_or_refused_m9(text: str) -> None:
    """Quotes and line ends in every order."""
    try:
        rows = from_csv(text)
    except MalformedError:
        return

    assert all(any(row) for row in rows if row != [""])


@given(st.binary() | st.text(st.sampled_from('[]{}":,0a')).map(str.encode))
def test_any_other_line_is_refused_m9(line: bytes) -> None:
    """It is no entry, and says so."""
    with pytest.raises(MalformedError):
        from_line(line)
