"""The directory of papers in SQLite: which journals a paper key is or was of.

It is the one table that is not keyed by journal first: whoever lost every device has the paper key alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from twoway_core.ids import DeviceId, JournalId
from twoway_core.sync.limits import MAX_FOUND_JOURNALS


def add_papers(connection: sqlite3.Connection, journal: JournalId, papers: Sequence[DeviceId]) -> None:
    """Let ``journal`` be found by ``papers``; inside the writer's transaction."""
    connection.executemany(
        "insert into papers values (?, ?) on conflict do nothing", [(paper, journal) for paper in papers]
    )


def read_journals(connection: sqlite3.Connection, paper: DeviceId) -> list[JournalId]:
    """Return the journals that ``paper`` is or was a paper key of; see the port."""
    sql = "select journal from papers where paper = ? order by journal limit ?"
    return [JournalId(journal) for (journal,) in connection.execute(sql, (paper, MAX_FOUND_JOURNALS))]
