"""Replaying: a seed is the whole truth of a run, so that what broke once can be looked at again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .run import run

ROOT = Path(__file__).parents[2]
BUSY = (5, 9)


@pytest.mark.parametrize("seed", BUSY)
def test_the_same_seed_gives_the_same_trace(seed: int) -> None:
    """Two runs of one seed agree in every line."""
    first, second = run(seed), run(seed)

    assert first.trace.lines == second.trace.lines
    assert len(first.trace.lines) > 30


def test_two_seeds_differ() -> None:
    """A seed decides what happens."""
    assert run(1).trace.digest() != run(2).trace.digest()


def test_another_process_with_other_hashes_of_its_own_gives_the_same_trace() -> None:
    """Nothing in a run, nor in the product, goes by the order of a set."""
    ends = {_in_a_process(seed_of_hashes) for seed_of_hashes in ("1", "2")}

    assert len(ends) == 1
    assert "trace" in ends.pop()


def _in_a_process(seed_of_hashes: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed_of_hashes}
    command = [sys.executable, "-m", "tests.simulator", "--seed", str(BUSY[0])]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return done.stdout
