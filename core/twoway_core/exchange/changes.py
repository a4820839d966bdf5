"""How often and how lately a thing was changed, for calendars that ask which of two readings is the newer one.

The sequence of a thing is the seconds from its entry to the newest entry about it, plus how many entries are about it.
It never falls: more entries only add, and an erasure, whose target may be gone one day, is itself the newest by far.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from twoway_core.entry import Entry, Ref
from twoway_core.events.vocabulary import UNREADABLE
from twoway_core.ids import id_ms
from twoway_core.journal.gather import gather
from twoway_core.journal.parts import AMENDMENTS, part_of, target_of

LARGEST = 2**31 - 1
"""The largest whole number of a calendar file."""
_ABOUT_INTERVIEW = ("interview.rescheduled", "interview.cancelled")
_ABOUT_TODO = ("follow-up.sent", "follow-up.answered", "follow-up.dropped")


class _About(msgspec.Struct):
    interview: Ref | None = None
    follow_up: Ref | None = None


_about = msgspec.msgpack.Decoder(_About)


@dataclass(slots=True)
class Change:
    """``sequence`` of a thing, and when the newest entry about it was written (ms since 1970)."""

    sequence: int
    newest_ms: int


def changes(entries: Iterable[Entry], things: Iterable[bytes]) -> dict[bytes, Change]:
    """Return how each of ``things`` (interviews, to-dos) was changed by ``entries``; those of all of their parts."""
    gathered = gather(entries).entries
    known = {entry.id: entry for entry in gathered}
    about: dict[bytes, list[bytes]] = {thing: [] for thing in things}
    owner = {thing: thing for thing in about}
    loose: dict[bytes | None, list[bytes]] = {}
    for entry in gathered:  # in order of ids, so that what an amendment amends is mostly met before it
        thing = owner.get(_thing(entry) or b"")
        if thing is not None:
            owner[entry.id] = thing
            about[thing].append(entry.id)
        elif entry.type in AMENDMENTS and target_of(entry) not in known:
            loose.setdefault(part_of(entry), []).append(entry.id)
    return {
        thing: _change(thing, names, loose.get(part_of(known[thing]), []) if thing in known else [])
        for thing, names in about.items()
    }


def _thing(entry: Entry) -> bytes | None:
    """Return what ``entry`` is about: an interview, a to-do, or the entry that it amends."""
    if entry.type in AMENDMENTS:
        return target_of(entry)
    if entry.type not in _ABOUT_INTERVIEW + _ABOUT_TODO:
        return None
    try:
        found = _about.decode(entry.fields)
    except UNREADABLE:
        return None
    return found.interview if entry.type in _ABOUT_INTERVIEW else found.follow_up


def _change(thing: bytes, about: list[bytes], loose: list[bytes]) -> Change:
    newest = max(id_ms(name) for name in [thing, *about, *loose])
    return Change(min((newest - id_ms(thing)) // 1000 + len(about), LARGEST), newest)
