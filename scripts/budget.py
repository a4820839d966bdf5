"""Report every source file over 400 lines, and every Python function over 50, its docstring not counted.

TypeScript's functions are counted by oxlint (``client/web/.oxlintrc.json``). What a script of ours wrote has no budget.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 50
FOLDERS = ("core", "server", "client", "tests", "scripts")
PYTHON, WEB = ".py", (".ts", ".tsx", ".js")
FOREIGN = {"node_modules", "dist", "dist-node"}
WRITTEN = "// Written by scripts/"


def main() -> int:
    """Print what is over budget, one line each; return 1 if there is any, else 0."""
    root = Path(__file__).resolve().parent.parent
    found = [line for folder in FOLDERS for path in sources(root / folder) for line in over_budget(path, root)]
    for line in found:
        print(line)
    return 1 if found else 0


def sources(folder: Path) -> list[Path]:
    """Return the sources below ``folder``, by name, leaving out what npm brought and what was built."""
    suffixes = (PYTHON, *WEB)
    return sorted(path for path in folder.rglob("*.*") if path.suffix in suffixes and FOREIGN.isdisjoint(path.parts))


def over_budget(path: Path, root: Path) -> Iterator[str]:
    """Yield a sentence for ``path`` and for each function in it that is too long."""
    text = path.read_text(encoding="utf-8")
    if text.startswith(WRITTEN):
        return
    name = path.relative_to(root)
    lines = len(text.splitlines())
    if lines > MAX_FILE_LINES:
        yield f"{name}: {lines} lines; a file has at most {MAX_FILE_LINES}"
    for node in ast.walk(ast.parse(text)) if path.suffix == PYTHON else ():
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if (length := function_lines(node)) > MAX_FUNCTION_LINES:
            yield f"{name}:{node.lineno}: {node.name} has {length} lines; a function has at most {MAX_FUNCTION_LINES}"


def function_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines from ``def`` to the end, without the docstring."""
    assert node.end_lineno is not None
    lines = node.end_lineno - node.lineno + 1
    if ast.get_docstring(node, clean=False) is not None:
        docstring = node.body[0]
        assert docstring.end_lineno is not None
        lines -= docstring.end_lineno - docstring.lineno + 1
    return lines


if __name__ == "__main__":
    sys.exit(main())
