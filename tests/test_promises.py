"""What is promised is shown: promises of SECURITY.md and rows of the table of attacks name tests that exist.

- In SECURITY.md, under *What is promised*, each item of a list and each row of a table is a promise.
- A promise names at least one test, or says the words "to come" and then promises nothing.
- A test whose name ends in the id of a row belongs to that row.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SECURITY, ATTACKS, PRACTICES = (ROOT / name for name in ("SECURITY.md", "docs/attacks.md", "docs/practices.md"))
TO_COME = "to come"
GROUPS = {"C": 12, "T": 12, "R": 10, "P": 7, "A": 8, "D": 10, "L": 13, "S": 11, "M": 10, "V": 8}
"""How many rows each group of the table has."""
_NAME = re.compile(r"`(test_\w+)`")
_ID = re.compile(r"[A-Z]\d{1,2}")


@cache
def known_tests() -> frozenset[str]:
    """Return the name of every test in the tree, without running any."""
    names: set[str] = set()
    for file in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                names.add(node.name)
    return frozenset(names)


def rows(text: str) -> list[list[str]]:
    """Return the rows of all tables in ``text``, without heads and rulers."""
    found, lines = [], text.splitlines()
    for at, line in enumerate(lines):
        is_head = at + 1 < len(lines) and lines[at + 1].startswith("|---")
        if line.startswith("|") and not line.startswith("|---") and not is_head:
            found.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return found


def section(text: str, title: str) -> str:
    """Return what stands under the heading ``title``, up to the next heading of its level."""
    return re.split(r"^## ", text.partition(f"\n## {title}\n")[2], flags=re.MULTILINE)[0]


def items(text: str) -> list[str]:
    """Return the items of all lists in ``text``, each with the lines that go on with it."""
    found: list[str] = []
    for line in text.splitlines():
        if line.startswith("- "):
            found.append(line)
        elif line.startswith("  ") and found:
            found[-1] += f" {line.strip()}"
    return found


def promises() -> list[str]:
    """Return every promise of SECURITY.md."""
    text = section(SECURITY.read_text(), "What is promised")
    return [*items(text), *(" | ".join(row) for row in rows(text))]


def prose(text: str) -> Iterator[str]:
    """Yield the lines of ``text`` that stand in no list, table or heading."""
    is_item = False
    for line in text.splitlines():
        is_item = line.startswith("- ") or (is_item and line.startswith("  "))
        if line and not is_item and not line.startswith(("|", "#")):
            yield line


def shown(promise: str) -> bool:
    """Return whether ``promise`` names a test, or says that it is none yet."""
    return bool(_NAME.search(promise)) or TO_COME in promise


def attacks() -> dict[str, list[str]]:
    """Return the rows of the table of attacks by their ids."""
    return {row[0]: row for row in rows(ATTACKS.read_text())}


@pytest.mark.parametrize("page", [SECURITY, ATTACKS, PRACTICES], ids=lambda page: page.name)
def test_every_test_that_is_named_exists(page: Path) -> None:
    """A test that was renamed or removed takes its promise with it."""
    named = set(_NAME.findall(page.read_text()))

    assert sorted(named - known_tests()) == []


def test_every_promise_names_a_test() -> None:
    """Or says that it is to come."""
    assert [promise for promise in promises() if not shown(promise)] == []
    assert len(promises()) >= 30


def test_nothing_is_promised_in_passing() -> None:
    """Between the lists and tables of promises stand questions and headings' words, each ending in a colon."""
    text = section(SECURITY.read_text(), "What is promised")

    assert [line for line in prose(text) if not line.endswith(":")] == []


def test_the_table_of_attacks_is_whole() -> None:
    """Every id stands in it once, in order, with all of its columns filled."""
    ids = [row[0] for row in rows(ATTACKS.read_text())]

    assert ids == [f"{group}{number}" for group, count in GROUPS.items() for number in range(1, count + 1)]
    assert [row[0] for row in attacks().values() if len(row) != 4 or not all(row)] == []


def test_every_attack_has_a_test_or_is_to_come() -> None:
    """Named in its row, or named after it."""
    named_after = {name.rpartition("_")[2].upper() for name in known_tests()}
    bare = [name for name, row in attacks().items() if not _NAME.search(row[3]) and name not in named_after]

    assert [name for name in bare if TO_COME not in attacks()[name][3]] == []


def test_every_id_that_a_promise_cites_is_in_the_table() -> None:
    """SECURITY.md leads to rows that exist."""
    cited = re.findall(r"\(([A-Z]\d{1,2}(?:, [A-Z]\d{1,2})*)\)", SECURITY.read_text())

    assert {one for each in cited for one in each.split(", ")} - attacks().keys() == set()


def test_the_table_of_practices_is_whole() -> None:
    """Ninety-nine rows in five groups, each with what serves it today, or the words that say it does not yet."""
    counts = {"S0": 19, "S1": 14, "S2": 23, "S3": 31, "S4": 12}
    ids = [f"{group}-{number}" for group, count in counts.items() for number in range(1, count + 1)]
    found = rows(PRACTICES.read_text())

    assert [row[0] for row in found] == ids
    assert [row[0] for row in found if len(row) != 4 or not all(row)] == []


def test_every_verb_that_serves_a_practice_exists() -> None:
    """No practice is served by a command that is still to be written."""
    from twoway_client.verbs import BY_NAME

    served = " ".join(row[3] for row in rows(PRACTICES.read_text()))
    verbs = {name.split()[1] for name in re.findall(r"`(twoway [^`]+)`", served)}

    assert verbs - BY_NAME.keys() == set()
    assert len(verbs) > 20


def test_a_promise_without_a_test_would_be_noticed() -> None:
    """Neither the words of a promise nor a name in passing are enough."""
    assert [shown(text) for text in ("- Nobody reads.", "- Nobody reads (`test_x`).", "- To read: to come.")] == [
        False,
        True,
        True,
    ]
    assert items("- one\n  more\n- two\n\nelse") == ["- one more", "- two"]
    assert rows("| a | b |\n|---|---|\n| 1 | 2 |") == [["1", "2"]]
    assert list(prose("So:\n- one\n  more\n| a |\nelse")) == ["So:", "else"]
