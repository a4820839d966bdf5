"""Heartbeats: everybody who listens is looked at once a period, a share of them at a time.

One timer serves all: a timer each would take more memory than the listener, and all at once would be a storm.
So no fault of one may end it, nor keep the others from their turn.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Protocol

log = logging.getLogger("twoway_server.heartbeats")

_SHARES = 32


class Beating(Protocol):
    """What is looked at."""

    def beat(self) -> None:
        """Notice that a period has passed."""


class Heartbeats:
    """Calls ``beat`` of each member every ``seconds``, for as long as it is one."""

    def __init__(self, seconds: float) -> None:
        self._step_seconds = seconds / _SHARES
        self._shares: list[set[Beating]] = [set() for _ in range(_SHARES)]
        self._timer: asyncio.TimerHandle | None = None
        self._at = 0

    def enter(self, member: Beating) -> None:
        """Begin with ``member``: its first beat comes within a period."""
        self._share(member).add(member)
        if self._timer is None:
            self._rest()

    def leave(self, member: Beating) -> None:
        """Forget ``member``."""
        self._share(member).discard(member)

    def _share(self, member: Beating) -> set[Beating]:
        return self._shares[hash(member) % _SHARES]

    def _rest(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(self._step_seconds, self._step)

    def _step(self) -> None:
        self._at = (self._at + 1) % _SHARES
        for member in tuple(self._shares[self._at]):
            try:
                member.beat()
            except Exception:
                log.exception("fault")
        self._timer = None
        if any(self._shares):
            self._rest()
