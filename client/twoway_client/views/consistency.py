"""Consistency on a terminal: stories that changed, the firm against the boss, what was said against what one saw."""

from __future__ import annotations

from twoway_client.output import one_line, visible, wrapped
from twoway_client.times import show_short_day
from twoway_core.analysis.rounding import short_decimals
from twoway_core.ids import short
from twoway_core.projections.agreement import Agreement
from twoway_core.projections.consistency import Change, FirmAndBoss, SaidAndSeen

_QUESTION = 56


def consistency_lines(view: Agreement) -> list[str]:
    """Return what does not hang together, and what does; nothing where nothing can be compared."""
    lines = [line for one in view.changes for line in _changed(one)]
    if lines:
        lines = ["Story changed", *lines]
    lines += _titled("The firm's claim, your boss's word", [_firm(one) for one in view.firm_and_boss])
    return lines + _titled("What was said, what you saw", [_seen(one) for one in view.said_and_seen])


def _titled(title: str, rows: list[str]) -> list[str]:
    return [title, *(wrapped("  ", row) for row in rows)] if rows else []


def _changed(one: Change) -> list[str]:
    question = f" on: {one_line(one.question, _QUESTION)}" if one.question else ""
    return [
        wrapped("  ", f"{visible(one.who)}{question}"),
        wrapped(f"    {show_short_day(one.first.date()):>6}  {short(one.before)}  ", visible(one.was)),
        wrapped(f"    {show_short_day(one.at.date()):>6}  {short(one.after)}  ", visible(one.now)),
    ]


def _firm(one: FirmAndBoss) -> str:
    claim = f'{visible(one.name)}: the firm {one.firm} ("{visible(one.claim)}")'
    if one.boss is None:
        return f"{claim}; nothing your future boss said of it is rated, and the firm's word need not be the boss's"
    return f"{claim}; {visible(one.who)} {short_decimals(one.boss)} {one.word}"


def _seen(one: SaidAndSeen) -> str:
    word = "what you saw bears it out" if one.word == "bears it out" else "what you saw says otherwise"
    return f"{visible(one.name)}: said {short_decimals(one.said)}, seen {short_decimals(one.seen)}: {word}"
