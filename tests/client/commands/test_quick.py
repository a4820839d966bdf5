"""Verbs of the room start fast: what they load is bounded."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

import pytest

from ..home import NOW, TestHome

SLOW = (
    "aiohttp",
    "asyncio",
    "http",
    "rich",
    "subprocess",
    "tempfile",
    "twoway_core.journal",
    "twoway_core.projections",
    "twoway_core.analysis",
)
COMMAND = """
import json, sys
from twoway_client.cli import run
code = run(sys.argv[1:])
print(json.dumps([code, sorted(sys.modules)]))
"""


def loaded(home: TestHome, *words: str) -> set[str]:
    """Run a command that succeeds in a process of its own; return the slow modules that it loaded."""
    run = subprocess.run(
        [sys.executable, "-c", COMMAND, "--home", str(home.folder), *words],
        input="some words\n",
        capture_output=True,
        text=True,
        check=True,
        env={"TWOWAY_NOW": NOW},
    )
    code, modules = json.loads(run.stdout.splitlines()[-1])
    assert code == 0, run.stderr
    return {name for name in modules if any(name == slow or name.startswith(f"{slow}.") for slow in SLOW)}


@pytest.mark.parametrize(
    "words",
    [
        ["note", "e+: she decides"],
        ["note"],
        ["note", "-q", "5", "@ben", "second time", "--json"],
        ["note", "--changed", "no, she does"],
        ["ask", "3"],
        ["ask", "And why?", "@ana"],
        ["follow", "And above that?"],
        ["got", "Where next?", "--skill", "motivation"],
        ["saw", "e: an empty floor", "--cue", "surroundings"],
        ["flag", "open twice", "--light"],
        ["need", "pipelines", "--mine", "4"],
        ["gave", "replay at night", "--beyond"],
        ["view", "e+: yours are ours", "--rate", "5"],
        ["promise", "a training week", "@ana", "--pay", "500 EUR"],
        ["jot", "call back"],
    ],
    ids=" ".join,
)
def test_a_verb_of_the_room_loads_neither_network_nor_history(planned: TestHome, words: Sequence[str]) -> None:
    """No fold, no view, no event loop: writing is all that happens."""
    planned.write("start")
    planned.write("ask", "2")
    planned.write("note", "they decide")

    assert loaded(planned, *words) == set()


def test_the_list_of_slow_modules_is_worth_something(planned: TestHome) -> None:
    """A view does load the fold."""
    assert "twoway_core.journal.fold" in loaded(planned, "todo")
