"""Looking back: what was said and expected before a decision, held against what was found after.

- The found rating of a criterion is that of the last review that speaks of it. Every rating of something said on it is
  checked, by the kind of source that it came from.
- A decision to accept came true when the job, as it was found, fits at least as well as the present job that it was
  chosen over, by the weights of today on the criteria that were found. Other decisions are not scored: nobody sees
  what was left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from twoway_core.analysis.calibration import Check, Forecast, brier, records_of, trusting
from twoway_core.analysis.evidence import Source
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.matters import matters_of, worth_of
from twoway_core.projections.people import people_of
from twoway_core.projections.pieces import pieces_of
from twoway_core.projections.rivals import present_means
from twoway_core.projections.view import View

ACCEPT = "accept"
PERCENT = 100


class SourceRecord(View, frozen=True, kw_only=True):
    """How a kind of source did: ``hits`` of ``checks``, and by what its weight is multiplied from now on."""

    source: Source
    hits: int
    checks: int
    trust: float


class Calibration(View, frozen=True, kw_only=True):
    """``sources`` that were checked, by name. ``brier``: of my own confidence, None where no decision can be scored."""

    sources: tuple[SourceRecord, ...]
    brier: float | None
    scored: int


def calibration(mine: Mine, cases: Iterable[Case], settings: Settings = DEFAULTS) -> Calibration:
    """Return what the reviews of all ``cases`` teach."""
    every = list(cases)
    records = records_of(_checks(mine, every, settings), settings)
    forecasts = [one for case in every for one in _forecasts(mine, case)]
    return Calibration(
        sources=tuple(
            SourceRecord(source=one.source, hits=one.hits, checks=one.checks, trust=one.trust)
            for one in records.values()
        ),
        brier=brier(forecasts),
        scored=len(forecasts),
    )


def learned_settings(mine: Mine, cases: Iterable[Case], settings: Settings = DEFAULTS) -> Settings:
    """Return ``settings`` in which each kind of source weighs by how it did."""
    return trusting(records_of(_checks(mine, list(cases), settings), settings), settings)


def found_ratings(case: Case) -> dict[bytes, int]:
    """Return what the last review that speaks of it found on each criterion, 1 to 5."""
    reviews = sorted(case.reviews, key=lambda fact: (fact.at, fact.id))
    return {one.criterion: one.rating for fact in reviews for one in fact.event.found}


def _checks(mine: Mine, cases: Sequence[Case], settings: Settings) -> list[Check]:
    """Return each rating of something said about what was found later."""
    checks: list[Check] = []
    for case in cases:
        found = found_ratings(case)
        checks += [
            Check(piece.evidence.source, piece.rating, found[piece.criterion])
            for piece in pieces_of(mine, case, people_of(mine, case), settings)
            if piece.criterion in found
        ]
    return checks


def _forecasts(mine: Mine, case: Case) -> list[Forecast]:
    """Return the last decision to accept, if it said how sure it was, and what weighs was reviewed since."""
    accepted = [fact.event for fact in case.decisions.values() if fact.event.action == ACCEPT]
    found = found_ratings(case)
    known = {criterion: weight for criterion, weight in matters_of(mine).weights.items() if criterion in found}
    if not accepted or not known or accepted[-1].confidence is None:
        return []
    return [Forecast(accepted[-1].confidence / PERCENT, _came_true(mine, case, found, known))]


def _came_true(mine: Mine, case: Case, found: dict[bytes, int], known: dict[bytes, float]) -> bool:
    level = case.opened.event.level if case.opened is not None else ""
    before = present_means(mine, matters_of(mine))
    return _sum(known, {one: worth_of(mine, one, level)(found[one]) for one in known}) >= _sum(known, before)


def _sum(weights: dict[bytes, float], values: dict[bytes, float]) -> float:
    """Return the sum of ``values`` by ``weights``, which need not sum to 1."""
    return sum(weight * values[criterion] for criterion, weight in weights.items())
