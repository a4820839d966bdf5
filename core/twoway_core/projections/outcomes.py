"""How an opportunity ended: whose choice it was, and what was gained by it.

There is no rate of passing or failing: to have declined or withdrawn for a reason of one's own is an end as good as
any, for the notes have done their work.
"""

from __future__ import annotations

from twoway_core.journal.state import Case

MINE = frozenset({"accepted", "declined", "withdrew"})
THEIRS = frozenset({"rejected", "no answer"})


def choice_words(outcome: str) -> str:
    """Return whose choice ``outcome`` was; nothing for a word of one's own."""
    if outcome.casefold() in MINE:
        return "your choice"
    return "their choice" if outcome.casefold() in THEIRS else ""


def good_words(case: Case, outcome: str, reason: str) -> list[str]:
    """Return what the end is worth, a line each: the choice, and what was learned on the way."""
    answers, findings = len(case.answers), len(case.research)
    learned = f"you have {_counted(answers, 'answer')} and {_counted(findings, 'finding')} to go by next time"
    if outcome.casefold() in {"declined", "withdrew"} and reason:
        return ["Your choice, and you know why: a good end.", f"Kept: {learned}."]
    if outcome.casefold() in {"declined", "withdrew"}:
        return ["Your choice: a good end. Note why while you know it: undo, and again with --because."]
    if outcome.casefold() in THEIRS:
        return [f"Their choice, which says little of you; {learned}."]
    return []


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' if number != 1 else ''}"
