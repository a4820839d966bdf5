"""Replies: what goes back, and the one table from an error to a status and a word.

A refusal says one word, never which part was wrong: ``[word]`` as canonical msgpack.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from twoway_core import errors
from twoway_core.codec import encode
from twoway_core.sync.limits import CONTENT_TYPE

TEXT = "text/plain; charset=utf-8"
RETRY_SECONDS = 5

STATUS: dict[type[Exception], tuple[int, str]] = {
    errors.ForeignOriginError: (403, "foreign"),
    errors.NotAllowedError: (404, "not-found"),
    errors.NotLabelledError: (415, "not-labelled"),
    errors.BodyTooLargeError: (413, "too-large"),
    errors.TooSlowError: (408, "too-slow"),
    errors.TooManyRequestsError: (429, "too-many"),
    errors.BusyError: (503, "busy"),
    errors.ConflictError: (409, "conflict"),
    errors.UnsupportedError: (400, "unsupported"),
    errors.PeerError: (400, "malformed"),
    errors.StoreFullError: (507, "full"),
    errors.StoreError: (503, "unavailable"),
    Exception: (500, "fault"),
}
_LATER = frozenset({429, 503, 507})


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: status, body and its type; ``retry_seconds`` is 0 where asking again is no use.

    ``headers``: what this answer says beside what every answer says.
    """

    status: int = 200
    body: bytes = b""
    content_type: str = CONTENT_TYPE
    retry_seconds: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)


def message(value: object, status: int = 200) -> Reply:
    """Return ``value``, a wire message, as a reply."""
    return Reply(status, encode(value))


def text(line: str, status: int = 200) -> Reply:
    """Return ``line`` as plain text, for people and their tools."""
    return Reply(status, f"{line}\n".encode(), TEXT)


def refusal(error: Exception) -> Reply:
    """Return the reply that ``error`` deserves: that of its nearest class in the table."""
    status, word = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    return Reply(status, encode([word]), retry_seconds=RETRY_SECONDS if status in _LATER else 0)
