"""Changing who may read: revoking devices and renewing the key, in one roster entry, on the server first."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

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
from twoway_core.sealing.boxes import seal_box
from twoway_core.sealing.keys import EpochKey
from twoway_core.sealing.symmetric import KEY_BYTES
from twoway_core.sync.messages import RosterPush, RosterState
from twoway_core.trust.roster import Roster
from twoway_core.trust.statements import MAX_CUTOFFS, Cutoff, RosterEntry, encode_roster_entry
from twoway_core.trust.writing import RosterWriter


def follow(desk: Desk, remote: Remote) -> None:
    """Bring roster and segments of server and device together, before the roster is written to."""
    with Bar("Exchanging", shown=False) as bar:
        Exchange(desk.segments, remote, desk.device_keys, bar).follow()


def revoke(desk: Desk, remote: Remote, revoked: Sequence[DeviceId]) -> Roster:
    """End the standing of ``revoked``; what of theirs is here counts, and nothing else. Raises Refusal."""
    return _write(desk, remote, lambda writer: writer.revoke(revoked, cutoffs(desk.segments, revoked), _new_key()))


def rotate(desk: Desk, remote: Remote) -> Roster:
    """Begin a new epoch; everybody stays. Raises Refusal."""
    return _write(desk, remote, lambda writer: writer.rotate(_new_key()))


def cutoffs(store: SegmentStore, revoked: Sequence[DeviceId]) -> list[Cutoff]:
    """Return the heads of the chains that ``revoked`` wrote, as they are here."""
    found = [
        Cutoff(chain, head.number, head.hash)
        for chain, heads in sorted(store.heads().items())
        if store.author(chain) in revoked
        for head in sorted(heads, key=lambda each: (each.number, each.hash))
    ]
    if len(found) > MAX_CUTOFFS:
        raise Refusal(
            "too-many-chains",
            f"these devices have written {len(found)} chains, more than one entry can cut off.",
            kept=KEPT,
            mend="revoke them one by one",
        )
    return found


def _new_key() -> EpochKey:
    return EpochKey(os.urandom(KEY_BYTES))


def _write(desk: Desk, remote: Remote, make: Callable[[RosterWriter], RosterEntry]) -> Roster:
    """Put the entry on the server, and only then here: the roster grows by compare-and-set."""
    roster = desk.segments.roster()
    writer = RosterWriter(roster, desk.device_keys, desk.epoch_keys.current, os.urandom, seal_box)
    entry = make(writer)
    longer = roster.extended([entry])
    path = f"{journal_path(roster.journal)}/roster"
    try:
        remote.call(path, RosterPush([encode_roster_entry(entry)]), RosterState)
    except (ConflictError, NotAllowedError):
        raise Refusal(
            "roster-moved",
            "another device changed the list of devices at the same moment; nothing was changed here.",
            kept=KEPT,
            mend="the same command again",
        ) from None
    with desk.database.writing():
        desk.segments.pin(longer)
        rejudge(desk.segments, longer)
    return longer
