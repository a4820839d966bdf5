"""Reading pages from SQLite: what a reader lacks, chain by chain, parents before children.

All functions run inside one read transaction. On a chain with one head, what a reader lacks is what
has a greater number than the head it named; on a forked chain, what is neither a head that it named
nor an ancestor of one.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping

from twoway_core.ids import ChainId, JournalId
from twoway_core.sync.messages import Head
from twoway_server.stores.port import Page

_READ_HEADS = "select chain, number, hash from heads where journal = ?"
_IS_KEPT = "select 1 from segments where journal = ? and chain = ? and number = ? and hash = ?"
_READ_AFTER = "select hash, sent from segments where journal = ? and chain = ? and number > ? order by number, hash"
_FORK = (
    "select min(number) from (select number from segments where journal = ? and chain = ?"
    " group by number having count(*) > 1)"
)
_READ_PARENTS = "select hash, previous from segments where journal = ? and chain = ? and number >= ?"


def read_page(
    connection: sqlite3.Connection,
    journal: JournalId,
    known: Mapping[ChainId, frozenset[Head]],
    limit_bytes: int,
    limit_segments: int,
) -> Page:
    """Return the next page for a reader that holds ``known``; see the port."""
    heads = _read_heads(connection, journal)
    segments: list[bytes] = []
    size = 0
    for sent in _lacking(connection, journal, known, heads):
        size += len(sent)
        if segments and (size > limit_bytes or len(segments) == limit_segments):
            return Page(heads, segments, more=True)
        segments.append(sent)
    return Page(heads, segments, more=False)


def _read_heads(connection: sqlite3.Connection, journal: JournalId) -> dict[ChainId, frozenset[Head]]:
    heads: defaultdict[ChainId, set[Head]] = defaultdict(set)
    for chain, number, hash_ in connection.execute(_READ_HEADS, (journal,)):
        heads[chain].add(Head(number, hash_))
    return {chain: frozenset(each) for chain, each in heads.items()}


def _lacking(
    connection: sqlite3.Connection,
    journal: JournalId,
    known: Mapping[ChainId, frozenset[Head]],
    heads: Mapping[ChainId, frozenset[Head]],
) -> Iterator[bytes]:
    """Yield the segments that are lacking; chains on which the reader is ahead of us come last."""
    ahead: list[ChainId] = []
    for chain in sorted(heads):
        named = known.get(chain, frozenset())
        if heads[chain] <= named:
            continue
        kept = [head for head in named if head in heads[chain] or _is_kept(connection, journal, chain, head)]
        if named and not kept:
            ahead.append(chain)
        else:
            yield from _lacking_on(connection, journal, chain, kept, is_forked=len(heads[chain]) > 1)
    for chain in ahead:
        yield from _lacking_on(connection, journal, chain, [], is_forked=False)


def _is_kept(connection: sqlite3.Connection, journal: JournalId, chain: ChainId, head: Head) -> bool:
    return connection.execute(_IS_KEPT, (journal, chain, head.number, head.hash)).fetchone() is not None


def _lacking_on(
    connection: sqlite3.Connection, journal: JournalId, chain: ChainId, kept: list[Head], *, is_forked: bool
) -> Iterator[bytes]:
    floor, held = max((head.number for head in kept), default=0), frozenset[bytes]()
    if is_forked and kept:
        floor, held = _held(connection, journal, chain, kept)
    for hash_, sent in connection.execute(_READ_AFTER, (journal, chain, floor)):
        if hash_ not in held:
            yield sent


def _held(
    connection: sqlite3.Connection, journal: JournalId, chain: ChainId, kept: list[Head]
) -> tuple[int, frozenset[bytes]]:
    """Return up to which number a forked chain is held whole, and the hashes held above that.

    Below the fork there is one branch, so whoever holds a number there holds all before it.
    """
    (fork,) = connection.execute(_FORK, (journal, chain)).fetchone()
    floor = max(min(head.number, fork - 1) for head in kept)
    parents = dict(connection.execute(_READ_PARENTS, (journal, chain, fork)))
    held: set[bytes] = set()
    for head in kept:
        hash_ = head.hash
        while hash_ in parents and hash_ not in held:
            held.add(hash_)
            hash_ = parents[hash_]
    return floor, frozenset(held)
