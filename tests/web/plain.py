"""Values of Python as the app's harness writes its own: bytes as hex, mappings as pairs, structs as objects."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

import msgspec

from twoway_core.entry import Entry, encode_entry
from twoway_core.events.base import Event
from twoway_core.events.vocabulary import Unread, wire_name


def plain(value: Any) -> Any:
    """Return ``value`` as JSON can say it."""
    if isinstance(value, msgspec.Raw | bytes):
        return bytes(value).hex()
    if isinstance(value, Unread):
        return {"type": value.type, "why": value.reason}
    if isinstance(value, msgspec.Struct):
        named = {"type": wire_name(type(value))} if isinstance(value, Event) else {}
        return named | {name: plain(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, dict):
        return [[_key(key), plain(held)] for key, held in value.items()]
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, date | datetime):
        return msgspec.to_builtins(value)
    return value


def _key(key: Any) -> str:
    return "/".join(part.hex() for part in key) if isinstance(key, tuple) else str(plain(key))


def sent(entries: Iterable[Entry], until_ms: int | None = None) -> dict[str, object]:
    """Return a journal as the harness takes it."""
    return {"entries": [base64.b64encode(encode_entry(one)).decode() for one in entries], "until_ms": until_ms}


def close(ours: Any, theirs: Any, path: str = "") -> str:
    """Return where the two first differ, or nothing: floats within 1e-9, everything else exactly."""
    if isinstance(ours, float) and isinstance(theirs, int | float):
        return "" if math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9) else f"{path}: {ours} and {theirs}"
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        pairs = enumerate(zip(ours, theirs, strict=True))
        return next((found for place, (one, other) in pairs if (found := close(one, other, f"{path}/{place}"))), "")
    if isinstance(ours, dict) and isinstance(theirs, dict) and ours.keys() == theirs.keys():
        return next((found for key in ours if (found := close(ours[key], theirs[key], f"{path}/{key}"))), "")
    return "" if ours == theirs and type(ours) is type(theirs) else f"{path}: {ours!r} and {theirs!r}"
