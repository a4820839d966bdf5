"""The log: every entry, newest first, whether it counts or was taken back.

What happened is the wire name, in the words of the screen; the table says which fields tell the rest.
A gut feeling is never told here,
for it may still be sealed. Of what was erased, nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

from twoway_core.currencies import decimals_of
from twoway_core.events.base import Event, Money
from twoway_core.events.vocabulary import Unread
from twoway_core.ids import short
from twoway_core.journal.history import Record
from twoway_core.projections.view import Id, View, moment

Fate = Literal["counts", "retracted", "erased", "newer", "unreadable"]

FIELDS: dict[str, tuple[str, ...]] = {
    "criterion.defined": ("name",),
    "criterion.retired": ("criterion", "reason"),
    "dealbreaker.set": ("criterion", "reason"),
    "dealbreaker.lifted": ("criterion", "reason"),
    "weights.elicited": ("method",),
    "working-style.stated": ("scale", "level"),
    "baseline.rated": ("criterion", "rating"),
    "question.added": ("text",),
    "question.reworded": ("text",),
    "question.retired": ("question", "reason"),
    "opportunity.opened": ("firm", "role"),
    "stage.changed": ("stage", "note"),
    "opportunity.closed": ("outcome", "reason"),
    "posting.observed": ("seen", "where", "text"),
    "contact.added": ("name", "role"),
    "contact.updated": ("contact",),
    "prep-step.planned": ("text",),
    "prep-step.completed": ("step", "kind", "finding"),
    "research.noted": ("claim",),
    "story.prepared": ("title",),
    "agenda.prepared": ("interview",),
    "interview.scheduled": ("kind", "contacts"),
    "interview.rescheduled": ("interview", "reason"),
    "interview.cancelled": ("interview", "reason"),
    "interview.started": ("interview", "kind"),
    "interview.ended": ("interview",),
    "question.asked": ("question", "text", "contacts"),
    "answer.noted": ("text",),
    "observation.noted": ("text",),
    "question.received": ("text", "skill"),
    "my-answer.noted": ("text",),
    "employer-need.noted": ("need",),
    "contribution.offered": ("idea",),
    "fit-feedback.received": ("view",),
    "commitment.noted": ("term", "value", "money"),
    "autonomy-limit.noted": ("area", "limit", "money", "approver"),
    "red-flag.raised": ("text", "severity"),
    "red-flag.resolved": ("flag", "explanation"),
    "answer.rated": ("criterion", "rating"),
    "rating.revised": ("rated", "rating", "reason"),
    "impression.sealed": ("interview",),
    "debrief.completed": ("interview", "note"),
    "follow-up.planned": ("kind", "contact", "text", "due"),
    "follow-up.sent": ("follow_up", "text"),
    "follow-up.answered": ("follow_up", "text"),
    "follow-up.dropped": ("follow_up", "reason"),
    "offer.received": ("opportunity", "deadline"),
    "offer-term.changed": ("opportunity", "deadline"),
    "negotiation.asked": ("term", "goal", "money"),
    "negotiation.answered": ("asked", "result"),
    "decision.recorded": ("action", "opportunity"),
    "outcome.reviewed": ("opportunity", "surprise"),
    "report.shared": ("audience",),
    "share.revoked": ("share", "reason"),
    "entry.corrected": ("target", "reason"),
    "entry.retracted": ("target", "reason"),
    "entry.reinstated": ("target", "reason"),
    "entry.erased": ("target", "reason"),
    "erasure.cancelled": ("target", "reason"),
    "import.recorded": ("origin", "count"),
    "loss.accepted": ("reason",),
    "jot.noted": ("text",),
    "jot.filed": ("jot",),
}
"""The fields that tell what an entry says, by wire name, in the order in which they are told."""

_KINDS = ("kind", "role")
_WORDS = {
    "agenda.prepared": "plan made",
    "baseline.rated": "present job rated",
    "commitment.noted": "promise noted",
    "contact.added": "person added",
    "contact.updated": "person changed",
    "dealbreaker.lifted": "must-have lifted",
    "dealbreaker.set": "must-have set",
    "impression.sealed": "gut feeling sealed",
    "weights.elicited": "weights given",
}

CANNOT_SAY = "cannot say"
"""What stands for a rating where there is none: it was read, and says too little for a number."""


class LogRow(View, frozen=True, kw_only=True):
    """One entry. ``type``: its wire name; ``what``: that in words; ``corrections``: how often it was corrected."""

    id: Id
    at: datetime
    type: str
    what: str
    text: str
    fate: Fate
    corrections: int
    opportunity: Id | None
    batch: Id


def log_rows(records: Iterable[Record], labels: Mapping[bytes, str]) -> tuple[LogRow, ...]:
    """Return ``records``, newest first; ``labels`` are words for what they refer to."""
    newest_first = sorted(records, key=lambda record: record.id, reverse=True)
    return tuple(_row(record, labels) for record in newest_first)


def _row(record: Record, labels: Mapping[bytes, str]) -> LogRow:
    fate: Fate = record.event.reason if isinstance(record.event, Unread) else record.standing
    return LogRow(
        id=Id(record.id),
        at=moment(record.at, record.offset),
        type=record.type,
        what=what_words(record.type),
        text=told(record.type, record.event, labels) if isinstance(record.event, Event) else "",
        fate=fate,
        corrections=len(record.corrections),
        opportunity=None if record.opportunity is None else Id(record.opportunity),
        batch=Id(record.batch or record.id),
    )


def what_words(wire_name: str) -> str:
    """Return a wire name in the words of the screen: answer noted, red flag raised, to-do planned."""
    if wire_name in _WORDS:
        return _WORDS[wire_name]
    thing, _, happened = wire_name.rpartition(".")
    words = "to-do" if thing == "follow-up" else thing.replace("-", " ")
    return f"{words} {happened}".strip()


def told(wire_name: str, event: Event, labels: Mapping[bytes, str]) -> str:
    """Return what ``event`` says, in the words of its fields."""
    words = ""
    for field in FIELDS[wire_name]:
        value = _value(field, getattr(event, field), labels)
        gap = " " if field == "rating" and value != CANNOT_SAY else ", "
        words += f"{gap if words and value else ''}{value}"
    return words


def _value(field: str, value: object, labels: Mapping[bytes, str]) -> str:
    """Return one field in words; what is empty says nothing, and neither does a kind or role that is not known."""
    if value is None:
        return CANNOT_SAY if field == "rating" else ""
    if isinstance(value, bytes):
        return labels.get(value) or short(value)
    if isinstance(value, tuple):
        return " ".join(_value(field, one, labels) for one in value)
    if isinstance(value, Money):
        return money_words(value)
    return "" if field in _KINDS and value == "other" else str(value)


def money_words(money: Money) -> str:
    """Return an amount with its currency, in as many decimals as that has: 61000.00 EUR, 8000000 JPY."""
    decimals = decimals_of(money.currency)
    digits = f"{abs(money.amount):0{decimals + 1}d}"
    whole, part = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    sign, point = "-" if money.amount < 0 else "", "." if part else ""
    per = f" per {money.per}" if money.per else ""
    return f"{sign}{whole}{point}{part} {money.currency}{per}"
