"""The exchange: what the caller lacks goes out in pages, what the server lacks comes in."""

from __future__ import annotations

import asyncio

import msgspec

from twoway_core.codec import Wire, decode_canonical
from twoway_core.sync import heads
from twoway_core.sync.limits import MAX_SEGMENTS_A_MESSAGE
from twoway_core.sync.messages import ChainHeads, Outcome, Push, Pushed, SyncRequest
from twoway_core.trust.roster import Roster
from twoway_core.trust.statements import encode_roster_entry
from twoway_server.admission import admit
from twoway_server.edge import Call
from twoway_server.live import Hub
from twoway_server.replies import Reply, message
from twoway_server.stores.port import Candidate, Store

_CHECKED_IN_A_ROW = 16
"""Signatures checked before other requests have their turn: about 2 ms."""


class _Reply(Wire, frozen=True):
    """A ``SyncReply`` whose segments are passed on as the bytes that came."""

    roster: list[bytes]
    heads: list[ChainHeads]
    segments: list[msgspec.Raw]
    more: bool


class Exchange:
    """Sync and push, for a device in good standing."""

    def __init__(self, store: Store, hub: Hub, page_bytes: int) -> None:
        self._store = store
        self._hub = hub
        self._page_bytes = page_bytes

    async def sync(self, call: Call) -> Reply:
        """Give the roster entries and a page of the segments that the caller lacks, and the server's heads."""
        held = decode_canonical(SyncRequest, call.body, len(call.body))
        page = await self._store.read_page(
            call.journal,
            heads.from_wire(held.heads),
            limit_bytes=self._page_bytes,
            limit_segments=MAX_SEGMENTS_A_MESSAGE,
        )
        segments = [msgspec.Raw(each) for each in page.segments]
        return message(_Reply(_after(call.roster, held.roster), heads.to_wire(page.heads), segments, page.more))

    async def push(self, call: Call) -> Reply:
        """Keep the segments that may stand where they say; answer, and hint to others, after the commit."""
        pushed = decode_canonical(Push, call.body, len(call.body))
        checked: list[Candidate | Outcome] = []
        for position, sent in enumerate(pushed.segments):
            if position and position % _CHECKED_IN_A_ROW == 0:
                await asyncio.sleep(0)
            checked.append(admit(call.journal, call.roster, sent))
        candidates = [each for each in checked if isinstance(each, Candidate)]
        appended = await self._store.append(call.journal, call.roster, candidates)
        if any(each.status == "stored" for each in appended.outcomes):
            self._hub.hint(call.journal, but=call.device)
        kept = iter(appended.outcomes)
        outcomes = [each if isinstance(each, Outcome) else next(kept) for each in checked]
        return message(Pushed(outcomes, appended.roster))


def _after(roster: Roster, head: bytes) -> list[bytes]:
    """Return the entries behind the one with the hash ``head``; all of them when it is not there."""
    number = roster.number_of(head)
    first = 0 if number is None else number + 1
    return [encode_roster_entry(entry) for entry in roster.entries[first:]]
