"""The next question, with its reasons, and what comes then."""

from __future__ import annotations

from itertools import pairwise

from twoway_client.output import WIDTH, one_line, visible, wrapped
from twoway_core.ids import short
from twoway_core.projections.next_question import NextQuestion, NextQuestions

_INDENT = "   "


def next_text(view: NextQuestions, count: int, *, why: bool) -> str:
    """Return the first ``count`` questions as text; of one alone, what comes then as well."""
    if not view.questions:
        return 'Nothing is left on the plan. One of your own: twoway ask "..."'
    left = f"{view.minutes_left} min left" if view.minutes_left is not None else ""
    lines = []
    for at, one in enumerate(view.questions[:count]):
        lines.append(_question(one, left if at == 0 else ""))
        lines += [wrapped(_INDENT, visible(" ".join(one.reasons)))] if why and one.reasons else []
    if count == 1 and len(view.questions) > 1:
        lines.append(one_line(f"{_INDENT}then {', then '.join(_then(view.questions))}", WIDTH))
    return "\n".join(lines)


def _question(one: NextQuestion, left: str) -> str:
    head = "  ".join(part for part in (_called(one), one.who) if part)
    room = WIDTH - (len(left) + 2 if left else 0)
    line = f"{visible(head)}  {one_line(one.text, room - len(head) - 2)}"
    return f"{line.ljust(WIDTH - len(left))}{left}" if left else line


def _called(one: NextQuestion) -> str:
    """Return what ask takes: the line of the plan, else the question's id in the bank."""
    if one.number is not None:
        return str(one.number)
    return short(one.question) if one.question is not None else "-"


def _then(questions: tuple[NextQuestion, ...]) -> list[str]:
    """Return each further question in a few words: its number and person, or its text."""
    words = []
    for before, one in pairwise(questions):
        again = " again" if one.number is not None and one.number == before.number else ""
        if one.number is None:
            words.append(f"{f'{one.who}: ' if one.who else ''}{one_line(one.text, 40)}")
        else:
            words.append(f"{one.number}{again}{f' to {one.who}' if one.who and again else ''}")
    return words
