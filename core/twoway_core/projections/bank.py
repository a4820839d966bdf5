"""The bank of questions: which of them suit an opportunity, and where questions are missing."""

from __future__ import annotations

from twoway_core.journal.items import Question
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.matters import matters_of, name_of
from twoway_core.projections.view import Id, View

ENOUGH_QUESTIONS = 2
REMOTE = "remote"
AFTER_OFFER = "after offer"
LATE = "late"


class Gap(View, frozen=True, kw_only=True):
    """A criterion that matters, and how few questions ask about it."""

    id: Id
    name: str
    questions: int


class BankLint(View, frozen=True, kw_only=True):
    """What the bank lacks: criteria with fewer than two questions, and questions about nothing."""

    few: tuple[Gap, ...]
    aimless: tuple[Id, ...]


def bank_lint(mine: Mine) -> BankLint:
    """Return what the bank lacks."""
    alive = [question for question in mine.questions.values() if question.retired is None]
    counts = {
        criterion: sum(criterion in question.event.criteria for question in alive)
        for criterion in matters_of(mine).weights
    }
    few = [
        Gap(id=Id(criterion), name=name_of(mine, criterion), questions=count)
        for criterion, count in counts.items()
        if count < ENOUGH_QUESTIONS
    ]
    return BankLint(few=tuple(few), aimless=tuple(Id(one.id) for one in alive if not one.event.criteria))


def suiting(mine: Mine, case: Case) -> list[Question]:
    """Return the questions that suit ``case``, in the order in which they were added."""
    return [question for question in mine.questions.values() if _suits(case, question)]


def _suits(case: Case, question: Question) -> bool:
    event = question.event
    if question.retired is not None or question.id in case.set_aside or event.opportunity not in (None, case.id):
        return False
    if event.when == AFTER_OFFER and case.stage != "offer":
        return False
    job = case.opened.event if case.opened is not None else None
    if job is None:
        return True
    if event.condition == REMOTE and not job.remote:
        return False
    return (
        _one_of(event.roles, job.role) and _one_of(event.industries, job.industry) and _one_of(event.levels, job.level)
    )


def _one_of(words: tuple[str, ...], said: str) -> bool:
    """Return whether ``said`` holds one of ``words``; no words suit all, and nothing said rules nothing out."""
    return not words or not said or any(word.casefold() in said.casefold() for word in words)
