"""A journal under the pen of a test: each event gets the next id, a minute after the one before."""

from __future__ import annotations

from typing import Any

import msgspec

from twoway_core.codec import encode
from twoway_core.entry import Entry
from twoway_core.events.base import Event
from twoway_core.events.vocabulary import encode_event
from twoway_core.ids import make_entry_id
from twoway_core.journal.fold import fold
from twoway_core.journal.state import Case, State

START_MS = 1_772_000_000_000
MINUTE_MS = 60_000
NOWHERE = b"\xff" * 16


def entry_id(minute: int, random: int = 0) -> bytes:
    """Return an id written ``minute`` minutes after the start."""
    return make_entry_id(START_MS + minute * MINUTE_MS, 0, random)


class Book:
    """``entries`` so far, in the order in which they were written."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def write(self, event: Event, *, minute: int | None = None, batch: bytes | None = None) -> bytes:
        """Append ``event`` and return its id; ``minute`` puts it elsewhere in the order."""
        name, fields = encode_event(event)
        return self.write_raw(name, fields, minute=minute, batch=batch)

    def write_raw(
        self, name: str, fields: msgspec.Raw, *, minute: int | None = None, batch: bytes | None = None
    ) -> bytes:
        """Append an entry of a type and with fields that this version may not know."""
        at = len(self.entries) if minute is None else minute
        entry = Entry(entry_id(at, len(self.entries)), START_MS + at * MINUTE_MS, 60, batch, name, fields)
        self.entries.append(entry)
        return entry.id

    @property
    def state(self) -> State:
        """What it all adds up to."""
        return fold(self.entries)

    def until(self, minute: int) -> State:
        """Return what it added up to at that minute."""
        return fold(self.entries, START_MS + minute * MINUTE_MS)

    def case(self, opportunity: bytes) -> Case:
        """Return the case of one opportunity."""
        return self.state.cases[opportunity]


def patch(**fields: Any) -> dict[str, msgspec.Raw]:
    """Return a patch of whole fields."""
    return {name: msgspec.Raw(encode(value)) for name, value in fields.items()}
