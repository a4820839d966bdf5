"""Fixing: which fields of an event can be corrected from the command line, and the event as it reads then.

A correction replaces what was written wrong; both readings are kept. That somebody changed their answer, or that
one's own mind changed, is something else: a new answer, a new rating.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import Any

import msgspec

from twoway_client.errors import Refusal, UsageRefusal
from twoway_core.events.base import Event
from twoway_core.events.talk import AnswerNoted, QuestionAsked
from twoway_core.events.vocabulary import wire_name
from twoway_core.journal.history import Record
from twoway_core.projections.log import what_words

_TEXT_FIELDS = (
    "text",
    "claim",
    "term",
    "need",
    "idea",
    "view",
    "name",
    "title",
    "firm",
    "area",
    "outcome",
    "result",
    "reasons",
    "surprise",
    "note",
)
_CHOICES = {
    "form": ("example", "number", "general", "evasive", "refused"),
    "certainty": ("sure", "fairly", "unsure"),
    "severity": ("light", "serious", "severe"),
}
_OPTIONS = {
    "form": "form",
    "sure": "certainty",
    "severity": "severity",
    "rating": "rating",
    "role": "role",
    "value": "value",
}
"""Option of the command line -> the field it corrects."""


def text_field(event: Event) -> str:
    """Return the field that holds what ``event`` says in words. Raises Refusal where it has none."""
    names = event.__struct_fields__
    found = next((name for name in _TEXT_FIELDS if name in names and isinstance(getattr(event, name), str)), None)
    if found is None:
        raise _no_field(event, "text")
    return found


def meant(entry: bytes, records: list[Record]) -> Record:
    """Return the record of ``entry``; of a question of the bank that was noted with its answer, the answer's."""
    record = next(one for one in records if one.id == entry)
    if isinstance(record.event, QuestionAsked) and not record.event.text:
        batch = [one for one in records if one.batch == entry and isinstance(one.event, AnswerNoted)]
        return batch[0] if batch else record
    return record


def fixed(event: Event, args: Namespace, text: str | None, contact: bytes | None) -> Event:
    """Return ``event`` with what the options give. Raises Refusal where it has no such field."""
    changes: dict[str, Any] = {}
    if text is not None:
        changes[text_field(event)] = text
    if contact is not None:
        changes |= _who(event, contact)
    for option, field in _OPTIONS.items():
        given = getattr(args, option)
        if given is not None:
            if field not in event.__struct_fields__:
                raise _no_field(event, field)
            changes[field] = _READ.get(field, str)(given)
    return msgspec.structs.replace(event, **changes)


def _who(event: Event, contact: bytes) -> dict[str, Any]:
    if "contacts" in event.__struct_fields__:
        return {"contacts": (contact,)}
    if "contact" in event.__struct_fields__:
        return {"contact": contact}
    raise _no_field(event, "person")


def _choice(field: str) -> Callable[[str], str]:
    def read(given: str) -> str:
        if given not in _CHOICES[field]:
            raise UsageRefusal(f'"{given}" is no {field}.', mend=f"one of {', '.join(_CHOICES[field])}")
        return given

    return read


def _rating(given: str) -> int | None:
    if given == "-":
        return None
    if given not in ("1", "2", "3", "4", "5"):
        raise UsageRefusal(f'"{given}" is not a rating.', mend="--rating 1 to 5, or - for cannot say")
    return int(given)


_READ: dict[str, Callable[[str], Any]] = {field: _choice(field) for field in _CHOICES} | {"rating": _rating}


def _no_field(event: Event, field: str) -> Refusal:
    what = what_words(wire_name(type(event)))
    mend = "twoway rate ID 4" if field == "rating" else "twoway undo ID, and write it anew"
    return Refusal("no-field", f'what the log calls "{what}" has no {field} to correct.', mend=mend)
