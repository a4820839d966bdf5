"""The bank of questions: which of them suit an opportunity, and where questions are missing."""

from __future__ import annotations

from twoway_core.journal.items import Question
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.matters import matters_of, name_of
from twoway_core.projections.view import Id, View

ENOUGH_QUESTIONS = 2
SPLIT = 3
"""Criteria under one heading that are many enough to weigh more by their number alone."""
HALF = 0.5
REMOTE = "remote"
AFTER_OFFER = "after offer"
LATE = "late"


class Gap(View, frozen=True, kw_only=True):
    """A criterion that matters, and how few questions ask about it."""

    id: Id
    name: str
    questions: int


class Heavy(View, frozen=True, kw_only=True):
    """A heading (values, goals, daily ...) under which more than half of the weight lies, split over ``names``."""

    lens: str
    weight: float
    names: tuple[str, ...]


class BankLint(View, frozen=True, kw_only=True):
    """What the bank lacks: criteria with fewer than two questions, and questions about nothing.

    ``heavy``: a heading that may weigh much only because it was split into many criteria.
    """

    few: tuple[Gap, ...]
    aimless: tuple[Id, ...]
    heavy: tuple[Heavy, ...]


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
    aimless = tuple(Id(one.id) for one in alive if not one.event.criteria)
    return BankLint(few=tuple(few), aimless=aimless, heavy=tuple(_heavy(mine)))


def _heavy(mine: Mine) -> list[Heavy]:
    """Return the heading that was split into three or more criteria and has over half of the weight, if one has."""
    matters = matters_of(mine)
    lenses: dict[str, list[bytes]] = {}
    for criterion in matters.weights if matters.method else ():
        lenses.setdefault(mine.criteria[criterion].event.lens, []).append(criterion)
    found = []
    for lens, criteria in lenses.items():
        weight = sum(matters.weights[one] for one in criteria)
        if lens and len(criteria) >= SPLIT and weight > HALF:
            found.append(Heavy(lens=lens, weight=weight, names=tuple(name_of(mine, one) for one in criteria)))
    return found


def suiting(mine: Mine, case: Case) -> list[Question]:
    """Return the questions that suit ``case``, in the order in which they were added."""
    return [question for question in mine.questions.values() if _suits(case, question)]


def _suits(case: Case, question: Question) -> bool:
    if question.retired is not None or question.event.opportunity not in (None, case.id):
        return False
    return not unsuited(case, question)


def unsuited(case: Case, question: Question) -> str:
    """Return why ``question``, which is asked elsewhere, is not asked at ``case``; nothing where it is."""
    event, job = question.event, case.opened.event if case.opened is not None else None
    if question.id in case.set_aside:
        return case.set_aside[question.id].event.reason or "set aside"
    if event.when == AFTER_OFFER and case.stage != "offer":
        return AFTER_OFFER
    if job is None:
        return ""
    if event.condition == REMOTE and not job.remote:
        return "remote only"
    asked = ((event.roles, job.role), (event.industries, job.industry), (event.levels, job.level))
    return next((f"for {', '.join(words)}" for words, said in asked if not _one_of(words, said)), "")


def _one_of(words: tuple[str, ...], said: str) -> bool:
    """Return whether ``said`` holds one of ``words``; no words suit all, and nothing said rules nothing out."""
    return not words or not said or any(word.casefold() in said.casefold() for word in words)
