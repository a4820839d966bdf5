"""Unsent entries: what a device has not sent yet, as a file for another device of the same journal.

It holds segments of a chain of its own, sealed and signed as they would be for a server: nobody else can read it,
and whoever takes it in judges it as if a server had sent it.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from twoway_core.codec import Wire, decode_canonical, encode
from twoway_core.errors import MalformedError, UnsupportedError
from twoway_core.ids import JournalId
from twoway_core.sealing import labels
from twoway_core.sealing.segment import Id, Segment
from twoway_core.sync.messages import WireSegment, wire

MAX_SEGMENTS = 1024
LIMIT_BYTES = 128 * 1024 * 1024


class UnsentEntries(Wire, frozen=True, tag="unsent"):
    """The file: format number, journal, and segments, each before those that follow it."""

    format: int
    journal: Id
    segments: Annotated[list[WireSegment], msgspec.Meta(max_length=MAX_SEGMENTS)]


def write_unsent(journal: JournalId, segments: list[Segment]) -> bytes:
    """Return the file that carries ``segments`` of ``journal``."""
    return encode(UnsentEntries(labels.FORMAT, journal, [wire(segment) for segment in segments]))


def read_unsent(data: bytes) -> tuple[JournalId, list[Segment]]:
    """Return the journal and the segments in ``data``.

    Raises UnsupportedError for another format number, MalformedError for anything else that is no such file.
    """
    file = decode_canonical(UnsentEntries, data, LIMIT_BYTES)
    if file.format != labels.FORMAT:
        raise UnsupportedError(f"format {file.format} is not one that this version reads")
    if not file.segments:
        raise MalformedError("a file of unsent entries holds none")
    return JournalId(file.journal), [each.segment() for each in file.segments]
