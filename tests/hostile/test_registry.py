"""The register: every row of the table of attacks that a courier or a stranger can try has its one test here."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

FOLDER = Path(__file__).parent
PAGE = FOLDER.parent.parent / "docs" / "attacks.md"
_ROW = re.compile(r"^\| ([CTRPA]\d+) \|", re.MULTILINE)
_ID = re.compile(r"_([ctrpa]\d+)$")
_LINES = 20


def _tests() -> list[ast.FunctionDef]:
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("test_*.py"))]
    found = [node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [node for node in found if _ID.search(node.name)]


def _id(test: ast.FunctionDef) -> str:
    found = _ID.search(test.name)
    assert found is not None
    return found[1].upper()


def test_every_row_has_its_one_test() -> None:
    """The ids of the page and those at the ends of the tests' names are the same, and each stands once."""
    rows = _ROW.findall(PAGE.read_text(encoding="utf-8"))

    assert Counter(map(_id, _tests())) == Counter(rows)
    assert len(rows) == 49


def test_every_test_is_named_in_its_row() -> None:
    """Whoever reads a row finds the test that works it."""
    lines = {found[1]: line for line in PAGE.read_text(encoding="utf-8").split("\n") if (found := _ROW.match(line))}

    for test in _tests():
        assert f"`{test.name}`" in lines[_id(test)], test.name


def test_every_test_says_its_row_and_is_short() -> None:
    """A docstring of one sentence, and no more than twenty lines below it."""
    for test in _tests():
        said = ast.get_docstring(test) or ""
        assert said.endswith("."), test.name
        assert test.end_lineno is not None
        assert test.end_lineno - test.body[1].lineno < _LINES, test.name
