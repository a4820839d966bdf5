"""Live hints: who is told that a journal changed, by which socket, and when a socket ends.

Rules.
- A hint says that there may be something to pull, and nothing else. One that waits to be taken stands
  for all that follow it, so that a peer never has more than one waiting.
- A peer that does not take its hint in time is closed: it will pull when it comes back.
- A device that is no longer in good standing is closed as soon as the roster says so.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress
from typing import Protocol

from twoway_core.errors import BusyError, TooManyRequestsError
from twoway_core.ids import DeviceId, JournalId
from twoway_core.sync.limits import CLOSE_NOT_ALLOWED, CLOSE_PULL_AGAIN
from twoway_core.trust.roster import Roster
from twoway_server.journals import may_use
from twoway_server.limits import Limits

GOING_AWAY = 1001
GOODBYE_SECONDS = 1.0
"""A peer has so long to answer the end of its socket."""


class Line(Protocol):
    """What carries hints to one peer."""

    async def hint(self) -> None:
        """Send a hint; return once it was taken or kept to be taken. Raises ConnectionError."""

    def end(self, code: int) -> None:
        """End with ``code``, soon; a second time does nothing."""


class Peer:
    """One socket: its line, whose it is, and the hint that is on its way. ``device``: None until its token was seen."""

    __slots__ = ("_is_due", "_sending", "_wait_seconds", "address", "device", "journal", "line")

    def __init__(self, line: Line, journal: JournalId, address: str, wait_seconds: float) -> None:
        self.line, self.journal, self.address = line, journal, address
        self.device: DeviceId | None = None
        self._wait_seconds = wait_seconds
        self._is_due = False
        self._sending: asyncio.Task[None] | None = None

    def hint(self) -> None:
        """Send a hint, unless one waits that was not begun to be sent."""
        self._is_due = True
        if self._sending is None:
            self._sending = asyncio.create_task(self._send())

    async def _send(self) -> None:
        try:
            while self._is_due:
                self._is_due = False
                async with asyncio.timeout(self._wait_seconds):
                    await self.line.hint()
        except TimeoutError:
            self.line.end(CLOSE_PULL_AGAIN)
        except ConnectionError:
            pass  # the reading side notices, and leaves
        finally:
            self._sending = None

    def stop(self) -> None:
        """Send nothing more."""
        if self._sending is not None:
            self._sending.cancel()


class Hub:
    """Every socket of this process."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._peers: set[Peer] = set()
        self._addresses: Counter[str] = Counter()
        self._journals: dict[JournalId, set[Peer]] = {}
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
        if self._is_closed:
            peer.line.end(GOING_AWAY)

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
        """Forget ``peer``."""
        peer.stop()
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
                peer.line.end(CLOSE_NOT_ALLOWED)

    async def close(self) -> None:
        """Let nobody in any more, and end every socket."""
        self._is_closed = True
        self._is_empty.clear()
        if not self._peers:
            return
        for peer in self._peers:
            peer.line.end(GOING_AWAY)
        with suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE_SECONDS * 2):
                await self._is_empty.wait()
