"""How wide words are, and how they are made to fit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twoway_client.reports.lettering import cut, width_of


def test_broad_letters_take_more_room_than_narrow_ones() -> None:
    """An estimate, but one that tells them apart."""
    assert width_of("ill") < width_of("sun") < width_of("MWM")
    assert width_of("日本") > width_of("ab")
    assert width_of("e\u0301") == width_of("e")
    assert width_of("ab", bold=True) > width_of("ab")


def test_what_fits_is_left_alone() -> None:
    """Only spaces are made even."""
    assert cut("Birch  Health", 200) == "Birch Health"


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    """The rest is in the table."""
    assert cut("Birch Health and Sons", 80) == "Birch Hea…"


@given(st.text(), st.floats(10, 300))
def test_nothing_is_wider_than_its_room(words: str, room: float) -> None:
    """Whatever the letters; an ellipsis alone is the least."""
    assert width_of(cut(words, room)) <= max(room, width_of("…"))
