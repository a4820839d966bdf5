"""Devices in the log: who admitted whom.

An entry of the roster bears no time. What is known is that it was there before the newcomer wrote anything, and before
every later one; so it stands under the first entry that came after it.
"""

from __future__ import annotations

from twoway_client.desk import Desk
from twoway_client.device_names import device_names
from twoway_client.store.firsts import first_entries
from twoway_client.store.outbox import Reader
from twoway_client.views.log import Admission
from twoway_core.projections.view import Id


def admissions(desk: Desk) -> tuple[Admission, ...]:
    """Return every device of the journal, the youngest first; the paper key admitted itself, when it was founded."""
    names = device_names(desk)
    reader = Reader(desk.database, desk.device_keys.agreement, desk.secret.local)
    firsts = first_entries(desk.database, reader, desk.epoch_keys, desk.keys.device)
    found: list[Admission] = []
    before: bytes | None = None
    for device, member in reversed(desk.segments.roster().members.items()):
        known = [one for one in (before, firsts.get(device)) if one is not None]
        before = min(known, default=None)
        place = None if before is None else Id(before)
        found.append(Admission(device=names[device], by=names[member.signer], before=place))
    return tuple(found)
