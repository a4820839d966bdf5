"""Whether a text is to be destroyed now: asked whenever the journal is read, so apart from how that is done."""

from __future__ import annotations

from twoway_client.store.database import Database

WAIT_MS = 72 * 60 * 60 * 1000
UNSCRUBBED = "unscrubbed"


def has_due(database: Database, now_ms: int) -> bool:
    """Return whether a text is to be destroyed now, or the traces of one are."""
    sql = (
        "SELECT 1 FROM erasures WHERE settled = 0 AND accepted_ms <= ? "
        "UNION ALL SELECT 1 FROM meta WHERE key = ? LIMIT 1"
    )
    return database.row(sql, (now_ms - WAIT_MS, UNSCRUBBED)) is not None
