"""The debrief: five minutes after an interview. What went unasked, and what to do next.

Proposed: thanks to everybody met; and a question by mail for what is best had in writing and was not asked.
"""

from __future__ import annotations

from datetime import date

from twoway_core.analysis.settings import DEFAULTS
from twoway_core.events.after import FollowUpPlanned
from twoway_core.events.prep import AgendaLine
from twoway_core.journal.state import Case, Interview, Mine
from twoway_core.projections.followups import default_due, todo_words
from twoway_core.projections.matters import matters_of
from twoway_core.projections.people import People, people_of
from twoway_core.projections.plan import PlannedLine, plain, plan_of
from twoway_core.projections.replay import MINUTE_MS, Unasked, met, unasked
from twoway_core.projections.view import View, day_of

MAIL = "mail"


class Proposal(View, frozen=True, kw_only=True):
    """A to-do that is proposed: in words, and for whom; ``line`` of the plan that it stands in for."""

    kind: str
    words: str
    who: str
    due: date
    line: int | None = None


class Debrief(View, frozen=True, kw_only=True):
    """What one looks back on. ``fresh``: whether it is still near enough to the end to be remembered well."""

    interview: str
    minutes_after: int | None
    fresh: bool
    unasked: tuple[Unasked, ...]
    proposals: tuple[Proposal, ...]
    done: bool


def debrief(mine: Mine, case: Case, interview: Interview, now_ms: int, name: str) -> Debrief:
    """Return the debrief of ``interview``, which is called ``name``, at ``now_ms`` since 1970."""
    people = people_of(mine, case)
    minutes = None if interview.ended is None else max(0, (now_ms - interview.ended.at) // MINUTE_MS)
    return Debrief(
        interview=name,
        minutes_after=minutes,
        fresh=minutes is not None and minutes <= DEFAULTS.debrief_minutes,
        unasked=tuple(unasked(people, line) for line in plan_of(mine, case, interview) if line.waiting),
        proposals=tuple(
            Proposal(
                kind=todo.kind,
                words=todo_words(mine, case, people, todo),
                who=people.name(todo.contact),
                due=date.fromisoformat(str(todo.due)),
                line=number,
            )
            for todo, number in proposed(mine, case, interview)
        ),
        done=bool(interview.debriefs),
    )


def unasked_lines(mine: Mine, case: Case, interview: Interview) -> tuple[AgendaLine, ...]:
    """Return the lines that were not asked of everybody they were planned for, each for the people left."""
    return tuple(left_of(line) for line in plan_of(mine, case, interview) if line.waiting)


def left_of(line: PlannedLine) -> AgendaLine:
    """Return what is left to ask of ``line``: the people, and their share of the minutes."""
    before = line.line
    left = tuple(contact for contact in line.waiting if contact is not None)
    minutes = before.minutes * len(line.waiting) // (len(line.waiting) + len(line.asked))
    return AgendaLine(
        question=before.question,
        text=before.text,
        contacts=left,
        minutes=minutes,
        criterion=before.criterion,
        about=before.about,
        reason=before.reason,
        late=before.late,
    )


def proposed(mine: Mine, case: Case, interview: Interview) -> list[tuple[FollowUpPlanned, int | None]]:
    """Return the to-dos that are proposed, each with the line of the plan that it stands in for.

    None before the interview has ended.
    """
    if interview.ended is None:
        return []
    day = day_of(interview.ended.at, interview.ended.offset)
    people = people_of(mine, case)
    return [*_thanks(case, interview, day), *_in_writing(mine, case, interview, people, day)]


def _thanks(case: Case, interview: Interview, day: date) -> list[tuple[FollowUpPlanned, int | None]]:
    thanked = {
        todo.event.contact
        for todo in case.todos.values()
        if todo.event.kind == "thanks" and todo.event.interview == interview.id
    }
    due = default_due("thanks", day).isoformat()
    return [
        (
            FollowUpPlanned(opportunity=case.id, interview=interview.id, kind="thanks", due=due, contact=contact),
            None,
        )
        for contact in met(case, interview)
        if contact not in thanked
    ]


def _in_writing(
    mine: Mine, case: Case, interview: Interview, people: People, day: date
) -> list[tuple[FollowUpPlanned, int | None]]:
    """Return a question by mail for each line that nobody was asked and that is best had in writing."""
    due = default_due("ask", day).isoformat()
    asks = [todo.event for todo in case.todos.values() if todo.event.kind == "ask"]
    sought = {ask.question or plain(ask.text) for ask in asks}
    proposals: list[tuple[FollowUpPlanned, int | None]] = []
    for line in plan_of(mine, case, interview):
        if line.asked or not _wants_writing(mine, line) or (line.line.question or plain(line.line.text)) in sought:
            continue
        todo = FollowUpPlanned(
            opportunity=case.id,
            interview=interview.id,
            kind="ask",
            due=due,
            channel=MAIL,
            contact=next(iter(people.weighty(line.line.contacts or met(case, interview))), None),
            question=line.line.question,
            text=line.line.text,
        )
        proposals.append((todo, line.number))
    return proposals


def _wants_writing(mine: Mine, line: PlannedLine) -> bool:
    question = mine.questions.get(line.line.question) if line.line.question is not None else None
    if question is not None and question.event.in_writing:
        return True
    return line.line.criterion is not None and line.line.criterion in matters_of(mine).must_haves
