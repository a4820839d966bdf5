"""How a decision turned out: what was heard and expected of each criterion, beside what was found."""

from __future__ import annotations

from twoway_core.events.after import DecisionRecorded
from twoway_core.journal.items import Fact
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.fit import From
from twoway_core.projections.looking_ahead import FINAL
from twoway_core.projections.looking_back import found_ratings
from twoway_core.projections.matters import name_of
from twoway_core.projections.standing import standing_of
from twoway_core.projections.view import Id, View


class OutcomeRow(View, frozen=True, kw_only=True):
    """One criterion: who said what, what I expected when I decided, what I found last; None where that is not known."""

    id: Id
    name: str
    said: tuple[From, ...]
    expected: int | None
    found: int | None


def final_decision(case: Case) -> Fact[DecisionRecorded] | None:
    """Return the last decision that ended the matter."""
    ended = [fact for fact in case.decisions.values() if fact.event.action in FINAL]
    return ended[-1] if ended else None


def outcome_rows(mine: Mine, case: Case) -> tuple[OutcomeRow, ...]:
    """Return what weighs, the heaviest first."""
    decision, standing, found = final_decision(case), standing_of(mine, case), found_ratings(case)
    expected = {one.criterion: one.rating for one in decision.event.predicted} if decision is not None else {}
    return tuple(
        OutcomeRow(
            id=Id(criterion),
            name=name_of(mine, criterion),
            said=tuple(
                From(name=standing.voice_name(one.person), rating=one.rating) for one in standing.voices[criterion]
            ),
            expected=expected.get(criterion),
            found=found.get(criterion),
        )
        for criterion in standing.matters.weights
    )
