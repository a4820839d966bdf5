"""Pairing over the server's mailbox: the old device's side and the new one's.

Both people say yes to one code, in either order. The newcomer's yes is its consent, without which there is no entry
in the roster; the inviter's is that entry.
"""

from __future__ import annotations

import os
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from contextlib import suppress

from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.store.segments import SegmentStore
from twoway_client.sync.joining import fetch_roster
from twoway_client.sync.mailbox import NEW_WORDS, Mailbox, Stopped
from twoway_client.sync.signing import journal_path, sign_in
from twoway_core.errors import NotAllowedError
from twoway_core.ids import JournalId
from twoway_core.sealing import labels
from twoway_core.sealing.boxes import seal_box
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sync.heads import to_wire
from twoway_core.sync.limits import MAILBOX_SECONDS, WAIT_SECONDS
from twoway_core.sync.messages import RosterPush, RosterState
from twoway_core.trust.epochs import EpochKeys
from twoway_core.trust.names import seal_name
from twoway_core.trust.pairing import (
    MAX_SLOT_BYTES,
    NONCE_BYTES,
    SECRET_BITS,
    SECRET_BYTES,
    Consent,
    Offer,
    Reply,
    Request,
    Reveal,
    check_code,
    check_reveal,
    commit,
    journal_of,
    public_of,
)
from twoway_core.trust.roster import Roster, join_message
from twoway_core.trust.statements import encode_roster_entry
from twoway_core.trust.writing import RosterWriter

_NEW_WORDS_HERE = "twoway invite, for new words"
_TAKEN_SECONDS, _LOOK_SECONDS = 5.0, 0.1
"""How long, and how often, an inviter looks whether its reply was read."""
_APP_JOIN, _JOIN = "/app/#join=", "/#join="
"""What stands between server and secret in a link, and what did before there was an app."""
_HEADS_BYTES = MAX_SLOT_BYTES - 256


def new_secret() -> bytes:
    """Return a pairing secret: 99 random bits in 13 bytes."""
    number = int.from_bytes(os.urandom(SECRET_BYTES), "big") & ((1 << SECRET_BITS) - 1)
    return number.to_bytes(SECRET_BYTES, "big")


def invitation_link(server: str, secret: bytes) -> str:
    """Return the link of the QR: it opens the app; the secret is in the fragment, which a browser never sends."""
    return f"{server}{_APP_JOIN}{urlsafe_b64encode(secret).decode().rstrip('=')}"


def read_link(link: str) -> tuple[str, bytes]:
    """Return (server, secret) of an invitation's link. Raises UsageRefusal."""
    server, _, text = link.partition(_APP_JOIN if _APP_JOIN in link else _JOIN)
    try:
        secret = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        secret = b""
    if len(secret) != SECRET_BYTES:
        raise UsageRefusal("this is not the link of an invitation.", mend="twoway join, and type the nine words")
    return server, secret


class TimeUp(Refusal):
    """The refusal of an inviter whose five minutes are over."""

    def __init__(self) -> None:
        what = "the five minutes of these words are over. Nothing was added."
        super().__init__("refused", what, mend=_NEW_WORDS_HERE)


def _meddled(what: str) -> Refusal:
    return Refusal("refused", what, mend=_NEW_WORDS_HERE)


def _ended() -> Refusal:
    """Return what a newcomer is told whose invitation was there, and is no more."""
    return Refusal(
        "pairing",
        "the invitation has ended: the other device stopped, or its five minutes are over. Nothing was added.",
        mend=NEW_WORDS,
    )


def _outside(refusal: Refusal) -> Refusal:
    """Return what ``refusal`` says, for a pairing that ended with it: nobody was let in, and nobody will be."""
    if refusal.code == "pairing":
        return refusal
    return Refusal("pairing", refusal.what, kept="nothing was changed", mend=NEW_WORDS)


