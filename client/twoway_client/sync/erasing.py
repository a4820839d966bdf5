"""Erasing beyond this device: the server's bodies, texts that other devices lack, and erasures that are cancelled.

After an exchange the server is given the bodies that were sealed anew here. A text that is gone without a
reason that counts is asked for on the server's list of wanted bodies; whoever holds it puts it back. What
this device holds it never gives up for a body from elsewhere: it destroys by its own clock alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from twoway_client.desk import Desk
from twoway_client.store.due import WAIT_MS
from twoway_client.store.erasing import COUNTED, Eraser
from twoway_client.store.erasures import Erasure, all_erasures
from twoway_client.sync.asking_again import is_time_to_ask, note_asked
from twoway_client.sync.remote import Remote
from twoway_client.sync.settled import to_put, wants
from twoway_client.sync.signing import journal_path
from twoway_client.times import to_ms
from twoway_core.errors import PeerError
from twoway_core.events.log import ErasureCancelled
from twoway_core.ids import DeviceId, JournalId
from twoway_core.sealing.replacing import bare_leaves, destroyed, replace, reseal, restored
from twoway_core.sealing.segment import Segment, open_segment
from twoway_core.sync import limits
from twoway_core.sync.messages import (
    Fetch,
    Fetched,
    NewBody,
    Pushed,
    PutBodies,
    SegmentPlace,
    Wanted,
    WantedNow,
)

_OVERHEAD_BYTES = 512
_HELD = "SELECT header, signature, body FROM segments WHERE hash = ?"


def note_wanted(desk: Desk) -> None:
    """Find out which texts are gone without a reason that counts."""
    eraser = _eraser(desk)
    with desk.database.writing():
        eraser.note_wanted()


def _eraser(desk: Desk) -> Eraser:
    return Eraser(desk.database, desk.index, desk.segments.roster(), desk.device_keys)


class Settling:
    """One settling with one server, which this device is signed in to."""

    def __init__(self, desk: Desk, remote: Remote) -> None:
        self._desk, self._remote = desk, remote
        self._database = desk.database
        self._path = journal_path(JournalId(desk.keys.journal))

    def run(self) -> None:
        """Fetch what may have been put for us, ask for the rest, and put what the others ask for.

        What is asked for already, and nobody has put, is fetched again from time to time: it may have been spoilt on
        the way here alone, and then the server has had it all the while.
        """
        wanted = self._ask([])
        known, now_ms = frozenset(wanted), to_ms(self._desk.now)
        lacking = left = wants(self._database)
        if not is_time_to_ask(self._database, now_ms):
            lacking = [place for place in lacking if place not in known]
        is_all = lacking == left
        if lacking:
            self._fetch(lacking)
            left = wants(self._database)
        if is_all:
            note_asked(self._database, now_ms, len(left))
        if fresh := [place for place in left if place not in known]:
            wanted = self._ask(fresh[: limits.MAX_WANTED_A_MESSAGE])
        held = [place.hash for place in wanted if self._is_whole(place.hash)]
        self._put([*to_put(self._database), *held])

    def _ask(self, places: list[SegmentPlace]) -> list[SegmentPlace]:
        return self._remote.call(f"{self._path}/wanted", Wanted(places), WantedNow).places

    def _is_whole(self, name: bytes) -> bool:
        """Return whether the segment is here, and every text of it that should be."""
        held = self._database.row("SELECT 1 FROM segments WHERE hash = ?", (name,))
        lacks = self._database.row("SELECT 1 FROM bare WHERE hash = ? AND wanted = 1", (name,))
        return held is not None and lacks is None

    def _fetch(self, places: Sequence[SegmentPlace]) -> None:
        self._take(self._fetched(places))

    def _fetched(self, places: Iterable[SegmentPlace]) -> list[Segment]:
        """Return what the server has at ``places``; a reply may hold a part of it, so the rest is asked for again."""
        found: dict[bytes, Segment] = {}
        left = {place.hash: place for place in places}
        while left:
            asked = dict(islice(left.items(), limits.MAX_BODIES_A_MESSAGE))
            sent = self._remote.call(f"{self._path}/fetch", Fetch(list(asked.values())), Fetched).segments
            came = {each.hash: each for one in sent if (each := one.segment()).hash in asked}
            found |= came
            for name in came or asked:  # what no reply brings is not there
                del left[name]
        return list(found.values())

    def _take(self, segments: Sequence[Segment]) -> None:
        eraser = _eraser(self._desk)
        counting = eraser.counting()
        with self._database.writing():
            taken = [each for each in segments if self._take_one(eraser, each, counting)]
            if taken:
                self._desk.segments.forget_checkpoint()
        if taken:
            self._desk.file_arrivals()
            note_wanted(self._desk)

    def _take_one(self, eraser: Eraser, theirs: Segment, counting: frozenset[bytes]) -> bool:
        """Take from the body that came what ours lacks without a reason; return whether that was anything."""
        mine = Segment(*self._database.row(_HELD, (theirs.hash,)))
        cited = eraser.roster.number_of(mine.header.roster)
        try:
            key = eraser.epochs.at(cited or 0)
            came = open_segment(theirs, key)
        except PeerError:
            return False
        try:
            ours = open_segment(mine, key)
        except PeerError:
            text = came
        else:
            text = restored(ours, came, counting)
            if text == ours:
                return False
        eraser.keep_body(COUNTED, reseal(mine, text, key, os.urandom), text)
        self._database.execute("DELETE FROM new_bodies WHERE hash = ?", (mine.hash,))  # it came from the server
        return True

    def _put(self, names: Iterable[bytes]) -> None:
        for batch in _batches(self._new_bodies(dict.fromkeys(names))):
            pushed = self._remote.call(f"{self._path}/bodies", PutBodies(batch), Pushed)
            done = [each.hash for each in pushed.outcomes if each.status == "stored" or each.reason == "unknown"]
            with self._database.writing():
                for name in done:
                    self._database.execute("UPDATE new_bodies SET put = 1 WHERE hash = ?", (name,))

    def _new_bodies(self, names: Iterable[bytes]) -> Iterator[NewBody]:
        aside = "SELECT header, signature, body FROM aside WHERE hash = ?"
        rows = [self._database.row(_HELD, (name,)) or self._database.row(aside, (name,)) for name in names]
        segments = [Segment(*row) for row in rows if row is not None]
        places = [SegmentPlace(each.header.chain, each.header.number, each.hash) for each in segments]
        theirs = {each.hash: each for each in self._fetched(places)}
        eraser = _eraser(self._desk)
        counting = eraser.counting() if segments else frozenset[bytes]()
        for mine in segments:
            segment = self._without_destroyed(eraser, mine, theirs.get(mine.hash, mine), counting)
            replacement = replace(segment, self._desk.device_keys)
            yield NewBody(segment.header.chain, segment.header.number, replacement)

    @staticmethod
    def _without_destroyed(eraser: Eraser, mine: Segment, theirs: Segment, counting: frozenset[bytes]) -> Segment:
        """Return ``mine`` without the texts that others have destroyed at the server, for a reason that counts.

        Our own clock may have other erasures still waiting; what is gone there stays gone.
        """
        try:
            key = eraser.epochs.at(eraser.roster.number_of(mine.header.roster) or 0)
            ours, came = open_segment(mine, key), open_segment(theirs, key)
        except PeerError:
            return mine
        text = destroyed(ours, {at: reason for at, reason in bare_leaves(came).items() if reason in counting})
        return mine if text == ours else reseal(mine, text, key, os.urandom)


def _batches(bodies: Iterable[NewBody]) -> Iterator[list[NewBody]]:
    """Yield runs of ``bodies`` that fit into one request."""
    batch: list[NewBody] = []
    size = 0
    for new in bodies:
        cost = len(new.replacement.body) + _OVERHEAD_BYTES
        if batch and (size + cost > limits.MAX_REQUEST_BYTES - 1024 or len(batch) == limits.MAX_BODIES_A_MESSAGE):
            yield batch
            batch, size = [], 0
        batch.append(new)
        size += cost
    if batch:
        yield batch


def waiting_erasures_by(desk: Desk, device: DeviceId) -> list[Erasure]:
    """Return the erasures that ``device`` wrote and whose 72 hours are not over here, the oldest first."""
    counting = _eraser(desk).counting()
    now_ms = to_ms(desk.now)
    return [
        each
        for each in all_erasures(desk.database)
        if each.device == device and each.id in counting and now_ms - each.accepted_ms < WAIT_MS
    ]


def cancel_erasures(desk: Desk, ids: Iterable[bytes]) -> None:
    """Write that these erasures neither hide nor destroy, and let the server have the full bodies back.

    Whoever wrote them may have had them destroyed there already, by a clock that was ahead. What is written goes
    with the next exchange.
    """
    chosen = frozenset(ids)
    desk.file_arrivals()
    erasures = [each for each in all_erasures(desk.database) if each.id in chosen]
    if not erasures:
        return
    eraser = _eraser(desk)
    names = [holder.segment.hash for holder in eraser.holders(eraser.covered(erasures))]
    with desk.batch() as batch:
        for each in erasures:
            batch.add(ErasureCancelled(target=each.id, opportunity=each.part))
        for name in names:
            desk.database.execute("INSERT OR REPLACE INTO new_bodies VALUES (?, 0)", (name,))
    desk.file_arrivals()
    note_wanted(desk)
