"""Readings: how an entry read before each of its corrections, in words."""

from __future__ import annotations

from collections.abc import Mapping

from twoway_client.times import show_moment
from twoway_client.views.log import Reading
from twoway_core.events.base import Event, Money
from twoway_core.ids import short
from twoway_core.journal.items import Correction
from twoway_core.projections.log import CANNOT_SAY, money_words
from twoway_core.projections.view import moment


def reading_of(correction: Correction, labels: Mapping[bytes, str]) -> Reading:
    """Return what ``correction`` replaced; ``labels`` are words for what the entry refers to."""
    fields = [field for field in correction.event.patch if isinstance(correction.before, Event)]
    before = [_before(correction.before, field, labels) for field in fields]
    if correction.event.at is not None:
        fields.append("time")
        before.append(show_moment(moment(correction.before_at, correction.before_offset)))
    return Reading(corrected=moment(correction.at, correction.offset), fields=tuple(fields), text="; ".join(before))


def _before(event: object, field: str, labels: Mapping[bytes, str]) -> str:
    value = getattr(event, field)
    return CANNOT_SAY if field == "rating" and value is None else _words(value, labels)


def _words(value: object, labels: Mapping[bytes, str]) -> str:
    if isinstance(value, bytes):
        return labels.get(value) or short(value)
    if isinstance(value, tuple):
        return ", ".join(_words(one, labels) for one in value)
    if isinstance(value, Money):
        return money_words(value)
    return "none" if value in (None, "") else str(value)
