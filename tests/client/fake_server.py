"""A server in memory that speaks the wire messages: the client's port to the network, without a network.

It passes the same contract as the real one (see ``test_contract``), and can be wiped, or made to
answer as a server that lies.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

from twoway_client.sync.remote import Address, Remote
from twoway_core.codec import Wire
from twoway_core.errors import BadRosterError, ConflictError, NotAllowedError
from twoway_core.ids import ChainId, DeviceId
from twoway_core.sealing.keys import DevicePublic
from twoway_core.sealing.replacing import check_replacement
from twoway_core.sealing.segment import Segment
from twoway_core.sync.heads import from_wire, to_wire
from twoway_core.sync.messages import (
    Challenge,
    ChallengeRequest,
    Fetch,
    Fetched,
    FindJournals,
    FoundJournals,
    Head,
    NewBody,
    Outcome,
    Push,
    Pushed,
    PutBodies,
    RosterPush,
    RosterState,
    SegmentPlace,
    SignedIn,
    SignIn,
    SyncReply,
    SyncRequest,
    Wanted,
    WantedNow,
    wire,
)
from twoway_core.trust.auth import check_find, check_sign_in
from twoway_core.trust.forks import prefer
from twoway_core.trust.roster import Roster, found
from twoway_core.trust.statements import RosterEntry, decode_roster_entry, encode_roster_entry

Message = TypeVar("Message", bound=Wire)
URL = "http://127.0.0.1:8470"


class FakeServer:
    """One journal's worth of a server. ``page``: segments a page."""

    def __init__(self, page: int = 3) -> None:
        self.page = page
        self.wipe()

    def wipe(self) -> None:
        """Forget everything, as a server whose disk was lost."""
        self.roster: Roster | None = None
        self.segments: dict[bytes, Segment] = {}
        self.wanted: set[SegmentPlace] = set()
        self.tokens: dict[str, DeviceId] = {}

    def copy(self) -> FakeServer:
        """Return a second server with the same state, as a restored backup is."""
        other = FakeServer(self.page)
        other.roster, other.segments = self.roster, dict(self.segments)
        return other

    def heads(self) -> dict[ChainId, frozenset[Head]]:
        """Return the vector of heads."""
        named = {segment.header.previous for segment in self.segments.values()}
        heads: dict[ChainId, frozenset[Head]] = {}
        for name, segment in self.segments.items():
            if name not in named:
                chain = ChainId(segment.header.chain)
                heads[chain] = heads.get(chain, frozenset()) | {Head(segment.header.number, name)}
        return heads

    def handle(self, token: str, message: Wire) -> Wire:
        """Answer ``message`` as the real server would."""
        match message:
            case RosterPush(entries):
                return self._extend(entries)
            case ChallengeRequest():
                return Challenge(os.urandom(32))
            case SignIn():
                return self._sign_in(message)
            case FindJournals():
                return self._find(message)
        if self.roster is None or token not in self.tokens or not self.roster.is_standing(self.tokens[token]):
            raise NotAllowedError("no")
        match message:
            case SyncRequest():
                return self._sync(self.roster, message)
            case PutBodies(bodies):
                return Pushed([self._put(self.roster, each) for each in bodies], self.roster.head)
            case Wanted(add):
                self.wanted |= {each for each in add if each.hash in self.segments}
                return WantedNow(sorted(self.wanted, key=lambda each: (each.chain, each.number, each.hash)))
            case Fetch(places):
                return Fetched([wire(self.segments[each.hash]) for each in places if each.hash in self.segments])
        assert isinstance(message, Push)
        return self._push(self.roster, message)

    def _extend(self, data: list[bytes]) -> RosterState:
        entries = [decode_roster_entry(each) for each in data]
        if self.roster is None:
            self.roster = found(entries)
        else:
            fresh = [entry for entry in entries if entry not in self.roster.entries]
            try:
                self.roster = self.roster.extended(fresh)
            except BadRosterError:
                self._branch(self.roster, entries)
        return RosterState(self.roster.head, len(self.roster.entries))

    def _branch(self, roster: Roster, entries: list[RosterEntry]) -> None:
        """Take the branch in ``entries`` if it wins; what cites the other goes."""
        first = roster.number_of(entries[0].hash)
        if first is None:
            raise NotAllowedError("no")
        try:
            other = found(roster.entries[:first] + entries)
        except BadRosterError:
            raise ConflictError("no") from None
        if prefer(roster, other) is roster:
            raise ConflictError("no")
        self.roster = other
        self.segments = {name: each for name, each in self.segments.items() if each.header.roster in other.hashes}

    def _sign_in(self, message: SignIn) -> SignedIn:
        member = self.roster.members.get(message.device) if self.roster else None  # type: ignore[call-overload]
        if member is None or member.revoked is not None or self.roster is None:
            raise NotAllowedError("no")
        check_sign_in(member.public, URL, self.roster.journal, message.nonce, message.signature)
        token = os.urandom(32)
        self.tokens[token.hex()] = DeviceId(message.device)
        return SignedIn(token, 900)

    def _find(self, message: FindJournals) -> FoundJournals:
        public = DevicePublic(message.signing, message.agreement)
        check_find(public, URL, message.nonce, message.signature)
        member = self.roster.members.get(public.device) if self.roster else None
        return FoundJournals([self.roster.journal] if self.roster and member and member.is_paper else [])

    def _sync(self, roster: Roster, message: SyncRequest) -> SyncReply:
        number = roster.number_of(message.roster)
        entries = roster.entries[0 if number is None else number + 1 :]
        held = self._ancestors(head.hash for heads in from_wire(message.heads).values() for head in heads)
        lacking = sorted(
            (segment for name, segment in self.segments.items() if name not in held),
            key=lambda each: (each.header.chain, each.header.number),
        )
        return SyncReply(
            [encode_roster_entry(entry) for entry in entries],
            to_wire(self.heads()),
            [wire(segment) for segment in lacking[: self.page]],
            len(lacking) > self.page,
        )

    def _ancestors(self, names: object) -> set[bytes]:
        held: set[bytes] = set()
        todo = list(names)  # type: ignore[call-overload]
        while todo:
            name = todo.pop()
            if name in self.segments and name not in held:
                held.add(name)
                todo.append(self.segments[name].header.previous)
        return held

    def _push(self, roster: Roster, message: Push) -> Pushed:
        outcomes = []
        for each in message.segments:
            segment = each.segment()
            status = "known" if segment.hash in self.segments else "stored"
            self.segments.setdefault(segment.hash, segment)
            outcomes.append(Outcome(segment.hash, status, ""))  # type: ignore[arg-type]
        return Pushed(outcomes, roster.head)

    def _put(self, roster: Roster, new: NewBody) -> Outcome:
        replacement = new.replacement
        segment = self.segments.get(replacement.segment)
        if segment is None:
            return Outcome(replacement.segment, "refused", "unknown")
        check_replacement(replacement, roster.members[DeviceId(replacement.device)].public)
        self.segments[segment.hash] = Segment(segment.header_bytes, segment.signature, replacement.body)
        self.wanted.discard(SegmentPlace(new.chain, new.number, segment.hash))
        return Outcome(segment.hash, "stored", "")


class FakeRemote(Remote):
    """A connection to a ``FakeServer``; ``drop_after`` calls the answer is lost after the server acted."""

    def __init__(self, server: FakeServer, drop_after: int | None = None) -> None:
        super().__init__(Address.parse(URL))
        self.server, self.drop_after = server, drop_after

    def call(self, path: str, message: Wire, reply: type[Message]) -> Message:
        """Send ``message``; the path matters to the real server only."""
        answer = self.server.handle(self.token, message)
        if self.drop_after is not None:
            self.drop_after -= 1
            if self.drop_after < 0:
                raise self._no_answer(TimeoutError())
        assert isinstance(answer, reply)
        return answer


class Meanwhile(FakeRemote):
    """A connection whose first page arrives after something else happened on this device."""

    def __init__(self, server: FakeServer, happens: Callable[[], None]) -> None:
        super().__init__(server)
        self.happens: Callable[[], None] | None = happens

    def call(self, path: str, message: Wire, reply: type[Message]) -> Message:
        """Send ``message``, and after the first page let it happen."""
        answer = super().call(path, message, reply)
        if isinstance(message, SyncRequest) and self.happens is not None:
            happens, self.happens = self.happens, None
            happens()
        return answer
