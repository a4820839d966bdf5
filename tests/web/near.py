"""Views and numbers side by side: floats within 1e-9, all else exactly."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

import msgspec


def camel(name: str) -> str:
    """Return ``name`` as the app writes it."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def plain(value: Any) -> Any:
    """Return ``value`` as the app says it: mappings as pairs, dataclasses in camel case, ids in hex."""
    if is_dataclass(value):
        return {camel(one.name): plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, msgspec.Struct):
        names = zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True)
        return {told: plain(getattr(value, name)) for name, told in names}
    if isinstance(value, Mapping):
        return [[plain(key), plain(held)] for key, held in value.items()]
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, date | datetime):
        return msgspec.to_builtins(value)
    return value.hex() if isinstance(value, bytes) else value


def differences(ours: Any, theirs: Any, at: str = "") -> list[str]:
    """Return where the app's answer ``theirs`` is not ``ours``; nothing where both say the same."""
    if isinstance(ours, float) and isinstance(theirs, int | float) and not isinstance(theirs, bool):
        return [] if math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9) else [f"{at}: {ours} and {theirs}"]
    if isinstance(ours, list | tuple) and isinstance(theirs, list) and len(ours) == len(theirs):
        pairs = enumerate(zip(ours, theirs, strict=True))
        return [line for place, pair in pairs for line in differences(*pair, f"{at}/{place}")]
    if isinstance(ours, dict) and isinstance(theirs, dict) and list(ours) == list(theirs):
        return [line for name, value in ours.items() for line in differences(value, theirs[name], f"{at}/{name}")]
    return [] if type(ours) is type(theirs) and ours == theirs else [f"{at}: {ours!r} and {theirs!r}"]
