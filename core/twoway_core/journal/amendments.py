"""Which entries count, and how they read: corrections, retractions and erasures resolved.

- The last retraction or reinstatement by order wins. Neither can itself be taken back.
- A correction replaces whole fields; the last by order wins, for each field. It can be corrected and
  retracted as any entry. A correction of a retracted entry shows when that is reinstated.
- Whose opportunity an entry is, and what an amendment amends, cannot be corrected.
- An erased entry is hidden for ever, with its corrections, also from views of the past. Erasures cannot be
  retracted nor erased; ``erasure.cancelled`` names the erasure and undoes it.
- A correction after which the entry would not read is left out, and said.
- An amendment lies in the part of its target; elsewhere it has no effect, so that a part alone reads as the whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TypeVar, cast

import msgspec

from twoway_core.codec import encode
from twoway_core.entry import Entry
from twoway_core.events.base import Event
from twoway_core.events.log import (
    Amendment,
    EntryCorrected,
    EntryErased,
    EntryReinstated,
    EntryRetracted,
    ErasureCancelled,
)
from twoway_core.events.vocabulary import UNREADABLE, WIRE, Unread, decode_event
from twoway_core.journal.items import Correction, Fact, NotApplied
from twoway_core.journal.parts import AMENDMENTS, part_of

FIXED_FIELDS = ("opportunity", "target")
_MAP = msgspec.msgpack.Decoder(dict[str, msgspec.Raw])

A = TypeVar("A", bound=Amendment)


class Reading(msgspec.Struct, frozen=True):
    """How an entry reads now: its time, its event, and the corrections that made it so, oldest first."""

    at: int
    offset: int
    event: Event | Unread
    corrections: tuple[Correction, ...]
    left_out: tuple[NotApplied, ...]


@dataclass(slots=True)
class Amendments:
    """What amendments say of other entries. A target need not be among the entries that were given.

    ``erased``: target -> the erasures that count. ``retracted``: hidden until reinstated.
    ``fixes``: target -> its corrections that count, in order, each as it reads after its own corrections.
    """

    erased: dict[bytes, list[bytes]] = field(default_factory=dict)
    retracted: set[bytes] = field(default_factory=set)
    fixes: dict[bytes, list[Fact[EntryCorrected]]] = field(default_factory=dict)

    def hides(self, entry: bytes) -> bool:
        """Return whether the entry with this id was taken back or erased."""
        return entry in self.retracted or entry in self.erased


def resolve(entries: Iterable[Entry], later: Iterable[Entry] = ()) -> Amendments:
    """Return what the amendments among ``entries`` (in order) say; of those in ``later``, erasures alone count."""
    amendments = Amendments()
    known, unseen = list(entries), list(later)
    read = _read(known, known)
    amendments.erased = _erased(read + _read(unseen, known + unseen))
    counting = [(entry, event) for entry, event in read if entry.id not in amendments.erased]
    for _, event in counting:
        if isinstance(event, EntryRetracted):
            amendments.retracted.add(event.target)
        elif isinstance(event, EntryReinstated):
            amendments.retracted.discard(event.target)
    _resolve_corrections(_only(counting, EntryCorrected), amendments)
    return amendments


def _read(entries: list[Entry], targets: list[Entry]) -> list[tuple[Entry, Amendment]]:
    """Return the amendments among ``entries`` that lie in the part of their target, if that is among ``targets``."""
    amendments = [entry for entry in entries if entry.type in AMENDMENTS]
    if not amendments:
        return []
    known = {entry.id: entry for entry in targets}
    read = [(entry, decode_event(entry.type, entry.fields)) for entry in amendments]
    return [(entry, event) for entry, event in read if isinstance(event, Amendment) and _is_beside(entry, event, known)]


def _is_beside(entry: Entry, amendment: Amendment, known: dict[bytes, Entry]) -> bool:
    target = known.get(amendment.target)
    return target is None or part_of(target) == part_of(entry)


def _only(read: Iterable[tuple[Entry, Amendment]], kind: type[A]) -> list[tuple[Entry, A]]:
    return [(entry, event) for entry, event in read if isinstance(event, kind)]


def _erased(read: list[tuple[Entry, Amendment]]) -> dict[bytes, list[bytes]]:
    """Return target -> erasures that count; the corrections of an erased entry are erased with it."""
    cancelled = {event.target for _, event in _only(read, ErasureCancelled)}
    immune = {entry.id for entry, event in read if isinstance(event, EntryErased | ErasureCancelled)}
    corrections: dict[bytes, list[bytes]] = {}
    for entry, correction in _only(read, EntryCorrected):
        corrections.setdefault(correction.target, []).append(entry.id)
    erased: dict[bytes, list[bytes]] = {}
    for entry, erasure in _only(read, EntryErased):
        if entry.id not in cancelled:
            waiting = [erasure.target]
            while waiting:
                target = waiting.pop()
                by = erased.setdefault(target, [])
                if target not in immune and entry.id not in by:
                    by.append(entry.id)
                    waiting.extend(corrections.get(target, ()))
    return {target: by for target, by in erased.items() if by}


def _resolve_corrections(corrections: list[tuple[Entry, EntryCorrected]], amendments: Amendments) -> None:
    """Fill in the fixes, those of corrections before these corrections; a circle of them reaches no entry."""
    live = {entry.id: (entry, event) for entry, event in corrections if entry.id not in amendments.retracted}
    waits_for = dict.fromkeys(live, 0)
    for _, event in live.values():
        if event.target in live:
            waits_for[event.target] += 1
    ready = [correction for correction, count in waits_for.items() if count == 0]
    while ready:
        entry, event = live[ready.pop()]
        reading = read_corrected(entry, event, amendments.fixes.get(entry.id, []))
        # A correction that would not read is left out, so that the event keeps its type.
        now = cast(EntryCorrected, reading.event)
        fix = Fact(entry.id, reading.at, reading.offset, now, reading.corrections)
        amendments.fixes.setdefault(event.target, []).append(fix)
        if event.target in live:
            waits_for[event.target] -= 1
            if waits_for[event.target] == 0:
                ready.append(event.target)
    for fixes in amendments.fixes.values():
        fixes.sort(key=attrgetter("id"))


def read_corrected(entry: Entry, event: Event | Unread, fixes: Iterable[Fact[EntryCorrected]]) -> Reading:
    """Return how ``entry``, which says ``event``, reads after ``fixes``; an unknown type stays as it is."""
    at, offset = entry.at, entry.offset
    corrections: list[Correction] = []
    left_out: list[NotApplied] = []
    fields = _fields(entry)
    for fix in sorted(fixes, key=attrgetter("id")) if entry.type in WIRE else ():
        patched = {**fields, **{name: value for name, value in fix.event.patch.items() if name not in FIXED_FIELDS}}
        after = decode_event(entry.type, msgspec.Raw(encode(patched)))
        if isinstance(after, Unread):
            left_out.append(NotApplied(fix.id, fix.at, fix.offset, Unread("entry.corrected", after.reason)))
            continue
        corrections.append(Correction(fix.id, fix.at, fix.offset, fix.event, event, at, offset))
        fields, event = patched, after
        at = at if fix.event.at is None else fix.event.at
        offset = offset if fix.event.offset is None else fix.event.offset
    return Reading(at, offset, event, tuple(corrections), tuple(left_out))


def patch_between(before: Event, after: Event) -> dict[str, msgspec.Raw]:
    """Return the patch that makes ``before`` read as ``after``: two events of one type."""
    names = [name for name in before.__struct_fields__ if name not in FIXED_FIELDS]
    changed = [name for name in names if getattr(before, name) != getattr(after, name)]
    return {name: msgspec.Raw(encode(getattr(after, name))) for name in changed}


def _fields(entry: Entry) -> dict[str, msgspec.Raw]:
    try:
        return _MAP.decode(entry.fields)
    except UNREADABLE:
        return {}  # not readable as it is, but a correction may mend that
