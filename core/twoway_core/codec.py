"""The one door for foreign msgpack: bound the length, decode into a type, check that it is canonical.

``decode`` never builds untyped values: deep nesting would overflow the stack of a small thread, and
an untyped map may hold anything. Canonical means: encoding what was decoded gives the same bytes.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, TypeVar

import msgspec

from twoway_core.errors import MalformedError

MAX_WHOLE = 2**53 - 1

T = TypeVar("T")

_encoder = msgspec.msgpack.Encoder()


Whole = Annotated[int, msgspec.Meta(ge=-MAX_WHOLE, le=MAX_WHOLE)]
"""An int of any message: no larger than every language holds exactly."""


class Wire(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """Base of every canonical message: a msgpack array with a fixed field order."""


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)


def encode(value: object) -> bytes:
    """Return ``value`` as canonical msgpack."""
    return _encoder.encode(value)


def decode(kind: type[T], data: bytes, limit_bytes: int) -> T:
    """Return ``data`` (at most ``limit_bytes``) as a ``kind``, canonical or not.

    Raises MalformedError when it is too long or is not a ``kind``.
    """
    if len(data) > limit_bytes:
        raise MalformedError(f"a {_name(kind)} of {len(data)} bytes is longer than {limit_bytes}")
    try:
        value: T = _decoder(kind).decode(data)  # type: ignore[arg-type]  # every type has a hash
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise MalformedError(f"these bytes are not a {_name(kind)}") from None
    return value


def decode_canonical(kind: type[T], data: bytes, limit_bytes: int) -> T:
    """Return ``data`` as a ``kind`` whose encoding is exactly ``data``.

    Raises MalformedError otherwise: a second encoding of one value would hash differently.
    """
    value = decode(kind, data, limit_bytes)
    if _encoder.encode(value) != data:
        raise MalformedError(f"this {_name(kind)} is not in its one canonical encoding")
    return value


def _name(kind: object) -> str:
    return getattr(kind, "__name__", "message")  # a union of messages has no name
