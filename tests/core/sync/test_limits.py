"""The limits of the wire, held against what must fit through it."""

from __future__ import annotations

import pytest

from twoway_core.codec import Wire, decode_canonical, encode
from twoway_core.errors import MalformedError
from twoway_core.sealing.segment import MAX_BODY_BYTES, MAX_HEADER_BYTES
from twoway_core.sync import limits
from twoway_core.sync.messages import ChainHeads, Head, Push, RosterPush, SyncReply, SyncRequest, WireSegment
from twoway_core.trust.pairing import MAX_SLOT_BYTES
from twoway_core.trust.roster import MAX_ROSTER_ENTRIES
from twoway_core.trust.statements import MAX_ROSTER_ENTRY_BYTES

LARGEST = WireSegment(bytes(MAX_HEADER_BYTES), bytes(64), bytes(MAX_BODY_BYTES))
SMALLEST = WireSegment(b"", bytes(64), b"")
CHAIN = ChainHeads(bytes(16), [])
HEADS = [Head(2**53 - 1, bytes(32))]


def test_a_slot_of_the_mailbox_is_a_slot_of_pairing() -> None:
    """What may be sealed for a slot fits into it, and nothing larger is taken out of it."""
    assert limits.SLOT_BYTES == MAX_SLOT_BYTES


@pytest.mark.parametrize(
    "message",
    [
        Push([LARGEST]),
        SyncRequest(bytes(32), [ChainHeads(bytes(16), HEADS)] * limits.MAX_CHAINS),
        RosterPush([bytes(900)] * MAX_ROSTER_ENTRIES),
    ],
    ids=["the largest segment", "a head of every chain there may be", "the longest roster"],
)
def test_the_largest_of_everything_fits_into_a_request(message: Wire) -> None:
    """Nothing that is allowed by itself is too large to be sent; a roster entry has about 600 bytes."""
    assert decode_canonical(type(message), encode(message), limits.MAX_REQUEST_BYTES) == message


@pytest.mark.parametrize(
    ("largest", "larger"),
    [
        (RosterPush([bytes(MAX_ROSTER_ENTRY_BYTES)]), RosterPush([bytes(MAX_ROSTER_ENTRY_BYTES + 1)])),
        (RosterPush([b""] * MAX_ROSTER_ENTRIES), RosterPush([b""] * (MAX_ROSTER_ENTRIES + 1))),
        (ChainHeads(bytes(16), HEADS * 64), ChainHeads(bytes(16), HEADS * 65)),
        (LARGEST, WireSegment(bytes(MAX_HEADER_BYTES + 1), bytes(64), b"")),
        (LARGEST, WireSegment(b"", bytes(64), bytes(MAX_BODY_BYTES + 1))),
        (
            Push([SMALLEST] * limits.MAX_SEGMENTS_A_MESSAGE),
            Push([SMALLEST] * (limits.MAX_SEGMENTS_A_MESSAGE + 1)),
        ),
        (
            SyncReply([], [], [SMALLEST] * limits.MAX_SEGMENTS_A_MESSAGE, more=True),
            SyncReply([], [], [SMALLEST] * (limits.MAX_SEGMENTS_A_MESSAGE + 1), more=True),
        ),
        (
            SyncReply([b""] * MAX_ROSTER_ENTRIES, [], [], more=True),
            SyncReply([b""] * (MAX_ROSTER_ENTRIES + 1), [], [], more=True),
        ),
        (
            SyncReply([], [CHAIN] * limits.MAX_CHAINS, [], more=True),
            SyncReply([], [CHAIN] * (limits.MAX_CHAINS + 1), [], more=True),
        ),
        (
            SyncRequest(bytes(32), [CHAIN] * limits.MAX_CHAINS),
            SyncRequest(bytes(32), [CHAIN] * (limits.MAX_CHAINS + 1)),
        ),
    ],
    ids=[
        "entry bytes",
        "entries",
        "heads",
        "header",
        "body",
        "segments",
        "segments of a page",
        "entries of a reply",
        "chains of a reply",
        "chains of a request",
    ],
)
def test_a_message_is_bounded_where_core_is(largest: Wire, larger: Wire) -> None:
    """What core takes comes through, and one more does not."""
    assert decode_canonical(type(largest), encode(largest), limits.MAX_REQUEST_BYTES) == largest
    with pytest.raises(MalformedError):
        decode_canonical(type(larger), encode(larger), limits.MAX_REQUEST_BYTES)
