"""Linking: whether a verified segment may stand where it says, as one word for the protocol."""

from __future__ import annotations

from twoway_core.sealing.segment import Header
from twoway_core.trust.acceptance import Link, Verdict, judge
from twoway_core.trust.roster import Roster

GAP = "gap"
CHAIN = "chain"


def refusal(roster: Roster, header: Header, previous: Link | None) -> str:
    """Return why ``header`` may not stand behind ``previous``, or an empty text when it may.

    ``gap``: what it names is not here. ``chain``: it does not fit what it names.
    """
    verdict = judge(roster, header, previous)
    if verdict is Verdict.ACCEPTED:
        return ""
    return GAP if verdict is Verdict.WAITING else CHAIN
