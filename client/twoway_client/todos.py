"""To-dos: the list as a person numbers it, and finding the one that a number or an id means."""

from __future__ import annotations

from typing import NamedTuple

from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.naming import opportunity_names
from twoway_client.output import one_line
from twoway_client.people import entry_called
from twoway_core.ids import is_handle
from twoway_core.projections.followups import PLAIN, TodoRow, briefs
from twoway_core.projections.summary import todo_list

_SHORT_WORDS = 40


class Found(NamedTuple):
    """A to-do, and the opportunity that it belongs to, if any."""

    row: TodoRow
    opportunity: bytes | None


def all_todos(desk: Desk) -> tuple[TodoRow, ...]:
    """Return every to-do that is not done with, by day; of all opportunities, and of none."""
    summaries = desk.index.checkpoint.summaries.values()
    names = {opportunity: name for name, opportunity in opportunity_names(desk).items()}
    named = [(names.get(one.id, ""), one) for one in summaries]
    return todo_list(named, briefs(desk.state().mine), desk.now.date())


def todo_called(desk: Desk, typed: str) -> Found:
    """Return the to-do that ``typed`` means: its number in the list last shown here, or its id. Raises Refusal."""
    rows = {bytes(row.id): row for row in all_todos(desk)}
    if typed.isascii() and typed.isdecimal():
        wanted = _numbered(desk.context.todos or list(rows), int(typed))
    elif is_handle(typed.casefold()):
        wanted = entry_called(desk, typed, [*rows, *_ever_planned(desk)])
    else:
        raise UsageRefusal(f'"{typed}" is neither the number of a to-do nor an id.', mend="twoway todo lists them")
    if wanted not in rows:
        raise Refusal("done", f"to-do {typed} is done with.", mend="twoway todo lists what is left")
    row = rows[wanted]
    return Found(row, opportunity_names(desk).get(row.opportunity))


def _ever_planned(desk: Desk) -> list[bytes]:
    """Return the ids of all to-dos, so that one that is done with is told from a wrong id."""
    return [entry.id for entry in desk.index.everything() if entry.type == "follow-up.planned"]


def _numbered(known: list[bytes], number: int) -> bytes:
    if not 1 <= number <= len(known):
        count = "there are none" if not known else f"there are {len(known)}" if len(known) > 1 else "there is one"
        raise Refusal("no-todo", f"there is no to-do {number}: {count}.", mend="twoway todo lists them")
    return known[number - 1]


def short_words(row: TodoRow) -> str:
    """Return the to-do in a few words: what stands before its text, of one that is text alone its beginning."""
    return one_line(row.words if row.kind == PLAIN else row.words.split(": ")[0], _SHORT_WORDS)
