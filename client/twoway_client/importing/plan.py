"""What an import would do: shown first, done only after a yes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from twoway_client.importing.reading import Source
from twoway_core.ids import EntryId
from twoway_core.projections.view import View

CHUNK = 500
"""Things that one record of an import names at most: it must fit into an entry."""


class Row(View, frozen=True, kw_only=True):
    """Something that would be written: ``what``, its words, and how many of the kind."""

    what: str
    text: str
    count: int = 1


class Preview(View, frozen=True, kw_only=True):
    """An import before it is done. ``known``: things that are here already; ``written``: whether it was done.

    ``undo``: the command that takes it back; empty where nothing was written, or another device wrote it.
    """

    file: str
    format: str
    rows: tuple[Row, ...]
    known: int
    notes: tuple[str, ...]
    written: bool = False
    undo: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """An import that waits for a yes. ``write`` does it, and returns the id of its record.

    ``notes`` are sentences without their end: what else a person should know before saying yes.
    ``is_undoable``: whether this device can take it back; what another one wrote it cannot.
    """

    format: str
    source: Source
    rows: tuple[Row, ...]
    known: int
    notes: tuple[str, ...]
    write: Callable[[], EntryId]
    is_undoable: bool = True

    @property
    def count(self) -> int:
        """How many things would be written."""
        return sum(row.count for row in self.rows)

    def preview(self, *, written: bool = False, undo: str = "") -> Preview:
        """Return the plan as a view; once it was ``written``, ``undo`` is the command that takes it back."""
        return Preview(
            file=self.source.name,
            format=self.format,
            rows=self.rows,
            known=self.known,
            notes=self.notes,
            written=written,
            undo=undo,
        )
