"""The documents say what the code says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from twoway_core.events.vocabulary import WIRE

ROOT = Path(__file__).resolve().parent.parent
MANUAL = (ROOT / "client/MANUAL.md").read_text()


def test_the_made_parts_of_the_documents_are_up_to_date() -> None:
    """Every help, every event and every JSON field stands in its page as the code has it."""
    done = subprocess.run(
        [sys.executable, "scripts/docs.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (0, "")


def test_every_command_stands_in_the_manual() -> None:
    """No verb without its page."""
    modules = (ROOT / "client/twoway_client/commands").glob("[a-z]*.py")
    verbs = {path.stem.rstrip("_").replace("_", "-") for path in modules} - {"now"}

    assert {verb for verb in verbs if f"#### {verb}\n" not in MANUAL} == set()


def test_every_json_document_stands_in_the_manual() -> None:
    """A program can rely on each schema that a command prints."""
    source = "".join(path.read_text() for path in (ROOT / "client/twoway_client").rglob("*.py"))
    printed = set(re.findall(r'"twoway\.([a-z-]+)/1"', source))

    assert {name for name in printed if f"`twoway.{name}/1`" not in MANUAL} == set()


def test_every_event_stands_in_the_format() -> None:
    """Wire names are in the page, so that another client can read them."""
    page = (ROOT / "core/FORMAT.md").read_text()

    assert {name for name in WIRE if f"`{name}`" not in page} == set()


def test_every_option_is_in_the_help_and_the_other_way_round() -> None:
    """What a command takes is what its help says."""
    from importlib import import_module

    from twoway_client.parser import build
    from twoway_client.verbs import VERBS, module_of

    differing = {}
    for verb in VERBS:
        module = import_module(module_of(verb))
        taken = {option for action in build(module, verb.name)._actions for option in action.option_strings}
        taken -= {"-h", "--help"}
        told = set(re.findall(r"(?<![\w-])(--?[a-z][a-z-]*)", module.__doc__ or ""))
        listed = set(re.findall(r"^  (--?[a-z][a-z-]*)", module.__doc__ or "", re.MULTILINE))
        if taken - told or listed - taken:
            differing[verb.name] = (taken - told, listed - taken)

    assert differing == {}
