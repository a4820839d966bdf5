"""What floors and peers write: notes as long as real ones, in as many entries as a journal has them."""

from __future__ import annotations

NOTE = "she sent two people to a course, one moved up; the budget is fixed each year and they teach what they learned"

_EVERY = 6
"""Most entries of a journal carry no text: with a note in each sixth, entries have the mean size of a journal's."""


def note(number: int) -> str:
    """Return the text of entry ``number``."""
    return "" if number % _EVERY else NOTE
