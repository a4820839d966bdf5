"""How often a server is asked again for a body that it sent spoilt, and that stands on the list of wanted ones.

A minute after it was asked in vain, then after twice as long each time, up to an hour: whoever holds it may take
a day to look at that list, and the server may have had it all the while.
"""

from __future__ import annotations

from twoway_client.store.database import Database

_AGAIN = "asked-again"
_FIRST_MS = 60 * 1000
_LONGEST_MS = 60 * _FIRST_MS


def _last(database: Database) -> tuple[int, int]:
    """Return when it was asked last, ms since 1970, and how often in vain; zeros where it was not."""
    ms, _, times = (database.get(_AGAIN) or b"").decode(errors="replace").partition(" ")
    return (int(ms), int(times)) if ms.isdecimal() and times.isdecimal() else (0, 0)


def is_time_to_ask(database: Database, now_ms: int) -> bool:
    """Return whether to ask; a clock that was set back waits no longer than the longest pause."""
    last_ms, times = _last(database)
    return not times or abs(now_ms - last_ms) >= min(_FIRST_MS << (times - 1), _LONGEST_MS)


def note_asked(database: Database, now_ms: int, lacking: int) -> None:
    """Keep that everything was asked for, and that so many bodies are ``lacking`` still."""
    _, times = _last(database)
    if not lacking and not times:
        return
    with database.writing():
        if lacking:
            database.put(_AGAIN, f"{now_ms} {times + 1}".encode())
        else:
            database.execute("DELETE FROM meta WHERE key = ?", (_AGAIN,))
