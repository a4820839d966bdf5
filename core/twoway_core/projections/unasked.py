"""Never asked: what nobody was asked, each with what asking it would be worth.

You cannot be bitter later over what you never asked: before a decision each of these can still be put to somebody, and
what cannot change the choice is said to be so.
"""

from __future__ import annotations

from collections.abc import Iterable

from twoway_core.journal.state import Case, Mine
from twoway_core.projections.bank import suiting
from twoway_core.projections.candidates import is_feedback
from twoway_core.projections.pieces import question_key
from twoway_core.projections.plan import plan_of
from twoway_core.projections.view import View
from twoway_core.projections.worth import AskWorth


class NeverAsked(View, frozen=True, kw_only=True):
    """A question that nobody was asked. ``best``: the person it is worth most from; None where it moves no number."""

    text: str
    best: AskWorth | None


def never_asked(mine: Mine, case: Case) -> tuple[str, ...]:
    """Return what was planned, and what they think of me, where nobody was ever asked."""
    asked = {question_key(case, fact) for fact in case.asked.values()}
    planned = [
        line.text
        for interview in case.interviews.values()
        if not interview.is_open
        for line in plan_of(mine, case, interview)
        if not line.asked and line.line.question not in asked
    ]
    feedback = [one.text for one in suiting(mine, case) if is_feedback(one) and one.id not in asked]
    return tuple(dict.fromkeys([*planned, *feedback]))


def never_asked_rows(mine: Mine, case: Case, worths: Iterable[AskWorth]) -> tuple[NeverAsked, ...]:
    """Return every question on what matters that nobody was asked, the worthiest a minute first, then the other ones.

    ``worths``: what asking is worth, of every question and person.
    """
    asked = {question_key(case, fact) for fact in case.asked.values()}
    best: dict[str, AskWorth] = {}
    for one in worths:
        if one.about is not None and bytes(one.question) not in asked:
            best.setdefault(one.text, one)
    others = [text for text in never_asked(mine, case) if text not in best]
    priced = sorted(best.values(), key=lambda one: -one.per_minute)
    return (
        *(NeverAsked(text=one.text, best=one) for one in priced),
        *(NeverAsked(text=text, best=None) for text in others),
    )
