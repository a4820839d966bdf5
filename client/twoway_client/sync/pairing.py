"""Pairing over the server's mailbox: the old device's side and the new one's.

Both people say yes to one code, in either order. The newcomer's yes is its consent, without which there is no entry
in the roster; the inviter's is that entry.
"""

from __future__ import annotations

import os
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass

from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.store.segments import SegmentStore
from twoway_client.sync.joining import PASSING, fetch_roster
from twoway_client.sync.remote import Remote
from twoway_client.sync.signing import journal_path, sign_in
from twoway_core.errors import ConflictError, NotAllowedError, PeerError
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
    SLOTS,
    Channel,
    Consent,
    Message,
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

_TRIES, _PAUSE_SECONDS = 4, 0.5
"""How often a waiting side meets no answer before it gives up."""
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


@dataclass(slots=True)
class Mailbox:
    """The slots of one pairing on the server."""

    remote: Remote
    channel: Channel
    tick: Callable[[float], None] | None = None

    def path(self, kind: type) -> str:
        """Return where the slot of ``kind`` is."""
        return f"/v1/mailboxes/{self.channel.mailbox.hex()}/{SLOTS[kind]}"

    def put(self, message: Offer | Request | Reveal | Consent | Reply) -> None:
        """Seal ``message`` into its slot. Raises Over when the invitation is used or over, Refusal without an answer.

        The same bytes are put again where no answer came: they may be there already.
        """
        sealed, failures = self.channel.seal(message, os.urandom), 0
        while True:
            try:
                self.remote.send("POST", self.path(type(message)), sealed)
                return
            except (NotAllowedError, ConflictError):
                raise Over from None
            except Refusal as refusal:
                failures += 1
                if failures == _TRIES or refusal.code not in PASSING:
                    raise
                time.sleep(_PAUSE_SECONDS)

    def get(self, kind: type[Message], seconds: float, told: Callable[[], None] | None = None) -> Message:
        """Wait up to ``seconds`` for the message of ``kind``. Raises Over or Refusal.

        ``told`` is called once, when it was looked for and is not there yet.
        """
        until, failures = time.monotonic() + seconds, 0
        while (left := until - time.monotonic()) > 0:
            if self.tick is not None:
                self.tick(left)
            wait = min(WAIT_SECONDS if self.tick is None else 1, int(left) + 1)
            try:
                data = self.remote.send("GET", f"{self.path(kind)}?wait={wait}", wait=wait)
            except NotAllowedError:
                raise Over from None
            except Refusal as refusal:
                failures += 1
                if failures == _TRIES or refusal.code not in PASSING:
                    raise
                time.sleep(_PAUSE_SECONDS)
                continue
            if data:
                return self._open(kind, data)
            if told is not None:
                told()
                told = None
        raise Over

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


class Over(Refusal):
    """The refusal of an invitation that cannot be used any more."""

    def __init__(self) -> None:
        super().__init__(
            "pairing",
            "this invitation is used, over, or its words are wrong.",
            kept="nothing was changed",
            mend="twoway invite on the other device, for new words",
        )


def _ended(refusal: Refusal) -> Refusal:
    """Return what ``refusal`` says, for a pairing that ended with it: nobody was let in, and nobody will be."""
    return Refusal("pairing", refusal.what, kept="nothing was changed", mend=Over().mend)


class Inviter:
    """The old device's side: offer, see who asks, and admit or refuse."""

    def __init__(self, mailbox: Mailbox, keys: DeviceKeys, journal: JournalId) -> None:
        self.mailbox, self.keys = mailbox, keys
        self._nonce = os.urandom(NONCE_BYTES)
        self._until = 0.0
        public = keys.public
        self.offer = Offer(public.signing, public.agreement, journal, commit(self._nonce))

    def open(self) -> None:
        """Put the offer: from now on the words lead somewhere."""
        self._until = time.monotonic() + MAILBOX_SECONDS
        self.mailbox.put(self.offer)

    def await_request(self) -> tuple[Request, str]:
        """Wait for who asks, and return the request and the check code."""
        request = self.mailbox.get(Request, self._until - time.monotonic())
        reveal = Reveal(self._nonce)
        self.mailbox.put(reveal)
        return request, check_code(self.mailbox.channel, self.offer, request, reveal)

    def is_known(self, roster: Roster, request: Request) -> bool:
        """Return whether a key of the newcomer was in the list before: it cannot enter again. Raises BadKeyError."""
        newcomer = public_of(request)
        members = [member.public for member in roster.members.values()]
        return any(newcomer.signing == each.signing or newcomer.agreement == each.agreement for each in members)

    def await_consent(self, told: Callable[[], None] | None = None) -> Consent:
        """Wait for the yes on the newcomer's own screen. Raises Over or Refusal; ``told`` as in ``Mailbox.get``."""
        return self.mailbox.get(Consent, self._until - time.monotonic(), told)

    def admit(
        self, store: SegmentStore, roster: Roster, epochs: EpochKeys, request: Request, consent: Consent
    ) -> Roster:
        """Write the newcomer into the roster, here and on the server, and tell it. Raises Refusal or PeerError."""
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
                raise _ended(refusal) from None

    def await_reply(self) -> tuple[JournalId, Reply]:
        """Wait for the person's yes on the other screen. Raises Refusal on a no."""
        try:
            reply = self.mailbox.get(Reply, MAILBOX_SECONDS)
        except Refusal as refusal:
            if not self.is_let_in():
                raise _ended(refusal) from None
            reply = Reply(admitted=True, roster=b"", heads=[])  # it was put where nobody could fetch it
        self.mailbox.burn()
        if not reply.admitted:
            raise Refusal(
                "pairing", "the other device said no. The words are burnt.", mend="twoway invite there, for new words"
            )
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
