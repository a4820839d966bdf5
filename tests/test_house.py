"""The house rules that no linter knows."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = {name: ROOT / name / f"twoway_{name}" for name in ("core", "server", "client")}
LEFT_OUT = {".git", ".venv", ".venv-bench", ".demo", "node_modules", "dist", "dist-node", "build"}
LEFT_OUT |= {"__pycache__", "htmlcov", ".hypothesis"}

# Written in parts, so that this file does not name them either.
REGISTRY_HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("npmmirror", "com"),
        ("deb", "debian", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
    )
]
IMPURE_CALLS = {"open", "print", "input", "breakpoint"}
IMPURE_METHODS = {"now", "utcnow", "today"}


def test_every_file_and_function_is_within_its_budget() -> None:
    """No file has more than 400 lines, and no function more than 50."""
    run = subprocess.run([sys.executable, ROOT / "scripts/budget.py"], capture_output=True, text=True, check=False)

    assert (run.stdout, run.stderr, run.returncode) == ("", "", 0)


def test_no_file_names_a_package_registry() -> None:
    """Where packages come from is settled by each machine, never by a file of ours."""
    named = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in our_files()
        for host in REGISTRY_HOSTS
        if host.encode() in path.read_bytes()
    ]

    assert named == []


def test_the_app_s_lock_names_no_address() -> None:
    """Left to itself, npm writes them in."""
    web = ROOT / "client/web"

    assert "omit-lockfile-registry-resolved=true" in (web / ".npmrc").read_text()
    assert "://" not in (web / "package-lock.json").read_text()


@pytest.mark.parametrize(("one", "other"), [("client", "server"), ("server", "client")])
def test_client_and_server_never_import_each_other(one: str, other: str) -> None:
    """Client and server meet on the wire alone."""
    guilty = [
        f"{path.relative_to(ROOT)}: {module}"
        for path, tree in modules(one)
        for module in imported(tree)
        if module.partition(".")[0] == f"twoway_{other}"
    ]

    assert guilty == []


def test_core_asks_nobody_for_the_time_or_a_file() -> None:
    """Core opens, prints and reads nothing, and is told the time."""
    guilty = [
        f"{path.relative_to(ROOT)}:{call.lineno}: {ast.unparse(call.func)}"
        for path, tree in modules("core")
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and is_impure(call.func)
    ]

    assert guilty == []


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_stands_beside_a_package(package: str) -> None:
    """The folders on the import path hold their package and no module of their own."""
    assert list((ROOT / package).glob("*.py")) == []


def our_files() -> Iterator[Path]:
    """Yield the files that are ours, by walking, so that it works without git too."""
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and LEFT_OUT.isdisjoint(path.relative_to(ROOT).parts):
            yield path


def modules(package: str) -> Iterator[tuple[Path, ast.Module]]:
    """Yield each Python file of ``package`` with its syntax tree."""
    for path in sorted(PACKAGES[package].rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield the name of every module that ``tree`` imports, at its top or inside a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module


def is_impure(function: ast.expr) -> bool:
    """Tell whether calling ``function`` would reach for the world outside."""
    match function:
        case ast.Name(id=name):
            return name in IMPURE_CALLS
        case ast.Attribute(value=ast.Name(id="datetime" | "date"), attr=name):
            return name in IMPURE_METHODS
        case ast.Attribute(value=ast.Attribute(attr="datetime" | "date"), attr=name):
            return name in IMPURE_METHODS
        case _:
            return False
