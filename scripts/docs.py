"""Documents that are partly made by the code: what stands between two markers is written here."""

from __future__ import annotations

import re
import subprocess
import sys
import typing
from importlib import import_module
from pathlib import Path

import msgspec
from json_docs import schemas

ROOT = Path(__file__).resolve().parent.parent
MANUAL, FORMAT = ROOT / "client/MANUAL.md", ROOT / "core/FORMAT.md"
COMMANDS = ROOT / "client/twoway_client"


def put(text: str, name: str, made: str) -> str:
    """Return ``text`` with ``made`` between the markers called ``name``."""
    pattern = re.compile(rf"(<!-- {name}: made by scripts/docs -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    return pattern.sub(lambda found: found[1] + made + found[2], text)


def helps() -> str:
    """Return the help of every verb, by group, as Markdown."""
    from twoway_client.verbs import GROUPS, VERBS, module_of

    parts = []
    for group in (*GROUPS, ""):
        parts.append(f"### {group or 'Seldom needed'}\n\n")
        for verb in VERBS:
            if verb.group == group:
                text = (import_module(module_of(verb)).__doc__ or "").strip()
                parts.append(f"#### {verb.name}\n\n```\n{text}\n```\n\n")
    return "".join(parts)


def main_help() -> str:
    """Return what ``twoway --help`` prints."""
    shown = subprocess.run([ROOT / ".venv/bin/twoway", "--help"], capture_output=True, text=True, check=True).stdout
    return f"```\n{shown.rstrip()}\n```\n"


def events() -> str:
    """Return a table of every event: wire name, whether a command writes it, and its fields."""
    from twoway_core.events.vocabulary import WIRE

    source = "".join(path.read_text() for path in COMMANDS.rglob("*.py"))
    lines = ["| event | fields, besides `opportunity`, `interview`, `because`; **bold**: required |\n|---|---|\n"]
    for name, kind in WIRE.items():
        draft = "" if re.search(rf"\b{kind.__name__}\(", source) else " *draft*"
        lines.append(f"| `{name}`{draft} | {'; '.join(_fields(kind)) or 'none'} |\n")
    return "".join(lines) + "\n" + _closed_lists() + "\n" + _structs()


def _fields(kind: type) -> list[str]:
    common = {"opportunity", "interview", "because"}
    hints = typing.get_type_hints(kind, include_extras=True)
    fields = []
    for field in msgspec.structs.fields(kind):
        if field.name in common and not field.required:
            continue
        kind_of = "map of fields" if field.name == "patch" else _type(hints[field.name])
        text = f"{field.name}: {kind_of}"
        fields.append(f"**{text}**" if field.required else text)
    return fields


def _name_of(hint: object) -> str | None:
    from twoway_core.entry import Ref
    from twoway_core.events import base

    known = {
        "id": Ref,
        "text": base.Text,
        "text, not empty": base.SomeText,
        "line": base.Line,
        "line, not empty": base.SomeLine,
        "name": base.Name,
        "lines": base.Lines,
        "ids": base.Refs,
        "day": base.Day,
        "1 to 5": base.Rating,
        "0 to 100": base.Percent,
        "count": base.Count,
        "whole": base.Whole,
        "minutes": base.Minutes,
        "UTC offset": base.Offset,
        "form": base.Form,
        "certainty": base.Certainty,
        "shape": base.Shape,
        "severity": base.Severity,
        "stage": base.Stage,
        "role": base.Role,
        "source": base.Source,
        "yes or no": bool,
    }
    return next((name for name, each in known.items() if hint == each), None)


def _type(hint: object) -> str:
    name = _name_of(hint)
    if name is not None:
        return name
    inner = [part for part in typing.get_args(hint) if part not in (type(None), Ellipsis)]
    origin = typing.get_origin(hint)
    if origin is tuple:
        return f"array of {_type(inner[0])}"
    if origin is typing.Annotated:
        return _bounded(hint, inner[0])
    if inner:
        return _type(inner[0])
    return f"`{getattr(hint, '__name__', hint)}`"


def _bounded(hint: object, plain: object) -> str:
    if typing.get_origin(plain) is tuple:
        return _type(plain)
    if "min_length=32" in repr(hint):
        return "hash"
    return "three capital letters" if plain is str else "0 to 9"


def _closed_lists() -> str:
    from twoway_core.events import base

    lists = ("Form", "Certainty", "Shape", "Severity", "Stage", "Role", "Source")
    rows = [
        f"- {name.lower()}: {', '.join(f'`{word}`' for word in typing.get_args(getattr(base, name)))}\n"
        for name in lists
    ]
    return "Closed lists (all other words are free text):\n\n" + "".join(rows)


def _structs() -> str:
    from twoway_core.events import after, base, log, mine, prep

    kinds = (
        base.Money,
        base.Figure,
        base.Rated,
        mine.IdealAt,
        mine.Points,
        mine.Preference,
        prep.AgendaLine,
        after.OfferTerm,
        log.Imported,
    )
    rows = [f"- `{kind.__name__}`: {'; '.join(_fields(kind))}\n" for kind in kinds]
    return "Structs inside events are msgpack maps with text keys:\n\n" + "".join(rows)


def main() -> int:
    """Write both documents, or say which is behind."""
    check, behind = "--check" in sys.argv, []
    made = {MANUAL: {"help": main_help, "verbs": helps, "json": schemas}, FORMAT: {"events": events}}
    for page, parts in made.items():
        old = new = page.read_text()
        for name, make in parts.items():
            new = put(new, name, make())
        if new != old:
            behind.append(page.relative_to(ROOT))
            if not check:
                page.write_text(new)
    for page in behind:
        print(f"{page} {'is behind: run scripts/docs' if check else 'written'}")
    return int(check and bool(behind))


if __name__ == "__main__":
    raise SystemExit(main())
