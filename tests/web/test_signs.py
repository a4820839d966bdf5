"""What the app says of a journal: the words of the command line, to the letter."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from tests.web.node import Node
from twoway_client import trust_states
from twoway_client.trust_states import TrustState

NAME = bytes.fromhex("c0ffee00" * 8)
DAY_MS = 24 * 60 * 60 * 1000
SAID: list[tuple[str, tuple[Any, ...]]] = [
    ("restored", ()),
    ("repaired", (1,)),
    ("repaired", (5,)),
    ("rollback", (NAME,)),
    ("fork", ("phone", NAME, 7)),
    ("switched", ("ours",)),
    ("switched", ("theirs",)),
    ("quarantine", (1, ["desk"])),
    ("quarantine", (3, ["phone", "desk"])),
    ("quarantine", (2, [])),
    ("missing", ("2 segments of desk", "numbers 1 to 2", "were seen by laptop", "twoway sync on desk", NAME)),
    ("more_missing", (1,)),
    ("more_missing", (4,)),
    ("shut_out", ("desk",)),
    ("out_of_order", (1,)),
    ("out_of_order", (2,)),
    ("unopened", (1,)),
    ("unopened", (2,)),
    ("not_mended", (1, NAME)),
    ("not_mended", (2, NAME)),
    ("refused_here", (1,)),
    ("refused_there", (1,)),
    ("refused_there", (2,)),
    *[("stale", ("phone", ms)) for ms in (0, 59_999, 5 * 60_000, 47 * 3_600_000, 3 * DAY_MS, 40 * DAY_MS)],
]


def camel(name: str) -> str:
    """Return a name as TypeScript writes it."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


@pytest.mark.parametrize(("name", "args"), SAID)
def test_every_state_is_said_in_the_same_words(name: str, args: tuple[Any, ...], node: Node) -> None:
    """Word, weight and sentence; what stands on the phone can be looked up in the manual."""
    ours: TrustState = getattr(trust_states, name)(*args)
    given = [f"0x{arg.hex()}" if isinstance(arg, bytes) else arg for arg in args]

    assert node.ask("device.words", state=camel(name), args=given) == msgspec.to_builtins(ours)
