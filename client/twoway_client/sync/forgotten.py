"""What this device knew at its last sync and its journal does not know: an older copy was put in its place.

That is noted before an exchange, and is over as soon as it has come again. Where the server went back as
well, it does not come: then it is said.
"""

from __future__ import annotations

from twoway_client.store.branches import lost_hashes
from twoway_client.store.database import Database
from twoway_client.store.seen import is_held, record_forgotten
from twoway_client.store.segments import SegmentStore
from twoway_client.sync.memory import Memory
from twoway_core.ids import DeviceId
from twoway_core.trust.roster import Roster

_LIST = "forgotten-list"


def note_forgotten(store: SegmentStore, roster: Roster, device: DeviceId, memory: Memory | None) -> None:
    """Keep what ``memory`` of this ``device`` names and is not here: heads, and the list of devices."""
    if memory is None:
        return
    record_forgotten(store, memory.heads, [each.chain for each in memory.own], device)
    if not _is_known(store.database, roster, memory.roster):
        with store.database.writing():
            store.database.put(_LIST, memory.roster)


def lacks_own(store: SegmentStore, memory: Memory | None) -> bool:
    """Return whether the ends of this device's own chains, as ``memory`` names them, are not all here."""
    own = memory.own if memory is not None else []
    return not all(is_held(store.database, head.hash) for each in own for head in each.heads)


def forgotten_list(database: Database, roster: Roster) -> bytes | None:
    """Return the hash of the list of devices that this device knew, if that is neither here nor was settled."""
    name = database.get(_LIST)
    return None if name is None or _is_known(database, roster, name) else name


def give_up_list(database: Database) -> None:
    """Go on without the list of devices that is not to be had."""
    with database.writing():
        database.execute("DELETE FROM meta WHERE key = ?", (_LIST,))


def _is_known(database: Database, roster: Roster, name: bytes) -> bool:
    return roster.number_of(name) is not None or name in lost_hashes(database, roster)
