"""When a paper key was made: the roster bears no time, so it is told by the first entry that was written after it."""

from __future__ import annotations

from twoway_client.desk import Desk
from twoway_client.store.firsts import Firsts
from twoway_client.store.outbox import Reader
from twoway_client.times import local, offset_minutes, show_short_day
from twoway_core.ids import id_ms
from twoway_core.trust.members import Member


def made_words(desk: Desk, paper: Member) -> str:
    """Return the day by which ``paper`` had been made; what it opens, where nothing was written since."""
    reader = Reader(desk.database, desk.device_keys.agreement, desk.secret.local)
    firsts = Firsts(desk.database, reader, desk.epoch_keys, desk.keys.device)
    written = [firsts.since(device, paper.number) for device in desk.segments.roster().members]
    first = min((one for one in written if one is not None), default=None)
    if first is None:
        return "opens everything" if paper.revoked is None else "opens nothing new"
    day = show_short_day(local(id_ms(first), offset_minutes(desk.now)).date())
    return f"made {day} or before" if paper.number else f"made {day}"
