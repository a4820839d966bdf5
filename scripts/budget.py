"""Report every Python file of more than 400 lines and every function of more than 50, its docstring not counted."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 50
FOLDERS = ("core", "server", "client", "tests", "scripts")


def main() -> int:
    """Print what is over budget, one line each; return 1 if there is any, else 0."""
    root = Path(__file__).resolve().parent.parent
    found = [line for folder in FOLDERS for path in python_files(root / folder) for line in over_budget(path, root)]
    for line in found:
        print(line)
    return 1 if found else 0


def python_files(folder: Path) -> list[Path]:
    """Return the Python files below ``folder``, by name, leaving out what npm brought."""
    return sorted(path for path in folder.rglob("*.py") if "node_modules" not in path.parts)


def over_budget(path: Path, root: Path) -> Iterator[str]:
    """Yield a sentence for ``path`` and for each function in it that is too long."""
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(root)
    lines = len(text.splitlines())
    if lines > MAX_FILE_LINES:
        yield f"{name}: {lines} lines; a file has at most {MAX_FILE_LINES}"
    for node in ast.walk(ast.parse(text)):
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
