"""Recovering: the whole journal from a paper key and a server alone, and a new device that takes it over.

The server names the journals of the key; what it sends then proves itself by the roster, as for any device.
What is pulled lies sealed in a draft folder. The new device enters the roster when everything else is ready,
so that a crash leaves no profile, or one that works.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime

from twoway_client.device_names import names_in
from twoway_client.errors import Refusal
from twoway_client.founding import NewDevice, prepare, put_in_place
from twoway_client.home import Home
from twoway_client.store.checking import Check, check_journal
from twoway_client.store.database import Database
from twoway_client.store.index import Index
from twoway_client.store.last import last_written
from twoway_client.store.outbox import Reader
from twoway_client.store.seen import missing_segments
from twoway_client.store.segments import SegmentStore
from twoway_client.sync.exchange import Exchange, Progress
from twoway_client.sync.remote import KEPT, Remote
from twoway_client.sync.rosters import RENAMED
from twoway_client.sync.signing import journal_path, sign_in
from twoway_client.sync.standing import Change, heads_of
from twoway_core.errors import (
    BadKeyError,
    BadRosterError,
    BadSignatureError,
    CannotOpenError,
    MalformedError,
    NotAllowedError,
)
from twoway_core.ids import DeviceId, JournalId
from twoway_core.journal.fold import fold
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sealing.symmetric import KEY_BYTES
from twoway_core.sync.messages import (
    Challenge,
    ChallengeRequest,
    FindJournals,
    FoundJournals,
    SyncReply,
    SyncRequest,
)
from twoway_core.trust.auth import sign_find
from twoway_core.trust.epochs import EpochKeys, open_epoch_keys
from twoway_core.trust.members import Member
from twoway_core.trust.roster import Roster, found
from twoway_core.trust.statements import MAX_CUTOFFS, Cutoff, decode_roster_entry

_UNKNOWN = bytes(32)
_TRIES = 3
NOTHING = "nothing was made on this computer"


def find_journals(remote: Remote, paper: DeviceKeys) -> list[JournalId]:
    """Return the journals that the server knows of ``paper``, one at least. Raises Refusal."""
    answer = _answer(remote, paper)
    if not answer.journals:
        raise Refusal(
            "not-here",
            f"{remote.address.url} holds no journal of this paper key.",
            kept=NOTHING,
            mend="check the address; a server that lost the journal has it back\n"
            "after a twoway sync on any device that still works",
        )
    return [JournalId(journal) for journal in answer.journals]


def _answer(remote: Remote, paper: DeviceKeys) -> FoundJournals:
    """Ask anew a few times: an answer may be lost and have spent the nonce, or the computer sleep until it is old."""
    for _ in range(_TRIES):
        nonce = _challenge(remote, paper.public.device)
        with suppress(NotAllowedError):
            return _ask(remote, paper, nonce)
    raise _renamed(remote) or _lost(remote)


def _challenge(remote: Remote, paper: DeviceId) -> bytes:
    """Return a nonce; every server that knows papers gives one to whoever asks."""
    try:
        return remote.call(f"{_path(paper)}/challenge", ChallengeRequest(paper), Challenge).nonce
    except NotAllowedError:
        raise _renamed(remote) or _old(remote) from None


def _ask(remote: Remote, paper: DeviceKeys, nonce: bytes) -> FoundJournals:
    public = paper.public
    signature = sign_find(paper, remote.address.url, nonce)
    question = FindJournals(public.signing, public.agreement, nonce, signature)
    return remote.call(f"{_path(public.device)}/journals", question, FoundJournals)


def _path(paper: DeviceId) -> str:
    return f"/v1/papers/{paper.hex()}"


class Recovery:
    """The journal ``journal``, pulled by ``paper`` from ``remote`` into the folder of ``draft``."""

    def __init__(self, remote: Remote, paper: DeviceKeys, journal: JournalId, draft: Home) -> None:
        self.remote, self.paper, self.journal, self.draft = remote, paper, journal, draft
        self._local = os.urandom(KEY_BYTES)  # of what a check keeps beside the segments; never written anywhere
        roster = self._fetch_roster()
        self.epochs: EpochKeys = open_epoch_keys(roster, paper)
        self.database = Database(draft, is_new=True)
        self.store = SegmentStore(self.database)
        with self.database.writing():
            self.store.pin(roster)

    def _fetch_roster(self) -> Roster:
        try:
            page = self._first_page()
        except NotAllowedError:
            page = self._first_page()  # the token may have run out, as when a computer sleeps on the way
        roster = found([decode_roster_entry(data) for data in page.roster])
        if roster.journal != self.journal:
            raise BadRosterError("the list of devices is that of another journal")
        if not roster.is_standing(self.paper.public.device):
            raise _replaced()
        return roster

    def _first_page(self) -> SyncReply:
        self._sign_in()
        return self.remote.call(f"{journal_path(self.journal)}/sync", SyncRequest(_UNKNOWN, []), SyncReply)

    def _sign_in(self) -> None:
        try:
            sign_in(self.remote, self.journal, self.paper)
        except NotAllowedError:
            raise _replaced() from None

    def pull(self, progress: Progress) -> None:
        """Fetch everything that is not here yet; roster and epoch keys are then the newest."""
        self._sign_in()
        Exchange(self.store, self.remote, self.paper, progress).pull()
        self.epochs = open_epoch_keys(self.roster, self.paper)

    @property
    def roster(self) -> Roster:
        """The list of devices, as far as it came."""
        return self.store.roster()

    @property
    def names(self) -> dict[bytes, str]:
        """Device id -> name."""
        return names_in(self.roster, self.epochs)

    def check(self) -> Check:
        """Check every signature, link, body and entry."""
        return check_journal(self.store, self._reader, self.epochs)

    def missing(self, now_ms: int) -> int:
        """Return how many segments were seen by a device, are not on the server, and were not given up."""
        index = Index(self.database, self._reader, self.epochs, now_ms)
        index.refresh()
        losses = [fact.event for fact in fold(index.entries(())).mine.losses.values()]
        given_up = [(loss.chain, loss.first, loss.last) for loss in losses]
        return sum(run.count for run in missing_segments(self.store, self.roster, given_up))

    @property
    def _reader(self) -> Reader:
        return Reader(self.database, self.paper.agreement, self._local)

    def last_written(self) -> dict[DeviceId, datetime | None]:
        """Return when each device in good standing wrote its newest entry here, on its own clock; papers left out."""
        return {
            member.public.device: last_written(self.database, self.epochs, member.public.device)
            for member in self.roster.standing()
            if not member.is_paper
        }

    def revocable(self) -> list[Member]:
        """Return the other devices and papers in good standing that this paper key may revoke."""
        roster, own = self.roster, self.paper.public.device
        me = roster.members[own]
        return [each for each in roster.standing() if each.public.device != own and me.may_revoke(each)]

    def take_over(self, home: Home, device: NewDevice, revoked: Sequence[DeviceId]) -> None:
        """Put ``device`` into the roster and ``revoked`` out of it, and its profile into ``home``. Raises Refusal.

        Everything is made in the draft first; once the server has taken the entries, two files are moved.
        """
        change = Change(self.roster, self.paper, self.epochs.newest)
        for group, cutoffs in _groups(self.store, revoked):
            change.revoke(group, cutoffs)
        change.admit(device.keys, device.name)
        change.keep(self.store)
        with self.database.writing():
            self.store.forget_checkpoint()
        prepare(self.draft, self.database, device)
        change.send(self.remote)
        put_in_place(self.draft, home)
        self.remote.token = ""  # it was the paper's


def _groups(store: SegmentStore, revoked: Sequence[DeviceId]) -> Iterator[tuple[list[DeviceId], list[Cutoff]]]:
    """Yield ``revoked`` with their cut-offs, as few groups as hold what one entry can list. Raises Refusal."""
    group: list[DeviceId] = []
    listed: list[Cutoff] = []
    for device in revoked:
        heads = heads_of(store, [device])
        if len(heads) > MAX_CUTOFFS:
            raise Refusal(
                "too-many-chains",
                f"a device has written {len(heads)} chains, more than one entry can cut off.",
                kept=NOTHING,
                mend="twoway recover --keep-devices",
            )
        if len(listed) + len(heads) > MAX_CUTOFFS:
            yield group, listed
            group, listed = [], []
        group, listed = [*group, device], listed + heads
    if group:
        yield group, listed


@contextmanager
def in_words(remote: Remote, kept: str) -> Iterator[None]:
    """Turn what goes wrong inside into a refusal for somebody who has no journal here; ``kept`` is what is safe."""
    try:
        yield
    except Refusal as refusal:
        if KEPT in refusal.kept:
            refusal.kept = kept
            refusal.mend = refusal.mend.replace("twoway sync", "the same command").removesuffix(
                "; you can go on writing"
            )
        raise
    except CannotOpenError:
        raise Refusal(
            "no-box",
            "the list of devices holds no key for this paper key: whoever changed it last left the paper out.",
            kept=kept,
            mend="on a device that still works: twoway devices paper",
        ) from None
    except (MalformedError, BadSignatureError, BadRosterError, BadKeyError) as error:
        raise Refusal(
            "server",
            f"{remote.address.url} sent what no Twoway server sends: {error}.",
            kept=kept,
            mend="ask whoever runs the server",
        ) from None


def _replaced() -> Refusal:
    return Refusal(
        "paper-replaced",
        "this paper key was replaced by a newer one, or revoked: it opens nothing any more.",
        kept=NOTHING,
        mend="look for the newer 24 words; or, on a device that still works: twoway devices paper",
    )


def _renamed(remote: Remote) -> Refusal | None:
    """Return the refusal of a server that signs under another address than the one that was typed."""
    asked, name = remote.address.url, remote.name()
    if name in ("", asked):
        return None
    what = f"the server at {asked} says that it goes by another address: {name}."
    return Refusal("server-name", what, kept=NOTHING, mend=RENAMED)


def _old(remote: Remote) -> Refusal:
    return Refusal(
        "old-server",
        f"{remote.address.url} cannot find a journal by its paper key.",
        kept=NOTHING,
        mend="ask whoever runs it for the newest twoway-server",
    )


def _lost(remote: Remote) -> Refusal:
    return Refusal(
        "no-answer",
        f"{remote.address.url} was asked {_TRIES} times, and its answers were lost or came too late.",
        kept=NOTHING,
        mend="the same again, on a steadier network",
    )
