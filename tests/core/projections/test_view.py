"""What views are made of."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from twoway_core.ids import handle, make_entry_id
from twoway_core.projections.view import Id, day_of, moment

ENTRY = make_entry_id(1_772_000_000_000, 0, 123_456)


def test_an_id_is_equal_to_its_bytes_and_shows_as_letters() -> None:
    """An id of a view finds what is kept by bytes, and prints as a handle."""
    kept: dict[bytes, str] = {ENTRY: "found"}

    assert (kept[Id(ENTRY)], repr(Id(ENTRY))) == ("found", f"Id({handle(ENTRY)})")


def test_a_moment_has_the_persons_own_clock() -> None:
    """The offset shows in the time as it is printed."""
    assert moment(0, 90).isoformat() == "1970-01-01T01:30:00+01:30"


def test_a_day_is_the_persons_own() -> None:
    """Late in the evening east of Greenwich it is tomorrow already."""
    evening_ms = 23 * 3_600_000

    assert (day_of(evening_ms, 0), day_of(evening_ms, 120)) == (date(1970, 1, 1), date(1970, 1, 2))


@given(st.integers(-(2**53), 2**53), st.integers(-1080, 1080))
def test_every_time_that_an_entry_can_hold_is_a_moment(at_ms: int, offset: int) -> None:
    """No calendar holds them all; the rest is cut to it and never fails."""
    found = moment(at_ms, offset)

    assert 1 <= found.year <= 9999


def test_what_no_calendar_holds_is_cut_to_it() -> None:
    """The far past is the first moment there is, the far future the last."""
    assert (moment(-(2**53), 0).year, moment(2**53, 0).year) == (1, 9999)
