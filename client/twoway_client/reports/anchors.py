"""Anchors: the ids by which a number of the report finds what stands behind it.

``f-`` begins the id of a figure and how it was worked out, ``n-`` that of a note.
"""

from __future__ import annotations

from twoway_client.reports.phrases import Link
from twoway_core.analysis.rounding import decimals
from twoway_core.ids import handle

PRESENT = "f-present"
CHOICES = "f-choices"
WEIGHTS = "f-weights"
RACE = "f-race"
FLIPS = "f-flips"
ASKING = "f-asking"
REVIEWS = "f-reviews"


def fit_anchor(option: str) -> str:
    """Return where the fit of the option with this key is worked out."""
    return f"f-{option}-fit"


def criterion_anchor(option: str, criterion: bytes) -> str:
    """Return where the belief on ``criterion`` (an entry's id) is worked out."""
    return f"f-{option}-{handle(criterion)}"


def theirs_anchor(option: str) -> str:
    """Return where it is worked out how well I fit the option with this key."""
    return f"f-{option}-theirs"


def course_anchor(option: str) -> str:
    """Return where it is told how the fit of the option with this key came about."""
    return f"f-{option}-course"


def posting_anchor(option: str) -> str:
    """Return where it is told when the posting of the option with this key was seen."""
    return f"f-{option}-posting"


def note_anchor(entry: bytes) -> str:
    """Return where the note with this entry id stands."""
    return f"n-{handle(entry)}"


def figure(value: float, to: str) -> Link:
    """Return ``value`` with two decimals, linked."""
    return Link(decimals(value), to)
