"""The list of to-dos on a terminal: number, day, where it stands if that needs a word, opportunity, what."""

from __future__ import annotations

from collections.abc import Sequence

from twoway_client.times import show_day
from twoway_client.views.table import table
from twoway_core.projections.followups import TodoRow

_PLAIN = "planned"


def listed_todos(rows: Sequence[TodoRow], numbers: Sequence[int]) -> str:
    """Return ``rows`` as lines, each with its number."""
    if not rows:
        return "Nothing to do."
    has_words = any(row.state != _PLAIN for row in rows)
    return table(
        [_cells(row, number, has_words=has_words) for row, number in zip(rows, numbers, strict=True)], right=(0,)
    )


def _cells(row: TodoRow, number: int, *, has_words: bool) -> list[str]:
    state = [row.state if row.state != _PLAIN else ""] if has_words else []
    day = show_day(row.day) if row.day is not None else "no day"
    return [str(number), day, *state, row.opportunity, row.words]
