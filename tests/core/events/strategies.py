"""Hypothesis strategies for every event there is, read off the structs themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from twoway_core.codec import encode
from twoway_core.events.base import Event
from twoway_core.events.vocabulary import WIRE

Refs = st.SearchStrategy[bytes]
Values = st.SearchStrategy[Any]

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DAYS = st.dates().map(lambda day: day.isoformat())
CURRENCIES = st.sampled_from(["EUR", "USD", "CHF"])


def events(refs: Refs, *names: str) -> st.SearchStrategy[Event]:
    """Return events of the types with these ``names``, or of any; references are drawn from ``refs``."""
    return st.sampled_from(names or sorted(WIRE)).flatmap(lambda name: _events(name, refs))


@cache  # making a strategy costs more than drawing from it
def _events(name: str, refs: Refs) -> st.SearchStrategy[Event]:
    return _values(inspect.type_info(WIRE[name]), refs)


def kinds(kind: inspect.Type) -> Iterator[inspect.Type]:
    """Yield ``kind`` and every type inside it."""
    yield kind
    inner = [field.type for field in kind.fields] if isinstance(kind, inspect.StructType) else []
    inner += kind.types if isinstance(kind, inspect.UnionType) else []
    inner += [kind.item_type] if isinstance(kind, inspect.VarTupleType) else []
    for part in inner:
        yield from kinds(part)


def _values(kind: inspect.Type, refs: Refs) -> Values:
    return _MAKERS[type(kind)](kind, refs)


def _structs(kind: Any, refs: Refs) -> Values:
    return st.builds(kind.cls, **{field.name: _values(field.type, refs) for field in kind.fields})


def _texts(kind: Any, _: Refs) -> Values:
    if kind.pattern is not None:
        return CURRENCIES if "A-Z" in kind.pattern else DAYS
    return TEXT.filter(lambda text: len(text) >= (kind.min_length or 0))


# Every type that an event may be made of: no floats, no dates, nothing untyped.
_MAKERS: dict[type[inspect.Type], Callable[[Any, Refs], Values]] = {
    inspect.StructType: _structs,
    inspect.StrType: _texts,
    inspect.UnionType: lambda kind, refs: st.one_of([_values(part, refs) for part in kind.types]),
    inspect.VarTupleType: lambda kind, refs: st.lists(_values(kind.item_type, refs), max_size=3).map(tuple),
    inspect.DictType: lambda _, __: st.dictionaries(TEXT, TEXT.map(lambda text: msgspec.Raw(encode(text))), max_size=2),
    inspect.LiteralType: lambda kind, _: st.sampled_from(kind.values),
    inspect.BytesType: lambda kind, refs: refs if kind.min_length == 16 else st.binary(min_size=32, max_size=32),
    inspect.IntType: lambda kind, _: st.integers(kind.ge, kind.le),
    inspect.BoolType: lambda _, __: st.booleans(),
    inspect.NoneType: lambda _, __: st.none(),
}
