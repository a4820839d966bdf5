"""Replacing bodies in SQLite, and the list of those that are wanted.

All functions run inside one transaction; those that change anything inside the writer's. The writer's
connection overwrites what it deletes, so that a body that was replaced is not left behind in the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import msgspec

from twoway_core.codec import encode
from twoway_core.ids import JournalId
from twoway_core.sync.limits import MAX_WANTED
from twoway_core.sync.messages import NewBody, Outcome, SegmentPlace, WireSegment
from twoway_server.stores.port import QUOTA, UNKNOWN, Appended, Quota

_PLACE = "journal = ? and chain = ? and number = ? and hash = ?"
_READ_USAGE = "select roster_head, bytes from journals where journal = ?"
_WRITE_USAGE = "update journals set bytes = ? where journal = ?"
_READ_SENT = f"select rowid, sent from segments where {_PLACE}"
_WRITE_SENT = "update segments set sent = ? where rowid = ?"
_DROP_WANTED = f"delete from wanted where {_PLACE}"
_COUNT_WANTED = "select count(*) from wanted where journal = ?"
_ADD_WANTED = (
    "insert into wanted select journal, chain, number, hash from segments"
    f" where {_PLACE} limit 1 on conflict do nothing"
)
_READ_WANTED = "select chain, number, hash from wanted where journal = ? order by chain, number, hash"

_wire_segment = msgspec.msgpack.Decoder(WireSegment)


def replace_bodies(
    connection: sqlite3.Connection, quota: Quota, journal: JournalId, bodies: Sequence[NewBody]
) -> Appended:
    """Give segments new bodies; see the port. The journal must be here."""
    head, used = connection.execute(_READ_USAGE, (journal,)).fetchone()
    outcomes = []
    for new in bodies:
        reason, grown = _replace_one(connection, quota.journal_bytes - used, journal, new)
        used += grown
        outcomes.append(Outcome(new.replacement.segment, "refused" if reason else "stored", reason))
    connection.execute(_WRITE_USAGE, (used, journal))
    return Appended(outcomes, head)


def _replace_one(connection: sqlite3.Connection, room: int, journal: JournalId, new: NewBody) -> tuple[str, int]:
    """Return why the body is not taken, if it is not, and by how many bytes the journal grew."""
    key = (journal, new.chain, new.number, new.replacement.segment)
    row = connection.execute(_READ_SENT, key).fetchone()
    if row is None:
        return UNKNOWN, 0
    rowid, sent = row
    changed = with_body(sent, new.replacement.body)
    grown = len(changed) - len(sent)
    if grown > max(room, 0):
        return QUOTA, 0
    connection.execute(_WRITE_SENT, (changed, rowid))
    connection.execute(_DROP_WANTED, key)
    return "", grown


def with_body(sent: bytes, body: bytes) -> bytes:
    """Return the segment that travelled as ``sent``, with another body."""
    return encode(msgspec.structs.replace(_wire_segment.decode(sent), body=body))


def add_wanted(
    connection: sqlite3.Connection, journal: JournalId, places: Sequence[SegmentPlace]
) -> list[SegmentPlace]:
    """Put ``places`` on the list of bodies that are wanted, and return the list; see the port."""
    (count,) = connection.execute(_COUNT_WANTED, (journal,)).fetchone()
    for place in places:
        if count >= MAX_WANTED:
            break
        count += connection.execute(_ADD_WANTED, (journal, place.chain, place.number, place.hash)).rowcount
    return read_wanted(connection, journal)


def read_wanted(connection: sqlite3.Connection, journal: JournalId) -> list[SegmentPlace]:
    """Return the list of bodies that are wanted."""
    return [SegmentPlace(*row) for row in connection.execute(_READ_WANTED, (journal,))]


def read_segments(
    connection: sqlite3.Connection, journal: JournalId, places: Sequence[SegmentPlace], limit_bytes: int
) -> list[bytes]:
    """Return the segments at ``places``; see the port."""
    found: list[bytes] = []
    size = 0
    for place in places:
        row = connection.execute(_READ_SENT, (journal, place.chain, place.number, place.hash)).fetchone()
        if row is None:
            continue
        size += len(row[1])
        if found and size > limit_bytes:
            break
        found.append(row[1])
    return found
