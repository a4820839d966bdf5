"""Levers: what one could ask for in a negotiation, and how much a yes would lift the fit.

A promise that the offer does not keep, unless it was asked for and refused, and a term that was asked for and not
answered yet. Each speaks to the criterion it names, else to the one whose name or questions speak of the same matter;
one that speaks to nothing that weighs lifts nothing, and is no lever.
"""

from __future__ import annotations

from twoway_core.analysis.decision import Lever
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.candidates import matters_in
from twoway_core.projections.kept import kept_promises
from twoway_core.projections.matters import Matters, name_of
from twoway_core.projections.plan import plain
from twoway_core.projections.standing import Standing
from twoway_core.projections.view import Id, View


class LeverRow(View, frozen=True, kw_only=True):
    """A term to ask for, by the promise or request ``id``; ``lift``: what a yes adds to the fit."""

    id: Id
    term: str
    criterion: Id
    name: str
    lift: float


def levers_of(
    mine: Mine, case: Case, standing: Standing, settings: Settings = DEFAULTS
) -> list[tuple[LeverRow, Lever[Id]]]:
    """Return the levers of ``case``, the strongest first; of equals, promises before requests."""
    found = []
    for key, term, criterion in _terms(mine, case):
        about = criterion if criterion is not None else criterion_of(mine, standing.matters, term)
        if about is None or about not in standing.matters.weights:
            continue
        lever = Lever(key, standing.matters.weights[about], standing.beliefs[about].mean)
        lift = lever.lift(settings)
        found.append((LeverRow(id=key, term=term, criterion=Id(about), name=name_of(mine, about), lift=lift), lever))
    return sorted(found, key=lambda pair: -pair[0].lift)


def _terms(mine: Mine, case: Case) -> list[tuple[Id, str, bytes | None]]:
    talks = case.negotiations.values()
    refused = {plain(one.event.term) for one in talks if one.answers and one.answers[-1].event.granted is False}
    broken = [
        (promise.id, promise.term, promise.criterion)
        for promise in kept_promises(mine, case)
        if promise.word != "matches" and plain(promise.term) not in refused
    ]
    known = {plain(term) for _, term, _ in broken}
    waiting = [
        (Id(one.id), one.event.term, one.event.criterion)
        for one in talks
        if not one.answers and plain(one.event.term) not in known
    ]
    return [*broken, *waiting]


def speaks_to(mine: Mine, matters: Matters, text: str) -> bytes | None:
    """Return what matters, must-haves included, and is named in ``text``; else what ``criterion_of`` finds."""
    words = f" {plain(text)} "
    named = [one for one in matters.order() if f" {plain(name_of(mine, one))} " in words]
    return max(named, key=lambda one: len(name_of(mine, one)), default=None) or criterion_of(mine, matters, text)


def criterion_of(mine: Mine, matters: Matters, text: str) -> bytes | None:
    """Return the criterion that weighs, and that ``text`` speaks of; of several the one it says most of."""
    wanted = matters_in(text)
    shared = {criterion: len(wanted & _spoken_of(mine, criterion)) for criterion in matters.weights}
    best = max(shared, key=lambda criterion: shared[criterion], default=None)
    return best if best is not None and shared[best] else None


def _spoken_of(mine: Mine, criterion: bytes) -> frozenset[str]:
    texts = [one.text for one in mine.questions.values() if criterion in one.event.criteria]
    return matters_in(" ".join([name_of(mine, criterion), *texts]))
