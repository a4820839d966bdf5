"""How much of the journal waits to be sent: asked after every write, so it stands apart from the segments."""

from __future__ import annotations

from twoway_client.store.database import Database


def waiting_entries(database: Database) -> int:
    """Return how many entries are not yet on the server: in the outbox, or cut and not acknowledged."""
    cut = database.row("SELECT coalesce(sum(count), 0) FROM segments WHERE pushed = 0")[0]
    return int(database.row("SELECT count(*) FROM outbox")[0]) + int(cut)
