"""Two stores of one journal side by side: how many entries each holds that the other lacks."""

from __future__ import annotations

from twoway_client.store.segments import SegmentStore


def entries_only_in(one: SegmentStore, other: SegmentStore) -> int:
    """Return how many entries lie in segments that ``one`` accepted and ``other`` did not, or wait in its outbox."""
    held = {name for (name,) in other.database.execute("SELECT hash FROM segments")}
    rows = one.database.execute("SELECT hash, count FROM segments")
    cut = sum(int(count) for name, count in rows if name not in held)
    return cut + int(one.database.row("SELECT count(*) FROM outbox")[0])
