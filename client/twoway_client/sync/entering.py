"""Entering a journal: what a new device keeps from its own yes on, until it is one of the journal's devices.

Before that yes nothing is kept. From then on its keys are, so that no list names a device whose keys nobody has; they
are removed again where it is known that nobody let it in. Where that is not known, the next sync finds out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from twoway_client.desk import Desk
from twoway_client.errors import Cancelled, Refusal
from twoway_client.founding import Lock, make_profile, unmake
from twoway_client.sync.joining import await_roster, keep_roster
from twoway_client.sync.mailbox import NEW_WORDS, Mailbox
from twoway_client.sync.pairing import Newcomer
from twoway_client.sync.session import remember_server
from twoway_core.errors import PeerError
from twoway_core.trust.pairing import Reply

_NOT_LET_IN = frozenset({"pairing", "roster"})
"""Refusals by which it is known that nobody let this device in."""
_NONE_KEPT = "nothing of it on this device"
_STOPPED = "Stopped: nothing was changed here, and the words are burnt."
_REMOVED = "Stopped: nothing was kept here, and the words are burnt."
_UNKNOWN = "Stopped. Should the other device have admitted this one, twoway sync goes on from here."


@contextmanager
def burning(mailbox: Mailbox) -> Iterator[None]:
    """End the invitation, on both sides, where what is inside breaks off."""
    try:
        yield
    except (KeyboardInterrupt, Cancelled):
        mailbox.burn()
        raise Cancelled(_STOPPED) from None
    except PeerError:
        mailbox.burn()
        raise


def enter(desk: Desk, newcomer: Newcomer, lock: Lock) -> Reply:
    """Keep the keys, consent, and wait until the other side admits this device. Raises Refusal or PeerError.

    The roster is there then, unless the connection broke meanwhile.
    """
    has_consented = False
    try:
        make_profile(desk.home, newcomer.name, newcomer.keys, newcomer.journal, None, lock)
        remember_server(desk, newcomer.mailbox.remote.address)
        has_consented = True  # it may arrive, whatever is heard of it
        newcomer.consent()
        journal, reply = newcomer.await_reply()
        await_roster(desk, reply.roster)
        keep_roster(desk, newcomer.fetch_roster(journal, reply))
    except (KeyboardInterrupt, Cancelled):
        raise Cancelled(_given_up(desk, newcomer)) from None
    except Refusal as refusal:
        if has_consented and refusal.code not in _NOT_LET_IN:
            refusal.kept, refusal.mend = "the keys of this device, should it have been admitted", "twoway sync"
            raise
        newcomer.mailbox.burn()
        _leave(desk)
        if refusal.code in _NOT_LET_IN:
            refusal.kept, refusal.mend = _NONE_KEPT, NEW_WORDS
        raise
    except PeerError:
        _leave(desk)
        raise
    return reply


def _given_up(desk: Desk, newcomer: Newcomer) -> str:
    """Burn the words, and return what to say to a person who stopped while the other side was waited for."""
    try:
        is_in = newcomer.is_let_in()
    except Refusal:
        return _UNKNOWN
    if is_in:
        return "Stopped. The other device had admitted this one already: twoway sync goes on from here."
    _leave(desk)
    return _REMOVED


def _leave(desk: Desk) -> None:
    """Remove what was made here, as far as it was."""
    if desk.home.has(desk.home.journal):
        desk.database.close()
    if desk.home.exists():
        unmake(desk.home)
