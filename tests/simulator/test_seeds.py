"""Two thousand seeds: whatever happens to devices, network, disks, clocks and the server, every invariant holds."""

from __future__ import annotations

import pytest

from .run import run
from .soak import replay

SEEDS, BLOCK = 2000, 25


@pytest.mark.parametrize("first", range(0, SEEDS, BLOCK))
def test_every_invariant_holds(first: int) -> None:
    """A seed that breaks one names it, with the command that replays it."""
    broken = [
        f"{report.broken}\n  {replay(seed)}" for seed in range(first, first + BLOCK) if (report := run(seed)).broken
    ]

    assert not broken, "\n".join(broken)
