"""Judging anew: acceptance is a function of the roster and of all segments, so when either changes it is recomputed.

A segment as it comes is judged by itself (see ``segments``). Here is the whole: after the roster grew,
and when something that waited may have become clear.
"""

from __future__ import annotations

from twoway_client.store.database import Database
from twoway_client.store.gaps import forget_gaps
from twoway_client.store.segments import SegmentStore
from twoway_core.errors import PeerError
from twoway_core.ids import ChainId, DeviceId
from twoway_core.sealing.segment import Header, Segment, check_segment, decode_header
from twoway_core.sync.messages import Head
from twoway_core.trust.acceptance import Verdict, accept
from twoway_core.trust.roster import Roster


def rejudge(store: SegmentStore, roster: Roster) -> int:
    """Judge everything under ``roster``; inside a transaction. Return how many entries came to count."""
    database = store.database
    forget_gaps(database)
    counted, aside = _headers(database, "segments"), _provable(database, roster)
    verdicts = accept(roster, counted | aside).verdicts
    leaving = [name for name in counted if verdicts[name] is not Verdict.ACCEPTED]
    coming = [name for name in aside if verdicts[name] is Verdict.ACCEPTED]
    for name in leaving:
        _put_aside(database, name, verdicts[name])
    for name in sorted(coming, key=lambda each: aside[each].number):
        _bring_in(store, roster, name)
    for name in set(aside) - set(coming):
        database.execute("UPDATE aside SET verdict = ? WHERE hash = ?", (verdicts[name].value, name))
    if leaving or coming:
        _make_heads(database)
    if leaving:
        store.forget_checkpoint()
    return sum(aside[name].count for name in coming)


def waits(database: Database) -> bool:
    """Return whether a segment that was put aside may come to count."""
    return database.row("SELECT 1 FROM aside WHERE verdict = ?", (Verdict.WAITING.value,)) is not None


def aside_heads(database: Database) -> dict[ChainId, frozenset[Head]]:
    """Return the heads of what was put aside, so that a server does not send it again.

    Only of runs that are here from their chain's beginning, or from an accepted segment on: a head stands
    for all that is before it.
    """
    headers = _headers(database, "aside")
    whole: dict[bytes, Header] = {}
    for name, header in sorted(headers.items(), key=lambda pair: pair[1].number):
        sql = "SELECT 1 FROM segments WHERE hash = ?"
        if header.number == 1 or header.previous in whole or database.row(sql, (header.previous,)):
            whole[name] = header
    followed = {header.previous for header in whole.values()}
    heads: dict[ChainId, frozenset[Head]] = {}
    for name, header in whole.items():
        if name not in followed:
            chain = ChainId(header.chain)
            heads[chain] = heads.get(chain, frozenset()) | {Head(header.number, name)}
    return heads


def _headers(database: Database, table: str) -> dict[bytes, Header]:
    rows = database.execute(f"SELECT hash, header FROM {table}")
    return {name: decode_header(header) for name, header in rows}


def _provable(database: Database, roster: Roster) -> dict[bytes, Header]:
    """Return the headers put aside whose author is in ``roster`` and did sign them."""
    found = {}
    for name, *sealed in database.execute("SELECT hash, header, signature, body FROM aside").fetchall():
        segment = Segment(*sealed)
        member = roster.members.get(DeviceId(segment.header.device))
        try:
            if member is not None:
                check_segment(segment, roster.journal, member.public)
                found[name] = segment.header
        except PeerError:
            database.execute("DELETE FROM aside WHERE hash = ?", (name,))
    return found


def _put_aside(database: Database, name: bytes, verdict: Verdict) -> None:
    row = database.row("SELECT header, signature, body FROM segments WHERE hash = ?", (name,))
    previous = decode_header(row[0]).previous
    database.execute("INSERT INTO aside VALUES (?, ?, ?, ?, ?, ?, ?)", (name, verdict.value, "", previous, *row))
    database.execute("DELETE FROM segments WHERE hash = ?", (name,))


def _bring_in(store: SegmentStore, roster: Roster, name: bytes) -> None:
    row = store.database.row("SELECT header, signature, body FROM aside WHERE hash = ?", (name,))
    segment = Segment(*row)
    store.insert(roster, segment, store.take_numbers(segment.header.count), pushed=True)
    store.database.execute("DELETE FROM aside WHERE hash = ?", (name,))


def _make_heads(database: Database) -> None:
    database.execute("DELETE FROM heads")
    headers = _headers(database, "segments")
    followed = {header.previous for header in headers.values()}
    for name, header in headers.items():
        if name not in followed:
            database.execute("INSERT INTO heads VALUES (?, ?, ?)", (header.chain, header.number, name))
