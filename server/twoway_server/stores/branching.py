"""Another branch of a roster in SQLite: its entries take the place of those that lost, with all that cited them.

All functions run inside the writer's transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from twoway_core.ids import DeviceId, JournalId
from twoway_core.trust.roster import Roster
from twoway_core.trust.statements import encode_roster_entry
from twoway_server.stores.directory import add_papers

_READ_HEAD = "select roster_head from journals where journal = ?"
_READ_ENTRY = "select entry from roster where journal = ? and number = ?"
_DROP_ENTRIES = "delete from roster where journal = ? and number >= ?"
_DROP_SEGMENTS = "delete from segments where journal = ? and cited >= ?"
_DROP_HEADS = "delete from heads where journal = ?"
_MAKE_HEADS = (
    "insert into heads select journal, chain, number, hash from segments as each where journal = ? and not exists ("
    " select 1 from segments where journal = each.journal and chain = each.chain"
    " and number = each.number + 1 and previous = each.hash)"
)
_COUNT_USAGE = (
    "update journals set roster_head = ?,"
    " bytes = (select coalesce(sum(length(sent)), 0) from segments where journal = journals.journal),"
    " segments = (select count(*) from segments where journal = journals.journal),"
    " heads = (select count(*) from heads where journal = journals.journal)"
    " where journal = ?"
)


def replace_roster(
    connection: sqlite3.Connection,
    journal: JournalId,
    before: bytes,
    keep: int,
    entries: Sequence[bytes],
    head: bytes,
    papers: Sequence[DeviceId],
) -> bool:
    """Put ``entries`` in the place of all behind the first ``keep``; see the port."""
    row = connection.execute(_READ_HEAD, (journal,)).fetchone()
    if row is None or row[0] != before:
        return False
    connection.execute(_DROP_ENTRIES, (journal, keep))
    connection.executemany(
        "insert into roster values (?, ?, ?)",
        [(journal, number, entry) for number, entry in enumerate(entries, start=keep)],
    )
    connection.execute(_DROP_SEGMENTS, (journal, keep))
    connection.execute(_DROP_HEADS, (journal,))
    connection.execute(_MAKE_HEADS, (journal,))
    connection.execute(_COUNT_USAGE, (head, journal))
    add_papers(connection, journal, papers)
    return True


def has_branched(connection: sqlite3.Connection, journal: JournalId, roster: Roster) -> bool:
    """Return whether the stored roster no longer holds the last entry of ``roster``."""
    row = connection.execute(_READ_ENTRY, (journal, len(roster.entries) - 1)).fetchone()
    return row is None or row[0] != encode_roster_entry(roster.entries[-1])
