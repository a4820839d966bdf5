"""When a device was last heard from, by the clock of this one: whatever newly comes of it is a sign of life.

What it signs in the roster is one too: whoever admits another device is there, whether it writes anything or not.
A device that syncs writes at least an empty segment a day, so one that stays silent is off, or a server
keeps it silent.
"""

from __future__ import annotations

from collections.abc import Mapping

from twoway_client.store.database import Database
from twoway_core.ids import DeviceId
from twoway_core.trust.roster import Roster
from twoway_core.trust.statements import Genesis, decode_statement

STALE_MS = 3 * 24 * 60 * 60 * 1000
"""A device that is silent for longer is stale."""
SYNCED = "synced"
"""Where it is kept when this profile last exchanged everything."""
SIGNED = "signed"
"""Where the hash of the last entry of the roster is kept whose signer was noted."""
_HEARD = "INSERT INTO heard VALUES (?, ?) ON CONFLICT (device) DO UPDATE SET at_ms = ?"


def note_heard(database: Database, wrote_ms: Mapping[bytes, int], now_ms: int) -> None:
    """Note, at ``now_ms``, whose segments came that were not read yet; inside a transaction.

    The first sync of a profile brings the past of the others, so that counts from when it was written
    (``wrote_ms``, as they say); but for an empty segment at the end of a chain, which bears no time.
    """
    is_past = database.get(SYNCED) is None
    came = (
        "SELECT device, max(count = 0 AND hash IN (SELECT hash FROM heads)) FROM segments "
        "WHERE hash IN (SELECT hash FROM unread) GROUP BY device"
    )
    for device, is_empty in database.execute(came).fetchall():
        first_ms = min(wrote_ms.get(device) or now_ms, now_ms) if is_past and not is_empty else now_ms
        database.execute(_HEARD, (device, first_ms, now_ms))


def note_signers(database: Database, roster: Roster, own: DeviceId, now_ms: int) -> None:
    """Note, at ``now_ms``, who signed what newly came of ``roster``; inside a transaction.

    To a profile that never exchanged anything, new is what admitted it, and what came after that.
    """
    known, first = database.get(SIGNED), len(roster.entries)
    if known is not None:
        number = roster.number_of(known)
        first = first if number is None else number + 1  # what another branch holds may be old
    elif database.get(SYNCED) is None:
        first = roster.members[own].number
    for entry in roster.entries[first:]:
        statement = decode_statement(entry.statement)
        if not isinstance(statement, Genesis) and statement.signer != own:
            database.execute(_HEARD, (statement.signer, now_ms, now_ms))
    database.put(SIGNED, roster.head)


def heard_ms(database: Database) -> dict[bytes, int]:
    """Return when each device was last heard from, ms since 1970; devices of which nothing came are left out."""
    return dict(database.execute("SELECT device, at_ms FROM heard").fetchall())


def stale(database: Database, roster: Roster, own: DeviceId, now_ms: int) -> list[tuple[DeviceId, int]]:
    """Return (device, when it was last heard from) of those in good standing that are silent for too long."""
    known = heard_ms(database)
    others = [one.public.device for one in roster.standing() if not one.is_paper and one.public.device != own]
    return [(each, known[each]) for each in others if each in known and now_ms - known[each] > STALE_MS]
