"""Interviews and to-dos as a calendar file: neutral titles, unless names were asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from twoway_client.desk import Desk
from twoway_client.naming import opportunity_names
from twoway_client.past import PastDesk
from twoway_client.people import opportunity_called
from twoway_client.times import to_ms
from twoway_core.exchange.calendar_out import Item, calendar
from twoway_core.exchange.changes import Change, changes
from twoway_core.exchange.cloud_events import uuid_text
from twoway_core.ids import id_ms
from twoway_core.journal.items import Todo
from twoway_core.journal.state import Case, Interview, Mine, State
from twoway_core.projections.followups import todo_words
from twoway_core.projections.people import People, people_of
from twoway_core.projections.view import moment

INTERVIEW_TITLE, TODO_TITLE = "Appointment", "Follow-up"
DEFAULT_MINUTES = 60
_MORNING_MINUTES = -9 * 60
"""A to-do rings at nine in the morning of its day."""
UID_END = "@twoway"


class Made(NamedTuple):
    """A calendar: its lines, of which opportunity it is, and what it holds."""

    lines: Iterator[str]
    of: str
    interviews: int
    todos: int


class _Wish(NamedTuple):
    """How things are to be written: what the options say, and how often each thing was changed."""

    alarm_minutes: int
    names: bool
    tasks: bool
    changed: dict[bytes, Change]


def calendar_of(desk: Desk, name: str | None, alarm_minutes: int, *, names: bool, tasks: bool) -> Made:
    """Return the calendar of the opportunity called ``name``, or of all of them. Raises Refusal."""
    handles = {one: handle for handle, one in opportunity_names(desk).items()}
    wanted = list(handles) if name is None else [opportunity_called(desk, name)]
    state = desk.state(*wanted)
    entries = desk.index.entries(wanted)
    if isinstance(desk, PastDesk):
        entries = [one for one in entries if id_ms(one.id) <= to_ms(desk.now)]
    cases = [case for case in state.cases.values() if case.opened is not None]
    mine = list(state.mine.todos) if name is None else []
    things = [thing for case in cases for thing in (*case.interviews, *case.todos)]
    wish = _Wish(alarm_minutes, names, tasks, changes(entries, [*things, *mine]))
    interviews = [item for case in cases for item in _interviews(state.mine, case, wish)]
    todos = list(_todos(state, cases, wish, with_mine=name is None))
    of = handles[wanted[0]] if name is not None else ""
    return Made(calendar([*interviews, *todos]), of, len(interviews), len(todos))


def uid_of(thing: bytes) -> str:
    """Return the UID that ``thing`` has in every calendar that was exported."""
    return f"{uuid_text(thing)}{UID_END}"


def _interviews(mine: Mine, case: Case, wish: _Wish) -> Iterator[Item]:
    for one in case.interviews.values():
        if one.planned_ms is not None:
            starts = moment(one.planned_ms, one.planned_offset)
            change = wish.changed[one.id]
            yield Item(
                uid=uid_of(one.id),
                sequence=change.sequence,
                stamp=moment(change.newest_ms, 0),
                title=_interview_title(mine, case, one) if wish.names else INTERVIEW_TITLE,
                place=one.medium if wish.names else "",
                starts=starts,
                minutes=one.length_minutes or DEFAULT_MINUTES,
                alarm_minutes=wish.alarm_minutes,
                over=one.cancelled is not None,
            )


def _interview_title(mine: Mine, case: Case, interview: Interview) -> str:
    people = people_of(mine, case)
    firm = case.opened.event.firm if case.opened is not None else ""
    return ", ".join([f"Interview {firm}", *(people.name(contact) for contact in interview.contacts)])


def _todos(state: State, cases: Iterable[Case], wish: _Wish, *, with_mine: bool) -> Iterator[Item]:
    for case in cases:
        people = people_of(state.mine, case)
        firm = case.opened.event.firm if case.opened is not None else ""
        yield from (
            _todo(todo, f"{firm}: {todo_words(state.mine, case, people, todo.event)}", wish)
            for todo in case.todos.values()
            if todo.event.due is not None
        )
    if with_mine:
        nobody = People({}, {})
        for todo in state.mine.todos.values():
            if todo.event.due is not None:
                yield _todo(todo, todo_words(state.mine, None, nobody, todo.event), wish)


def _todo(todo: Todo, words: str, wish: _Wish) -> Item:
    change = wish.changed[todo.id]
    return Item(
        uid=uid_of(todo.id),
        sequence=change.sequence,
        stamp=moment(change.newest_ms, 0),
        title=words if wish.names else TODO_TITLE,
        day=date.fromisoformat(todo.event.due or ""),
        alarm_minutes=_MORNING_MINUTES,
        task=wish.tasks,
        over=not todo.is_open,
    )
