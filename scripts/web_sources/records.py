"""The events and their parts as msgspec describes them, and how their documentation reads in TypeScript."""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Iterator
from functools import cache

import msgspec
from msgspec import inspect as shapes

from twoway_core.events import base
from twoway_core.events.vocabulary import WIRE

COMMON = ("opportunity", "interview", "because")
"""The fields that every event has, in the order in which they are written."""

WORDS = ("Form", "Certainty", "Shape", "Severity", "Stage", "Role", "Source")
"""The closed words of ``events.base``, by the names they have there."""

Record = type[msgspec.Struct]


@cache
def told(record: Record) -> shapes.StructType:
    """Return what msgspec says of ``record``."""
    info = shapes.type_info(record)
    assert isinstance(info, shapes.StructType)
    return info


@cache
def word_names() -> dict[tuple[str, ...], str]:
    """Return the name of each set of closed words."""
    return {literals(shapes.type_info(getattr(base, name))): name for name in WORDS}


def closed(name: str) -> tuple[str, ...]:
    """Return the words of the closed type called ``name``, in the order in which they are written there."""
    return typing.get_args(getattr(base, name))


def literals(shape: shapes.Type) -> tuple[str, ...]:
    """Return the words of a literal type, sorted, as msgspec keeps them in no order of its own."""
    assert isinstance(shape, shapes.LiteralType)
    return tuple(sorted(str(word) for word in shape.values))


def parts() -> list[Record]:
    """Return the records that events are made of, each after those that it is made of itself."""
    found: dict[Record, None] = {}
    for event in WIRE.values():
        for part in _inside(event):
            found.setdefault(part)
    return list(found)


def _inside(record: Record) -> Iterator[Record]:
    for field in told(record).fields:
        for shape in (field.type, *_held(field.type)):
            if isinstance(shape, shapes.StructType):
                yield from _inside(shape.cls)
                yield shape.cls


def _held(shape: shapes.Type) -> tuple[shapes.Type, ...]:
    if isinstance(shape, shapes.UnionType):
        return tuple(inner for each in shape.types for inner in (each, *_held(each)))
    return (shape.item_type,) if isinstance(shape, shapes.VarTupleType) else ()


def split_null(shape: shapes.Type) -> tuple[shapes.Type, bool]:
    """Return ``shape`` without None, and whether it may be None."""
    if not isinstance(shape, shapes.UnionType):
        return shape, False
    (rest,) = [each for each in shape.types if not isinstance(each, shapes.NoneType)]
    return rest, True


def doc(record: Record) -> str:
    """Return the documentation of ``record`` as a comment of TypeScript."""
    text = re.sub("``([^`]*)``", r"`\1`", inspect.getdoc(record) or "")
    lines = text.splitlines()
    if len(lines) == 1:
        return f"/** {lines[0]} */\n"
    return "/**\n" + "".join(f" * {line}".rstrip() + "\n" for line in lines) + " */\n"
