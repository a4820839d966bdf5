"""Joining, once a device was admitted: it fetches the list of devices that says so, now or with a later sync.

Its keys are kept from its own yes on, before it consents to anything, so that whatever breaks then leaves no device
in the list whose keys nobody has.
"""

from __future__ import annotations

from twoway_client.desk import Desk
from twoway_client.errors import Refusal
from twoway_client.sync.remote import Remote
from twoway_client.sync.signing import journal_path, sign_in
from twoway_core.errors import NotAllowedError
from twoway_core.ids import JournalId
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.sync.messages import SyncReply, SyncRequest
from twoway_core.trust.roster import Roster, found
from twoway_core.trust.statements import decode_roster_entry

_UNKNOWN = bytes(32)
_AWAITED = "awaited"
PASSING = frozenset({"no-answer", "server-busy", "portal"})
"""Refusals that a later try may not meet."""


def fetch_roster(remote: Remote, journal: JournalId, keys: DeviceKeys, awaited: bytes) -> Roster:
    """Return the roster that admits the device with ``keys``, proved from its genesis on.

    ``awaited``: the hash of the entry that the other device told; empty where it could not. Raises Refusal or
    PeerError.
    """
    try:
        sign_in(remote, journal, keys)
        page = remote.call(f"{journal_path(journal)}/sync", SyncRequest(_UNKNOWN, []), SyncReply)
    except NotAllowedError:
        raise Refusal(
            "pairing",
            f"{remote.address.url} does not let this device in.",
            kept="the keys of this device, and what was written here",
            mend="twoway invite on the other device, then twoway join --again here",
        ) from None
    roster = found([decode_roster_entry(data) for data in page.roster])
    is_told = not awaited or roster.number_of(awaited) is not None
    if roster.journal != journal or not is_told or not roster.is_standing(keys.public.device):
        raise Refusal(
            "roster",
            "the server holds another list of devices than the one that admitted this device.",
            mend="ask whoever runs the server, and pair again",
        )
    return roster


def await_roster(desk: Desk, awaited: bytes) -> None:
    """Note which entry the roster that is still to come must hold."""
    with desk.database.writing():
        desk.database.put(_AWAITED, awaited)


def is_awaited(desk: Desk) -> bool:
    """Return whether the roster is still to come."""
    return bool(desk.database.row("SELECT count(*) = 0 FROM roster")[0])


def complete(desk: Desk, remote: Remote) -> None:
    """Fetch the roster where it has not come yet. Raises Refusal or PeerError."""
    if not is_awaited(desk):
        return
    awaited = desk.database.get(_AWAITED) or b""
    keep_roster(desk, fetch_roster(remote, JournalId(desk.keys.journal), desk.device_keys, awaited))


def keep_roster(desk: Desk, roster: Roster) -> None:
    """Keep the roster that admits this device: it is awaited no longer."""
    with desk.database.writing():
        desk.segments.pin(roster)
        desk.database.execute("DELETE FROM meta WHERE key = ?", (_AWAITED,))
