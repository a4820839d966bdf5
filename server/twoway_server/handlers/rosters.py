"""Rosters: whoever brings a valid continuation, or a branch that wins, may put it here, for it proves itself.

The reply tells the caller what the server holds only if the run shows that the caller knows this
journal: an entry that the server has, the genesis, or a continuation signed by one of its devices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from twoway_core.codec import decode_canonical
from twoway_core.errors import MalformedError, NotAllowedError, PeerError
from twoway_core.sync.messages import RosterPush, RosterState
from twoway_core.trust.forks import prefer
from twoway_core.trust.roster import Roster, found
from twoway_core.trust.statements import RosterEntry, decode_roster_entry, journal_id
from twoway_server.edge import Call
from twoway_server.journals import Journals
from twoway_server.registration import Registration
from twoway_server.replies import Reply, message

_RACES = 3


class Rosters:
    """Takes runs of roster entries."""

    def __init__(self, journals: Journals, registration: Registration) -> None:
        self._journals = journals
        self._registration = registration

    async def push(self, call: Call) -> Reply:
        """Append what is new of a run, or take the branch that wins; 409 with what the server holds else."""
        run = decode_canonical(RosterPush, call.body, len(call.body))
        entries = [decode_roster_entry(each) for each in run.entries]
        if not entries:
            raise MalformedError("a run of roster entries is empty")
        for _ in range(_RACES):
            roster = await self._journals.roster(call.journal)
            reply = await self._extend(roster, entries) if roster else await self._register(call, entries)
            if reply is not None:
                return reply
        raise NotAllowedError("others extend this roster at the same time")

    async def _register(self, call: Call, entries: Sequence[RosterEntry]) -> Reply | None:
        if journal_id(entries[0]) != call.journal:
            raise NotAllowedError("no such journal")
        self._registration.check(call.journal, call.registration)
        longer = found(entries)
        return _state(longer) if await self._journals.extend(None, longer) else None

    async def _extend(self, roster: Roster, entries: Sequence[RosterEntry]) -> Reply | None:
        held = frozenset(roster.hashes)
        news = [entry for entry in entries if entry.hash not in held]
        if not news:
            return _state(roster)
        try:
            longer = roster.extended(news)
        except PeerError:
            if len(news) == len(entries):
                raise NotAllowedError("no such journal") from None
            return await self._branch(roster, entries)
        return _state(longer) if await self._journals.extend(roster, longer) else None

    async def _branch(self, roster: Roster, entries: Sequence[RosterEntry]) -> Reply | None:
        """Take a branch that wins, by the rule that every client applies; leave any other."""
        other = _branching(roster, entries)
        if other is None or prefer(roster, other) is roster:
            return _state(roster, 409)
        return _state(other) if await self._journals.switch(roster, other) else None


def _branching(roster: Roster, entries: Sequence[RosterEntry]) -> Roster | None:
    """Return the roster that leaves ``roster`` behind an entry at the beginning of the run; None if there is none."""
    number = roster.number_of(entries[0].hash)
    if number is None:
        return None
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1].hash, _pairs(roster, number, entries)))
    try:
        return found(roster.entries[: number + shared]).extended(entries[shared:])
    except PeerError:
        return None


def _pairs(roster: Roster, first: int, entries: Sequence[RosterEntry]) -> Iterator[tuple[bytes, RosterEntry]]:
    return zip(roster.hashes[first:], entries, strict=False)


def _state(roster: Roster, status: int = 200) -> Reply:
    return message(RosterState(roster.head, len(roster.entries)), status)
