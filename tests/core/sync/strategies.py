"""Hypothesis strategies for every wire message, read off the structs themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from msgspec import inspect

from twoway_core.codec import Wire
from twoway_core.sync import messages

MESSAGES: list[type[Wire]] = sorted(
    (
        kind
        for kind in vars(messages).values()
        if isinstance(kind, type) and issubclass(kind, Wire) and kind is not Wire
    ),
    key=lambda kind: kind.__name__,
)
MAX_INT = 2**53 - 1


def messages_of(kind: type[Wire]) -> st.SearchStrategy[Any]:
    """Return messages of ``kind``."""
    return _values(inspect.type_info(kind))


def _values(kind: Any) -> st.SearchStrategy[Any]:
    return _MAKERS[type(kind)](kind)


def _structs(kind: Any) -> st.SearchStrategy[Any]:
    return st.builds(kind.cls, **{field.name: _values(field.type) for field in kind.fields})


def _bytes(kind: Any) -> st.SearchStrategy[bytes]:
    longest = 40 if kind.max_length is None else min(kind.max_length, 40 + (kind.min_length or 0))
    return st.binary(min_size=kind.min_length or 0, max_size=longest)


def _integers(kind: Any) -> st.SearchStrategy[int]:
    return st.integers(0 if kind.ge is None else kind.ge, MAX_INT if kind.le is None else kind.le)


_MAKERS: dict[type[inspect.Type], Callable[[Any], st.SearchStrategy[Any]]] = {
    inspect.StructType: _structs,
    inspect.BytesType: _bytes,
    inspect.IntType: _integers,
    inspect.BoolType: lambda _: st.booleans(),
    inspect.StrType: lambda _: st.text(st.characters(exclude_categories=["Cs"]), max_size=10),
    inspect.ListType: lambda kind: st.lists(_values(kind.item_type), max_size=3),
    inspect.LiteralType: lambda kind: st.sampled_from(kind.values),
}
