"""``events/types.ts``: one interface for each event and each of their parts."""

from __future__ import annotations

from msgspec import inspect as shapes

from twoway_core.events import base
from twoway_core.events.vocabulary import WIRE
from web_sources.records import COMMON, WORDS, Record, closed, doc, literals, parts, split_null, told, word_names

INTRODUCTION = """
/**
 * The events of the journal as values: one interface for each wire name, every field there, defaults filled in.
 *
 * Ids and hashes are lower-case hex; a patch holds each field's bytes as they came.
 */

import type { Bytes } from "../bytes.ts";

/** An id of 16 bytes as 32 hex digits, lower case: their order is the order of the bytes. */
export type Id = string;

"""


def text() -> str:
    """Return the whole file but its first line."""
    words = "".join(f"export type {name} = {_union(closed(name))};\n" for name in WORDS)
    common = f"{doc(base.Event)}export interface Common {{\n{_fields(base.Event, COMMON)}}}\n"
    inner = "".join(_part(part) for part in parts())
    events = "".join(_event(name, kind) for name, kind in WIRE.items())
    union = "/** Any event that this version knows. */\nexport type Event =\n"
    union += "".join(f"  | {kind.__name__}\n" for kind in WIRE.values()).removesuffix("\n") + ";\n"
    return f"{INTRODUCTION.lstrip()}{words}\n{inner}{common}\n{events}{union}"


def _union(words: tuple[str, ...]) -> str:
    return " | ".join(f'"{word}"' for word in words)


def _part(part: Record) -> str:
    names = tuple(field.name for field in told(part).fields)
    return f"{doc(part)}export interface {part.__name__} {{\n{_fields(part, names)}}}\n\n"


def _event(name: str, kind: Record) -> str:
    inherited = {field.name: field.type for field in told(base.Event).fields}
    own = tuple(field.name for field in told(kind).fields if inherited.get(field.name) != field.type)
    head = f"{doc(kind)}export interface {kind.__name__} extends Common {{\n"
    return f'{head}  readonly type: "{name}";\n{_fields(kind, own)}}}\n\n'


def _fields(record: Record, names: tuple[str, ...]) -> str:
    types = {field.name: field.type for field in told(record).fields}
    return "".join(f"  readonly {name}: {_type(types[name])};\n" for name in names)


def _type(shape: shapes.Type) -> str:
    bare, is_nullable = split_null(shape)
    return f"{_bare(bare)} | null" if is_nullable else _bare(bare)


def _bare(shape: shapes.Type) -> str:
    if isinstance(shape, shapes.StructType):
        return shape.cls.__name__
    if isinstance(shape, shapes.VarTupleType):
        return f"readonly {_type(shape.item_type)}[]"
    if isinstance(shape, shapes.LiteralType):
        return word_names()[literals(shape)]
    if isinstance(shape, shapes.BytesType):
        return "Id" if shape.max_length == 16 else "string"
    return _PLAIN[type(shape)]


_PLAIN: dict[type[shapes.Type], str] = {
    shapes.StrType: "string",
    shapes.IntType: "number",
    shapes.BoolType: "boolean",
    shapes.DictType: "ReadonlyMap<string, Bytes>",
}
