"""``events/schema.ts``: every field of every event, with its bounds and its default."""

from __future__ import annotations

import json
import re

import msgspec
from msgspec import inspect as shapes

from twoway_core.events import base
from twoway_core.events.vocabulary import WIRE
from web_sources.records import COMMON, WORDS, Record, closed, literals, parts, split_null, told, word_names

INTRODUCTION = """
/** The fields of every event in the order in which they are written, with their bounds and defaults. */

import { maybe, must, named, ofBytes, ofList, ofRecord, ofText, ofWhole, ofWord, or, PATCH, YES_NO } from "./kinds.ts";
import type { Field } from "./kinds.ts";

"""
ALIASES = (
    *("Text", "SomeText", "Line", "SomeLine", "Name", "Day"),
    *("Rating", "Percent", "Count", "Whole", "Minutes", "Offset"),
)


def text() -> str:
    """Return the whole file but its first line."""
    words = "".join(f"const {_lower(name)} = ofWord({json.dumps(closed(name))});\n" for name in WORDS)
    plain = "".join(f"const {_lower(name)} = {_unnamed(shapes.type_info(getattr(base, name)))};\n" for name in ALIASES)
    inner = "".join(f"const {_lower(part.__name__)} = ofRecord({_fields(part)});\n" for part in parts())
    common = f"const common = {_fields(base.Event)};\n"
    events = "".join(f'  "{name}": {_fields(kind, is_event=True)},\n' for name, kind in WIRE.items())
    said = "/** Wire name -> the fields by name. */"
    table = f"{said}\nexport const EVENTS = named<Readonly<Record<string, Field>>>({{\n{events}}});\n"
    hashes = "const ref = ofBytes(16);\nconst digest = ofBytes(32);\n"
    lists = "const lines = ofList(line, 1000);\nconst refs = ofList(ref, 1000);\n"
    return f"{INTRODUCTION.lstrip()}{hashes}{words}{plain}{lists}\n{inner}{common}\n{table}"


def _lower(name: str) -> str:
    return name[0].lower() + name[1:]


def _fields(record: Record, is_event: bool = False) -> str:
    inherited = {field.name: field for field in told(base.Event).fields} if is_event else {}
    own = [field for field in told(record).fields if inherited.get(field.name) != field]
    names = [field.name for field in told(record).fields]
    assert not is_event or names[: len(COMMON)] == list(COMMON), "fields are written in the order of the struct"
    inner = ["...common"] * is_event + [f"{field.name}: {_field(field)}" for field in own]
    return f"{{ {', '.join(inner)} }}"


def _field(field: shapes.Field) -> str:
    bare, is_nullable = split_null(field.type)
    shape = _shape(bare)
    if field.required:
        assert not is_nullable
        return f"must({shape})"
    if is_nullable:
        assert field.default is None
        return f"maybe({shape})"
    return f"or({shape}, {_default(field)})"


def _default(field: shapes.Field) -> str:
    if isinstance(field.type, shapes.DictType):
        return "new Map()"
    assert field.default is not msgspec.NODEFAULT
    return json.dumps(field.default)


def _shape(shape: shapes.Type) -> str:
    if isinstance(shape, shapes.StructType):
        return _lower(shape.cls.__name__)
    for name in ALIASES:
        if shapes.type_info(getattr(base, name)) == shape:
            return _lower(name)
    return _unnamed(shape)


def _unnamed(shape: shapes.Type) -> str:
    if isinstance(shape, shapes.LiteralType):
        return _lower(word_names()[literals(shape)])
    if isinstance(shape, shapes.BytesType):
        assert shape.min_length == shape.max_length
        return {16: "ref", 32: "digest"}[shape.max_length or 0]
    if isinstance(shape, shapes.StrType):
        return _text(shape)
    if isinstance(shape, shapes.IntType):
        return f"ofWhole({shape.ge}, {shape.le})"
    if isinstance(shape, shapes.VarTupleType):
        return _list(shape)
    if isinstance(shape, shapes.BoolType):
        return "YES_NO"
    assert isinstance(shape, shapes.DictType)
    assert isinstance(shape.value_type, shapes.RawType)
    return "PATCH"


def _text(shape: shapes.StrType) -> str:
    bounds = f"{shape.min_length or 0}, {shape.max_length}"
    if shape.pattern is None:
        return f"ofText({bounds})"
    # Only what means the same in both languages; a last line break is shut out by the longest length.
    assert re.fullmatch(r"[\^$0-9A-Z\[\](){}|?:!\-]+", shape.pattern)
    return f"ofText({bounds}, /{shape.pattern}/)"


def _list(shape: shapes.VarTupleType) -> str:
    item = _shape(shape.item_type)
    if shape.max_length is None:
        return f"ofList({item})"
    return {"ref": "refs", "line": "lines"}.get(item, f"ofList({item}, {shape.max_length})")
