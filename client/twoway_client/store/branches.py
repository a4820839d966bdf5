"""Branches of the roster that lost: kept whole, so that what was written under them can be opened and written again.

A segment that cites an entry of such a branch, and none of the roster that counts, is *superseded*: kept
aside, neither missing nor sent anywhere.
"""

from __future__ import annotations

from twoway_client.store.database import Database
from twoway_core.codec import decode, encode
from twoway_core.errors import BadRosterError, PeerError
from twoway_core.ids import DeviceId
from twoway_core.sealing.segment import Segment, check_segment
from twoway_core.trust.roster import Roster, found
from twoway_core.trust.statements import decode_roster_entry, encode_roster_entry

SUPERSEDED = "superseded"
MAX_BRANCHES = 64
_LIMIT_BYTES = 16 * 1024 * 1024


def keep_branch(database: Database, roster: Roster) -> None:
    """Keep ``roster``, which lost, inside a transaction; a hostile device could make branches without end."""
    if database.row("SELECT count(*) FROM branches")[0] >= MAX_BRANCHES:
        return
    entries = encode([encode_roster_entry(entry) for entry in roster.entries])
    database.execute("INSERT OR IGNORE INTO branches VALUES (?, ?)", (roster.head, entries))


def lost_branches(database: Database) -> list[Roster]:
    """Return every branch that was kept; one that was changed on this disk is left out."""
    kept = []
    for (data,) in database.execute("SELECT entries FROM branches ORDER BY head").fetchall():
        try:
            kept.append(found([decode_roster_entry(entry) for entry in decode(list[bytes], data, _LIMIT_BYTES)]))
        except PeerError:
            continue
    return kept


def lost_hashes(database: Database, roster: Roster) -> frozenset[bytes]:
    """Return the hashes of the entries that stand in a branch that lost, and not in ``roster``."""
    if database.row("SELECT 1 FROM branches") is None:
        return frozenset()
    return frozenset(each for branch in lost_branches(database) for each in branch.hashes) - set(roster.hashes)


def is_superseded(database: Database, roster: Roster, segment: Segment) -> bool:
    """Return whether ``segment`` was signed by a device of a branch that lost, and cites an entry of that alone.

    Raises a PeerError when it says so and is not.
    """
    name = segment.header.roster
    if name not in lost_hashes(database, roster):
        return False
    members = [
        one.members.get(DeviceId(segment.header.device)) for one in lost_branches(database) if name in one.hashes
    ]
    known = [member for member in members if member is not None]
    if not known:
        raise BadRosterError("a segment is by a device that was never in the roster that it cites")
    check_segment(segment, roster.journal, known[0].public)
    return True
