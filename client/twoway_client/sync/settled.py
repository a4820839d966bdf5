"""Whether this device and a server have to bring their bodies together: asked after each exchange, so it costs little.

What is done then stands in ``erasing``.
"""

from __future__ import annotations

from contextlib import suppress

from twoway_client.desk import Desk
from twoway_client.store.database import Database
from twoway_client.store.due import has_due
from twoway_client.sync.remote import Remote
from twoway_client.times import to_ms
from twoway_core.errors import NotAllowedError
from twoway_core.sync.messages import SegmentPlace

_SETTLED = "settled"
_OFTEN_MS, _SELDOM_MS = 60 * 60 * 1000, 24 * 60 * 60 * 1000


def settle_erasures(desk: Desk, remote: Remote, *, arrived: bool, lost: bool) -> None:
    """Bring the bodies of this device and of the server together, after an exchange with ``remote``.

    ``arrived``: whether anything came. ``lost``: whether the server had lost what it once confirmed; it may
    hold old bodies again then. A server that does not know these routes is let be.
    """
    database, now_ms, url = desk.database, to_ms(desk.now), remote.address.url
    if has_due(database, now_ms):
        desk.file_arrivals()
    last = _last(database)
    if lost or (last is not None and last[1] != url):
        with database.writing():
            database.execute("UPDATE new_bodies SET put = 0")
    is_asking = _is_time_to_ask(database, last, now_ms, url)
    if arrived or is_asking:
        _note_wanted(desk)
    if is_asking or wants(database) or to_put(database):
        _settle(desk, remote)
    elif last is not None and last[1] == url:
        return
    _note_settled(database, now_ms, url)


def drop_unsent(desk: Desk) -> None:
    """Before an exchange: let what was erased long enough ago, and never sent, not be sent at all."""
    now_ms = to_ms(desk.now)
    if has_due(desk.database, now_ms):
        from twoway_client.store.erasing import Eraser  # with it comes all that reads a journal

        Eraser(desk.database, desk.make_index(), desk.segments.roster(), desk.device_keys).drop_unsent(now_ms)


def _note_wanted(desk: Desk) -> None:
    if desk.database.row("SELECT 1 FROM bare LIMIT 1") is not None:
        from twoway_client.sync.erasing import note_wanted  # as above

        note_wanted(desk)


def _settle(desk: Desk, remote: Remote) -> None:
    from twoway_client.sync.erasing import Settling  # as above

    with suppress(NotAllowedError):
        Settling(desk, remote).run()


def _last(database: Database) -> tuple[int, str] | None:
    """Return when the list of wanted bodies was last looked at, ms since 1970, and on which server."""
    data = database.get(_SETTLED)
    ms, _, url = (data or b"").decode(errors="replace").partition(" ")
    return (int(ms), url) if ms.isdigit() else None


def _note_settled(database: Database, now_ms: int, url: str) -> None:
    with database.writing():
        database.put(_SETTLED, f"{now_ms} {url}".encode())


def _is_time_to_ask(database: Database, last: tuple[int, str] | None, now_ms: int, url: str) -> bool:
    """Return whether to see what others want: often while erasures are known, else once a day."""
    is_erasing = database.row("SELECT 1 FROM erasures LIMIT 1") is not None
    if last is None or last[1] != url:
        return is_erasing
    return abs(now_ms - last[0]) >= (_OFTEN_MS if is_erasing else _SELDOM_MS)


def wants(database: Database) -> list[SegmentPlace]:
    """Return the segments of which a text is gone without a reason that counts."""
    sql = (
        "SELECT chain, number, hash FROM segments WHERE hash IN (SELECT hash FROM bare WHERE wanted = 1) "
        "ORDER BY chain, number, hash"
    )
    return [SegmentPlace(*row) for row in database.execute(sql)]


def to_put(database: Database) -> list[bytes]:
    """Return the segments whose body the server is to have, but for those that lack a text themselves."""
    sql = "SELECT hash FROM new_bodies WHERE put = 0 AND hash NOT IN (SELECT hash FROM bare WHERE wanted = 1)"
    return [name for (name,) in database.execute(sql)]
