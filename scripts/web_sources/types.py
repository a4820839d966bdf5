"""``events/*.ts``: one interface for each event and each of their parts, in rooms as ``core/twoway_core/events`` has.

``types.ts`` puts the rooms together.
"""

from __future__ import annotations

import inspect
import re
import sys

from msgspec import inspect as shapes

from twoway_core.events import base
from twoway_core.events.vocabulary import WIRE
from web_sources.records import COMMON, WORDS, Record, closed, doc, literals, parts, split_null, told, word_names

WIDTH = 120
BASE = """
/**
 * The events of the journal as values: one interface for each wire name, every field there, defaults filled in.
 *
 * Here is what they share. Ids and hashes are lower-case hex; a patch holds each field's bytes as they came.
 */

/** An id of 16 bytes as 32 hex digits, lower case: their order is the order of the bytes. */
export type Id = string;

"""
_NAMES = re.compile(r"[A-Z][A-Za-z]*")


def texts() -> dict[str, str]:
    """Return the whole of each file but its first line, by its name."""
    rooms: dict[str, list[str]] = {"base": []}
    for part in parts():
        rooms.setdefault(_room(part), []).append(_part(part))
    for name, kind in WIRE.items():
        rooms.setdefault(_room(kind), []).append(_event(name, kind))
    shared = dict.fromkeys(("Id", "Common", *WORDS), "base") | {part.__name__: _room(part) for part in parts()}
    found = {name: _file(name, "".join(written), shared) for name, written in rooms.items() if name != "base"}
    return found | {"base": _base("".join(rooms["base"])), "types": _union()}


def _room(record: Record) -> str:
    return record.__module__.rpartition(".")[2]


def _base(written: str) -> str:
    words = "".join(f"export type {name} = {_alternatives(closed(name))};\n" for name in WORDS)
    common = f"{doc(base.Event)}export interface Common {{\n{_fields(base.Event, COMMON)}}}\n"
    return f"{BASE.lstrip()}{words}\n{written}{common}"


def _file(room: str, written: str, shared: dict[str, str]) -> str:
    """Return a room: what Python says of it, what it takes from the others, and its own."""
    said = (inspect.getdoc(sys.modules[f"twoway_core.events.{room}"]) or "").splitlines()[0]
    code = re.sub(r"/\*\*.*?\*/", "", written, flags=re.DOTALL)
    used = set(_NAMES.findall(code)) - set(re.findall(r"interface (\w+)", code))
    lines = ['import type { Bytes } from "../bytes.ts";\n'] if "Bytes" in used else []
    lines += [
        imported(sorted(name for name in used if shared.get(name) == other), f"./{other}.ts")
        for other in sorted({shared[name] for name in used if name in shared} - {room})
    ]
    return f"/** {said} */\n\n{''.join(lines)}\n{written}".removesuffix("\n")


def _union() -> str:
    """Return the file of all rooms: any event."""
    rooms: dict[str, list[str]] = {}
    for kind in WIRE.values():
        rooms.setdefault(_room(kind), []).append(kind.__name__)
    lines = "".join(imported(sorted(names), f"./{room}.ts") for room, names in sorted(rooms.items()))
    union = "".join(f"  | {kind.__name__}\n" for kind in WIRE.values()).removesuffix("\n")
    head = "/** All rooms of events together. */"
    return f"{head}\n\n{lines}\n/** Any event that this version knows. */\nexport type Event =\n{union};\n"


def imported(names: list[str], path: str) -> str:
    """Return the line that takes these types from ``path``, broken where it is too long."""
    line = f'import type {{ {", ".join(names)} }} from "{path}";\n'
    if len(line) <= WIDTH + 1:
        return line
    return "import type {\n" + "".join(f"  {name},\n" for name in names) + f'}} from "{path}";\n'


def _alternatives(words: tuple[str, ...]) -> str:
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
