"""Context: where the person is. The current opportunity, interview and question, and the last lists shown.

It is local state of one device, never an event, and holds ids only: it may lie in clear, so that a
locked journal can still be written to. The names that go with the ids are sealed beside it.
"""

from __future__ import annotations

import msgspec

from twoway_client.store.database import Database
from twoway_core.codec import decode, encode
from twoway_core.errors import MalformedError, PeerError

_CONTEXT, _NAMES = "context", "names"
_LIMIT_BYTES = 1024 * 1024
NAMES_LABEL = b"twoway/1/local/names\0"


class PlanLine(msgspec.Struct, array_like=True, frozen=True):
    """One line of the plan last shown: the question, and whom to ask."""

    question: bytes | None
    contacts: list[bytes]


class Asking(msgspec.Struct, array_like=True, frozen=True):
    """A question that was asked: the ``entry`` that says so, in which interview, as which line of which plan."""

    entry: bytes
    interview: bytes | None
    agenda: bytes | None
    line: int
    question: bytes | None
    contacts: list[bytes]


class Context(msgspec.Struct, frozen=True):
    """Ids of the current things. ``line``: the plan line of the question asked last, 0 for none.

    ``started_ms``: when the interview began, 0 before, -1 once it is over.
    ``answer``: the note that a follow-up hangs under. ``agenda``: the entry that ``plan`` comes from.
    ``askings``: what was asked in this interview, oldest first. ``todos``: the to-dos as last numbered.
    ``received``: what they asked last.
    """

    opportunity: bytes | None = None
    interview: bytes | None = None
    started_ms: int = 0
    asked: bytes | None = None
    line: int = 0
    contacts: list[bytes] = []
    answer: bytes | None = None
    plan: list[PlanLine] = []
    todos: list[bytes] = []
    prep: list[bytes] = []
    agenda: bytes | None = None
    askings: list[Asking] = []
    received: bytes | None = None


class Names(msgspec.Struct, frozen=True):
    """The person's words for ids: what to print, and what ``@name`` and ``acme`` mean. Sealed at rest."""

    shown: dict[str, str] = {}
    contacts: dict[str, bytes] = {}
    opportunities: dict[str, bytes] = {}

    def of(self, item: bytes | None) -> str:
        """Return the name of ``item``, or nothing."""
        return self.shown.get(item.hex(), "") if item else ""


def read_context(database: Database) -> Context:
    """Return the context of this device; an empty one at first, and when it was changed on the disk."""
    data = database.get(_CONTEXT)
    try:
        return decode(Context, data, _LIMIT_BYTES) if data else Context()
    except MalformedError:
        return Context()


def write_context(database: Database, context: Context) -> None:
    """Keep ``context``; inside a transaction."""
    database.put(_CONTEXT, encode(context))


def read_names(database: Database, local: bytes) -> Names:
    """Return the names that go with the context, opened with the local key; none when they do not open."""
    from twoway_core.sealing.symmetric import open_sealed

    data = database.get(_NAMES)
    try:
        return decode(Names, open_sealed(local, NAMES_LABEL, b"", data), _LIMIT_BYTES) if data else Names()
    except PeerError:
        return Names()


def write_names(database: Database, local: bytes, names: Names) -> None:
    """Keep ``names``, sealed; inside a transaction."""
    import os

    from twoway_core.sealing.symmetric import seal

    database.put(_NAMES, seal(local, NAMES_LABEL, b"", encode(names), os.urandom))
