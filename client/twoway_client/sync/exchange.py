"""One exchange with a server: roster, sign-in, pull, cut, push, and what to tell the person afterwards.

State is a vector of heads; nothing is half applied when it stops. The server is a courier: what it
sends is checked, and what it lost is sent again and said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from twoway_client.store.admitted import Admitted
from twoway_client.store.aside import aside_heads, aside_rungs, let_go_unknown, waits
from twoway_client.store.gaps import heads_before
from twoway_client.store.judging import rejudge
from twoway_client.store.segments import SegmentStore
from twoway_client.sync.cutting import Cutter
from twoway_client.sync.memory import Memory, recall, remember
from twoway_client.sync.remote import Message, Remote
from twoway_client.sync.rewriting import Rewriter
from twoway_client.sync.rosters import Rosters
from twoway_client.sync.signing import journal_path, sign_in
from twoway_core.codec import Wire
from twoway_core.errors import NotAllowedError, NotGivenError
from twoway_core.ids import ChainId
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sealing.segment import Segment
from twoway_core.sync import limits
from twoway_core.sync.heads import Heads, from_wire, to_wire
from twoway_core.sync.messages import (
    Head,
    Push,
    Pushed,
    SyncReply,
    SyncRequest,
    wire,
)
from twoway_core.trust.roster import Roster

Progress = Callable[[int, int], None]
"""Told (segments done, segments in all) as they come and go."""

_IDLE_PAGES = 2
_ROUNDS = 3
_SEGMENT_OVERHEAD_BYTES = 16


@dataclass(slots=True)
class Outcome:
    """What an exchange did. ``lost``: entries that the server had once acknowledged and no longer had.

    ``again``: entries that were written again. ``switched``: of a forked roster, whose branch won: "ours" or "theirs".
    ``restored``: this journal had been an older copy of itself.
    """

    sent: int = 0
    received: int = 0
    lost: int = 0
    again: int = 0
    refused: int = 0
    switched: str = ""
    restored: bool = False
    arrived: Admitted = field(default_factory=Admitted)
    roster: Roster | None = None
    heads: Heads = field(default_factory=dict)


class Exchange:
    """Brings the journal of this device and a server to the same state."""

    def __init__(self, store: SegmentStore, remote: Remote, keys: DeviceKeys, progress: Progress) -> None:
        self.store, self.remote, self.keys, self.progress = store, remote, keys, progress
        self.rosters = Rosters(store, remote, store.roster())
        self.device = keys.public.device
        self._path = journal_path(self.roster.journal)
        self.outcome = Outcome()

    @property
    def roster(self) -> Roster:
        """The roster that counts."""
        return self.rosters.roster

    def run(self, cutter: Cutter) -> Outcome:
        """Exchange everything; return what happened. Raises Refusal; what was done until then stays."""
        rewriter = Rewriter(self.store.database, self.store, cutter.reader, self.keys)
        cut: list[bytes] = []
        for _ in range(_ROUNDS):
            epoch = self.roster.commitment
            theirs = self.pull()
            if cut and self.roster.commitment != epoch:
                self.outcome.again += rewriter.rewrite(self.roster, cut)
            self.outcome.again += rewriter.withdraw(self.roster) + rewriter.salvage(self.roster)
            self._catch_up()
            cut = self._cut(cutter)
            if self.push(theirs) == self.roster.head:
                break
        self.outcome.roster, self.outcome.heads = self.roster, self.store.heads()
        memory = Memory(self.roster.head, cutter.own_heads(), to_wire(self.outcome.heads))
        remember(self.device, memory)
        return self.outcome

    def _cut(self, cutter: Cutter) -> list[bytes]:
        """Cut what waits; it goes on waiting where nobody gave this device the key in force."""
        try:
            return cutter.cut(self.roster, recall(self.device))
        except NotGivenError:
            return []

    def sign_in(self) -> None:
        """Get a token; a server that does not know us yet is given the roster, which proves itself."""
        try:
            self._sign_in()
        except NotAllowedError:
            self.rosters.bring(0)
            try:
                self._sign_in()
            except NotAllowedError:
                raise self.rosters.not_let_in() from None

    def _sign_in(self) -> None:
        sign_in(self.remote, self.roster.journal, self.keys)

    def _ask(self, route: str, message: Wire, reply: type[Message]) -> Message:
        """Ask with our token; sign in where there is none, and anew where it has run out."""
        path = f"{self._path}/{route}"
        if self.remote.token:
            with suppress(NotAllowedError):
                return self.remote.call(path, message, reply)
        self.sign_in()
        try:
            return self.remote.call(path, message, reply)
        except NotAllowedError:
            raise self.rosters.unknown_here() from None

    def follow(self) -> None:
        """Bring roster and segments of server and device together; push nothing of the outbox."""
        self.push(self.pull())

    def pull(self) -> Heads:
        """Fetch all that we lack, and settle a fork of the roster; return the server's vector."""
        let_go_unknown(self.store.database, self.roster)
        theirs = self._pull()
        if self.rosters.settle():
            theirs = self._pull()
        self.store.note_held(theirs)
        return theirs

    def _pull(self) -> Heads:
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
            idle = 0 if arrived.came else idle + 1
            if not reply.more or idle >= _IDLE_PAGES:
                break
        if waits(self.store.database):
            with self.store.database.writing():
                self.outcome.received += rejudge(self.store, self.roster)
        return theirs

    def _page(self, theirs: Heads) -> SyncReply:
        """Fetch one page. Beside our heads those are named that were put aside, and those of the server that we hold.

        It may not know ours yet, and need not send again what does not count here. Where both have gone on from a
        common beginning, segments further back say where that was.
        """
        held = self.store.heads()
        for chain, heads in aside_heads(self.store.database).items():
            held[chain] = held.get(chain, frozenset()) | heads
        for chain, heads in theirs.items():
            held[chain] = held.get(chain, frozenset()) | self._common(chain, heads, held.get(chain, frozenset()))
        held |= heads_before(self.store.database)
        held = {chain: heads for chain, heads in held.items() if heads}
        return self._ask("sync", SyncRequest(self.roster.head, to_wire(held)), SyncReply)

    def _common(self, chain: ChainId, theirs: frozenset[Head], named: frozenset[Head]) -> frozenset[Head]:
        """Return the heads of ``theirs`` that are here; where there are none, ours further back."""
        common = frozenset(head for head in theirs if head in named or self.store.holds(head.hash))
        return common or self.store.rungs(chain) | aside_rungs(self.store.database, chain)

    def _catch_up(self) -> None:
        """Take the pinned roster where another process of this device has learned more: nothing is judged by less."""
        if self.store.pinned() > len(self.roster.entries):
            self.rosters.roster = self.store.roster()

    def _distance(self, theirs: Heads) -> int:
        """Return about how many segments the server is ahead, for the progress bar."""
        ours = self.store.heads()
        last = {chain: max(head.number for head in heads) for chain, heads in ours.items()}
        return sum(max(0, max(h.number for h in heads) - last.get(c, 0)) for c, heads in theirs.items() if heads)

    def _admit(self, reply: SyncReply) -> Admitted:
        self.rosters.follow(reply.roster)
        with self.store.database.writing():
            self._catch_up()
            if self.store.pin(self.roster):
                self.outcome.received += rejudge(self.store, self.roster)
            arrived = self.store.admit(self.roster, (each.segment() for each in reply.segments), pushed=True)
        self.outcome.arrived.add(arrived)
        self.outcome.received += arrived.entries + self.rosters.received
        self.rosters.received, self.outcome.switched = 0, self.rosters.switched
        return arrived

    def push(self, theirs: Heads) -> bytes:
        """Send what the server lacks, ours and others'; return its roster hash after the last commit."""
        roster = self.roster.head
        total, done = self.store.unpushed(), 0
        for batch in _batches(self.store.beyond(theirs)):
            pushed = self._ask("push", Push([wire(segment) for segment in batch]), Pushed)
            self._note(batch, pushed)
            roster, done = pushed.roster, done + len(batch)
            self.progress(done, max(total, done))
        return roster

    def _note(self, batch: list[Segment], pushed: Pushed) -> None:
        status = {each.hash: each.status for each in pushed.outcomes}
        with self.store.database.writing():
            stored = [segment for segment in batch if status.get(segment.hash) == "stored"]
            held = [segment.hash for segment in batch if status.get(segment.hash) in ("stored", "known")]
            # of a push that had to be asked twice the first may have arrived: what it stored is then known
            lost = self.store.were_pushed(held if self.remote.asked_twice else [each.hash for each in stored])
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
