"""Naming: the words that stand for ids, and the context, kept true whenever an opportunity is folded.

Commands of the room read ``desk.names`` and ``desk.context`` alone, so what is kept here is all they know.
The fold is imported inside functions: a note must not wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from twoway_client.errors import Refusal
from twoway_client.store.context import Asking, Context, Names, PlanLine

OVER = -1
"""What the context says instead of a start, once the interview has ended."""

if TYPE_CHECKING:
    from twoway_client.desk import Desk
    from twoway_core.journal.state import Case, Interview, State


def opportunity_names(desk: Desk) -> dict[str, bytes]:
    """Return handle -> id of every opportunity, the oldest first."""
    from twoway_core.journal.handles import opportunity_handles

    summaries = desk.index.checkpoint.summaries.values()
    return opportunity_handles((summary.id, summary.firm) for summary in summaries if not summary.hidden)


def contact_names(state: State, case: Case) -> dict[str, bytes]:
    """Return handle -> id of the people of ``case``, and of those who belong to no opportunity."""
    from twoway_core.journal.handles import contact_handles

    contacts = state.mine.contacts | case.contacts
    return contact_handles((contact.id, contact.name) for contact in contacts.values())


def interview_names(case: Case, handle: str) -> dict[bytes, str]:
    """Return id -> ``acme/1`` of the interviews of ``case``, whose handle is ``handle``."""
    from twoway_core.journal.handles import interview_numbers

    return {interview: f"{handle}/{number}" for interview, number in interview_numbers(case.interviews).items()}


def current_opportunity(desk: Desk) -> bytes:
    """Return the current opportunity: that of the context, else the only one that is not closed. Raises Refusal."""
    if desk.context.opportunity is not None:
        return desk.context.opportunity
    summaries = desk.index.checkpoint.summaries.values()
    waiting: list[bytes] = [one.id for one in summaries if not (one.hidden or one.closed)]
    if len(waiting) == 1:
        return waiting[0]
    known = list(opportunity_names(desk))
    if known:
        raise Refusal("no-opportunity", "no opportunity is the current one.", mend=f"twoway open {known[-1]}")
    raise Refusal("no-opportunity", "no opportunity is open yet.", mend='twoway open NAME "the role"')


def current_case(desk: Desk) -> tuple[State, Case]:
    """Fold the current opportunity, keep names and context true, and return it. Raises Refusal."""
    opportunity = current_opportunity(desk)
    if desk.context.opportunity is None:
        desk.keep_context(msgspec.structs.replace(desk.context, opportunity=opportunity))
    state = desk.state(opportunity)
    refresh(desk, state)
    case = state.cases.get(opportunity)
    if case is None or case.opened is None:
        raise Refusal(
            "no-opportunity", "the current opportunity was taken back.", mend="twoway open, to choose another one"
        )
    return state, case


def refresh(desk: Desk, state: State) -> None:
    """Keep the names that ``state`` tells, and take out of the context what is not there any more."""
    context = settled(desk.context, state)
    if context != desk.context:
        desk.keep_context(context)
    names = _names(desk, state)
    if names != desk.names:
        desk.keep_names(names)


def reread(desk: Desk) -> State:
    """Fold the current opportunity anew, after a write that changes names or the plan; return it."""
    desk.index.refresh()
    opportunity = desk.context.opportunity
    state = desk.state(*([] if opportunity is None else [opportunity]))
    refresh(desk, state)
    return state


def settled(context: Context, state: State) -> Context:
    """Return ``context`` without what was taken back; as it was where ``state`` lacks its opportunity."""
    if context.opportunity is None or context.opportunity not in state.cases:
        return context
    case = state.cases[context.opportunity]
    if case.opened is None:
        return Context(todos=context.todos)
    if context.interview not in case.interviews:
        return context_for(case, likely_interview(case), context)
    current = case.interviews[context.interview]
    is_known = context.asked is None or context.asked in case.asked
    return msgspec.structs.replace(
        context,
        started_ms=started_ms(current),
        asked=context.asked if is_known else None,
        line=context.line if is_known else 0,
        contacts=context.contacts if is_known else [],
        answer=context.answer if context.answer in case.answers else None,
        received=context.received if context.received in case.received else None,
        agenda=current.agenda.id if current.agenda else None,
        plan=plan_lines(current),
        askings=askings_in(case, current.id),
    )


def context_for(case: Case, interview: bytes | None, before: Context) -> Context:
    """Return the context of somebody who turns to ``interview`` of ``case``; the lists shown ``before`` stay."""
    prep = before.prep if before.opportunity == case.id else []
    current = case.interviews.get(interview) if interview is not None else None
    if current is None:
        return Context(opportunity=case.id, todos=before.todos, prep=prep)
    return Context(
        opportunity=case.id,
        interview=current.id,
        started_ms=started_ms(current),
        agenda=current.agenda.id if current.agenda else None,
        plan=plan_lines(current),
        askings=askings_in(case, current.id),
        todos=before.todos,
        prep=prep,
    )


def likely_interview(case: Case) -> bytes | None:
    """Return the interview that a person means who says nothing: the open one, the next planned, the last held."""
    alive = [one for one in case.interviews.values() if one.cancelled is None or one.started is not None]
    is_open = [one.id for one in alive if one.is_open]
    planned = sorted((one.planned_ms or 0, one.id) for one in alive if one.started is None)
    held = sorted((one.started.at, one.id) for one in alive if one.started is not None)
    if is_open:
        return is_open[-1]
    if planned:
        return planned[0][1]
    return held[-1][1] if held else None


def plan_lines(interview: Interview) -> list[PlanLine]:
    """Return the plan of ``interview`` as the context keeps it: ids only."""
    agenda = interview.agenda
    return [PlanLine(line.question, list(line.contacts)) for line in agenda.event.lines] if agenda else []


def line_name(agenda: bytes | None, number: int) -> str:
    """Return under which name the words of a plan's line are kept."""
    return f"{agenda.hex()}/{number}" if agenda is not None else ""