class Inviter:
    """The old device's side: offer, see who asks, and admit or refuse."""

    def __init__(self, mailbox: Mailbox, keys: DeviceKeys, journal: JournalId) -> None:
        self.mailbox, self.keys = mailbox, keys
        self._nonce = os.urandom(NONCE_BYTES)
        self._until = 0.0
        self._is_asked = self._is_admitting = False
        public = keys.public
        self.offer = Offer(public.signing, public.agreement, journal, commit(self._nonce))

    def open(self) -> None:
        """Put the offer: from now on the words lead somewhere."""
        self._until = time.monotonic() + MAILBOX_SECONDS
        self.mailbox.gone = self._gone
        self.mailbox.put(self.offer)

    def _gone(self) -> Refusal:
        """Return what is said where the mailbox is there no more: who has asked can end it, and so can its time."""
        if time.monotonic() >= self._until:
            return TimeUp()
        if self._is_asked:
            return Stopped("refused", _NEW_WORDS_HERE)
        return _meddled("this invitation was ended by somebody else, or by the server. Nothing was added.")

    def await_request(self) -> tuple[Request, str]:
        """Wait for who asks, and return the request and the check code."""
        request = self.mailbox.get(Request, self._until - time.monotonic())
        reveal = Reveal(self._nonce)
        self.mailbox.put(reveal)
        self._is_asked = True  # from now on the newcomer looks at the reply
        return request, check_code(self.mailbox.channel, self.offer, request, reveal)

    def is_known(self, roster: Roster, request: Request) -> bool:
        """Return whether a key of the newcomer was in the list before: it cannot enter again. Raises BadKeyError."""
        newcomer = public_of(request)
        members = [member.public for member in roster.members.values()]
        return any(newcomer.signing == each.signing or newcomer.agreement == each.agreement for each in members)

    def look(self) -> None:
        """See, while the person is asked, whether the newcomer is still there. Raises Stopped, TimeUp or Refusal."""
        if time.monotonic() >= self._until:
            raise TimeUp
        if self.mailbox.look(Reply) is not None:
            raise _meddled("somebody who has these words answered in place of this device. Nothing was added.")

    def await_consent(self, told: Callable[[], None] | None = None) -> Consent:
        """Wait for the yes on the newcomer's own screen. Raises Stopped, TimeUp or Refusal.

        A consent is there only as long as the mailbox is: what was closed leads to no entry. ``told`` as in
        ``Mailbox.get``.
        """
        return self.mailbox.get(Consent, self._until - time.monotonic(), told)

    def admit(
        self, store: SegmentStore, roster: Roster, epochs: EpochKeys, request: Request, consent: Consent
    ) -> Roster:
        """Write the newcomer into the roster, here and on the server, and tell it. Raises Refusal or PeerError."""
        self._is_admitting = True
        newcomer = public_of(request)
        name = seal_name(epochs.current, roster.journal, newcomer.device, request.name, os.urandom)
        writer = RosterWriter(roster, self.keys, epochs.current, os.urandom, seal_box)
        entry = writer.add_device(newcomer, consent.countersignature, name)
        longer = roster.extended([entry])
        path = f"{journal_path(roster.journal)}/roster"
        self.mailbox.remote.call(path, RosterPush([encode_roster_entry(entry)]), RosterState)
        with store.database.writing():
            store.pin(longer)
        try:
            self.mailbox.put(self._reply(store, longer))
        except Refusal:
            self.mailbox.burn()  # the newcomer then looks for itself whether it was let in
        return longer

    def is_taken(self) -> bool:
        """Return whether the newcomer has read the reply: it burns the mailbox then. Waits a few seconds for that."""
        until = time.monotonic() + _TAKEN_SECONDS
        while time.monotonic() < until:
            try:
                self.mailbox.remote.send("GET", f"{self.mailbox.path(Reply)}?wait=0")
            except NotAllowedError:
                return True
            except Refusal:
                return False
            time.sleep(_LOOK_SECONDS)
        return False

    def _reply(self, store: SegmentStore, roster: Roster) -> Reply:
        heads, size = [], 0
        for chain in to_wire(store.heads()):
            size += 32 + 48 * len(chain.heads)
            if size > _HEADS_BYTES:
                break
            heads.append(chain)
        return Reply(admitted=True, roster=roster.head, heads=heads)

    def refuse(self) -> None:
        """Tell the newcomer no, and burn the words."""
        self.mailbox.put(Reply(admitted=False, roster=b"", heads=[]))

    def leave(self) -> None:
        """End the invitation for everybody, now: who has asked is told no, unless the entry may be written already."""
        if self._is_asked and not self._is_admitting:
            with suppress(Refusal):
                self.mailbox.put(Reply(admitted=False, roster=b"", heads=[]), tries=1)
                return
        self.mailbox.burn()


