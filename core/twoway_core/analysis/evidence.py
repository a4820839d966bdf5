"""Evidence: how much one noted answer counts, and what each person says in sum.

m = source x form x certainty, at most 8. Two rules take from it. Scope: a claim about the whole firm, on a criterion
that the team or the boss decides, counts half. Boss: on a criterion about the boss, everybody but the boss and the
boss's reports counts a quarter; a pleasant interviewer may not be the boss.
Each person has one voice on each criterion: the latest answer to each question, the ratings averaged by m, and m the
largest of them. Saying a thing twice does not make it twice as true.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Literal

from twoway_core.analysis.settings import DEFAULTS, Settings

Source = Literal["written", "boss", "peer", "ex-employee", "leader", "observation", "recruiter", "public"]
Form = Literal["example", "number", "general", "evasive", "refused"]
Certainty = Literal["sure", "fairly", "unsure"]


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What about a criterion and the speaker changes how much a word counts."""

    personnel_fact: bool = False
    """The criterion is one that the personnel office owns: pay, leave, visa."""
    firm_claim: bool = False
    """The claim is about the whole firm, the criterion about the team or the boss."""
    boss_criterion: bool = False
    """The criterion is about the boss."""
    knows_boss: bool = True
    """The speaker is the boss or reports to the boss."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One rated answer: who said it, to which question, when (ms and id), the rating (1 to 5) and its weight m."""

    person: Hashable
    question: Hashable
    order: tuple[int, bytes]
    rating: float
    weight: float


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person says of one criterion: a mean rating (1 to 5) and its weight m."""

    person: Hashable
    rating: float
    weight: float


PLAIN = Circumstance()


def source_weight(source: Source, personnel_fact: bool = False, settings: Settings = DEFAULTS) -> float:
    """Return what a word from ``source`` counts before form and certainty."""
    table = {
        "written": settings.written,
        "boss": settings.boss,
        "peer": settings.peer,
        "ex-employee": settings.ex_employee,
        "leader": settings.leader,
        "observation": settings.observation,
        "recruiter": settings.personnel_fact if personnel_fact else settings.recruiter,
        "public": settings.public,
    }
    return table[source]


def form_factor(form: Form, settings: Settings = DEFAULTS) -> float:
    """Return the factor for the form of an answer; 0 for a refusal, which is no evidence."""
    table = {
        "example": settings.example,
        "number": settings.number,
        "general": settings.general,
        "evasive": settings.evasive,
        "refused": settings.refused,
    }
    return table[form]


def certainty_factor(certainty: Certainty, settings: Settings = DEFAULTS) -> float:
    """Return the factor for how sure I am of what was meant."""
    return {"sure": settings.sure, "fairly": settings.fairly, "unsure": settings.unsure}[certainty]


def evidence_weight(
    source: Source,
    form: Form,
    certainty: Certainty,
    circumstance: Circumstance = PLAIN,
    settings: Settings = DEFAULTS,
) -> float:
    """Return m of one answer: source x form x certainty and the scope and boss rules, 0 to ``settings.most``."""
    weight = source_weight(source, circumstance.personnel_fact, settings)
    weight *= form_factor(form, settings) * certainty_factor(certainty, settings)
    if circumstance.firm_claim:
        weight *= settings.firm_claim
    if circumstance.boss_criterion and not circumstance.knows_boss:
        weight *= settings.not_of_the_boss
    return min(weight, settings.most)


def latest(statements: Iterable[Statement]) -> list[Statement]:
    """Return each person's latest statement on each question that counts at all, in order."""
    last: dict[tuple[Hashable, Hashable], Statement] = {}
    for statement in sorted(statements, key=lambda one: one.order):
        last[statement.person, statement.question] = statement
    return sorted((one for one in last.values() if one.weight > 0), key=lambda one: one.order)


def voices(statements: Iterable[Statement]) -> list[Voice]:
    """Return one voice a person, in the order in which people first said what still counts."""
    said: dict[Hashable, list[Statement]] = {}
    for statement in latest(statements):
        said.setdefault(statement.person, []).append(statement)
    return [_voice(person, statements) for person, statements in said.items()]


def _voice(person: Hashable, statements: list[Statement]) -> Voice:
    total = sum(one.weight for one in statements)
    mean = sum(one.weight * one.rating for one in statements) / total
    return Voice(person, mean, max(one.weight for one in statements))
