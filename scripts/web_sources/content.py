"""``starter/*.ts``: the tables and the guide that a new journal may begin with."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files

_FILES = ("criteria", "packs", "prep", "questions", "stages", "styles")
_MANY = {"criterion": "CRITERIA"}


def texts() -> dict[str, str]:
    """Return name -> text, but for its first line, of each file."""
    return {**{name: _tables(name) for name in _FILES}, "guide": _guide()}


def _tables(name: str) -> str:
    tables = tomllib.loads(_read(f"{name}.toml"))
    return "".join(
        f"\nexport const {_MANY.get(table, f'{table.upper()}S')} = [\n{''.join(_row(row) for row in rows)}] as const;\n"
        for table, rows in tables.items()
    ).lstrip()


def _row(row: dict[str, object]) -> str:
    fields = ", ".join(f"{name}: {_value(value)}" for name, value in row.items())
    return f"  {{ {fields} }},\n"


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _guide() -> str:
    said = "/** The guide to preparing, holding and judging an interview, as Markdown. */"
    return f"{said}\nexport const GUIDE = {_value(_read('guide.md'))};\n"


def _read(file: str) -> str:
    return files("twoway_core.starter").joinpath(file).read_text(encoding="utf-8")
