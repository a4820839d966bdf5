"""Folding for views of what is shared: in the past, an opportunity that was not there yet is no obstacle."""

from __future__ import annotations

from twoway_client.desk import Desk
from twoway_client.errors import Refusal
from twoway_core.journal.state import State

NOT_YET = "not-yet"


def state_with(desk: Desk, *opportunities: bytes) -> State:
    """Return the fold of what is shared and of these opportunities; of what is shared alone, before any was known."""
    try:
        return desk.state(*opportunities)
    except Refusal as refusal:
        if refusal.code != NOT_YET:
            raise
        return desk.state()
