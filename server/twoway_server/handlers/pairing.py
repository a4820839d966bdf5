"""Pairing: the five slots of a mailbox, for whoever knows its name."""

from __future__ import annotations

from twoway_core.errors import MalformedError
from twoway_core.sync.limits import WAIT_SECONDS
from twoway_server.edge import Call
from twoway_server.mailboxes import Mailboxes
from twoway_server.replies import Reply


class Pairing:
    """Writes, reads and burns; the bytes in the slots are sealed."""

    def __init__(self, mailboxes: Mailboxes) -> None:
        self._mailboxes = mailboxes

    async def write(self, call: Call) -> Reply:
        """Put the body into a slot."""
        self._mailboxes.write(_mailbox(call), call.path["slot"], call.body, call.address)
        return Reply(204)

    async def read(self, call: Call) -> Reply:
        """Give what is in a slot, waiting for it as long as the caller asks; 204 while it is empty."""
        wait_seconds = _wait_seconds(call.query)
        data = await self._mailboxes.read(_mailbox(call), call.path["slot"], wait_seconds, call.address)
        return Reply(204) if data is None else Reply(200, data)

    async def burn(self, call: Call) -> Reply:
        """End the mailbox."""
        self._mailboxes.burn(_mailbox(call), call.address)
        return Reply(204)


def _mailbox(call: Call) -> bytes:
    return bytes.fromhex(call.path["mailbox"])


def _wait_seconds(query: str) -> int:
    """Return the seconds in ``query``, which is empty or ``wait=SECONDS``."""
    digits = query.removeprefix("wait=") if query else "0"
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 6):
        raise MalformedError("wait is a whole number of seconds")
    return min(int(digits), WAIT_SECONDS)
