"""Lines of a calendar file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.errors import MalformedError
from twoway_core.exchange.content_lines import MAX_COMPONENTS, MAX_DEPTH, Property, components


def test_components_keep_what_is_theirs() -> None:
    """An alarm's text is not the event's; lines are unfolded, names are in capitals."""
    text = "begin:vevent\r\nSummary;LANGUAGE=de:a\\, b\r\n  c\\n\\\\d\r\n"
    text += "BEGIN:VALARM\r\nSUMMARY:x\r\nEND:VALARM\nEND:VEVENT\r\n"
    (event,) = components(text)

    assert event.name == "VEVENT"
    assert event.text("SUMMARY") == "a, b c\n\\d"
    assert [one.text("SUMMARY") for one in event.all("VALARM")] == ["x"]
    assert event.first("NONE") is None
    assert event.text("NONE") == ""


def test_parameters_may_hold_separators_in_quotes() -> None:
    """A colon or a semicolon in quotes ends nothing."""
    (event,) = components('BEGIN:A\nX;CN="Ruiz: Ana; x";role=y:mailto:a@b\nEND:A')

    assert event.first("X") == Property({"CN": "Ruiz: Ana; x", "ROLE": "y"}, "mailto:a@b")


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:A\n" * (MAX_DEPTH + 1) + "END:A\n" * (MAX_DEPTH + 1),
        "BEGIN:A\nEND:A\n" * (MAX_COMPONENTS + 1),
        "END:A",
        "BEGIN:A\nEND:B",
        "BEGIN:A",
        "BEGIN:A\nno line\nEND:A",
        'BEGIN:A\nX;CN="open:1\nEND:A',
    ],
)
def test_what_is_no_calendar_is_refused_m9(text: str) -> None:
    """Nested too deep, too long, broken off, or no lines at all."""
    with pytest.raises(MalformedError):
        components(text)


def test_a_long_line_takes_no_longer_than_it_is() -> None:
    """Quotes that never end are not tried in every way."""
    with pytest.raises(MalformedError):
        components("X" + ';A="' * 20_000)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """And nothing else happens."""
    try:
        found = components(text)
    except MalformedError:
        return

    assert isinstance(found, list)
