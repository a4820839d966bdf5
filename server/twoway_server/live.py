"""Live hints: who is told that a journal changed, by which socket, and when a socket ends.

Rules.
- A hint says that there may be something to pull, and nothing else.
- A device that is no longer in good standing is closed as soon as the roster says so.
- There are only so many sockets, in all, of one address and of one journal; what is not yet known counts too.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress
from typing import Protocol

from twoway_core.errors import BusyError, TooManyRequestsError
from twoway_core.ids import DeviceId, JournalId
from twoway_core.sync.limits import CLOSE_NOT_ALLOWED
from twoway_core.trust.roster import Roster
from twoway_server.heartbeats import Heartbeats
from twoway_server.journals import may_use
from twoway_server.limits import Limits

GOING_AWAY = 1001
GOODBYE_SECONDS = 1.0
"""A peer has so long to answer the end of its socket."""


class Peer(Protocol):
    """One socket, and whose it is. ``device``: None until its token was seen."""

    journal: JournalId
    address: str
    device: DeviceId | None

    def hint(self) -> None:
        """Send a hint; those that were not taken yet are one."""

    def beat(self) -> None:
        """Notice that half the time has passed after which a silent peer is asked for a sign of life."""

    def end(self, code: int) -> None:
        """End with ``code``, soon; a second time does nothing."""


class Hub:
    """Every socket of this process."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._peers: set[Peer] = set()
        self._addresses: Counter[str] = Counter()
        self._journals: dict[JournalId, set[Peer]] = {}
        self._heartbeats = Heartbeats(limits.heartbeat_seconds / 2)
        self._is_closed = False
        self._is_empty = asyncio.Event()

    def __len__(self) -> int:
        return len(self._peers)

    def check_room(self, address: str) -> None:
        """Raise BusyError or TooManyRequestsError when ``address`` may not have a socket more."""
        if self._is_closed or len(self._peers) >= self._limits.sockets:
            raise BusyError("the server has as many live sockets as it may")
        if self._addresses[address] >= self._limits.sockets_per_address:
            raise TooManyRequestsError("too many live sockets of this address")

    def enter(self, peer: Peer) -> None:
        """Count ``peer``, which may still be anybody."""
        self._peers.add(peer)
        self._addresses[peer.address] += 1
        self._heartbeats.enter(peer)
        if self._is_closed:
            peer.end(GOING_AWAY)

    def join(self, peer: Peer, device: DeviceId) -> bool:
        """Hint to ``peer``, which is ``device``, from now on; return False when its journal has too many sockets."""
        peers = self._journals.get(peer.journal, set())
        if len(peers) >= self._limits.sockets_per_journal:
            return False
        peer.device = device
        peers.add(peer)
        self._journals[peer.journal] = peers
        return True

    def leave(self, peer: Peer) -> None:
        """Forget ``peer``; a second time does nothing."""
        if peer not in self._peers:
            return
        self._heartbeats.leave(peer)
        self._peers.discard(peer)
        self._addresses[peer.address] -= 1
        if not self._addresses[peer.address]:
            del self._addresses[peer.address]
        peers = self._journals.get(peer.journal, set())
        peers.discard(peer)
        if not peers:
            self._journals.pop(peer.journal, None)
        if not self._peers:
            self._is_empty.set()

    def hint(self, journal: JournalId, but: DeviceId | None = None) -> None:
        """Hint to every socket of ``journal``, but for those of the device that brought the news."""
        for peer in self._journals.get(journal, ()):
            if peer.device != but:
                peer.hint()

    def roster_changed(self, roster: Roster) -> None:
        """Close the sockets of devices that ``roster`` no longer lets in, and hint to the others."""
        for peer in self._journals.get(roster.journal, ()):
            if peer.device is not None and may_use(roster, peer.device):
                peer.hint()
            else:
                peer.end(CLOSE_NOT_ALLOWED)

    async def close(self) -> None:
        """Let nobody in any more, and end every socket."""
        self._is_closed = True
        self._is_empty.clear()
        if not self._peers:
            return
        for peer in self._peers:
            peer.end(GOING_AWAY)
        with suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE_SECONDS * 2):
                await self._is_empty.wait()
