"""One opportunity as Markdown: people, what was read, every interview step by step, promises, flags, to-dos.

Text of the journal is escaped, so that no note becomes a heading, a link or an image. A gut feeling stays sealed as on
the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from twoway_client.naming import interview_names
from twoway_client.reports.markdown import escaped
from twoway_client.times import show_day
from twoway_core.journal.state import Case, State
from twoway_core.projections.followups import todo_words
from twoway_core.projections.log import money_words
from twoway_core.projections.people import People, people_of
from twoway_core.projections.replay import Replay, replay
from twoway_core.projections.steps import Step
from twoway_core.projections.view import day_of

_BREAK = "  \n  "


def notes_of(state: State, case: Case, handle: str) -> Iterator[str]:
    """Yield the notes on ``case``, which is called ``handle``, line by line."""
    people = people_of(state.mine, case)
    opened = case.opened.event if case.opened is not None else None
    title = ", ".join(part for part in (opened.firm, opened.role) if part) if opened is not None else handle
    yield f"# {escaped(title)}\n\nStage: {escaped(case.stage)}.\n"
    yield from _section("People", _people(case, people))
    yield from _section("Read or heard elsewhere", (one.event.claim for one in case.research.values()))
    for interview, label in interview_names(case, handle).items():
        view = replay(state.mine, case, case.interviews[interview], label)
        yield from _section(_heading(view), _steps(view), is_escaped=True)
    yield from _section("Promised", _promises(case, people))
    yield from _section("Red flags", _flags(case))
    yield from _section("To do", _todos(state, case, people))


def _section(heading: str, lines: Iterable[str], *, is_escaped: bool = False) -> Iterator[str]:
    """Yield a heading and a list, or nothing where there is nothing to list."""
    some = list(lines)
    if some:
        yield f"\n## {escaped(heading)}\n\n"
        yield from (f"- {line if is_escaped else _lines(line)}\n" for line in some)


def _lines(text: str) -> str:
    return _BREAK.join(escaped(line) for line in text.splitlines() if line.strip())


def _people(case: Case, people: People) -> Iterator[str]:
    for contact in case.contacts.values():
        parts = (contact.name, people.role_words(contact.id), contact.event.title, contact.event.channel)
        yield "\n".join([", ".join(part for part in parts if part), contact.event.note])


def _heading(view: Replay) -> str:
    when = show_day(view.starts.date(), year=True) if view.starts is not None else "no time set"
    return ", ".join([view.interview, when, *view.people])


def _steps(view: Replay) -> Iterator[str]:
    """Yield the steps as Markdown, then the gut feeling where it is open, then what was not asked."""
    yield from (_step(step) for step in view.steps)
    if view.sealed:
        yield "gut feeling: sealed until the ratings are in"
    elif view.gut is not None:
        yield f"gut feeling: {view.gut.gut}{f', {_lines(view.gut.words)}' if view.gut.words else ''}"
    yield from (f"not asked: {escaped(line.text)}" for line in view.unasked)


def _step(step: Step) -> str:
    head = " ".join(part for part in (f"{step.at:%H:%M}", step.word, escaped(step.who)) if part)
    said = [word for word in (step.form, step.certainty, escaped(step.extra)) if word]
    said += [f"{escaped(given.criterion)} rated {given.rating}" for given in step.ratings]
    said += ["changed later"] if step.changed else []
    text = f": {_lines(step.text)}" if step.text else ""
    more = f" ({', '.join(said)})" if said else ""
    return f"{head}{text}{more}"


def _promises(case: Case, people: People) -> Iterator[str]:
    for one in case.commitments.values():
        money = money_words(one.event.money) if one.event.money is not None else ""
        who = people.name(one.event.contact)
        day = show_day(day_of(one.at, one.offset), year=True)
        yield ", ".join(part for part in (one.event.term, one.event.value, money, who, day) if part)


def _flags(case: Case) -> Iterator[str]:
    for flag in case.flags.values():
        explained = f"; explained: {flag.resolved.event.explanation}" if flag.resolved is not None else ""
        yield f"{flag.event.severity}: {flag.event.text}{explained}"


def _todos(state: State, case: Case, people: People) -> Iterator[str]:
    for todo in case.todos.values():
        due = f", by {todo.event.due}" if todo.event.due is not None else ""
        done = "" if todo.is_open else " (done with)"
        yield f"{todo_words(state.mine, case, people, todo.event)}{due}{done}"
