"""Mailboxes: where two devices meet to pair, in memory, for five minutes.

A mailbox has five slots, each written once. Writing the same bytes again succeeds (an answer may
have been lost); other bytes in a written slot are a wrong try, and the fifth burns the mailbox. Its
name stays burnt until its five minutes are over. The first slot opens it; who looks for a mailbox
that is not there guesses, and may not do so often.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from twoway_core.errors import ConflictError, NotAllowedError, TooManyRequestsError
from twoway_core.sync.limits import MAILBOX_SECONDS, MAILBOX_TRIES
from twoway_server.limits import Limits
from twoway_server.rates import Buckets

SLOTS = ("offer", "request", "reveal", "consent", "reply")
_BURST = 20
_MINUTE = 60.0


@dataclass(slots=True)
class _Mailbox:
    until: float
    slots: dict[str, bytes] = field(default_factory=dict)
    tries: int = 0
    is_burnt: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def announce(self) -> None:
        """Wake everybody who waits for a slot."""
        self.changed.set()
        self.changed = asyncio.Event()


class Mailboxes:
    """The mailboxes of this process; ``clock`` gives seconds that never go back."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self._limits = limits
        self._clock = clock
        self._boxes: dict[bytes, _Mailbox] = {}
        self._opened = Buckets(limits.mailboxes_per_minute / _MINUTE, _BURST, clock)
        self._missed = Buckets(limits.mailbox_misses_per_minute / _MINUTE, _BURST, clock)
        self._is_closing = False

    def write(self, mailbox: bytes, slot: str, data: bytes, address: str) -> None:
        """Put ``data`` into ``slot``; the slot ``offer`` opens the mailbox.

        Raises NotAllowedError when the mailbox is not there, ConflictError when the slot holds
        other bytes, TooManyRequestsError when ``address`` opens or misses too many.
        """
        if slot == SLOTS[0] and mailbox not in self._living():
            self._open(mailbox, address)
        box = self._find(mailbox, address)
        if slot not in box.slots:
            box.slots[slot] = data
            box.announce()
        elif box.slots[slot] != data:
            box.tries += 1
            if box.tries == MAILBOX_TRIES:
                self.burn(mailbox, address)
            raise ConflictError("this slot is written already")

    async def read(self, mailbox: bytes, slot: str, wait_seconds: float, address: str) -> bytes | None:
        """Return what is in ``slot``, waiting for it up to ``wait_seconds``; None when it is still empty.

        Raises NotAllowedError when the mailbox is not there, or is burnt meanwhile.
        """
        until = self._clock() + wait_seconds
        while True:
            box = self._find(mailbox, address)
            left = min(until, box.until) - self._clock()
            if slot in box.slots or left <= 0 or self._is_closing:
                return box.slots.get(slot)
            try:
                async with asyncio.timeout(left):
                    await box.changed.wait()
            except TimeoutError:
                return box.slots.get(slot)

    def burn(self, mailbox: bytes, address: str) -> None:
        """End ``mailbox``. Raises NotAllowedError when it is not there."""
        box = self._find(mailbox, address)
        box.is_burnt = True
        box.slots.clear()
        box.announce()

    def close(self) -> None:
        """Let everybody who waits go home: the server is about to stop."""
        self._is_closing = True
        for box in self._boxes.values():
            box.announce()

    def __len__(self) -> int:
        return len(self._boxes)

    def _open(self, mailbox: bytes, address: str) -> None:
        if len(self._boxes) >= self._limits.mailboxes or not self._opened.take(address):
            raise TooManyRequestsError("no more mailboxes for now")
        self._boxes[mailbox] = _Mailbox(self._clock() + MAILBOX_SECONDS)

    def _find(self, mailbox: bytes, address: str) -> _Mailbox:
        box = self._living().get(mailbox)
        if box is not None and not box.is_burnt:
            return box
        if not self._missed.take(address):
            raise TooManyRequestsError("too many mailboxes that are not there")
        raise NotAllowedError("no such mailbox")

    def _living(self) -> dict[bytes, _Mailbox]:
        """Return the mailboxes, without those whose five minutes are over."""
        now = self._clock()
        while self._boxes:
            mailbox, box = next(iter(self._boxes.items()))
            if box.until > now:
                break
            del self._boxes[mailbox]
        return self._boxes
