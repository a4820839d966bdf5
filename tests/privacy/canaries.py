"""Canaries: one event of every type, with a word of its own in every field that holds text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec import inspect

from twoway_core.codec import encode
from twoway_core.events.base import Event
from twoway_core.events.vocabulary import WIRE

CANARY = "Kanarienvogel"
"""No other word of the program, of its files or of its libraries."""


def singing_events(opportunity: bytes) -> Iterator[Event]:
    """Yield one event of every type, all of them of ``opportunity``."""
    for kind in WIRE.values():
        event = _value(inspect.type_info(kind), opportunity)
        assert isinstance(event, Event)
        yield event


def _value(kind: Any, opportunity: bytes) -> Any:
    return _MAKERS[type(kind)](kind, opportunity)


def _struct(kind: Any, opportunity: bytes) -> Any:
    return kind.cls(**{field.name: _value(field.type, opportunity) for field in kind.fields})


def _union(kind: Any, opportunity: bytes) -> Any:
    """Return a value of the alternative that can hold text, rather than of none."""
    telling = (one for one in kind.types if isinstance(one, inspect.StrType | inspect.StructType))
    return _value(next(telling, kind.types[0]), opportunity)


def _text(kind: Any, _: bytes) -> str:
    if kind.pattern is None:
        return CANARY
    return "EUR" if "A-Z" in kind.pattern else "2026-03-04"


_MAKERS: dict[type[inspect.Type], Callable[[Any, bytes], Any]] = {
    inspect.StructType: _struct,
    inspect.UnionType: _union,
    inspect.StrType: _text,
    inspect.VarTupleType: lambda kind, opportunity: (_value(kind.item_type, opportunity),),
    inspect.DictType: lambda _, __: {"text": msgspec.Raw(encode(CANARY))},
    inspect.LiteralType: lambda kind, _: kind.values[0],
    inspect.BytesType: lambda kind, opportunity: opportunity if kind.min_length == 16 else bytes(32),
    inspect.IntType: lambda kind, _: max(kind.ge or 0, 0),
    inspect.BoolType: lambda _, __: False,
}
