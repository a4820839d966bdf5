"""Bodies: new ones for segments that are here, those that a device lacks, and single segments on demand.

The server cannot tell a good body from a bad one. It knows which device in good standing put it, and the
devices ask each other for what does not open, or lacks a text without a reason.
"""

from __future__ import annotations

from twoway_core.codec import decode_canonical
from twoway_core.errors import BadSignatureError, MalformedError
from twoway_core.sealing.replacing import check_replacement
from twoway_core.sync.messages import (
    Fetch,
    Fetched,
    NewBody,
    Outcome,
    Pushed,
    PutBodies,
    Wanted,
    WantedNow,
    WireSegment,
)
from twoway_server.admission import DEVICE, SIGNATURE
from twoway_server.edge import Call
from twoway_server.replies import Reply, message
from twoway_server.stores.port import Store

SIZE = "size"


class NewBodies:
    """Put, wanted and fetch, for a device in good standing."""

    def __init__(self, store: Store, page_bytes: int) -> None:
        self._store = store
        self._page_bytes = page_bytes

    async def put(self, call: Call) -> Reply:
        """Replace the bodies that the caller signed itself; answer after the commit."""
        sent = decode_canonical(PutBodies, call.body, len(call.body)).bodies
        reasons = [_refusal(call, each) for each in sent]
        good = [each for each, reason in zip(sent, reasons, strict=True) if not reason]
        replaced = await self._store.replace_bodies(call.journal, good)
        kept = iter(replaced.outcomes)
        outcomes = [
            Outcome(each.replacement.segment, "refused", reason) if reason else next(kept)
            for each, reason in zip(sent, reasons, strict=True)
        ]
        return message(Pushed(outcomes, replaced.roster))

    async def wanted(self, call: Call) -> Reply:
        """Note what the caller lacks; tell what is wanted now."""
        asked = decode_canonical(Wanted, call.body, len(call.body))
        return message(WantedNow(await self._store.add_wanted(call.journal, asked.add)))

    async def fetch(self, call: Call) -> Reply:
        """Give single segments."""
        asked = decode_canonical(Fetch, call.body, len(call.body))
        found = await self._store.read_segments(call.journal, asked.places, limit_bytes=self._page_bytes)
        return message(Fetched([decode_canonical(WireSegment, each, len(each)) for each in found]))


def _refusal(call: Call, new: NewBody) -> str:
    """Return why the body is not even looked for, as a word of the protocol."""
    if new.replacement.device != call.device:
        return DEVICE
    try:
        check_replacement(new.replacement, call.roster.members[call.device].public)
    except MalformedError:
        return SIZE
    except BadSignatureError:
        return SIGNATURE
    return ""
