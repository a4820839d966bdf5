"""The wire messages: canonical msgpack arrays with a fixed field order, every length bounded."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from twoway_core.codec import Whole, Wire
from twoway_core.sealing.keys import PUBLIC_BYTES, SIGNATURE_BYTES
from twoway_core.sealing.replacing import Replacement
from twoway_core.sealing.segment import MAX_BODY_BYTES, MAX_HEADER_BYTES, Hash, Id, Number, Segment
from twoway_core.sync import limits

Nonce = Annotated[bytes, msgspec.Meta(min_length=limits.NONCE_BYTES, max_length=limits.NONCE_BYTES)]
Token = Annotated[bytes, msgspec.Meta(min_length=limits.TOKEN_BYTES, max_length=limits.TOKEN_BYTES)]
PublicKey = Annotated[bytes, msgspec.Meta(min_length=PUBLIC_BYTES, max_length=PUBLIC_BYTES)]
EntryBytes = Annotated[bytes, msgspec.Meta(max_length=16 * 1024)]


class Head(Wire, frozen=True):
    """The last segment of a chain, or of one branch of it."""

    number: Number
    hash: Hash


class ChainHeads(Wire, frozen=True):
    """All heads of one chain: one, or several where it forked."""

    chain: Id
    heads: Annotated[list[Head], msgspec.Meta(max_length=limits.MAX_HEADS_A_CHAIN)]


Vector = Annotated[list[ChainHeads], msgspec.Meta(max_length=limits.MAX_CHAINS)]


class WireSegment(Wire, frozen=True):
    """A segment as it travels."""

    header: Annotated[bytes, msgspec.Meta(max_length=MAX_HEADER_BYTES)]
    signature: Annotated[bytes, msgspec.Meta(min_length=64, max_length=64)]
    body: Annotated[bytes, msgspec.Meta(max_length=MAX_BODY_BYTES)]

    def segment(self) -> Segment:
        """Return the segment."""
        return Segment(self.header, self.signature, self.body)


class ChallengeRequest(Wire, frozen=True):
    """Asks for a nonce to sign."""

    device: Id


class Challenge(Wire, frozen=True):
    """A nonce of one use, good for 60 seconds."""

    nonce: Nonce


class SignIn(Wire, frozen=True):
    """Answers a challenge."""

    device: Id
    nonce: Nonce
    signature: Annotated[bytes, msgspec.Meta(min_length=64, max_length=64)]


class SignedIn(Wire, frozen=True):
    """A bearer token, and the seconds that it lasts."""

    token: Token
    seconds: Whole


class FindJournals(Wire, frozen=True):
    """Asks which journals a paper key is of: its public keys, and its answer to a challenge."""

    signing: PublicKey
    agreement: PublicKey
    nonce: Nonce
    signature: Annotated[bytes, msgspec.Meta(min_length=SIGNATURE_BYTES, max_length=SIGNATURE_BYTES)]


class FoundJournals(Wire, frozen=True):
    """The journals that a paper key is or was of."""

    journals: Annotated[list[Id], msgspec.Meta(max_length=limits.MAX_FOUND_JOURNALS)]


class RosterPush(Wire, frozen=True):
    """A run of roster entries: from genesis, or a suffix."""

    entries: Annotated[list[EntryBytes], msgspec.Meta(max_length=1024)]


class RosterState(Wire, frozen=True):
    """The roster that the server holds: hash of its last entry, and how many there are."""

    head: Hash
    count: Whole


class SyncRequest(Wire, frozen=True):
    """What the client holds: the hash of its last roster entry, and its vector of heads."""

    roster: Hash
    heads: Vector


class SyncReply(Wire, frozen=True):
    """What the client lacks.

    ``roster``: entries after the one that the client named; all of them when that one is unknown.
    ``heads``: the server's vector. ``segments``: one page. ``more``: another page is waiting.
    """

    roster: Annotated[list[EntryBytes], msgspec.Meta(max_length=1024)]
    heads: Vector
    segments: Annotated[list[WireSegment], msgspec.Meta(max_length=limits.MAX_SEGMENTS_A_MESSAGE)]
    more: bool


class Push(Wire, frozen=True):
    """Segments for the server, parents before children."""

    segments: Annotated[list[WireSegment], msgspec.Meta(max_length=limits.MAX_SEGMENTS_A_MESSAGE)]


class Outcome(Wire, frozen=True):
    """What became of one segment of a push; ``reason`` is a word of PROTOCOL.md, empty unless refused."""

    hash: Hash
    status: Literal["stored", "known", "refused"]
    reason: str


class Pushed(Wire, frozen=True):
    """The outcomes in the order of the push, and the server's roster hash after the commit."""

    outcomes: list[Outcome]
    roster: Hash


class SegmentPlace(Wire, frozen=True):
    """Where a segment is found: its chain, its number there, its hash."""

    chain: Id
    number: Number
    hash: Hash


class NewBody(Wire, frozen=True):
    """A new body for the segment ``number`` of ``chain``."""

    chain: Id
    number: Number
    replacement: Replacement


class PutBodies(Wire, frozen=True):
    """New bodies for segments that the server holds; answered with ``Pushed``."""

    bodies: Annotated[list[NewBody], msgspec.Meta(max_length=limits.MAX_BODIES_A_MESSAGE)]


class Wanted(Wire, frozen=True):
    """Bodies that the caller lacks, and asks the other devices of the journal for."""

    add: Annotated[list[SegmentPlace], msgspec.Meta(max_length=limits.MAX_WANTED_A_MESSAGE)]


class WantedNow(Wire, frozen=True):
    """Every body that is asked for now."""

    places: Annotated[list[SegmentPlace], msgspec.Meta(max_length=limits.MAX_WANTED)]


class Fetch(Wire, frozen=True):
    """Asks for single segments, whatever else the caller holds."""

    places: Annotated[list[SegmentPlace], msgspec.Meta(max_length=limits.MAX_BODIES_A_MESSAGE)]


class Fetched(Wire, frozen=True):
    """Those of the segments that are here and fit into one page, in the order asked for."""

    segments: Annotated[list[WireSegment], msgspec.Meta(max_length=limits.MAX_BODIES_A_MESSAGE)]


def wire(segment: Segment) -> WireSegment:
    """Return ``segment`` as it travels."""
    return WireSegment(segment.header_bytes, segment.signature, segment.body)