class Newcomer:
    """The new device's side: ask, show the check code, consent, and take the journal once admitted."""

    def __init__(self, mailbox: Mailbox, keys: DeviceKeys, name: str) -> None:
        self.mailbox, self.keys, self.name = mailbox, keys, name
        self.offer: Offer | None = None

    def ask(self, journal: JournalId | None = None) -> str:
        """Send our request and return the check code. Raises Refusal, also when it leads to another ``journal``."""
        self.offer = self.mailbox.get(Offer, WAIT_SECONDS)
        if journal is not None and journal_of(self.offer) != journal:
            raise Refusal(
                "journal",
                "that invitation leads to another journal than the one in this home.",
                kept="everything here; nothing was sent",
                mend="twoway invite on a device of this journal; or twoway --home DIR join, for the other one",
            )
        self.mailbox.gone = _ended
        public_of(self.offer)
        public = self.keys.public
        request = Request(public.signing, public.agreement, self.name, os.urandom(NONCE_BYTES))
        self.mailbox.put(request)
        reveal = self.mailbox.get(Reveal, MAILBOX_SECONDS)
        check_reveal(self.offer, reveal)
        return check_code(self.mailbox.channel, self.offer, request, reveal)

    @property
    def journal(self) -> JournalId:
        """The journal that the offer leads to."""
        assert self.offer is not None
        return journal_of(self.offer)

    def look(self) -> None:
        """See, while the person is asked, whether the other side is still there. Raises Refusal where it is not.

        A yes of its own tells nothing yet: nobody can admit who has not consented.
        """
        reply = self.mailbox.look(Reply)
        if reply is not None and not reply.admitted:
            self.mailbox.burn()
            raise Stopped("pairing", NEW_WORDS)

    def consent(self) -> None:
        """Say that the codes are the same: from now on the other side can admit this device.

        Raises Refusal when the invitation is over, or no answer came and this device was not let in meanwhile.
        """
        assert self.offer is not None
        message = join_message(self.journal, public_of(self.offer).device, self.keys.public)
        try:
            self.mailbox.put(Consent(self.keys.sign(labels.JOIN, message)))
        except Refusal as refusal:
            if not self.is_let_in():
                raise _outside(refusal) from None

    def await_reply(self) -> tuple[JournalId, Reply]:
        """Wait for the person's yes on the other screen. Raises Refusal on a no."""
        try:
            reply = self.mailbox.get(Reply, MAILBOX_SECONDS)
        except Refusal as refusal:
            if not self.is_let_in():
                raise _outside(refusal) from None
            reply = Reply(admitted=True, roster=b"", heads=[])  # it was put where nobody could fetch it
        self.mailbox.burn()
        if not reply.admitted:
            raise Stopped("pairing", NEW_WORDS)
        return self.journal, reply

    def is_let_in(self) -> bool:
        """End the invitation, and return whether this device was admitted before. Raises Refusal without an answer."""
        self.mailbox.burn()
        try:
            sign_in(self.mailbox.remote, self.journal, self.keys)
        except NotAllowedError:
            return False
        return True

    def fetch_roster(self, journal: JournalId, reply: Reply) -> Roster:
        """Return the roster that admits us, proved from its genesis on. Raises Refusal or PeerError."""
        return fetch_roster(self.mailbox.remote, journal, self.keys, reply.roster)
