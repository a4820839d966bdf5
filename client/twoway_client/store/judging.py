"""Judging anew: acceptance is a function of the roster and of all segments, so when either changes it is recomputed.

A segment as it comes is judged by itself (see ``segments``). Here is the whole: after the roster grew,
and when something that waited may have become clear.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from twoway_client.store.aside import WITHDRAWN, headers_aside
from twoway_client.store.branches import SUPERSEDED, lost_hashes
from twoway_client.store.database import Database
from twoway_client.store.gaps import forget_gaps
from twoway_client.store.segments import SegmentStore
from twoway_core.errors import MalformedError, PeerError
from twoway_core.ids import DeviceId
from twoway_core.sealing.segment import Header, Segment, check_segment, decode_header
from twoway_core.trust.acceptance import Verdict, accept
from twoway_core.trust.roster import Roster


def rejudge(store: SegmentStore, roster: Roster) -> int:
    """Judge everything under ``roster``; inside a transaction. Return how many entries came to count."""
    database = store.database
    forget_gaps(database)
    counted, aside = _headers(database), _provable(database, roster)
    verdicts = accept(roster, counted | aside).verdicts
    leaving = [name for name, header in counted.items() if _leaves(database, roster, name, header, verdicts[name])]
    coming = [name for name in aside if verdicts[name] is Verdict.ACCEPTED]
    for name in leaving:
        _put_aside(database, name)
    for name in sorted(coming, key=lambda each: aside[each].number):
        _bring_in(store, roster, name)
    _note_verdicts(database, roster, {name: verdict.value for name, verdict in verdicts.items()})
    if leaving or coming:
        make_heads(database)
    if leaving:
        store.forget_checkpoint()
    return sum(aside[name].count for name in coming)


def _leaves(database: Database, roster: Roster, name: bytes, header: Header, verdict: Verdict) -> bool:
    """Return whether what counted so far counts no more.

    What was changed on this disk stays: a check lets go of it. So does what follows that and is to be sent: it is
    written again, or sent as it is.
    """
    if verdict is Verdict.ACCEPTED:
        return False
    *sealed, pushed = database.row("SELECT header, signature, body, pushed FROM segments WHERE hash = ?", (name,))
    is_to_be_sent = not pushed and roster.number_of(header.roster) is not None
    return Segment(*sealed).hash == name and not (verdict is Verdict.WAITING and is_to_be_sent)


def _headers(database: Database) -> dict[bytes, Header]:
    """Return every header but those that are none any more, as a check says."""
    found = {}
    for name, header in database.execute("SELECT hash, header FROM segments"):
        with suppress(MalformedError):
            found[name] = decode_header(header)
    return found


def _provable(database: Database, roster: Roster) -> dict[bytes, Header]:
    """Return the headers put aside whose author is in ``roster`` and did sign them."""
    found = {}
    sql = "SELECT hash, header, signature, body FROM aside WHERE verdict <> ?"
    for name, *sealed in database.execute(sql, (WITHDRAWN,)).fetchall():
        segment = Segment(*sealed)
        member = roster.members.get(DeviceId(segment.header.device))
        try:
            if member is not None:
                check_segment(segment, roster.journal, member.public)
                found[name] = segment.header
        except PeerError:
            database.execute("DELETE FROM aside WHERE hash = ?", (name,))
    return found


def _note_verdicts(database: Database, roster: Roster, verdicts: Mapping[bytes, str]) -> None:
    """Write down why each segment that is aside is there; one of a branch that lost is superseded, whatever else."""
    lost = lost_hashes(database, roster)
    for name, header in headers_aside(database).items():
        verdict = SUPERSEDED if header.roster in lost else verdicts.get(name)
        if verdict is not None:
            database.execute("UPDATE aside SET verdict = ? WHERE hash = ?", (verdict, name))


def _put_aside(database: Database, name: bytes) -> None:
    row = database.row("SELECT header, signature, body FROM segments WHERE hash = ?", (name,))
    previous = decode_header(row[0]).previous
    database.execute("INSERT INTO aside VALUES (?, ?, ?, ?, ?, ?, ?)", (name, "", "", previous, *row))
    database.execute("DELETE FROM segments WHERE hash = ?", (name,))


def _bring_in(store: SegmentStore, roster: Roster, name: bytes) -> None:
    row = store.database.row("SELECT header, signature, body FROM aside WHERE hash = ?", (name,))
    segment = Segment(*row)
    store.insert(roster, segment, store.take_numbers(segment.header.count), pushed=True)
    store.database.execute("DELETE FROM aside WHERE hash = ?", (name,))


def make_heads(database: Database) -> None:
    """Find the heads anew among what was accepted; inside a transaction."""
    database.execute("DELETE FROM heads")
    headers = _headers(database)
    followed = {header.previous for header in headers.values()}
    for name, header in headers.items():
        if name not in followed:
            values = (header.chain, header.number, name)
            database.execute("INSERT INTO heads (chain, number, hash) VALUES (?, ?, ?)", values)
