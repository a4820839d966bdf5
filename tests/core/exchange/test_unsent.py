"""The file that carries entries which were not sent yet."""

from __future__ import annotations

import pytest

from twoway_core.codec import encode
from twoway_core.errors import MalformedError, UnsupportedError
from twoway_core.exchange.unsent import UnsentEntries, read_unsent, write_unsent
from twoway_core.ids import JournalId
from twoway_core.sealing.segment import Segment

JOURNAL = JournalId(bytes(range(16)))
SEGMENTS = [Segment(b"header", bytes(64), b"body"), Segment(b"other", bytes(64), b"more")]


def test_what_is_written_is_read() -> None:
    """The journal, and the segments in their order."""
    journal, segments = read_unsent(write_unsent(JOURNAL, SEGMENTS))

    assert journal == JOURNAL
    assert [(each.header_bytes, each.body) for each in segments] == [(b"header", b"body"), (b"other", b"more")]


def test_another_format_is_unsupported() -> None:
    """A newer version is needed, and the reader says so."""
    with pytest.raises(UnsupportedError):
        read_unsent(encode(UnsentEntries(2, JOURNAL, [])))


@pytest.mark.parametrize("data", [b"", b"{}", write_unsent(JOURNAL, []), write_unsent(JOURNAL, SEGMENTS) + b"\0"])
def test_anything_else_is_malformed(data: bytes) -> None:
    """Nothing, another file, one without segments, and one with something behind it."""
    with pytest.raises(MalformedError):
        read_unsent(data)
