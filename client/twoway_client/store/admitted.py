"""What became of segments that came: a count for each fate."""

from __future__ import annotations

from dataclasses import dataclass, field

from twoway_core.ids import ChainId


@dataclass(slots=True)
class Admitted:
    """How many segments were new, how many entries they held, how many were put aside, and why.

    ``refused``: not kept at all. ``forked``: chains that have two heads now.
    """

    segments: int = 0
    entries: int = 0
    waiting: int = 0
    quarantined: int = 0
    superseded: int = 0
    refused: int = 0
    forked: set[ChainId] = field(default_factory=set)

    @property
    def came(self) -> int:
        """How many segments were not here before, whether they count or not."""
        return self.segments + self.waiting + self.quarantined + self.superseded

    def add(self, other: Admitted) -> None:
        """Count ``other`` in."""
        self.segments += other.segments
        self.entries += other.entries
        self.waiting += other.waiting
        self.quarantined += other.quarantined
        self.superseded += other.superseded
        self.refused += other.refused
        self.forked |= other.forked
