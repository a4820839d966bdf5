"""The fit report: how well one opportunity fits, beside the present job; fit, range and coverage always together."""

from __future__ import annotations

import math
from collections.abc import Hashable

import msgspec

from twoway_core.analysis.belief import Belief
from twoway_core.analysis.evidence import Voice
from twoway_core.analysis.fit import central_range, fit_of
from twoway_core.analysis.must_have import Verdict
from twoway_core.analysis.rounding import rounded, short_decimals
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.matters import (
    MustHave,
    name_of,
    present_fit,
    present_values,
    present_verdict,
)
from twoway_core.projections.people import listed
from twoway_core.projections.standing import Standing, must_have_chance, must_have_verdict, own_voice, standing_of
from twoway_core.projections.view import Id, View

YES_OR_NO = 3.0
_AGREED = "said so"
_TIE_PLACES = 9
"""Chances that differ beyond so many places are the same: two programs may compute them in a different order."""


class From(View, frozen=True, kw_only=True):
    """One voice: whose, and its mean rating."""

    name: str
    rating: float


class CriterionRow(View, frozen=True, kw_only=True):
    """One criterion: its weight, what is believed of it, and who said so; nobody where ``voices`` is empty."""

    id: Id
    name: str
    lens: str
    weight: float
    mean: float
    range80: tuple[float, float]
    coverage: float
    voices: tuple[From, ...] = msgspec.field(name="from")
    present: float | None = None


class MustHaveRow(View, frozen=True, kw_only=True):
    """One must-have: its chance, the verdict, and why in words; ``present``: whether the present job meets it."""

    id: Id
    name: str
    chance: float
    verdict: Verdict
    reason: str
    negotiable: bool
    present: Verdict


class LensRow(View, frozen=True, kw_only=True):
    """The fit under one heading (values, goals, daily ...), and what share of all weight it has."""

    lens: str
    weight: float
    fit: float
    range80: tuple[float, float]
    coverage: float


class FitReport(View, frozen=True, kw_only=True):
    """How well one opportunity fits.

    ``baseline``: the present job on the same weights; ``baseline_coverage``: the share of the weight it was rated on.
    ``weighed``: how the weights were given; empty where nobody was asked and all count alike.
    """

    opportunity: str
    fit: float
    range80: tuple[float, float]
    coverage: float
    sd: float
    baseline: float
    baseline_coverage: float
    weighed: str
    criteria: tuple[CriterionRow, ...]
    lenses: tuple[LensRow, ...]
    must_haves: tuple[MustHaveRow, ...]


def fit_report(mine: Mine, case: Case, name: str, settings: Settings = DEFAULTS) -> FitReport:
    """Return the fit report of ``case``, which is called ``name``."""
    standing = standing_of(mine, case, settings)
    present = present_fit(mine, standing.matters)
    return FitReport(
        opportunity=name,
        fit=standing.fit.mean,
        range80=reach(standing.fit.mean, standing.fit.sd),
        coverage=standing.fit.coverage,
        sd=standing.fit.sd,
        baseline=present.mean,
        baseline_coverage=present.coverage,
        weighed=standing.matters.method,
        criteria=tuple(_criterion(mine, standing, criterion) for criterion in standing.matters.weights),
        lenses=_lenses(mine, standing),
        must_haves=must_have_rows(mine, standing),
    )


def reach(mean: float, sd: float) -> tuple[float, float]:
    """Return the two ends of the central 80 %."""
    ends = central_range(mean, sd)
    return ends.low, ends.high


def reach_of(belief: Belief) -> tuple[float, float]:
    """Return the two ends of the central 80 % of ``belief``."""
    return reach(belief.mean, math.sqrt(belief.variance))


def must_have_rows(mine: Mine, standing: Standing) -> tuple[MustHaveRow, ...]:
    """Return every must-have, the worst chance first."""
    rows = [
        MustHaveRow(
            id=Id(one.criterion),
            name=name_of(mine, one.criterion),
            chance=must_have_chance(mine, standing, one),
            verdict=must_have_verdict(mine, standing, one),
            reason=_reason(standing, one),
            negotiable=one.negotiable,
            present=present_verdict(mine, one),
        )
        for one in standing.matters.must_haves.values()
    ]
    return tuple(sorted(rows, key=lambda row: (rounded(row.chance, _TIE_PLACES), row.id)))


def _criterion(mine: Mine, standing: Standing, criterion: bytes) -> CriterionRow:
    belief = standing.beliefs[criterion]
    defined = mine.criteria[criterion].event
    return CriterionRow(
        id=Id(criterion),
        name=defined.name,
        lens=defined.lens,
        weight=standing.matters.weights[criterion],
        mean=belief.mean,
        range80=reach_of(belief),
        coverage=belief.coverage,
        voices=tuple(
            From(name=standing.voice_name(voice.person), rating=voice.rating) for voice in standing.voices[criterion]
        ),
        present=present_values(mine).get(criterion),
    )


def _lenses(mine: Mine, standing: Standing) -> tuple[LensRow, ...]:
    """Return the fit under each heading, the heaviest first."""
    headings: dict[str, dict[bytes, float]] = {}
    for criterion, weight in standing.matters.weights.items():
        headings.setdefault(mine.criteria[criterion].event.lens, {})[criterion] = weight
    rows = []
    for lens, weights in headings.items():
        total = sum(weights.values())
        fit = fit_of({criterion: weight / total for criterion, weight in weights.items()}, standing.beliefs)
        rows.append(
            LensRow(lens=lens, weight=total, fit=fit.mean, range80=reach(fit.mean, fit.sd), coverage=fit.coverage)
        )
    return tuple(sorted(rows, key=lambda row: (-row.weight, row.lens)))


def _reason(standing: Standing, must_have: MustHave) -> str:
    """Return in words what the verdict on ``must_have`` rests on."""
    heard = standing.voices[must_have.criterion]
    if not heard:
        return "nobody has said"
    if must_have.threshold is not None:
        said = ", ".join(f"{standing.voice_name(one.person)} {short_decimals(one.rating)}" for one in heard)
        return f"{said}; wanted: as good as a {must_have.threshold}"
    if len(heard) == 1:
        return f"only {_who(standing, heard[0].person)} {_yes_or_no(heard[0])}"
    words: dict[str, list[str]] = {}
    for one in heard:
        words.setdefault(_yes_or_no(one), []).append(standing.voice_name(one.person))
    if len(words) > 1 and _AGREED in words:  # beside a no, "so" would say nothing
        words = {"said yes" if word == _AGREED else word: names for word, names in words.items()}
    return ", ".join(f"{listed(names)} {word}" for word, names in words.items())


def _who(standing: Standing, voice: Hashable) -> str:
    if own_voice(voice):
        return "what you saw"
    if isinstance(voice, bytes) and standing.people.role(voice) != "other":
        return standing.people.role_words(voice)
    return standing.voice_name(voice)


def _yes_or_no(voice: Voice) -> str:
    if voice.rating == YES_OR_NO:
        return "said neither yes nor no"
    return _AGREED if voice.rating > YES_OR_NO else "said no"
