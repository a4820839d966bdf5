"""Usage: twoway start [INTERVIEW] [MINUTES] [@WHO] [options]
Begin the planned interview, or one that was not planned. Works while locked.
  INTERVIEW        such as acme/2 (else the next planned one)
  MINUTES          how long it is meant to take, such as 30m
  @WHO             who is there (else as planned); nobody of those planned
                   means another interview, not the planned one
  --new            not the planned one
  --kind WORD      screen, panel, on-site, reverse, informational ...
  --medium WORD    phone, video, on site ...
  --when TIME      when it began, such as 14:02 [now]
Example: twoway start @carla 20m --medium phone             Undo: twoway undo
"""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.naming import current_case, plan_lines, reread
from twoway_client.parser import Parser, split_people
from twoway_client.people import contacts_called, handle_of, interview_called, joined
from twoway_client.room import moment_of, opportunity_of, say_written
from twoway_client.store.context import Context, PlanLine
from twoway_client.times import local, parse_minutes, show_moment, to_ms
from twoway_core.events.talk import InterviewStarted

if TYPE_CHECKING:
    from twoway_core.journal.state import Case, Interview


_FAR_MS = 2 * 60 * 60 * 1000


class Planned(NamedTuple):
    """The interview that begins: planned, with its plan and length; or, without ``id``, one that was not.

    ``other_time``: when it was planned for, where that is not now.
    """

    id: bytes | None = None
    agenda: bytes | None = None
    plan: tuple[PlanLine, ...] = ()
    minutes: int | None = None
    steps_open: str = ""
    other_time: str = ""


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.words()
    parser.add_argument("--new", action="store_true")
    parser.add_argument("--kind")
    parser.add_argument("--medium")
    parser.when()


def run(desk: Desk, args: Namespace) -> None:
    """Note that an interview begins."""
    names, words = split_people(args.words)
    named = [word for word in words if "/" in word]
    minutes = _minutes([word for word in words if "/" not in word])
    moment = moment_of(desk, args) or desk.now
    contacts = contacts_called(desk, names, args.words)
    is_blind = desk.is_locked and not named
    planned = _from_context(desk) if is_blind else _from_journal(desk, named, contacts, moment, is_new=args.new)
    if args.new:
        planned = Planned()
    event = InterviewStarted(
        opportunity=opportunity_of(desk),
        interview=planned.id,
        kind=args.kind or "",
        medium=args.medium or "",
        contacts=tuple(contacts),
        length_minutes=minutes,
    )
    with desk.batch(moment) as batch:
        entry = batch.add(event)
        desk.keep_context(
            Context(
                opportunity=event.opportunity,
                interview=planned.id or entry,
                started_ms=to_ms(moment),
                contacts=contacts if len(contacts) == 1 else [],
                agenda=planned.agenda,
                plan=list(planned.plan),
                prep=desk.context.prep,
                todos=desk.context.todos,
            )
        )
    if not is_blind:
        reread(desk)
    _say(desk, entry, planned.id or entry, minutes or planned.minutes, planned)


def _minutes(words: list[str]) -> int | None:
    if len(words) > 1:
        raise UsageRefusal(f'"{words[1]}" is one word too many.', mend=f"twoway start {joined(words[:1])}")
    return parse_minutes(words[0]) if words else None


def _say(desk: Desk, entry: bytes, interview: bytes, minutes: int | None, planned: Planned) -> None:
    label = desk.names.of(interview)
    about = ", ".join(part for part in (label, f"{minutes} min left" if minutes else "") if part)
    say_written(desk, entry, f"interview started{f': {about}' if about else ''}")
    if planned.other_time:
        desk.output.hint(f"  It was planned for {planned.other_time}. Another one: undo, then start --new")
    if planned.steps_open:
        desk.output.hint(f"  Not prepared: {planned.steps_open}")


def _from_context(desk: Desk) -> Planned:
    """Return what the context, which holds ids alone, knows of the interview that begins. Raises Refusal."""
    context = desk.context
    if context.started_ms > 0:
        raise _is_open("an interview")
    if context.started_ms < 0 or context.interview is None:
        return Planned()
    return Planned(context.interview, context.agenda, tuple(context.plan))


def _from_journal(desk: Desk, named: list[str], contacts: list[bytes], began: datetime, *, is_new: bool) -> Planned:
    """Return the interview that was named, or the next planned one, or one that was not planned. Raises Refusal."""
    if named:
        _, case, interview = interview_called(desk, named[0])
        if interview.started is not None:
            raise Refusal("started", f"{named[0]} was started already.", mend="twoway start --new, for another one")
        desk.keep_context(replace(desk.context, opportunity=case.id))
    else:
        _, case = current_case(desk)
        found = _next_planned(case, contacts)
        if found is None or is_new:
            _refuse_second(desk, case)
            return Planned()
        interview = found
    _refuse_second(desk, case)
    agenda = interview.agenda.id if interview.agenda else None
    plan, minutes = tuple(plan_lines(interview)), interview.length_minutes
    return Planned(interview.id, agenda, plan, minutes, _steps_open(case), _other_time(interview, began))


def _other_time(interview: Interview, began: datetime) -> str:
    """Return when ``interview`` was planned for, where that is far from when it ``began``."""
    planned = interview.planned_ms
    if planned is None or abs(planned - to_ms(began)) <= _FAR_MS:
        return ""
    return show_moment(local(planned, interview.planned_offset))


def _next_planned(case: Case, contacts: list[bytes]) -> Interview | None:
    """Return the planned interview that comes first and is with one of ``contacts``, if these are given."""
    waiting = [one for one in case.interviews.values() if one.started is None and one.cancelled is None]
    fitting = [one for one in waiting if not contacts or not one.contacts or set(contacts) & set(one.contacts)]
    return min(fitting, key=lambda one: (one.planned_ms is None, one.planned_ms or 0, one.id), default=None)


def _refuse_second(desk: Desk, case: Case) -> None:
    for interview in case.interviews.values():
        if interview.is_open:
            raise _is_open(desk.names.of(interview.id) or f"an interview of {handle_of(desk, case)}")


def _is_open(label: str) -> Refusal:
    return Refusal("is-open", f"{label} is open: it was started and has not ended.", mend="twoway end")


def _steps_open(case: Case) -> str:
    """Return the steps of the checklist that are not done: an interview goes better after them."""
    from twoway_client.views.prep import left_words

    return left_words(case, b"")
