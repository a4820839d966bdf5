"""The plan of an interview, held against what was asked.

A line is asked of each of its people apart. A question counts as a line's when it was asked as that line of that plan,
or when it is the same question: plans change, and the numbers of an earlier one do not bind a later one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from twoway_core.events.case import OpportunityOpened
from twoway_core.events.prep import AgendaLine
from twoway_core.events.talk import QuestionAsked
from twoway_core.journal.items import Fact
from twoway_core.journal.state import Case, Interview, Mine
from twoway_core.projections.matters import name_of
from twoway_core.projections.terms import standing_terms

MISSING_QUESTION = "(a question that is not here)"


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One line of a plan, by ``number`` from 1; ``asked`` of whom, ``waiting``: whom not yet.

    A line for nobody in particular has one place in ``asked`` or ``waiting``: None.
    """

    number: int
    line: AgendaLine
    text: str
    about: str
    asked: tuple[bytes | None, ...]
    waiting: tuple[bytes | None, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many lines were ``planned``, ``asked`` of everybody they were planned for, and ``partly``: of some alone."""

    planned: int
    asked: int
    partly: int


def progress(plan: Iterable[PlannedLine]) -> Progress:
    """Return how far ``plan`` was asked, in lines. One set aside before anybody was asked it is not planned."""
    lines = [line for line in plan if line.asked or line.waiting]
    return Progress(
        planned=len(lines),
        asked=sum(not line.waiting for line in lines),
        partly=sum(bool(line.asked and line.waiting) for line in lines),
    )


def wording(mine: Mine, case: Case, question: bytes | None, text: str) -> str:
    """Return the words of a question of the bank, or ``text``; its places are filled in."""
    if question is not None:
        known = mine.questions.get(question)
        text = known.text if known is not None else text or MISSING_QUESTION
    opened = case.opened.event if case.opened is not None else None
    if opened is None:
        return text
    return filled(text, opened)


def filled(text: str, job: OpportunityOpened) -> str:
    """Return ``text`` with firm, role, industry and level of ``job`` in their places; a word for what is not known."""
    for place, word in (("firm", job.firm), ("role", job.role), ("industry", job.industry), ("level", job.level)):
        text = text.replace(f"{{{place}}}", word or f"this {place}")
    return text


def asked_words(mine: Mine, case: Case, asked: Fact[QuestionAsked]) -> str:
    """Return the words of ``asked``; one noted by its number alone, while locked, reads as its line of the plan."""
    return wording(mine, case, asked.event.question, own_words(case, asked))


def own_words(case: Case, asked: Fact[QuestionAsked]) -> str:
    """Return the words of a question that is not in the bank, or nothing: its own, else its line's in the plan."""
    return asked.event.text or next((line.text for line in _planned_as(case, asked)), "")


def asked_in(case: Case, interview: bytes) -> list[Fact[QuestionAsked]]:
    """Return what was asked in ``interview``, as it happened."""
    asked = [fact for fact in case.asked.values() if fact.event.interview == interview]
    return sorted(asked, key=lambda fact: (fact.at, fact.id))


def plan_of(
    mine: Mine, case: Case, interview: Interview, asked: list[Fact[QuestionAsked]] | None = None
) -> list[PlannedLine]:
    """Return the lines of the plan that counts, in order; none without a plan.

    ``asked``: what was asked in the interview, where that was looked up already.
    """
    if interview.agenda is None:
        return []
    by_line: dict[int | None, list[Fact[QuestionAsked]]] = {}
    for fact in asked_in(case, interview.id) if asked is None else asked:
        by_line.setdefault(number_of(interview, fact), []).append(fact)
    return [
        planned_line(mine, case, number, line, by_line.get(number, []))
        for number, line in enumerate(interview.agenda.event.lines, start=1)
    ]


def planned_line(
    mine: Mine, case: Case, number: int, line: AgendaLine, asked: list[Fact[QuestionAsked]]
) -> PlannedLine:
    """Return ``line`` held against how it was ``asked``; for one that was set aside since, nobody waits."""
    planned: tuple[bytes | None, ...] = line.contacts or (None,)
    reached = {one for fact in asked for one in fact.event.contacts}
    of_all = any(not fact.event.contacts for fact in asked) or (bool(asked) and not line.contacts)
    done = tuple(one for one in planned if of_all or one in reached)
    return PlannedLine(
        number=number,
        line=line,
        text=wording(mine, case, line.question, line.text),
        about=line.about or (name_of(mine, line.criterion) if line.criterion is not None else ""),
        asked=done,
        waiting=() if _is_aside(mine, case, line) else tuple(one for one in planned if one not in done),
    )


def _is_aside(mine: Mine, case: Case, line: AgendaLine) -> bool:
    """Return whether ``line`` was set aside: its question was or, of one in own words, one of the same words."""
    if line.question is not None:
        return line.question in case.set_aside
    words = (plain(wording(mine, case, question, "")) for question in case.set_aside)
    return plain(line.text) in words


def number_of(interview: Interview, asked: Fact[QuestionAsked]) -> int | None:
    """Return the line of the plan that counts which ``asked`` was; None where it was on none."""
    if interview.agenda is None or asked.event.follow_up_of is not None:
        return None
    lines = interview.agenda.event.lines
    number = asked.event.line
    if asked.event.agenda == interview.agenda.id and number is not None and 1 <= number <= len(lines):
        return number
    same = [number for number, line in enumerate(lines, start=1) if _is_same(line, asked.event)]
    return same[0] if same else None


def _is_same(line: AgendaLine, asked: QuestionAsked) -> bool:
    if line.question is not None or asked.question is not None:
        return line.question == asked.question
    return plain(line.text) == plain(asked.text)


def plain(text: str) -> str:
    """Return the words of ``text`` as they are compared: in small letters, one gap between."""
    return " ".join(text.casefold().split())


def criteria_of(mine: Mine, case: Case, evidence: bytes) -> tuple[bytes, ...]:
    """Return the criteria that what was noted under ``evidence`` speaks to, as it was said or asked."""
    answer = case.answers.get(evidence)
    if answer is not None:
        asked = asked_for(case, evidence)
        return answer.event.criteria or (asked_about(mine, case, asked) if asked is not None else ())
    noted = case.observations.get(evidence) or case.research.get(evidence)
    if noted is not None:
        return noted.event.criteria
    named = [term.term.criterion for term in standing_terms(case, evidence)]
    return tuple(dict.fromkeys(criterion for criterion in named if criterion is not None))


def asked_for(case: Case, answer: bytes) -> Fact[QuestionAsked] | None:
    """Return the asking that ``answer`` answers, if both are here."""
    noted = case.answers.get(answer)
    return case.asked.get(noted.event.asked) if noted is not None and noted.event.asked is not None else None


def asked_about(mine: Mine, case: Case, asked: Fact[QuestionAsked]) -> tuple[bytes, ...]:
    """Return the criteria that ``asked`` is about: its plan line's, then those of its question."""
    question = mine.questions.get(asked.event.question) if asked.event.question is not None else None
    criteria = [*_planned_for(case, asked), *(question.event.criteria if question is not None else ())]
    return tuple(dict.fromkeys(criteria))


def _planned_for(case: Case, asked: Fact[QuestionAsked]) -> Iterator[bytes]:
    """Yield the criterion of the plan line that ``asked`` was when it was asked."""
    return (line.criterion for line in _planned_as(case, asked) if line.criterion is not None)


def _planned_as(case: Case, asked: Fact[QuestionAsked]) -> Iterator[AgendaLine]:
    """Yield the plan line that ``asked`` was when it was asked, if it was one."""
    interview = case.interviews.get(asked.event.interview) if asked.event.interview is not None else None
    for agenda in interview.agendas if interview is not None else ():
        if agenda.id == asked.event.agenda and asked.event.line is not None:
            yield from agenda.event.lines[max(asked.event.line - 1, 0) : asked.event.line]
