"""The rosters of server and device brought together.

What extends ours is taken, a server that is behind is extended, and of a fork the branch wins that every
client takes. A roster proves itself: the server can hold one back, and can make none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twoway_client.errors import Refusal
from twoway_client.store.branches import keep_branch
from twoway_client.store.judging import rejudge
from twoway_client.store.segments import SegmentStore
from twoway_client.sync.remote import KEPT, Remote
from twoway_client.sync.signing import journal_path
from twoway_core.errors import ConflictError, NotAllowedError
from twoway_core.sync.messages import RosterPush, RosterState
from twoway_core.trust.forks import is_fork, prefer, split_of
from twoway_core.trust.roster import Roster, found
from twoway_core.trust.statements import decode_roster_entry, encode_roster_entry

OURS, THEIRS = "ours", "theirs"
RENAMED = "ask whoever runs the server which address is right; then use that one"


@dataclass(slots=True)
class Rosters:
    """Our roster, beside that of the server.

    ``switched``: of a fork, whose branch won: "ours", "theirs", or empty. ``received``: entries that came to count so.
    """

    store: SegmentStore
    remote: Remote
    roster: Roster
    switched: str = ""
    received: int = 0
    _owed: int | None = None
    _lost: bytes = b""

    def bring(self, after: int) -> None:
        """Give the server our roster from entry ``after`` on. Raises Refusal when it does not take it."""
        entries = [encode_roster_entry(entry) for entry in self.roster.entries[after:]]
        try:
            self.remote.call(f"{journal_path(self.roster.journal)}/roster", RosterPush(entries), RosterState)
        except NotAllowedError:
            raise self.unknown_here() from None
        except ConflictError:
            raise self._other_roster() from None

    def follow(self, sent: Sequence[bytes]) -> None:
        """Take in the roster entries of a reply. Raises Refusal or a PeerError."""
        entries = [decode_roster_entry(data) for data in sent]
        if not entries:
            return
        if entries[0].hash != self.roster.hashes[0]:
            self.roster = self.roster.extended(entries)
            return
        theirs = found(entries)
        if len(theirs.entries) < len(self.roster.entries) and not is_fork(self.roster, theirs):
            self.bring(len(theirs.entries))
        else:
            self.take(theirs)

    def take(self, theirs: Roster) -> None:
        """Take ``theirs`` where it continues ours, or wins over it; keep ours where that wins."""
        if is_fork(self.roster, theirs):
            self._take_sides(theirs)
        else:
            self.roster = prefer(self.roster, theirs)

    def settle(self) -> bool:
        """Give the server the branch that won, if it is still to have it; return whether it was.

        That ends the other branch there: whatever was written under it is fetched first.
        """
        if self._owed is None:
            return False
        self.bring(self._owed)
        self._owed = None
        return True

    def _take_sides(self, theirs: Roster) -> None:
        if theirs.head == self._lost:
            return  # said and judged with the page before
        with self.store.database.writing():
            ours = self.store.roster()  # another process of this device may have learned more meanwhile
            winner = prefer(ours, theirs)
            if is_fork(ours, theirs):
                keep_branch(self.store.database, theirs if winner is ours else ours)
            if winner is theirs:
                self.store.switch(winner)
            self.received += rejudge(self.store, winner)
        self.roster, self._lost = winner, theirs.head if winner is ours else ours.head
        self.switched = OURS if winner is ours else THEIRS
        self._owed = split_of(ours, theirs) - 1 if winner is ours else None

    def unknown_here(self) -> Refusal:
        """Return what to say to a server that does not know the journal or the device."""
        return self.other_name() or Refusal(
            "not-here",
            f"{self.remote.address.url} does not know this journal or device, and takes no new ones.",
            kept=KEPT,
            mend="check the address, or ask its host for a code: twoway sync URL --code CODE",
        )

    def not_let_in(self) -> Refusal:
        """Say why: the server goes by another name; or it took our roster and holds a longer one, without us."""
        return self.other_name() or Refusal(
            "revoked",
            f"{self.remote.address.url} knows this journal, but this device is no longer one of its devices.",
            kept="everything that is on this device, also what waits; it is not sent",
            mend="if you did not revoke it yourself, look at twoway devices on another one;\n"
            "to go on: twoway join --home DIR",
        )

    def other_name(self) -> Refusal | None:
        """Return what to say when the server goes by another address than the one that was asked.

        The address is the server's own word: it is told as that, and never as what to type.
        """
        asked, name = self.remote.address.url, self.remote.name()
        if not name or name == asked:
            return None
        return Refusal(
            "server-name",
            f"the server at {asked} says that it goes by another address: {name}.",
            kept=KEPT,
            mend=RENAMED,
        )

    def _other_roster(self) -> Refusal:
        return Refusal(
            "roster",
            f"{self.remote.address.url} follows another list of the devices of this journal: one that wins\n"
            "       over the list here, and without this device.",
            kept="everything that is on this device, also what waits; it is not sent",
            mend="pair it again: twoway invite on another device, then twoway join --again here",
        )


def take_roster(store: SegmentStore, remote: Remote, theirs: Roster) -> None:
    """Keep ``theirs``, which a device of this journal vouches for, unless ours wins over it; judge everything anew."""
    rosters = Rosters(store, remote, store.roster())
    rosters.take(theirs)
    with store.database.writing():
        if store.pin(rosters.roster):
            rejudge(store, rosters.roster)
