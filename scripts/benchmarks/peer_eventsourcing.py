"""Peer: the library eventsourcing with its AES cipher, on SQLite; runs in the peers' virtual environment.

Arguments: file, and ``append COUNT BATCH``, ``make COUNT`` or ``replay``. Answers with the seconds of the loop.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from eventsourcing.application import Application  # type: ignore[import-not-found]
from eventsourcing.domain import Aggregate  # type: ignore[import-not-found]

from .processes import answer
from .texts import NOTE, note

_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
_JOURNAL = uuid5(NAMESPACE_URL, "journal")
_MAKE_BATCH = 1000


class Journal(Aggregate):  # type: ignore[misc]
    """A journal as an aggregate: it keeps every answer by its id."""

    class Noted(Aggregate.Event):  # type: ignore[misc]
        """An answer."""

        note: str
        opportunity: str
        interview: str
        text: str
        asked: str
        contact: str
        form: str

        def apply(self, aggregate: Any) -> None:
            """Keep the answer."""
            aggregate.notes[self.note] = self

    def __init__(self) -> None:
        self.notes: dict[str, Any] = {}

    @staticmethod
    def create_id() -> UUID:
        """Return the id of the one journal."""
        return _JOURNAL


def application(file: str) -> Any:
    """Return an application whose events are encrypted and lie in ``file``."""
    return Application(
        {
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": file,
            "CIPHER_TOPIC": "eventsourcing.cipher:AESCipher",
            "CIPHER_KEY": _KEY,
        }
    )


def noted(count: int, text: Callable[[int], str]) -> list[Any]:
    """Return ``count`` answers of a new journal, with texts by number; its first event goes before them."""
    journal = Journal()
    first, second = uuid4().hex, uuid4().hex
    for number in range(count):
        journal.trigger_event(
            Journal.Noted,
            note=uuid4().hex,
            opportunity=first,
            interview=second,
            text=text(number),
            asked=uuid4().hex,
            contact=uuid4().hex,
            form="example",
        )
    events: list[Any] = journal.collect_events()
    return events


def append(app: Any, events: list[Any], batch: int) -> float:
    """Append ``events``, ``batch`` a transaction; return the seconds that took."""
    began = time.perf_counter()
    for first in range(0, len(events), batch):
        app.events.put(events[first : first + batch])
    return time.perf_counter() - began


def main() -> None:
    """Append, or make a journal, or replay it."""
    file, what, *rest = sys.argv[1:]
    app = application(file)
    if what == "append":
        events = noted(int(rest[0]), lambda _: NOTE)
        app.events.put(events[:1])
        answer(seconds=append(app, events[1:], int(rest[1])))
    elif what == "make":
        answer(seconds=append(app, noted(int(rest[0]), note), _MAKE_BATCH))
    else:
        began = time.perf_counter()
        journal = app.repository.get(_JOURNAL)
        answer(seconds=time.perf_counter() - began, count=len(journal.notes))


if __name__ == "__main__":
    main()
