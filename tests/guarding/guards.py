"""The list of guards: what each protects, the text that does it, that text switched off, and the tests that notice.

Rules. The old text stands in its file exactly once; with the new text in its place the file still
compiles and names nothing unknown. A guard that cannot be applied is stale: the code moved on without it.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent.parent
LISTS = Path(__file__).with_name("lists")


class Guard(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One check. ``tests``: files, or single tests as ``FILE::NAME``. ``quick``: one of those tried at every change."""

    id: str
    guards: str
    file: str
    old: str
    new: str
    tests: list[str]
    quick: bool = False


class _List(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    guard: list[Guard]


def all_guards() -> list[Guard]:
    """Return every guard, list by list. Raises ValueError when two have one id."""
    files = sorted(LISTS.glob("*.toml"))
    guards = [guard for file in files for guard in msgspec.toml.decode(file.read_bytes(), type=_List).guard]
    if len({guard.id for guard in guards}) != len(guards):
        raise ValueError("two guards have one id")
    return guards


def sample(guards: Sequence[Guard], count: int) -> list[Guard]:
    """Return ``count`` of ``guards``, the same on every run: those whose id has the smallest hash."""
    chosen = sorted(guards, key=lambda guard: sha256(guard.id.encode()).digest())[:count]
    return [guard for guard in guards if guard in chosen]


def switched_off(guard: Guard, root: Path = ROOT) -> str:
    """Return the text of the guard's file without the check. Raises ValueError where the old text is not there once."""
    text = (root / guard.file).read_text(encoding="utf-8")
    found = text.count(guard.old)
    if found != 1:
        raise ValueError(f"the old text is there {found} times, not once")
    return text.replace(guard.old, guard.new)


def stale(guards: Sequence[Guard]) -> dict[str, str]:
    """Return why, in words, for each of ``guards`` that cannot be applied, by id."""
    found = {guard.id: why for guard in guards if (why := _staleness(guard))}
    return found | _unknown_names([guard for guard in guards if guard.id not in found])


def _staleness(guard: Guard) -> str:
    try:
        changed = ast.dump(ast.parse(switched_off(guard)))
    except (OSError, ValueError, SyntaxError) as error:
        return str(error)
    if changed == _tree(ROOT / guard.file):
        return "switching it off changes nothing"
    missing = [test for test in guard.tests if not _is_there(test)]
    return f"no such test: {missing[0]}" if missing else ""


@cache
def _tree(file: Path) -> str:
    return ast.dump(ast.parse(file.read_text(encoding="utf-8")))


def _is_there(test: str) -> bool:
    file, _, name = test.partition("::")
    path = ROOT / file
    return path.is_file() and (not name or f"def {name}(" in path.read_text(encoding="utf-8"))


def _unknown_names(guards: Sequence[Guard]) -> dict[str, str]:
    """Return what ruff says of names that nothing defines: a guard's own fault, that no test may take for a notice."""
    ruff = Path(sys.executable).with_name("ruff")
    options = ["check", "--isolated", "--no-cache", "--select", "F821,F822,F823", "--output-format", "json"]
    with tempfile.TemporaryDirectory() as folder:
        for guard in guards:
            (Path(folder) / f"{guard.id}.py").write_text(switched_off(guard), encoding="utf-8")
        run = subprocess.run([str(ruff), *options, folder], capture_output=True, text=True, check=False)
    return {Path(each["filename"]).stem: each["message"] for each in json.loads(run.stdout)}


def selections(guards: Sequence[Guard]) -> Iterator[str]:
    """Yield every test that ``guards`` name, each once."""
    yield from dict.fromkeys(test for guard in guards for test in guard.tests)
