"""Using a store, in the words of the tests of the contract."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import msgspec

from twoway_core.codec import encode
from twoway_core.ids import ChainId, JournalId
from twoway_core.sealing.segment import Segment
from twoway_core.sync.messages import Head, WireSegment, wire
from twoway_server.stores.port import Candidate, Page, Quota, Store

from ..world import Device, Person

Known = Mapping[ChainId, frozenset[Head]]
OpenStore = Callable[[Quota], Awaitable[Store]]


async def register(store: Store, person: Person) -> None:
    """Put the roster of ``person`` into ``store``."""
    assert await store.append_roster(person.journal, None, person.run, person.roster.head)


async def push(store: Store, person: Person, *segments: Segment) -> list[tuple[str, str]]:
    """Append ``segments`` and return status and reason of each."""
    appended = await store.append(person.journal, person.roster, [candidate(each) for each in segments])
    return [(outcome.status, outcome.reason) for outcome in appended.outcomes]


async def pull(store: Store, journal: JournalId, known: Known | None = None, limit: int = 1 << 20) -> Page:
    """Read one page."""
    return await store.read_page(journal, known or {}, limit_bytes=limit, limit_segments=100)


def candidate(segment: Segment) -> Candidate:
    """Return ``segment`` as admission gives it."""
    return Candidate(segment.hash, segment.header, encode(wire(segment)))


def hashes(page: Page) -> list[bytes]:
    """Return the hashes of the segments of ``page``."""
    return [msgspec.msgpack.decode(each, type=WireSegment).segment().hash for each in page.segments]


def fork(person: Person, device: Device, count: int) -> list[Segment]:
    """Return ``count`` segments that all stand behind the tip of ``device``; the last stays its tip."""
    tip, branches = device.tip, []
    for _ in range(count):
        device.tip = tip
        branches.append(person.write(device))
    return branches
