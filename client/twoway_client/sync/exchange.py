"""One exchange with a server: roster, sign-in, pull, cut, push, and what to tell the person afterwards.

State is a vector of heads; nothing is half applied when it stops. The server is a courier: what it
sends is checked, and what it lost is sent again and said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from twoway_client.errors import Refusal
from twoway_client.store.gaps import heads_before
from twoway_client.store.judging import aside_heads, rejudge, waits
from twoway_client.store.segments import Admitted, SegmentStore
from twoway_client.sync.cutting import Cutter
from twoway_client.sync.memory import Memory, recall, remember
from twoway_client.sync.remote import KEPT, Remote
from twoway_client.sync.signing import journal_path, sign_in
from twoway_core.errors import ConflictError, NotAllowedError
from twoway_core.ids import ChainId
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sealing.segment import Segment
from twoway_core.sync import limits
from twoway_core.sync.heads import Heads, from_wire, to_wire
from twoway_core.sync.messages import (
    Head,
    Push,
    Pushed,
    RosterPush,
    RosterState,
    SyncReply,
    SyncRequest,
    wire,
)
from twoway_core.trust.roster import Roster
from twoway_core.trust.statements import decode_roster_entry, encode_roster_entry

Progress = Callable[[int, int], None]
"""Told (segments done, segments in all) as they come and go."""

_IDLE_PAGES = 2
_ROUNDS = 3
_SEGMENT_OVERHEAD_BYTES = 16


@dataclass(slots=True)
class Outcome:
    """What an exchange did. ``lost``: entries that the server had once acknowledged and no longer had."""

    sent: int = 0
    received: int = 0
    lost: int = 0
    refused: int = 0
    arrived: Admitted = field(default_factory=Admitted)
    roster: Roster | None = None
    heads: Heads = field(default_factory=dict)


class Exchange:
    """Brings the journal of this device and a server to the same state."""

    def __init__(self, store: SegmentStore, remote: Remote, keys: DeviceKeys, progress: Progress) -> None:
        self.store, self.remote, self.keys, self.progress = store, remote, keys, progress
        self.roster = store.roster()
        self.device = keys.public.device
        self._path = journal_path(self.roster.journal)
        self.outcome = Outcome()

    def run(self, cutter: Cutter) -> Outcome:
        """Exchange everything; return what happened. Raises Refusal; what was done until then stays."""
        self.sign_in()
        for _ in range(_ROUNDS):
            theirs = self.pull()
            cutter.cut(self.roster, recall(self.device))
            if self.push(theirs) == self.roster.head:
                break
        self.outcome.roster, self.outcome.heads = self.roster, self.store.heads()
        memory = Memory(self.roster.head, cutter.own_heads(), to_wire(self.outcome.heads))
        remember(self.device, memory)
        return self.outcome

    def sign_in(self) -> None:
        """Get a token; a server that does not know us yet is given the roster, which proves itself."""
        try:
            self._sign_in()
        except NotAllowedError:
            self.bring_roster(0)
            try:
                self._sign_in()
            except NotAllowedError:
                raise self._not_let_in() from None

    def _sign_in(self) -> None:
        sign_in(self.remote, self.roster.journal, self.keys)

    def bring_roster(self, after: int) -> None:
        """Give the server our roster from entry ``after`` on. Raises Refusal when it holds another one."""
        entries = [encode_roster_entry(entry) for entry in self.roster.entries[after:]]
        try:
            self.remote.call(f"{self._path}/roster", RosterPush(entries), RosterState)
        except NotAllowedError:
            raise self._unknown_here() from None
        except ConflictError:
            raise self._other_roster() from None

    def _not_let_in(self) -> Refusal:
        """Say why: the server goes by another name; or it took our roster and holds a longer one, without us."""
        return self._other_name() or Refusal(
            "revoked",
            f"{self.remote.address.url} knows this journal, but this device is no longer one of its devices.",
            kept="everything that is on this device, also what waits; it is not sent",
            mend="if you did not revoke it yourself, look at twoway devices on another one;\n"
            "to go on: twoway join --home DIR",
        )

    def _unknown_here(self) -> Refusal:
        return self._other_name() or Refusal(
            "not-here",
            f"{self.remote.address.url} does not know this journal or device, and takes no new ones.",
            kept=KEPT,
            mend="check the address, or ask its host for a code: twoway sync URL --code CODE",
        )

    def _other_name(self) -> Refusal | None:
        asked, name = self.remote.address.url, self.remote.name()
        if not name or name == asked:
            return None
        return Refusal(
            "server-name",
            f"the server at {asked} goes by another address: {name}.",
            kept=KEPT,
            mend=f"twoway sync {name}",
        )

    def _other_roster(self) -> Refusal:
        return Refusal(
            "roster",
            f"{self.remote.address.url} holds a different list of the devices of this journal.",
            kept=KEPT,
            mend="do not admit devices over it; ask whoever runs the server",
        )

    def follow(self) -> None:
        """Sign in, and bring roster and segments of server and device together; push nothing of the outbox."""
        self.sign_in()
        self.push(self.pull())

    def pull(self) -> dict[ChainId, frozenset[Head]]:
        """Fetch all that we lack, page by page; return the server's vector."""
        done, idle, total = 0, 0, 0
        theirs: dict[ChainId, frozenset[Head]] = {}
        while True:
            reply = self._page(theirs)
            theirs = from_wire(reply.heads)
            total = total or done + self._distance(theirs)
            arrived = self._admit(reply)
            done += len(reply.segments)
            self.progress(done, max(total, done))
            idle = 0 if arrived.segments or arrived.waiting or arrived.quarantined else idle + 1
            if not reply.more or idle >= _IDLE_PAGES:
                break
        if waits(self.store.database):
            with self.store.database.writing():
                self.outcome.received += rejudge(self.store, self.roster)
        return theirs

    def _page(self, theirs: Heads) -> SyncReply:
        """Fetch one page. Beside our heads those are named that were put aside, and those of the server that we hold.

        It may not know ours yet, and need not send again what does not count here.
        """
        held = self.store.heads()
        for chain, heads in aside_heads(self.store.database).items():
            held[chain] = held.get(chain, frozenset()) | heads
        for chain, heads in theirs.items():
            held[chain] = held.get(chain, frozenset()) | {head for head in heads if self.store.holds(head.hash)}
        held |= heads_before(self.store.database)
        held = {chain: heads for chain, heads in held.items() if heads}
        request = SyncRequest(self.roster.head, to_wire(held))
        try:
            return self.remote.call(f"{self._path}/sync", request, SyncReply)
        except NotAllowedError:
            self.sign_in()  # the token may have run out on a long pull
        try:
            return self.remote.call(f"{self._path}/sync", request, SyncReply)
        except NotAllowedError:
            raise self._unknown_here() from None

    def _distance(self, theirs: Heads) -> int:
        """Return about how many segments the server is ahead, for the progress bar."""
        ours = self.store.heads()
        last = {chain: max(head.number for head in heads) for chain, heads in ours.items()}
        return sum(max(0, max(h.number for h in heads) - last.get(c, 0)) for c, heads in theirs.items() if heads)

    def _admit(self, reply: SyncReply) -> Admitted:
        self._follow_roster(reply)
        with self.store.database.writing():
            if self.store.pin(self.roster):
                self.outcome.received += rejudge(self.store, self.roster)
            arrived = self.store.admit(self.roster, (each.segment() for each in reply.segments), pushed=True)
        self.outcome.arrived.add(arrived)
        self.outcome.received += arrived.entries
        return arrived

    def _follow_roster(self, reply: SyncReply) -> None:
        """Take what extends our roster; bring a server that is behind what it lacks."""
        entries = [decode_roster_entry(data) for data in reply.roster]
        if not entries:
            return
        ours = self.roster.entries
        if entries[0] == ours[0]:
            shared = min(len(entries), len(ours))
            if entries[:shared] != ours[:shared]:
                raise self._other_roster()
            if len(entries) <= len(ours):
                self.bring_roster(len(entries))
                return
            entries = entries[shared:]
        self.roster = self.roster.extended(entries)

    def push(self, theirs: Heads) -> bytes:
        """Send what the server lacks, ours and others'; return its roster hash after the last commit."""
        roster = self.roster.head
        total, done = self.store.unpushed(), 0
        for batch in _batches(self.store.beyond(theirs)):
            pushed = self.remote.call(f"{self._path}/push", Push([wire(segment) for segment in batch]), Pushed)
            self._note(batch, pushed)
            roster, done = pushed.roster, done + len(batch)
            self.progress(done, max(total, done))
        return roster

    def _note(self, batch: list[Segment], pushed: Pushed) -> None:
        status = {each.hash: each.status for each in pushed.outcomes}
        with self.store.database.writing():
            stored = [segment for segment in batch if status.get(segment.hash) == "stored"]
            lost = self.store.were_pushed(segment.hash for segment in stored)
            held = [segment.hash for segment in batch if status.get(segment.hash) in ("stored", "known")]
            self.store.mark_pushed(held)
        self.outcome.lost += lost
        self.outcome.sent += sum(segment.header.count for segment in stored)
        self.outcome.refused += len(batch) - len(held)


def _batches(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Yield runs of ``segments`` that fit into one request."""
    batch: list[Segment] = []
    size = 0
    for segment in segments:
        cost = len(segment.header_bytes) + len(segment.signature) + len(segment.body) + _SEGMENT_OVERHEAD_BYTES
        if batch and (size + cost > limits.MAX_REQUEST_BYTES - 1024 or len(batch) == limits.MAX_SEGMENTS_A_MESSAGE):
            yield batch
            batch, size = [], 0
        batch.append(segment)
        size += cost
    if batch:
        yield batch
