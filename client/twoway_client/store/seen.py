"""What is missing: segments that somebody saw, or that are named here, and that are nowhere to be had.

Four things name one: what other devices saw (told in their segments), what this device held at its last
sync (its rollback memory), a segment that waits for the one before it, and the cut-offs of a revocation.
What is held, put aside, or could not count is not missing; what was damaged on this disk is a gap (``gaps``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from twoway_client.store.database import Database
from twoway_client.store.gaps import open_gaps
from twoway_client.store.segments import SegmentStore
from twoway_core.ids import ChainId, DeviceId
from twoway_core.sealing.segment import Seen, decode_header
from twoway_core.sync.messages import ChainHeads
from twoway_core.trust.acceptance import Verdict
from twoway_core.trust.roster import Roster

MAX_TOLD = 4096
"""How many heads are kept that others told of and that are not here: a device may tell of what never was."""
Range = tuple[bytes, int, int]
"""A chain, and the first and last number of segments of it that the person gave up."""


class How(IntEnum):
    """By what a missing segment is known; the smallest is said."""

    SEEN = 0
    HELD = 1
    FOLLOWED = 2
    LISTED = 3


@dataclass(frozen=True, slots=True)
class _Named:
    """A segment that is named somewhere. ``device``: its author, empty where nobody says. ``teller``: who saw it."""

    hash: bytes
    device: DeviceId
    chain: ChainId
    number: int
    how: How
    teller: bytes = b""


@dataclass(slots=True)
class Missing:
    """Segments ``first`` to ``last`` of a chain, which cannot be had. ``tellers``: the devices that saw them."""

    device: DeviceId
    chain: ChainId
    first: int
    last: int
    how: How
    tellers: set[bytes] = field(default_factory=set)

    @property
    def count(self) -> int:
        """How many segments these are."""
        return self.last - self.first + 1


def has_unread(database: Database) -> bool:
    """Return whether segments came from elsewhere whose record of what was seen has not been read."""
    return database.row("SELECT 1 FROM unread LIMIT 1") is not None


def forget_told(database: Database) -> None:
    """Forget what was told, before all of it is read again; inside a transaction."""
    database.execute("DELETE FROM missing_heads WHERE teller <> x''")


def record_told(database: Database, told: Iterable[tuple[bytes, Seen]]) -> None:
    """Keep those of the heads ``told``, by (teller, what it saw), that are not held; inside a transaction."""
    database.execute("DELETE FROM missing_heads WHERE hash IN (SELECT hash FROM segments)")
    room = MAX_TOLD - int(database.row("SELECT count(*) FROM missing_heads")[0])
    for teller, seen in told:
        if room > 0 and not is_held(database, seen.hash):
            values = (seen.hash, teller, seen.device, seen.chain, seen.number)
            room -= database.execute("INSERT OR IGNORE INTO missing_heads VALUES (?, ?, ?, ?, ?)", values).rowcount
    database.execute("DELETE FROM unread")


def record_forgotten(store: SegmentStore, known: Sequence[ChainHeads], own: Sequence[bytes], device: DeviceId) -> None:
    """Keep those of the heads ``known`` once that are not here now; ``own``: the chains that ``device`` wrote."""
    database = store.database
    gaps = {gap.hash for gap in open_gaps(database)}
    heads = [(each.chain, head) for each in known for head in each.heads if head.hash not in gaps]
    gone = [(chain, head) for chain, head in heads if not is_held(database, head.hash)]
    if not gone:
        return
    with database.writing():
        for chain, head in gone:
            author = device if chain in own else store.author(ChainId(chain)) or b""
            values = (head.hash, b"", author, chain, head.number)
            database.execute("INSERT OR IGNORE INTO missing_heads VALUES (?, ?, ?, ?, ?)", values)


def missing_segments(store: SegmentStore, roster: Roster, given_up: Iterable[Range] = ()) -> list[Missing]:
    """Return what cannot be had and may count under ``roster``, a run for each chain; not what was ``given_up``."""
    database, by_chain = store.database, dict[ChainId, list[_Named]]()
    gaps = {gap.hash for gap in open_gaps(database)}
    for named in _named(database, roster):
        if named.hash not in gaps and _may_count(roster, named) and not is_held(database, named.hash):
            by_chain.setdefault(named.chain, []).append(named)
    ranges = sorted(given_up)
    runs = [_run(store, names, [r for r in ranges if r[0] == chain]) for chain, names in sorted(by_chain.items())]
    return [run for run in runs if run is not None]


def _named(database: Database, roster: Roster) -> Iterator[_Named]:
    for name, teller, device, chain, number in database.execute("SELECT * FROM missing_heads").fetchall():
        yield _Named(name, DeviceId(device), ChainId(chain), number, How.SEEN if teller else How.HELD, teller)
    sql = "SELECT header FROM aside WHERE verdict = ?"
    for (data,) in database.execute(sql, (Verdict.WAITING.value,)).fetchall():
        header = decode_header(data)
        if header.number > 1:
            place = DeviceId(header.device), ChainId(header.chain), header.number - 1
            yield _Named(header.previous, *place, How.FOLLOWED)
    for device, member in roster.members.items():
        for cutoff in member.cutoffs:
            yield _Named(cutoff.hash, device, ChainId(cutoff.chain), cutoff.number, How.LISTED)


def is_held(database: Database, name: bytes) -> bool:
    """Return whether the segment is here, accepted or put aside."""
    held = database.row("SELECT 1 FROM segments WHERE hash = ?", (name,))
    return (held or database.row("SELECT 1 FROM aside WHERE hash = ?", (name,))) is not None


def _may_count(roster: Roster, named: _Named) -> bool:
    """Return whether it would count if it came; nobody knows of what has no author here."""
    member = roster.members.get(named.device)
    if member is None:
        return not named.device
    if member.revoked is None:
        return True
    return any(cutoff.chain == named.chain and named.number <= cutoff.number for cutoff in member.cutoffs)


def _run(store: SegmentStore, names: list[_Named], given_up: list[Range]) -> Missing | None:
    """Return what is missing of one chain; None when all of it was given up."""
    left = [one for one in names if not any(first <= one.number <= last for _, first, last in given_up)]
    if not left:
        return None
    chain = left[0].chain
    held = int(store.database.row("SELECT coalesce(max(number), 0) FROM segments WHERE chain = ?", (chain,))[0])
    below = [one.number for one in left if one.number <= held]
    first = min(below, default=held + 1)
    for _, begin, end in given_up:
        first = end + 1 if begin <= first <= end else first
    author = store.author(chain) or next((one.device for one in left if one.device), DeviceId(b""))
    how = min(one.how for one in left)
    return Missing(author, chain, first, max(one.number for one in left), how, {one.teller for one in left} - {b""})
