"""Listening: what a vague or a missing answer asks for next."""

from __future__ import annotations

from twoway_core.events.base import Form
from twoway_core.ids import short

_ASK: dict[Form, str] = {
    "general": 'General, so it counts half. twoway follow "What was the last case of that?"',
    "evasive": 'Evasive, so it counts a quarter. twoway follow "Could you give me an example?"',
}


def prompt_for(form: Form | None, note: bytes) -> str:
    """Return what to type after an answer that was said to be of ``form``; nothing after one that tells enough."""
    if form == "refused":
        return f'No answer is no evidence. Worth a flag? twoway flag "..." --on {short(note)}'
    return _ASK.get(form, "") if form is not None else ""
