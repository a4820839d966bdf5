"""Calibration: what was said and believed before, held against what was found after.

- A hit: what was said lies within one step of what was found, both 1 to 5.
- Trust in a kind of source: kappa = 2 (1 + hits) / (2 + n), the mean of a Beta(1, 1) belief in its hits, doubled so
  that nothing known is 1; kept within 1/4 and 1 1/2. From then on it multiplies m of that kind of source.
- Brier score of one's own confidence: the mean of (confidence - outcome)^2, where the outcome is 1 if it came true and
  0 if not (Brier 1950). 0 is perfect; always saying one half gives 0.25.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from twoway_core.analysis.evidence import Source
from twoway_core.analysis.settings import DEFAULTS, Settings


@dataclass(frozen=True, slots=True)
class Check:
    """One word held against life: who said it, the rating it was given then, and the rating found later."""

    source: Source
    said: float
    found: float


@dataclass(frozen=True, slots=True)
class Record:
    """How a kind of source did: ``hits`` of ``checks``, and the ``trust`` (kappa) that follows."""

    source: Source
    hits: int
    checks: int
    trust: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """How sure I was, 0 to 1, and whether it came true."""

    confidence: float
    came_true: bool


def is_hit(check: Check, settings: Settings = DEFAULTS) -> bool:
    """Return whether what was found is what was said, give or take a step."""
    return abs(check.said - check.found) <= settings.hit_within + settings.tolerance


def trust_of(hits: int, checks: int, settings: Settings = DEFAULTS) -> float:
    """Return kappa for ``hits`` of ``checks``: 1 where nothing was checked."""
    return min(max(2 * (1 + hits) / (2 + checks), settings.least_trust), settings.most_trust)


def records_of(checks: Iterable[Check], settings: Settings = DEFAULTS) -> dict[Source, Record]:
    """Return how each kind of source did that was checked at all, by name."""
    held: dict[Source, list[bool]] = {}
    for check in checks:
        held.setdefault(check.source, []).append(is_hit(check, settings))
    return {
        source: Record(source, sum(hits), len(hits), trust_of(sum(hits), len(hits), settings))
        for source, hits in sorted(held.items())
    }


def trusting(records: Mapping[Source, Record], settings: Settings = DEFAULTS) -> Settings:
    """Return ``settings`` in which each source's weight is multiplied by the trust it has earned."""
    trust = {source.replace("-", "_"): record.trust for source, record in records.items()}
    trust["personnel_fact"] = trust.get("recruiter", 1.0)
    return replace(settings, **{name: getattr(settings, name) * factor for name, factor in trust.items()})


def brier(forecasts: Sequence[Forecast]) -> float | None:
    """Return the Brier score, 0 (perfect) to 1; None where nothing was foreseen."""
    if not forecasts:
        return None
    return sum((one.confidence - one.came_true) ** 2 for one in forecasts) / len(forecasts)
