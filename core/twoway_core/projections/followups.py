"""What is to be done after an interview: thanks, questions, reminders, things to send.

- Due by default: thanks 1 day after, anything else 3 days after; without a reply, look again 7 days after sending.
- A to-do that was sent waits; one of no particular kind is done with. Thanks that were answered are done; a question
  that they replied to, without an answer to note, is looked at again 3 days after the reply.
Days are calendar days where the person was, and today is an argument.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.events.after import FollowUpPlanned
from twoway_core.journal.items import Todo
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.people import People, people_of
from twoway_core.projections.plan import wording
from twoway_core.projections.view import Id, View, day_of, days_after

TodoState = Literal["overdue", "due", "planned", "look again", "waiting"]
WANTS_AN_ANSWER = frozenset({"ask", "chase", "reference", "reach-out"})
PLAIN = "other"
"""The kind of a to-do that its own text says: no word stands before it, and once it is done nobody is to reply."""
_WORDS = {
    "thanks": "thanks to {who}",
    "ask": "ask {who}",
    "chase": "remind {who}",
    "send": "send to {who}",
    "reference": "ask {who} for a reference",
    "reach-out": "reach out to {who}",
}


class TodoBrief(msgspec.Struct, frozen=True, kw_only=True):
    """A to-do that is not done with, small enough to keep: ``day`` is when it is due, or to be looked at again."""

    id: bytes
    kind: str
    words: str
    day: str | None
    waits: bool


class TodoRow(View, frozen=True, kw_only=True):
    """One to-do of a list; ``opportunity`` is empty for one that belongs to none."""

    id: Id
    opportunity: str
    kind: str
    words: str
    day: date | None
    state: TodoState


def default_due(kind: str, day: date, settings: Settings = DEFAULTS) -> date:
    """Return when a to-do of this ``kind``, which came up on ``day``, is due."""
    return days_after(day, settings.thanks_days if kind == "thanks" else settings.after_reply_days)


def look_again(todo: Todo, settings: Settings = DEFAULTS) -> date | None:
    """Return the day to look again at a to-do that was sent; None before that, and when it is done with."""
    if todo.dropped is not None:
        return None
    if todo.answered is not None:
        if todo.event.kind not in WANTS_AN_ANSWER or todo.answered.event.answer is not None:
            return None
        return days_after(day_of(todo.answered.at, todo.answered.offset), settings.after_reply_days)
    if todo.sent is not None and todo.event.kind != PLAIN:
        return days_after(day_of(todo.sent.at, todo.sent.offset), settings.after_silence_days)
    return None


def todo_words(mine: Mine, case: Case | None, people: People, event: FollowUpPlanned) -> str:
    """Return the to-do as a person reads it: ask Ana by mail: office days, who decides."""
    who = people.name(event.contact) if event.contact is not None else "them"
    if event.kind == PLAIN and event.text:
        return f"{event.text} ({who})" if event.contact is not None else event.text
    words = _WORDS.get(event.kind, event.kind + (" {who}" if event.contact is not None else "")).replace("{who}", who)
    by = f" by {event.channel}" if event.channel else ""
    text = event.text
    if not text and event.question is not None and case is not None:
        text = wording(mine, case, event.question, "")
    return f"{words}{by}: {text}" if text else f"{words}{by}"


def briefs(mine: Mine, case: Case | None = None) -> tuple[TodoBrief, ...]:
    """Return what is to be done or waited for in ``case``, or, without one, in no opportunity."""
    people = people_of(mine, case if case is not None else Case(b""))
    rows = []
    for todo in (case.todos if case is not None else mine.todos).values():
        again = look_again(todo)
        if todo.is_open or again is not None:
            day = todo.event.due if todo.is_open else str(again)
            words = todo_words(mine, case, people, todo.event)
            rows.append(TodoBrief(id=todo.id, kind=todo.event.kind, words=words, day=day, waits=not todo.is_open))
    return tuple(rows)


def todo_rows(some: Iterable[tuple[str, TodoBrief]], today: date) -> tuple[TodoRow, ...]:
    """Return the list of all to-dos, given as (opportunity, to-do): by day, the undated last."""
    rows = [
        TodoRow(
            id=Id(todo.id),
            opportunity=opportunity,
            kind=todo.kind,
            words=todo.words,
            day=_day(todo.day),
            state=_state(todo, today),
        )
        for opportunity, todo in some
    ]
    return tuple(sorted(rows, key=lambda row: (row.day or date.max, row.id)))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _state(todo: TodoBrief, today: date) -> TodoState:
    day = _day(todo.day)
    if todo.waits:
        return "waiting" if day is None or day > today else "look again"
    if day is None or day > today:
        return "planned"
    return "due" if day == today else "overdue"
