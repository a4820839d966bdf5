"""Segments that are kept and do not count: waiting, quarantined, superseded (see ``branches``), or withdrawn.

A server without any key can make up segments that wait for ever, so there is room for so many and no more.
What is superseded is proved, and is not counted. What is withdrawn was written here and changed on this disk
before it was sent: it is kept as it lies, judged no more, and never sent.
"""

from __future__ import annotations

from twoway_client.store.admitted import Admitted
from twoway_client.store.branches import SUPERSEDED
from twoway_client.store.database import Database
from twoway_core.ids import ChainId, DeviceId
from twoway_core.sealing.segment import Header, Segment, decode_header
from twoway_core.sync.messages import Head
from twoway_core.trust.acceptance import Verdict
from twoway_core.trust.roster import Roster

UNKNOWN_DEVICE = "unknown device"
WITHDRAWN = "withdrawn"
MAX_ASIDE = 1024
MAX_ASIDE_BYTES = 32 * 1024 * 1024


def put_aside(database: Database, segment: Segment, verdict: str, reason: str = "") -> Admitted:
    """Keep ``segment`` aside, inside a transaction; refuse it where there is no more room."""
    if database.row("SELECT 1 FROM aside WHERE hash = ?", (segment.hash,)) is not None:
        database.execute("UPDATE aside SET verdict = ? WHERE hash = ?", (verdict, segment.hash))
        return Admitted()
    if verdict != SUPERSEDED and not _has_room(database, segment):
        return Admitted(refused=1)
    values = (segment.hash, verdict, reason, segment.header.previous)
    sealed = (segment.header_bytes, segment.signature, segment.body)
    database.execute("INSERT INTO aside VALUES (?, ?, ?, ?, ?, ?, ?)", (*values, *sealed))
    return Admitted(
        waiting=int(verdict == Verdict.WAITING.value),
        quarantined=int(verdict == Verdict.QUARANTINED.value),
        superseded=int(verdict == SUPERSEDED),
    )


def _has_room(database: Database, segment: Segment) -> bool:
    sql = "SELECT count(*), coalesce(sum(length(body)), 0) FROM aside WHERE verdict <> ?"
    count, size = database.row(sql, (SUPERSEDED,))
    return bool(count < MAX_ASIDE and size + len(segment.body) <= MAX_ASIDE_BYTES)


def put_aside_withdrawn(database: Database, name: bytes) -> None:
    """Keep the segment ``name`` as it lies, and let it count no more; inside a transaction."""
    sealed = database.row("SELECT header, signature, body FROM segments WHERE hash = ?", (name,))
    database.execute("INSERT OR REPLACE INTO aside VALUES (?, ?, '', x'', ?, ?, ?)", (name, WITHDRAWN, *sealed))
    database.execute("DELETE FROM segments WHERE hash = ?", (name,))


def withdrawn(database: Database) -> list[bytes]:
    """Return the hashes of what is withdrawn."""
    sql = "SELECT hash FROM aside WHERE verdict = ? ORDER BY hash"
    return [name for (name,) in database.execute(sql, (WITHDRAWN,))]


def take_followers(database: Database, name: bytes) -> list[Segment]:
    """Return what waits for the segment ``name``, and keep it aside no longer; inside a transaction."""
    rows = database.execute("SELECT header, signature, body FROM aside WHERE previous = ?", (name,)).fetchall()
    database.execute("DELETE FROM aside WHERE previous = ?", (name,))
    return [Segment(*row) for row in rows]


def let_go_unknown(database: Database, roster: Roster) -> None:
    """Let go of what waits for an author whom ``roster`` does not name, before a server is asked again.

    Nobody can tell whether anybody signed it. A server that has it sends it once more, and one that made it up
    leaves no mark for ever.
    """
    rows = database.execute("SELECT hash, header FROM aside WHERE reason = ?", (UNKNOWN_DEVICE,)).fetchall()
    gone = [(name,) for name, header in rows if DeviceId(decode_header(header).device) not in roster.members]
    if gone:
        with database.writing():
            database.connection.executemany("DELETE FROM aside WHERE hash = ?", gone)


def waits(database: Database) -> bool:
    """Return whether a segment that was put aside may come to count."""
    return database.row("SELECT 1 FROM aside WHERE verdict = ?", (Verdict.WAITING.value,)) is not None


def headers_aside(database: Database) -> dict[bytes, Header]:
    """Return the header of every segment that was put aside and may be judged anew, by hash."""
    sql = "SELECT hash, header FROM aside WHERE verdict <> ?"
    return {name: decode_header(header) for name, header in database.execute(sql, (WITHDRAWN,))}


def aside_heads(database: Database) -> dict[ChainId, frozenset[Head]]:
    """Return the heads of what was put aside, so that a server does not send it again."""
    whole = _whole(database)
    followed = {header.previous for header in whole.values()}
    heads: dict[ChainId, frozenset[Head]] = {}
    for name, header in whole.items():
        if name not in followed:
            chain = ChainId(header.chain)
            heads[chain] = heads.get(chain, frozenset()) | {Head(header.number, name)}
    return heads


def aside_rungs(database: Database, chain: ChainId) -> frozenset[Head]:
    """Return segments of ``chain`` that were put aside: the last, and those 1, 2, 4, 8 ... before it.

    A server that knows none of their heads knows one of these, and so how far back to begin.
    """
    names = [Head(each.number, name) for name, each in _whole(database).items() if each.chain == chain]
    names.reverse()
    return frozenset(
        names[:1] + [names[1 << power] for power in range(len(names).bit_length()) if 1 << power < len(names)]
    )


def _whole(database: Database) -> dict[bytes, Header]:
    """Return what was put aside and is here from its chain's beginning, or from an accepted segment on, by number.

    Only such a segment stands for all that is before it.
    """
    whole: dict[bytes, Header] = {}
    for name, header in sorted(headers_aside(database).items(), key=lambda pair: pair[1].number):
        sql = "SELECT 1 FROM segments WHERE hash = ?"
        if header.number == 1 or header.previous in whole or database.row(sql, (header.previous,)):
            whole[name] = header
    return whole
