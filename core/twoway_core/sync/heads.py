"""Vectors of heads: per chain, the last segment (several where it forked). Finds what is missing where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from twoway_core.ids import ChainId
from twoway_core.sync.limits import MAX_CHAINS, MAX_HEADS_A_CHAIN
from twoway_core.sync.messages import ChainHeads, Head

Heads = Mapping[ChainId, frozenset[Head]]
"""A vector of heads, ready to be compared."""


def from_wire(vector: Iterable[ChainHeads]) -> dict[ChainId, frozenset[Head]]:
    """Return ``vector`` as sets of heads by chain."""
    return {ChainId(each.chain): frozenset(each.heads) for each in vector}


def to_wire(heads: Heads) -> list[ChainHeads]:
    """Return ``heads`` as they travel: chains by id, heads by number and hash; no more than a message may hold.

    Whoever signs a hundred branches, or makes up a hundred heads, must not make a request that no server takes.
    What is left out is sent once more, and is known then.
    """
    return [
        ChainHeads(chain, sorted(heads[chain], key=lambda head: (head.number, head.hash))[-MAX_HEADS_A_CHAIN:])
        for chain in sorted(heads)[:MAX_CHAINS]
    ]


def unknown(mine: Heads, theirs: Heads) -> dict[ChainId, frozenset[Head]]:
    """Return the heads of ``theirs`` that ``mine`` does not name, by chain."""
    news = {chain: heads - mine.get(chain, frozenset()) for chain, heads in theirs.items()}
    return {chain: heads for chain, heads in news.items() if heads}
