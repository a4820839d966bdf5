"""Which of the things in a file are new: not here already, not imported before, and not twice in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from twoway_client.desk import Desk
from twoway_client.errors import Refusal
from twoway_client.importing.plan import Plan, Row
from twoway_client.importing.reading import Source
from twoway_client.importing.records import imported_things, key_of, record
from twoway_core.errors import MisuseError
from twoway_core.events.bank import QuestionAdded
from twoway_core.events.base import Event
from twoway_core.events.case import ContactAdded
from twoway_core.events.log import Imported, JotNoted
from twoway_core.events.vocabulary import encode_event
from twoway_core.ids import EntryId
from twoway_core.journal.state import Mine, State
from twoway_core.projections.log import what_words

_KINDS: dict[type[Event], tuple[str, Callable[..., str]]] = {
    QuestionAdded: ("question.added", lambda event: event.text),
    ContactAdded: ("contact.added", lambda event: event.name),
    JotNoted: ("jot.noted", lambda event: event.text),
}
"""What can come in by a table or a list: its wire name, and what names it."""


class Found(NamedTuple):
    """A thing of a file: the event that it would be, and ``where`` it stands there."""

    event: Event
    where: str


def plan_of(desk: Desk, state: State, source: Source, kind: str, found: Iterable[Found], notes: Iterable[str]) -> Plan:
    """Return the plan to write what is new of ``found``. Raises Refusal where an entry cannot hold it."""
    here = _here(state) | imported_things(state.mine).keys()
    new: dict[bytes, Event] = {}
    known = 0
    for event, where in found:
        key = _key(event)
        if key in here or key in new:
            known += 1
            continue
        _check(event, where, source)
        new[key] = event
    return Plan(
        format=kind,
        source=source,
        rows=tuple(Row(what=what_words(_KINDS[type(event)][0]), text=_named(event)) for event in new.values()),
        known=known,
        notes=tuple(dict.fromkeys(notes)),
        write=lambda: _write(desk, source, kind, new),
    )


def _key(event: Event) -> bytes:
    """Return the key of what ``event`` says, however its letters and blanks are written."""
    part = event.opportunity.hex() if isinstance(event, ContactAdded) and event.opportunity else ""
    return key_of(_KINDS[type(event)][0], part, " ".join(_named(event).split()).casefold())


def _named(event: Event) -> str:
    return _KINDS[type(event)][1](event)


def _here(state: State) -> set[bytes]:
    """Return the keys of what is here and was not taken back or dropped."""
    return {_key(event) for event in (*_mine(state.mine), *_people(state))}


def _mine(mine: Mine) -> Iterable[Event]:
    for question in mine.questions.values():
        if question.retired is None:
            yield QuestionAdded(text=question.text)
    yield from (JotNoted(text=jot.event.text) for jot in mine.jots.values())


def _people(state: State) -> Iterable[Event]:
    for case in state.cases.values():
        contacts = state.mine.contacts | case.contacts
        yield from (ContactAdded(opportunity=case.id, name=contact.name) for contact in contacts.values())


def _check(event: Event, where: str, source: Source) -> None:
    try:
        encode_event(event)
    except MisuseError as error:
        what = f"{where} of {source.name} cannot be taken in: {error}."
        raise Refusal("row", what, kept="nothing was imported", mend="mend that in the file") from None


def _write(desk: Desk, source: Source, kind: str, new: dict[bytes, Event]) -> EntryId:
    with desk.batch() as batch:
        things = [Imported(entry=batch.add(event), key=key) for key, event in new.items()]
        return record(batch, source, kind, things)
