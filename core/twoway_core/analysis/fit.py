"""Fit: the weighted sum over the criteria, always as three numbers.

S = sum w_k theta_k, with E[S] = sum w_k mean_k, Var = sum w_k^2 var_k (criteria are taken as independent and
additive), coverage C = sum w_k coverage_k. The range is the central 80 %: mean +- 1.2816 sd, cut to 0..1.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from twoway_core.analysis.belief import Belief, believe
from twoway_core.analysis.settings import DEFAULTS, Settings

K = TypeVar("K", bound=Hashable)

UNKNOWN_VALUE = 0.5


@dataclass(frozen=True, slots=True)
class Range:
    """A central range of 80 %, within 0..1."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Fit:
    """A fit: its mean, standard deviation and coverage, each 0 to 1."""

    mean: float
    sd: float
    coverage: float


def central_range(mean: float, sd: float, settings: Settings = DEFAULTS) -> Range:
    """Return the range around ``mean``, cut to 0..1."""
    reach = settings.range_sds * sd
    return Range(max(mean - reach, 0.0), min(mean + reach, 1.0))


def fit_of(weights: Mapping[K, float], beliefs: Mapping[K, Belief]) -> Fit:
    """Return the fit of ``beliefs`` under ``weights`` (which sum to 1); each weight needs its belief.

    Where nothing is weighed, nothing is known: the fit of one criterion without evidence.
    """
    if not weights:
        unknown = believe([])
        return Fit(unknown.mean, math.sqrt(unknown.variance), unknown.coverage)
    mean = sum(weight * beliefs[name].mean for name, weight in weights.items())
    variance = sum(weight * weight * beliefs[name].variance for name, weight in weights.items())
    coverage = sum(weight * beliefs[name].coverage for name, weight in weights.items())
    return Fit(mean, math.sqrt(variance), coverage)


def known_fit(weights: Mapping[K, float], values: Mapping[K, float]) -> Fit:
    """Return the fit of something rated by oneself, such as the present job: no range.

    What has no value counts as 0.5 with coverage 0.
    """
    known = sum(weight for name, weight in weights.items() if name in values)
    mean = sum(weight * values[name] for name, weight in weights.items() if name in values)
    return Fit(mean + UNKNOWN_VALUE * (1 - known), 0.0, known)
