"""What views are made of."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway_core.ids import handle, make_entry_id
from twoway_core.projections.view import Id, View, day_of, document, moment

ENTRY = make_entry_id(1_772_000_000_000, 0, 123_456)


class Inner(View, frozen=True, kw_only=True):
    share: float


class Outer(View, frozen=True, kw_only=True):
    id: Id
    rows: tuple[Inner, ...]
    counts: dict[str, float]
    reach: tuple[float, float]
    nobody: str | None = None


def test_a_document_begins_with_its_schema() -> None:
    """The first field says what the document is."""
    found = document("fit", Inner(share=0.5))

    assert found.startswith(b'{"schema":"twoway.fit/1",')


def test_numbers_have_four_decimals_at_every_depth() -> None:
    """Rows, maps and ranges are cut alike, halves up."""
    view = Outer(id=Id(ENTRY), rows=(Inner(share=0.66964),), counts={"all": 2 / 3}, reach=(0.00005, 1.0))

    found = msgspec.json.decode(document("test", view))

    assert (found["rows"], found["counts"], found["reach"]) == ([{"share": 0.6696}], {"all": 0.6667}, [0.0001, 1.0])


def test_ids_are_the_letters_a_person_could_type() -> None:
    """An id leaves as its handle."""
    found = msgspec.json.decode(document("test", Outer(id=Id(ENTRY), rows=(), counts={}, reach=(0, 1))))

    assert found["id"] == handle(ENTRY)


def test_an_id_is_equal_to_its_bytes_and_shows_as_letters() -> None:
    """An id of a view finds what is kept by bytes, and prints as a handle."""
    kept: dict[bytes, str] = {ENTRY: "found"}

    assert (kept[Id(ENTRY)], repr(Id(ENTRY))) == ("found", f"Id({handle(ENTRY)})")


def test_a_view_holds_nothing_that_is_not_told() -> None:
    """A type of which nobody said how it reads is refused, never written somehow."""

    class Odd(View, frozen=True, kw_only=True):
        what: complex

    with pytest.raises(TypeError, match="a view may not hold a complex"):
        document("odd", Odd(what=1j))


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
