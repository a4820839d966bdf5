"""What is next, on one line where it fits."""

from __future__ import annotations

from twoway_client.output import WIDTH, one_line
from twoway_client.times import show_moment
from twoway_core.projections.summary import Upcoming, WhatNext

_HOUR, _HALF_DAY = 60, 12 * 60
_LEAST_QUESTION = 12


def now_text(view: WhatNext, first: str = "") -> str:
    """Return the line; the question is cut to fit. ``first``: what to do while there is no opportunity."""
    if first:
        return f"Nothing is open. Next: {first}"
    end = f"  Overdue: {_overdue(view)}"
    if view.interview is None or (view.interview.minutes is None and _waits(view)):
        return f"{_waits(view) or 'No interview is planned: twoway plan 45m.'}{end}"
    start = _when(view.interview)
    room = WIDTH - len(start) - len(" First: ") - len(end)
    if not view.interview.first or room < _LEAST_QUESTION:
        return f"{start}{end}" if len(start) + len(end) <= WIDTH else f"{start}\n{end.strip()}"
    return f"{start} First: {one_line(view.interview.first, room)}{end}"


def _overdue(view: WhatNext) -> str:
    count = len(view.overdue)
    return "nothing" if not count else f"{count} to-do{'s' if count > 1 else ''}"


def _waits(view: WhatNext) -> str:
    """Return what of the interviews that were held waits to be looked back on; nothing where nothing does."""
    if view.to_rate:
        return f"{view.to_rate} answer{'s' if view.to_rate > 1 else ''} to rate: twoway rate."
    if view.to_debrief:
        return f"{view.to_debrief[0]} waits for its debrief: twoway debrief."
    return ""


def _when(one: Upcoming) -> str:
    name = f"{one.opportunity}/{one.number}"
    if one.minutes is None or one.starts is None:
        return f"{name} has no time yet: twoway plan {name} --move TIME, or twoway start {name}."
    if one.running:
        return f"{name} is on, since {_span(-one.minutes)}."
    if one.minutes < 0:
        return f"{name} is {_span(-one.minutes)} late: twoway start."
    if one.minutes > _HALF_DAY:
        return f"{name} on {show_moment(one.starts)}."
    return f"{name} in {_span(one.minutes)}."


def _span(minutes: int) -> str:
    if minutes < _HOUR:
        return f"{minutes} min"
    return f"{minutes // _HOUR} h {minutes % _HOUR} min" if minutes % _HOUR else f"{minutes // _HOUR} h"
