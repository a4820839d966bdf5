"""Breaking a rule on purpose: the simulator notices each within a few dozen seeds, or it proves nothing."""

from __future__ import annotations

import pytest

from .run import run
from .variants import VARIANTS

ENOUGH = 120


@pytest.mark.timeout(600)  # a hundred runs for the one that is hardest to meet
@pytest.mark.parametrize("name", VARIANTS)
def test_a_broken_rule_is_noticed(name: str) -> None:
    """Some seed ends in a broken invariant that the product as it is does not break."""
    with VARIANTS[name]():
        found = next((seed for seed in range(ENOUGH) if run(seed).broken), None)

    assert found is not None
    assert not run(found).broken
