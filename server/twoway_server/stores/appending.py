"""Appending to SQLite: the statements that put roster entries and segments where they belong.

All functions run inside the writer's transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from twoway_core.ids import ChainId, DeviceId, JournalId
from twoway_core.sealing.segment import Header
from twoway_core.sync.messages import Outcome
from twoway_core.trust.acceptance import Link
from twoway_core.trust.roster import Roster
from twoway_server.stores.branching import has_branched
from twoway_server.stores.directory import add_papers
from twoway_server.stores.linking import refusal
from twoway_server.stores.port import QUOTA, ROSTER, Appended, Candidate, Quota

_READ_USAGE = "select roster_head, bytes, segments, heads from journals where journal = ?"
_WRITE_USAGE = "update journals set bytes = ?, segments = ?, heads = ? where journal = ?"
_READ_LINK = "select device, cited from segments where journal = ? and chain = ? and number = ? and hash = ?"
_ADD_SEGMENT = "insert into segments values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing"
_DROP_SEGMENT = "delete from segments where rowid = ?"
_MOVE_HEAD = (
    "update heads set number = number + 1, hash = ? where journal = ? and chain = ? and number = ? and hash = ?"
)
_COUNT_HEADS = "select count(*) from heads where journal = ? and chain = ?"
_ADD_HEAD = "insert into heads values (?, ?, ?, ?)"


@dataclass(slots=True)
class _Usage:
    """What one journal holds."""

    bytes: int
    segments: int
    heads: int


def append_roster(
    connection: sqlite3.Connection,
    journal: JournalId,
    after: bytes | None,
    entries: Sequence[bytes],
    head: bytes,
    papers: Sequence[DeviceId],
) -> bool:
    """Put ``entries`` behind the entry ``after``; see the port."""
    row = connection.execute("select roster_head from journals where journal = ?", (journal,)).fetchone()
    if (row[0] if row else None) != after:
        return False
    (count,) = connection.execute("select count(*) from roster where journal = ?", (journal,)).fetchone()
    connection.executemany(
        "insert into roster values (?, ?, ?)",
        [(journal, number, entry) for number, entry in enumerate(entries, start=count)],
    )
    connection.execute(
        "insert into journals values (?, ?, 0, 0, 0) on conflict do update set roster_head = excluded.roster_head",
        (journal, head),
    )
    add_papers(connection, journal, papers)
    return True


def append(
    connection: sqlite3.Connection,
    quota: Quota,
    journal: JournalId,
    roster: Roster,
    candidates: Sequence[Candidate],
) -> Appended:
    """Keep those of ``candidates`` that fit; see the port. The journal must be here."""
    head, *used = connection.execute(_READ_USAGE, (journal,)).fetchone()
    if head != roster.head and has_branched(connection, journal, roster):
        return Appended([Outcome(each.hash, "refused", ROSTER) for each in candidates], head)
    usage = _Usage(*used)
    outcomes = [_append_one(connection, quota, usage, roster, candidate) for candidate in candidates]
    connection.execute(_WRITE_USAGE, (usage.bytes, usage.segments, usage.heads, journal))
    return Appended(outcomes, head)


def _append_one(
    connection: sqlite3.Connection, quota: Quota, usage: _Usage, roster: Roster, candidate: Candidate
) -> Outcome:
    header, size = candidate.header, len(candidate.sent)
    reason = refusal(roster, header, _previous(connection, header))
    is_full = usage.bytes + size > quota.journal_bytes or usage.segments >= quota.journal_segments
    if not reason and is_full and not _is_kept(connection, candidate):
        reason = QUOTA
    if reason:
        return Outcome(candidate.hash, "refused", reason)
    added = connection.execute(_ADD_SEGMENT, _row(roster, candidate))
    if not added.rowcount:
        return Outcome(candidate.hash, "known", "")
    if not _lead(connection, quota, usage, candidate):
        connection.execute(_DROP_SEGMENT, (added.lastrowid,))
        return Outcome(candidate.hash, "refused", QUOTA)
    usage.bytes, usage.segments = usage.bytes + size, usage.segments + 1
    return Outcome(candidate.hash, "stored", "")


def _row(roster: Roster, candidate: Candidate) -> tuple[object, ...]:
    header = candidate.header
    return (
        header.journal,
        header.chain,
        header.number,
        candidate.hash,
        header.previous,
        header.device,
        roster.number_of(header.roster),
        candidate.sent,
    )


def _previous(connection: sqlite3.Connection, header: Header) -> Link | None:
    """Return the link of the segment that ``header`` names, if it is kept on the same chain."""
    if header.number == 1:
        return None
    number = header.number - 1
    row = connection.execute(_READ_LINK, (header.journal, header.chain, number, header.previous)).fetchone()
    return Link(ChainId(header.chain), DeviceId(row[0]), number, row[1]) if row else None


def _is_kept(connection: sqlite3.Connection, candidate: Candidate) -> bool:
    header = candidate.header
    key = (header.journal, header.chain, header.number, candidate.hash)
    return connection.execute(_READ_LINK, key).fetchone() is not None


def _lead(connection: sqlite3.Connection, quota: Quota, usage: _Usage, candidate: Candidate) -> bool:
    """Make ``candidate`` a head of its chain; return False when the journal may have no further one."""
    header = candidate.header
    before = (header.journal, header.chain, header.number - 1, header.previous)
    if header.number > 1 and connection.execute(_MOVE_HEAD, (candidate.hash, *before)).rowcount:
        return True
    (heads,) = connection.execute(_COUNT_HEADS, (header.journal, header.chain)).fetchone()
    if heads >= quota.chain_heads or usage.heads >= quota.journal_heads:
        return False
    connection.execute(_ADD_HEAD, (header.journal, header.chain, header.number, candidate.hash))
    usage.heads += 1
    return True
