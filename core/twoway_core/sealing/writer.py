"""Writing segments: which entries go together, and how one is sealed and signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from twoway_core.codec import encode
from twoway_core.errors import TooLargeError
from twoway_core.ids import ChainId, DeviceId, JournalId
from twoway_core.sealing import labels
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.sealing.segment import (
    BLIND_BYTES,
    HASH_BYTES,
    MAX_ENTRIES,
    MAX_SEEN,
    Header,
    Seen,
    Segment,
    Text,
    chain_id,
    content_hash,
    pad,
    seen_hash,
)
from twoway_core.sealing.symmetric import Random, seal

TARGET_BYTES = 64 * 1024
_FIXED_BYTES = 64  # length, array heads, the blind of seen
_ITEM_BYTES = 1 + 2 + BLIND_BYTES + 5
_SEEN_BYTES = 80


@dataclass(frozen=True, slots=True)
class ChainTip:
    """Where a chain of ours goes on: its id, the next number, the hash before it."""

    journal: JournalId
    device: DeviceId
    chain: ChainId
    number: int
    previous: bytes

    @classmethod
    def new(cls, journal: JournalId, device: DeviceId, random: Random) -> ChainTip:
        """Return the tip of a chain that does not exist yet."""
        first = random(HASH_BYTES)
        return cls(journal, device, chain_id(journal, device, first), 1, first)

    def after(self, segment: Segment) -> ChainTip:
        """Return the tip once ``segment`` stands on the chain."""
        return ChainTip(self.journal, self.device, self.chain, self.number + 1, segment.hash)


def cut(entries: Iterable[bytes], seen_count: int = 0) -> Iterator[list[bytes]]:
    """Yield runs of ``entries``, each to fill one segment of about 64 KiB of text.

    ``seen_count`` records of what was seen travel in the first run. A larger entry goes alone.
    """
    run: list[bytes] = []
    size = _FIXED_BYTES + seen_count * _SEEN_BYTES
    for entry in entries:
        cost = _ITEM_BYTES + len(entry)
        if run and (size + cost > TARGET_BYTES or len(run) == MAX_ENTRIES):
            yield run
            run, size = [], _FIXED_BYTES
        run.append(entry)
        size += cost
    if run:
        yield run


def seal_segment(
    tip: ChainTip,
    entries: Sequence[bytes],
    *,
    seen: Sequence[Seen],
    roster: bytes,
    key: EpochKey,
    keys: DeviceKeys,
    random: Random,
) -> Segment:
    """Return the segment that puts ``entries`` (0 to 512) on the chain at ``tip``.

    ``seen``: heads of other chains, new since the last segment of this one. ``roster``: hash of the
    roster entry in force. ``key``: the epoch key in force there.

    Raises TooLargeError for more entries, heads or bytes than any reader would take.
    """
    if len(entries) > MAX_ENTRIES or len(seen) > MAX_SEEN:
        raise TooLargeError(f"a segment holds at most {MAX_ENTRIES} entries and {MAX_SEEN} heads")
    drawn = random(BLIND_BYTES * (len(entries) + 1))
    blinds = [drawn[at : at + BLIND_BYTES] for at in range(0, len(drawn), BLIND_BYTES)]
    items = list(zip(blinds[1:], entries, strict=True))
    text = Text(items=items, seen_blind=blinds[0], seen=list(seen))
    header = encode(
        Header(
            format=labels.FORMAT,
            journal=tip.journal,
            device=tip.device,
            chain=tip.chain,
            number=tip.number,
            previous=tip.previous,
            count=len(items),
            content=content_hash(items),
            roster=roster,
            seen=seen_hash(text.seen_blind, text.seen),
        )
    )
    body = seal(key.secret, labels.BODY, header, pad(encode(text)), random)
    return Segment(header, keys.sign(labels.HEADER, header), body)
