"""Gaps: segments that were accepted, and whose bytes were changed on this disk since. They are fetched again.

The heads keep naming them; only the row is let go. What follows goes on counting until everything is judged anew:
from then on it waits for what is not here, and is said to be missing that.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from twoway_client.store.database import Database
from twoway_core.codec import decode, encode
from twoway_core.errors import MalformedError
from twoway_core.ids import ChainId
from twoway_core.sync.messages import Head

_GAPS = "gaps"
_LIMIT_BYTES = 4 * 1024 * 1024


class Gap(msgspec.Struct, array_like=True, frozen=True):
    """The place of a segment that is to be fetched again."""

    hash: bytes
    chain: bytes
    number: int


def _recorded(database: Database) -> list[Gap]:
    data = database.get(_GAPS)
    try:
        return decode(list[Gap], data, _LIMIT_BYTES) if data else []
    except MalformedError:
        return []


def forget_gaps(database: Database) -> None:
    """Let a new judgement begin without them: what followed a gap waits, and is fetched like anything else."""
    database.execute("DELETE FROM meta WHERE key = ?", (_GAPS,))


def fills_gap(database: Database, name: bytes) -> bool:
    """Return whether the segment with the hash ``name`` was here once."""
    return any(gap.hash == name for gap in _recorded(database))


def open_gaps(database: Database) -> list[Gap]:
    """Return the gaps that nothing has filled yet."""
    sql = "SELECT 1 FROM segments WHERE hash = ?"
    return [gap for gap in _recorded(database) if database.row(sql, (gap.hash,)) is None]


def let_go(database: Database, names: Iterable[bytes]) -> int:
    """Remove those of the damaged segments ``names`` that a server has; return how many that were."""
    with database.writing():
        gaps = open_gaps(database)
        before = len(gaps)
        for name in names:
            row = database.row("SELECT chain, number FROM segments WHERE hash = ? AND pushed = 1", (name,))
            if row is not None:
                gaps.append(Gap(name, *row))
                database.execute("DELETE FROM segments WHERE hash = ?", (name,))
        database.put(_GAPS, encode(gaps))
    return len(gaps) - before


def heads_before(database: Database) -> dict[ChainId, frozenset[Head]]:
    """Return, for each chain with a gap, the heads to name to a server so that it sends the rest again."""
    first: dict[bytes, int] = {}
    for gap in open_gaps(database):
        first[gap.chain] = min(gap.number, first.get(gap.chain, gap.number))
    found = {}
    for chain, number in first.items():
        sql = "SELECT number, hash FROM segments WHERE chain = ? AND number = ?"
        rows = database.execute(sql, (chain, number - 1)).fetchall()
        found[ChainId(chain)] = frozenset(Head(*row) for row in rows)
    return found
