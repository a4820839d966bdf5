"""The plan of an interview, shaped by its kind: a screen, a panel, a talk that I lead.

- Lines keep their groups: what must be settled stays first, what is kept for the end stays last. Between them the kind
  says which topic comes first.
- A panel is asked the same by everybody who is there, so that the answers can be compared.
- In a talk that I lead all three topics are touched: the best question on one that is missing is added.
- Of a kind without a template, the plan is as it was made.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from twoway_core import starter
from twoway_core.events.prep import AgendaLine
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.candidates import candidates, is_feedback, is_late
from twoway_core.projections.matters import matters_of
from twoway_core.projections.people import people_of


def shaped(
    mine: Mine, case: Case, lines: tuple[AgendaLine, ...], present: Sequence[bytes], kind: str
) -> tuple[AgendaLine, ...]:
    """Return ``lines``, planned for those ``present``, in the shape of this ``kind`` of interview."""
    stage = starter.stages().get(kind)
    if stage is None:
        return lines
    if stage.all:
        lines += tuple(_missing(mine, case, lines, present, stage.first))
    if stage.everyone and present:
        lines = tuple(_for_all(mine, line, tuple(present)) for line in lines)
    return tuple(sorted(lines, key=lambda line: (_group(mine, line), _place(mine, line, stage.first))))


def _group(mine: Mine, line: AgendaLine) -> int:
    """Return 0 for a must-have, 2 for what is kept for the end, 1 for all else."""
    if line.late:
        return 2
    return 0 if line.criterion in matters_of(mine).must_haves else 1


def _place(mine: Mine, line: AgendaLine, first: tuple[str, ...]) -> int:
    topic = _topic(mine, line)
    return first.index(topic) if topic in first else len(first)


def _topic(mine: Mine, line: AgendaLine) -> str:
    question = mine.questions.get(line.question or b"")
    return question.event.topic if question is not None else ""


def _missing(
    mine: Mine, case: Case, lines: tuple[AgendaLine, ...], present: Sequence[bytes], topics: tuple[str, ...]
) -> list[AgendaLine]:
    """Return a line for each of ``topics`` that no line is about, where a question on it is left."""
    here = {_topic(mine, line) for line in lines}
    people = people_of(mine, case)
    free = [one for one in candidates(mine, case, people, people.weighty(present)) if not is_feedback(one.question)]
    added = []
    for topic in topics:
        found = [one for one in free if one.question.event.topic == topic and not is_late(one.question)]
        if topic not in here and found:
            one = found[0].for_one()
            criterion = next(iter(one.question.event.criteria), None)
            line = AgendaLine(question=one.question.id, contacts=one.contacts, minutes=one.minutes, criterion=criterion)
            added.append(replace(line, reason=f"nothing else is about the {topic}"))
    return added


def _for_all(mine: Mine, line: AgendaLine, present: tuple[bytes, ...]) -> AgendaLine:
    """Return ``line`` put to everybody ``present``; what is kept for the end, or is in words of its own, as it was."""
    question = mine.questions.get(line.question or b"")
    if question is None or line.late:
        return line
    return replace(line, contacts=present, minutes=question.event.minutes * len(present))
