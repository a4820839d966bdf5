"""Their fit for me: how well I meet what they need, by what they said of it and by my own view."""

from __future__ import annotations

from twoway_core.analysis.evidence import Statement, evidence_weight
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.analysis.two_way import Need, their_fit
from twoway_core.events.talk import FitFeedbackReceived
from twoway_core.journal.items import Fact
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.fit import reach
from twoway_core.projections.people import People, people_of
from twoway_core.projections.view import Id, View


class NeedRow(View, frozen=True, kw_only=True):
    """One need of theirs: what share of all it has, how well I meet it, and how much of that is known."""

    id: Id
    need: str
    kind: str
    weight: float
    mean: float
    coverage: float
    own: int | None


class TheirView(View, frozen=True, kw_only=True):
    """T, with its range and coverage; ``needs``: the weightiest first. ``concerns``: what gave them pause."""

    fit: float
    range80: tuple[float, float]
    coverage: float
    sd: float
    needs: tuple[NeedRow, ...]
    concerns: tuple[str, ...]


def their_view(mine: Mine, case: Case, settings: Settings = DEFAULTS) -> TheirView:
    """Return how well I fit ``case``."""
    people = people_of(mine, case)
    given = sorted(case.feedback.values(), key=lambda fact: (fact.at, fact.id))
    said = [(fact.event.need, _statement(people, fact, rating, settings)) for fact, rating in _rated(given)]
    found = their_fit(
        [
            Need(key, need.event.importance, need.event.mine, [one for about, one in said if about == key])
            for key, need in case.needs.items()
        ],
        [one for about, one in said if about not in case.needs],
        settings,
    )
    rows = [
        NeedRow(
            id=Id(key),
            need=case.needs[key].event.need,
            kind=case.needs[key].event.kind,
            weight=weight,
            mean=found.beliefs[key].mean,
            coverage=found.beliefs[key].coverage,
            own=case.needs[key].event.mine,
        )
        for key, weight in found.weights.items()
    ]
    return TheirView(
        fit=found.fit.mean,
        range80=reach(found.fit.mean, found.fit.sd),
        coverage=found.fit.coverage,
        sd=found.fit.sd,
        needs=tuple(sorted(rows, key=lambda row: (-row.weight, row.id))),
        concerns=tuple(fact.event.concern for fact in given if fact.event.concern),
    )


def _rated(given: list[Fact[FitFeedbackReceived]]) -> list[tuple[Fact[FitFeedbackReceived], int]]:
    return [(fact, fact.event.rating) for fact in given if fact.event.rating is not None]


def _statement(people: People, fact: Fact[FitFeedbackReceived], rating: int, settings: Settings) -> Statement:
    """Return feedback as the analysis reads it; of one person on one need, the latest counts."""
    said = fact.event
    weight = evidence_weight(people.source(said.contact), said.form, said.certainty, settings=settings)
    return Statement(said.contact, said.need, (fact.at, fact.id), rating, weight)