def askings_in(case: Case, interview: bytes) -> list[Asking]:
    """Return what was asked in ``interview`` as the context keeps it, oldest first."""
    asked = [(fact.id, fact.event) for fact in case.asked.values() if fact.event.interview == interview]
    return [
        Asking(name, interview, event.agenda, event.line or 0, event.question, list(event.contacts))
        for name, event in asked
    ]


def started_ms(interview: Interview) -> int:
    """Return when ``interview`` started, ms since 1970; 0 before, ``OVER`` after its end."""
    if interview.ended is not None:
        return OVER
    return interview.started.at if interview.started is not None else 0


def _names(desk: Desk, state: State) -> Names:
    """Return all names as they are now; those of a current opportunity that was not folded stay as they were."""
    opportunities = opportunity_names(desk)
    shown = {opportunity.hex(): handle for handle, opportunity in opportunities.items()}
    case = state.cases.get(desk.context.opportunity) if desk.context.opportunity else None
    if case is None:
        return Names(shown=desk.names.shown | shown, contacts=desk.names.contacts, opportunities=opportunities)
    from twoway_core.projections.people import people_of

    shown |= {contact.hex(): name for contact, name in people_of(state.mine, case).names.items()}
    labels = interview_names(case, shown.get(case.id.hex(), ""))
    shown |= {interview.hex(): label for interview, label in labels.items()}
    shown |= _plan_words(case.interviews.get(desk.context.interview or b""))
    return Names(shown=shown, contacts=contact_names(state, case), opportunities=opportunities)


def _plan_words(interview: Interview | None) -> dict[str, str]:
    """Return the questions of the current plan that are not in the bank; the context holds no words."""
    agenda = interview.agenda if interview is not None else None
    if agenda is None:
        return {}
    lines = enumerate(agenda.event.lines, 1)
    return {line_name(agenda.id, number): line.text for number, line in lines if line.question is None}
