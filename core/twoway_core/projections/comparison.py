"""All opportunities beside the present job, on the same criteria and weights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from twoway_core.analysis.must_have import Verdict
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.fit import must_have_rows, reach
from twoway_core.projections.flips import WeightMark, flips
from twoway_core.projections.matters import (
    Matters,
    matters_of,
    name_of,
    present_fit,
    present_values,
    present_verdict,
)
from twoway_core.projections.race import Race, race
from twoway_core.projections.rivals import Rival
from twoway_core.projections.standing import Standing, standing_of
from twoway_core.projections.view import Id, View


class Option(View, frozen=True, kw_only=True):
    """One opportunity. ``must_have``: the worst verdict, with its ``chance`` and ``which``; None without must-haves."""

    id: Id
    name: str
    fit: float
    range80: tuple[float, float]
    coverage: float
    sd: float
    must_have: Verdict | None
    chance: float | None
    which: str


class Present(View, frozen=True, kw_only=True):
    """The present job, by one's own ratings: no range. ``coverage``: the share of the weight that was rated."""

    fit: float
    coverage: float
    must_have: Verdict | None


class Across(View, frozen=True, kw_only=True):
    """One criterion across the options, in their order: mean and coverage of each, and the present job's value."""

    id: Id
    name: str
    weight: float
    means: tuple[float, ...]
    coverages: tuple[float, ...]
    present: float | None


class Comparison(View, frozen=True, kw_only=True):
    """The options, the best fit first, and the present job. ``weighed`` is empty where all criteria count alike.

    ``race``: in what share of the plausible cases each is best. ``flips``: at which weights the second option leads
    over the first, the nearest first. Both are there once they were drawn and worked out: see ``with_race``.
    """

    options: tuple[Option, ...]
    present: Present
    criteria: tuple[Across, ...]
    weighed: str
    race: Race | None = None
    flips: tuple[WeightMark, ...] = ()


def with_race(
    view: Comparison,
    mine: Mine,
    cases: Sequence[tuple[str, Case]],
    settings: Settings = DEFAULTS,
) -> Comparison:
    """Return ``view`` of ``cases`` with the race among them. It samples."""
    held = {case.id: case for _, case in cases}
    marks: tuple[WeightMark, ...] = ()
    if len(view.options) > 1:
        first, second = (held[one.id] for one in view.options[:2])
        standing = standing_of(mine, second, settings)
        means = {criterion: standing.beliefs[criterion].mean for criterion in standing.matters.weights}
        marks = flips(mine, first, Rival(second.id, standing.fit.mean, means), settings).weights
    return replace(view, race=race(mine, cases, settings=settings), flips=marks)


def comparison(mine: Mine, cases: Iterable[tuple[str, Case]], settings: Settings = DEFAULTS) -> Comparison:
    """Return ``cases``, given with their names, beside the present job."""
    matters = matters_of(mine)
    stood = [(name, case, standing_of(mine, case, settings)) for name, case in cases]
    stood.sort(key=lambda one: (-one[2].fit.mean, one[1].id))
    return Comparison(
        options=tuple(_option(mine, name, case, standing) for name, case, standing in stood),
        present=_present(mine, matters),
        criteria=tuple(
            Across(
                id=Id(criterion),
                name=name_of(mine, criterion),
                weight=weight,
                means=tuple(standing.beliefs[criterion].mean for _, _, standing in stood),
                coverages=tuple(standing.beliefs[criterion].coverage for _, _, standing in stood),
                present=present_values(mine).get(criterion),
            )
            for criterion, weight in matters.weights.items()
        ),
        weighed=matters.method,
    )


def _option(mine: Mine, name: str, case: Case, standing: Standing) -> Option:
    worst = next(iter(must_have_rows(mine, standing)), None)
    return Option(
        id=Id(case.id),
        name=name,
        fit=standing.fit.mean,
        range80=reach(standing.fit.mean, standing.fit.sd),
        coverage=standing.fit.coverage,
        sd=standing.fit.sd,
        must_have=None if worst is None else worst.verdict,
        chance=None if worst is None else worst.chance,
        which="" if worst is None else worst.name,
    )


def _present(mine: Mine, matters: Matters) -> Present:
    fit = present_fit(mine, matters)
    verdicts = [present_verdict(mine, one) for one in matters.must_haves.values()]
    worst: Verdict | None = "failed" if "failed" in verdicts else "met" if verdicts else None
    return Present(fit=fit.mean, coverage=fit.coverage, must_have=worst)
