"""The words and numbers that events are made of."""

from __future__ import annotations

import calendar
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import inspect

from twoway_core.events.base import TEXT_LENGTH, Day, Event, Figure, Money
from twoway_core.events.vocabulary import WIRE

from .strategies import kinds

_day = msgspec.msgpack.Decoder(Day)
_money = msgspec.msgpack.Decoder(Money)


def is_day(text: str) -> bool:
    """Tell whether ``text`` is read as a day."""
    try:
        return _day.decode(msgspec.msgpack.encode(text)) == text
    except msgspec.ValidationError:
        return False


@pytest.mark.parametrize("year", [1, 4, 100, 400, 1900, 1999, 2000, 2024, 2026, 2100, 9999])
def test_every_day_of_a_year_is_a_day(year: int) -> None:
    """A day of the calendar is read, in leap years and in others."""
    first = date(year, 1, 1).toordinal()
    days = [date.fromordinal(first + number) for number in range(365 + calendar.isleap(year))]

    assert [day for day in days if not is_day(day.isoformat())] == []


@pytest.mark.parametrize("year", ["0001", "0004", "0100", "0400", "1900", "2000", "2025", "2100"])
def test_no_other_date_of_a_year_is_a_day(year: str) -> None:
    """What is not in the calendar is refused, such as 29 February where there is none."""
    written = [f"{year}-{month:02}-{day:02}" for month in range(14) for day in range(33)]

    assert [text for text in written if is_day(text)] == [text for text in written if in_calendar(text)]


def in_calendar(text: str) -> bool:
    """Tell whether the standard library knows the day."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@pytest.mark.parametrize(
    "text", ["", "0000-01-01", "0000-02-29", "2026-3-5", "2026-03-05\n", "20260305", "2026-W10-4", "٢٠٢٦-03-05"]
)
def test_other_spellings_are_no_days(text: str) -> None:
    """There is one way to write a day."""
    assert not is_day(text)


@pytest.mark.parametrize("currency", ["eur", "EURO", "EU", "EUR\n", "€"])
def test_a_currency_is_three_capital_letters(currency: str) -> None:
    """A currency that is not three capital letters is refused."""
    with pytest.raises(msgspec.ValidationError):
        _money.decode(msgspec.msgpack.encode({"amount": 1, "currency": currency}))


@given(st.integers(0, 9))
def test_a_default_is_left_out_of_the_bytes(decimals: int) -> None:
    """A field that holds its default takes no space."""
    data = msgspec.msgpack.encode(Figure(7, decimals=decimals))

    assert msgspec.msgpack.decode(data) == {"value": 7} | ({"decimals": decimals} if decimals else {})


@pytest.mark.parametrize("name", sorted(WIRE))
def test_no_event_holds_a_float(name: str) -> None:
    """Events are the same on every machine: there is no float in any of them."""
    assert [kind for kind in kinds(inspect.type_info(WIRE[name])) if isinstance(kind, inspect.FloatType)] == []


@pytest.mark.parametrize("name", sorted(WIRE))
def test_every_number_is_bounded(name: str) -> None:
    """A number is below 2 ** 53, so that a browser holds it exactly."""
    numbers = [kind for kind in kinds(inspect.type_info(WIRE[name])) if isinstance(kind, inspect.IntType)]

    assert [kind for kind in numbers if kind.le is None or kind.le >= 2**53] == []
    assert [kind for kind in numbers if kind.ge is None or kind.ge <= -(2**53)] == []


@pytest.mark.parametrize("name", sorted(WIRE))
def test_every_text_is_bounded(name: str) -> None:
    """A text has at most 65,536 code points."""
    texts = [kind for kind in kinds(inspect.type_info(WIRE[name])) if isinstance(kind, inspect.StrType)]

    assert [kind for kind in texts if kind.max_length is None or kind.max_length > TEXT_LENGTH] == []


@pytest.mark.parametrize("name", sorted(WIRE))
def test_every_event_may_name_where_it_belongs_and_why(name: str) -> None:
    """Opportunity, interview and cause are fields of every event."""
    assert {"opportunity", "interview", "because"} <= set(WIRE[name].__struct_fields__)
    assert issubclass(WIRE[name], Event)
