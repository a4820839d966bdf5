"""``analysis/settings.ts``: the choices of the analysis, with the sentence that says what each of them counts."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

from twoway_core.analysis import settings as source
from twoway_core.analysis.settings import DEFAULTS, Settings


def text() -> str:
    """Return the whole file but its first line."""
    module = inspect.getdoc(source) or ""
    fields = [(_camel(name), name, said) for name, said in _documented()]
    members = "".join(f"  /** {said} */\n  readonly {camel}: number;\n" for camel, _, said in fields)
    values = "".join(f"  {camel}: {_number(getattr(DEFAULTS, name))},\n" for camel, name, _ in fields)
    return (
        f"{_comment(module)}\n{_comment(inspect.getdoc(Settings) or '')}"
        f"export interface Settings {{\n{members}}}\n\nexport const DEFAULTS: Settings = {{\n{values}}};\n"
    )


def _documented() -> Iterator[tuple[str, str]]:
    """Yield each field of the settings with the text that stands under it."""
    (tree,) = [node for node in ast.parse(inspect.getsource(source)).body if isinstance(node, ast.ClassDef)]
    for field, said in zip(tree.body[1::2], tree.body[2::2], strict=True):
        assert isinstance(field, ast.AnnAssign)
        assert isinstance(field.target, ast.Name)
        assert isinstance(said, ast.Expr)
        assert isinstance(said.value, ast.Constant)
        yield field.target.id, str(said.value.value)


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)


def _number(value: float) -> str:
    return repr(int(value) if value == int(value) else value)


def _comment(text: str) -> str:
    return "/**\n" + "".join(f" * {line}".rstrip() + "\n" for line in text.splitlines()) + " */\n"
