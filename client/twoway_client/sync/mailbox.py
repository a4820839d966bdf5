"""The mailbox of one pairing on the server: its slots, and what is said once it is there no more.

Whoever asks a person whether the codes are the same looks at it meanwhile: the other side may have stopped, and what
is closed leads to nothing any more, whatever is answered then.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from twoway_client.errors import Refusal
from twoway_client.sync.joining import PASSING
from twoway_client.sync.remote import Remote
from twoway_core.errors import ConflictError, NotAllowedError, PeerError
from twoway_core.sync.limits import WAIT_SECONDS
from twoway_core.trust.pairing import SLOTS, Channel, Consent, Message, Offer, Reply, Request, Reveal

_TRIES, _PAUSE_SECONDS = 4, 0.5
"""How often a waiting side meets no answer before it gives up."""
NEW_WORDS = "twoway invite on the other device, for new words"


class Over(Refusal):
    """The refusal of words that lead nowhere."""

    def __init__(self) -> None:
        super().__init__(
            "pairing",
            "this invitation is used, over, or its words are wrong.",
            kept="nothing was changed",
            mend=NEW_WORDS,
        )


class Stopped(Refusal):
    """The other side said no, or left. ``code``: what this side calls its end without a device."""

    def __init__(self, code: str, mend: str) -> None:
        super().__init__(code, "the other device stopped. Nothing was added.", mend=mend)


@dataclass(slots=True)
class Mailbox:
    """The slots of one pairing on the server. ``gone``: what is said where there is no mailbox, or not any more."""

    remote: Remote
    channel: Channel
    tick: Callable[[float], None] | None = None
    gone: Callable[[], Refusal] = Over

    def path(self, kind: type) -> str:
        """Return where the slot of ``kind`` is."""
        return f"/v1/mailboxes/{self.channel.mailbox.hex()}/{SLOTS[kind]}"

    def put(self, message: Offer | Request | Reveal | Consent | Reply, tries: int = _TRIES) -> None:
        """Seal ``message`` into its slot. Raises ``gone``, Over where another message is there, Refusal."""
        sealed = self.channel.seal(message, os.urandom)
        self._ask("POST", self.path(type(message)), sealed, tries=tries)

    def get(self, kind: type[Message], seconds: float, told: Callable[[], None] | None = None) -> Message:
        """Wait up to ``seconds`` for the message of ``kind``. Raises ``gone`` or Refusal.

        ``told`` is called once, when it was looked for and is not there yet.
        """
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if self.tick is not None:
                self.tick(left)
            wait = min(WAIT_SECONDS if self.tick is None else 1, int(left) + 1)
            data = self._ask("GET", f"{self.path(kind)}?wait={wait}", wait=wait)
            if data:
                return self._open(kind, data)
            if told is not None:
                told()
                told = None
        raise self.gone()

    def look(self, kind: type[Message]) -> Message | None:
        """Return the message of ``kind`` if it is there now; no answer tells nothing. Raises ``gone`` or Refusal."""
        try:
            data = self._ask("GET", f"{self.path(kind)}?wait=0", tries=1)
        except Refusal as refusal:
            if refusal.code not in PASSING:
                raise
            data = b""
        return self._open(kind, data) if data else None

    def _ask(self, method: str, path: str, body: bytes | None = None, wait: float = 0.0, tries: int = _TRIES) -> bytes:
        """Send until somebody answers: the same bytes may be there already. Raises as ``put`` does."""
        while True:
            tries -= 1
            try:
                return self.remote.send(method, path, body, wait=wait)
            except NotAllowedError:
                raise self.gone() from None
            except ConflictError:
                raise Over from None
            except Refusal as refusal:
                if tries == 0 or refusal.code not in PASSING:
                    raise
                time.sleep(_PAUSE_SECONDS)

    def _open(self, kind: type[Message], data: bytes) -> Message:
        try:
            return self.channel.open(kind, data)
        except PeerError:
            self.burn()
            raise Refusal(
                "pairing",
                "somebody wrote into this invitation who does not have its words.",
                mend="twoway invite, for new words",
            ) from None

    def burn(self) -> None:
        """End the invitation for everybody; that it was over already is as good."""
        try:
            self.remote.send("DELETE", f"/v1/mailboxes/{self.channel.mailbox.hex()}")
        except (NotAllowedError, Refusal):
            return
