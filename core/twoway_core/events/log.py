"""The journal about itself: amendments of entries, imports, losses, and notes to be filed later.

An amendment names its ``target`` and carries the target's ``opportunity``, so that it is found with it.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from twoway_core.entry import Ref
from twoway_core.events.base import LIST_LENGTH, Count, Event, Line, Offset, Refs, SomeLine, SomeText, Whole

Digest = Annotated[bytes, Meta(min_length=32, max_length=32)]


class Amendment(Event, frozen=True, kw_only=True):
    """Base of the events that change what another entry means."""

    target: Ref
    reason: Line = ""


class EntryCorrected(Amendment, frozen=True, kw_only=True):
    """I wrote it wrong. ``patch``: whole fields that replace the target's; ``at``, ``offset``: its time instead."""

    patch: dict[str, msgspec.Raw] = msgspec.field(default_factory=dict)
    at: Whole | None = None
    offset: Offset | None = None


class EntryRetracted(Amendment, frozen=True, kw_only=True):
    """The target is taken back: hidden until it is reinstated."""


class EntryReinstated(Amendment, frozen=True, kw_only=True):
    """The target, taken back before, counts again."""


class EntryErased(Amendment, frozen=True, kw_only=True):
    """The target and its corrections are hidden for ever, and their text is to be destroyed."""


class ErasureCancelled(Amendment, frozen=True, kw_only=True):
    """The target, an entry.erased, neither hides nor destroys."""


class Imported(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A thing that an import made or changed, and the ``entry`` that it is here.

    ``key``: SHA-256 of what names it where it came from, ``version``: how new it was there, ``digest``: SHA-256 of
    what it said; so that the same thing is not taken in twice, and a newer one changes it.
    """

    entry: Ref
    key: Digest | None = None
    version: Count = 0
    digest: Digest | None = None


class ImportRecorded(Event, frozen=True, kw_only=True):
    """Entries came from elsewhere: those of this batch, and those ``brought``, which kept their ids and batches.

    ``format``: jsonl, ics, csv or markdown; ``count``: how many; ``digest``: SHA-256 of what was read.
    """

    origin: SomeLine
    format: Line = ""
    count: Count = 0
    digest: Digest | None = None
    brought: Refs = ()
    things: Annotated[tuple[Imported, ...], Meta(max_length=LIST_LENGTH)] = ()


class LossAccepted(Event, frozen=True, kw_only=True):
    """I gave up segments ``first`` to ``last`` of a chain, which were seen once and cannot be had."""

    device: Ref
    chain: Ref
    first: Count
    last: Count
    reason: Line = ""


class JotNoted(Event, frozen=True, kw_only=True):
    """A note without context, to be filed later."""

    text: SomeText


class JotFiled(Event, frozen=True, kw_only=True):
    """The jot became other entries, or none. It carries the jot's ``opportunity``, if that had one."""

    jot: Ref
    became: Refs = ()
