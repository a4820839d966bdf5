"""From entries to state: a pure function, whatever the order in which the entries are given.

Amendments are resolved first (see ``amendments``). Then each entry that counts is applied by the one row of the
table that its type has (see ``steps``). What cannot be applied is kept and counted, and never stops the rest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from twoway_core.clock import AHEAD_LIMIT_MS
from twoway_core.entry import Entry
from twoway_core.events.base import Event
from twoway_core.events.log import EntryCorrected
from twoway_core.events.vocabulary import Unread, decode_event, wire_name
from twoway_core.ids import id_ms
from twoway_core.journal import steps_after, steps_case, steps_mine, steps_talk
from twoway_core.journal.amendments import read_corrected, resolve
from twoway_core.journal.gather import gather
from twoway_core.journal.items import Correction, Fact, NotApplied
from twoway_core.journal.state import Case, Mine, State
from twoway_core.journal.steps import Row

ROWS: dict[type[Event], Row] = {**steps_mine.ROWS, **steps_case.ROWS, **steps_talk.ROWS, **steps_after.ROWS}
_BY_NAME = {wire_name(kind): row for kind, row in ROWS.items()}


def fold(entries: Iterable[Entry], until_ms: int | None = None) -> State:
    """Return the state that ``entries`` add up to.

    Give all shared entries, and those of the opportunities wanted. ``until_ms`` (since 1970): as it was known
    then. Entries written later are left out, but what was erased since stays hidden.
    """
    gathered = gather(entries)
    known, later = gathered.split(until_ms)
    amendments = resolve(known, later)
    state = State(ids=[entry.id for entry in known])
    unseen = amendments.erased.keys() | {entry.id for entry in later}
    state.conflicts = [conflict for conflict in gathered.conflicts if conflict.counts.id not in unseen]
    folding = _Folding(state, amendments.fixes)
    for entry in known:
        if not amendments.hides(entry.id):
            folding.apply(entry)
    folding.finish()
    return state


def unreliable(state: State, now_ms: int) -> list[bytes]:
    """Return the ids that claim a time more than 24 hours after ``now_ms`` (since 1970)."""
    return state.ids[bisect_right(state.ids, now_ms + AHEAD_LIMIT_MS, key=id_ms) :]


class _Folding:
    """A fold under way: ``waiting`` are the second steps, with their owner and thing."""

    __slots__ = ("fixes", "state", "waiting")

    def __init__(self, state: State, fixes: dict[bytes, list[Fact[EntryCorrected]]]) -> None:
        self.state = state
        self.fixes = fixes
        self.waiting: list[tuple[Callable[[Any, Any], bool], Mine | Case, Fact[Event]]] = []

    def apply(self, entry: Entry) -> None:
        """Apply one entry that counts."""
        event = decode_event(entry.type, entry.fields)
        at, offset = entry.at, entry.offset
        corrections: tuple[Correction, ...] = ()
        fixes = self.fixes.get(entry.id)
        if fixes is not None:
            reading = read_corrected(entry, event, fixes)
            at, offset, event, corrections = reading.at, reading.offset, reading.event, reading.corrections
            for left_out in reading.left_out:
                self.keep(left_out)
        if isinstance(event, Unread):
            self.keep(NotApplied(entry.id, at, offset, event))
            return
        row = _BY_NAME.get(entry.type)
        if row is not None:
            self.place(row, row.make(entry.id, at, offset, event, corrections))

    def place(self, row: Row, thing: Fact[Event]) -> None:
        """Run the first step of ``thing``, and keep the second for later."""
        owner = self.owner(row, thing)
        if owner is None:
            self.state.loose.append(thing)
        elif (row.first is None or row.first(owner, thing)) and row.then is not None:
            self.waiting.append((row.then, owner, thing))

    def owner(self, row: Row, thing: Fact[Event]) -> Mine | Case | None:
        """Return what ``thing`` belongs to; None if it names no opportunity and must."""
        if row.owner == "mine":
            return self.state.mine
        name = thing.id if row.owner == "opening" else thing.event.opportunity
        if name is None:
            return self.state.mine if row.owner == "either" else None
        case = self.state.cases.get(name)
        if case is None:
            case = self.state.cases[name] = Case(name)
        return case

    def keep(self, entry: NotApplied) -> None:
        """Keep and count an entry that cannot be applied."""
        kept = self.state.newer if entry.unread.reason == "newer" else self.state.unreadable
        kept.append(entry)

    def finish(self) -> None:
        """Run the second steps, and bring into order what may have come otherwise."""
        state = self.state
        for then, owner, thing in self.waiting:
            if not then(owner, thing):
                state.dangling.append(thing)
        state.newer.sort(key=attrgetter("id"))
        state.unreadable.sort(key=attrgetter("id"))
        state.cases = dict(sorted(state.cases.items()))
        for case in state.cases.values():
            case.interviews = dict(sorted(case.interviews.items()))
