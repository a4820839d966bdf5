"""Which part of the journal an entry belongs to, and what it amends, decoding as little as possible.

A part is one opportunity, named by the id of the entry that opened it; what names none is shared by all.
An amendment names the opportunity of its target, and so lies in the same part.
"""

from __future__ import annotations

import msgspec

from twoway_core.entry import Entry, Ref
from twoway_core.events.vocabulary import UNREADABLE
from twoway_core.ids import EntryId

OPENING = "opportunity.opened"
AMENDMENTS = frozenset({"entry.corrected", "entry.retracted", "entry.reinstated", "entry.erased", "erasure.cancelled"})


class _Part(msgspec.Struct):
    opportunity: Ref | None = None


class _Target(msgspec.Struct):
    target: Ref


_part = msgspec.msgpack.Decoder(_Part)
_target = msgspec.msgpack.Decoder(_Target)


def part_of(entry: Entry) -> EntryId | None:
    """Return the opportunity that ``entry``, of whatever type, belongs to; None if it is shared."""
    if entry.type == OPENING:
        return EntryId(entry.id)
    try:
        opportunity = _part.decode(entry.fields).opportunity
    except UNREADABLE:
        return None
    return None if opportunity is None else EntryId(opportunity)


def target_of(entry: Entry) -> EntryId | None:
    """Return the entry that ``entry`` amends; None if it is no amendment, or cannot be read."""
    if entry.type not in AMENDMENTS:
        return None
    try:
        return EntryId(_target.decode(entry.fields).target)
    except UNREADABLE:
        return None
