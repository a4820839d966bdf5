"""Changing who may read: roster entries by a device or a paper key, on the server first."""

from __future__ import annotations

import os
from collections.abc import Sequence

from twoway_client.desk import Desk
from twoway_client.errors import Refusal
from twoway_client.store.judging import rejudge
from twoway_client.store.segments import SegmentStore
from twoway_client.sync.exchange import Exchange
from twoway_client.sync.progress import Bar
from twoway_client.sync.remote import KEPT, Remote
from twoway_client.sync.signing import journal_path
from twoway_core.errors import ConflictError, NotAllowedError
from twoway_core.ids import DeviceId
from twoway_core.sealing import labels
from twoway_core.sealing.boxes import seal_box
from twoway_core.sealing.keys import DeviceKeys, EpochKey
from twoway_core.sealing.symmetric import KEY_BYTES
from twoway_core.sync.messages import RosterPush, RosterState
from twoway_core.trust.names import seal_name
from twoway_core.trust.roster import Roster, join_message
from twoway_core.trust.statements import MAX_CUTOFFS, Cutoff, RosterEntry, encode_roster_entry
from twoway_core.trust.writing import RosterWriter


class Change:
    """Entries that ``signer`` puts behind ``roster``; none of them counts before the server took all of them.

    ``key``: the newest epoch key that ``signer`` was given.
    """

    def __init__(self, roster: Roster, signer: DeviceKeys, key: EpochKey) -> None:
        self.roster, self.signer, self.key = roster, signer, key
        self._held = len(roster.entries)

    def admit(self, newcomer: DeviceKeys, name: str) -> None:
        """Add a device whose keys are here, after a new epoch where nobody gave us the key in force."""
        if self.key.commitment() != self.roster.commitment:
            self.rotate()
        sealed = seal_name(self.key, self.roster.journal, newcomer.public.device, name, os.urandom)
        self._add(self._writer().add_device(newcomer.public, self._agreed(newcomer), sealed))

    def revoke(self, revoked: Sequence[DeviceId], cutoffs: Sequence[Cutoff]) -> None:
        """End the standing of ``revoked``, and begin an epoch. Raises BadRosterError."""
        key = _new_key()
        self._add(self._writer().revoke(revoked, cutoffs, key), key)

    def rotate(self) -> None:
        """Begin a new epoch; everybody stays."""
        key = _new_key()
        self._add(self._writer().rotate(key), key)

    def replace_paper(self, paper: DeviceKeys, revoked: Sequence[DeviceId]) -> None:
        """Add a paper key, end the ``revoked`` ones, and begin an epoch. Raises BadRosterError."""
        key = _new_key()
        self._add(self._writer().replace_paper(paper.public, self._agreed(paper), revoked, key), key)

    def put(self, store: SegmentStore, remote: Remote) -> Roster:
        """Put the entries on the server, and only then here. Raises Refusal."""
        self.send(remote)
        return self.keep(store)

    def send(self, remote: Remote) -> None:
        """Put the entries on the server, all or none: the roster grows by compare-and-set. Raises Refusal."""
        entries = [encode_roster_entry(entry) for entry in self.roster.entries[self._held :]]
        try:
            remote.call(f"{journal_path(self.roster.journal)}/roster", RosterPush(entries), RosterState)
        except (ConflictError, NotAllowedError):
            raise Refusal(
                "roster-moved",
                "another device changed the list of devices at the same moment; nothing was changed here.",
                kept=KEPT,
                mend="the same command again",
            ) from None

    def keep(self, store: SegmentStore) -> Roster:
        """Put the entries into ``store``, and judge its segments by them."""
        with store.database.writing():
            store.pin(self.roster)
            rejudge(store, self.roster)
        return self.roster

    def _writer(self) -> RosterWriter:
        return RosterWriter(self.roster, self.signer, self.key, os.urandom, seal_box)

    def _agreed(self, newcomer: DeviceKeys) -> bytes:
        message = join_message(self.roster.journal, self.signer.public.device, newcomer.public)
        return newcomer.sign(labels.JOIN, message)

    def _add(self, entry: RosterEntry, key: EpochKey | None = None) -> None:
        self.roster = self.roster.extended([entry])
        self.key = key or self.key


def follow(desk: Desk, remote: Remote) -> None:
    """Bring roster and segments of server and device together, before the roster is written to."""
    with Bar("Exchanging", shown=False) as bar:
        Exchange(desk.segments, remote, desk.device_keys, bar).follow()


def change(desk: Desk, signer: DeviceKeys | None = None) -> Change:
    """Return a change of this profile's roster by this device, or by another ``signer``."""
    return Change(desk.segments.roster(), signer or desk.device_keys, desk.epoch_keys.newest)


def revoke(desk: Desk, remote: Remote, revoked: Sequence[DeviceId]) -> Roster:
    """End the standing of ``revoked``; what of theirs is here counts, and nothing else. Raises Refusal."""
    made = change(desk)
    made.revoke(revoked, cutoffs(desk.segments, revoked))
    return made.put(desk.segments, remote)


def rotate(desk: Desk, remote: Remote) -> Roster:
    """Begin a new epoch; everybody stays. Raises Refusal."""
    made = change(desk)
    made.rotate()
    return made.put(desk.segments, remote)


def cutoffs(store: SegmentStore, revoked: Sequence[DeviceId]) -> list[Cutoff]:
    """Return the heads of the chains that ``revoked`` wrote, as they are here."""
    found = heads_of(store, revoked)
    if len(found) > MAX_CUTOFFS:
        raise Refusal(
            "too-many-chains",
            f"these devices have written {len(found)} chains, more than one entry can cut off.",
            kept=KEPT,
            mend="revoke them one by one",
        )
    return found


def heads_of(store: SegmentStore, devices: Sequence[DeviceId]) -> list[Cutoff]:
    """Return the heads of the chains that ``devices`` wrote, as they are here; any number."""
    return [
        Cutoff(chain, head.number, head.hash)
        for chain, heads in sorted(store.heads().items())
        if store.author(chain) in devices
        for head in sorted(heads, key=lambda each: (each.number, each.hash))
    ]


def _new_key() -> EpochKey:
    return EpochKey(os.urandom(KEY_BYTES))
