"""The trace: what happened, a line each, the same for the same seed down to the byte."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256


@dataclass(slots=True)
class Trace:
    """Lines of (virtual time, actor, action, outcome), and how often each kind of thing happened."""

    lines: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def say(self, now_ms: int, actor: str, action: str, outcome: str = "") -> None:
        """Add a line."""
        self.lines.append(f"{now_ms} {actor} {action} {outcome}".rstrip())

    def count(self, kind: str) -> None:
        """Count one ``kind``."""
        self.counts[kind] += 1

    def digest(self) -> str:
        """Return a hash over all lines."""
        return sha256("\n".join(self.lines).encode()).hexdigest()[:16]
