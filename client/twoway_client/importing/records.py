"""What earlier imports left behind: which thing of a file is which entry here, as long as the import counts."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from twoway_client.desk import Batch
from twoway_client.importing.plan import CHUNK
from twoway_client.importing.reading import Source
from twoway_core.events.log import Imported, ImportRecorded
from twoway_core.ids import EntryId
from twoway_core.journal.state import Mine


def imported_things(mine: Mine) -> dict[bytes, Imported]:
    """Return key -> what was imported under it, as said last."""
    facts = mine.imports.values()
    return {thing.key: thing for fact in facts for thing in fact.event.things if thing.key is not None}


def key_of(kind: str, *words: str) -> bytes:
    """Return the key of a thing that is named by ``words``: SHA-256."""
    return sha256("\0".join((kind, *words)).encode()).digest()


def record(batch: Batch, source: Source, kind: str, things: Iterable[Imported]) -> EntryId:
    """Add to ``batch`` what records an import of ``things``, one or more; return the id of the first record."""
    given = tuple(things)
    names = [
        batch.add(ImportRecorded(origin=source.name, format=kind, count=len(part), digest=source.digest, things=part))
        for part in (given[at : at + CHUNK] for at in range(0, len(given), CHUNK))
    ]
    return names[0]
