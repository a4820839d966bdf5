"""What a red flag rests on: the notes that the person names, and how many sources stand behind them.

A note of just now is known from the context alone. Any other is looked up, which asks to unlock.
"""

from __future__ import annotations

from typing import NamedTuple

from twoway_client.desk import Desk
from twoway_client.errors import Refusal
from twoway_client.people import entry_called
from twoway_core.ids import SHORT_LENGTH, handle, short


class Evidence(NamedTuple):
    """Ids of notes, and the number of different sources among them."""

    notes: tuple[bytes, ...]
    sources: int

    @property
    def words(self) -> str:
        """The sources as a person reads them: one is an anecdote, two are a pattern."""
        if not self.notes:
            return "your word alone"
        return "1 source (an anecdote)" if self.sources == 1 else f"{self.sources} sources (a pattern)"


def evidence_called(desk: Desk, typed: list[str]) -> Evidence:
    """Return the notes whose ids begin as ``typed``; a question stands for the answers to it. Raises Refusal."""
    if not typed:
        return Evidence((), 0)
    last = desk.context.answer
    if last is not None and len(typed) == 1 and _is_of_now(desk, typed[0]):
        return Evidence((last,), 1)
    return _looked_up(desk, typed)


def _is_of_now(desk: Desk, typed: str) -> bool:
    """Return whether ``typed``, a whole short id, is the answer noted last or the question that it answers."""
    known = [desk.context.answer, desk.context.asked]
    return len(typed) >= SHORT_LENGTH and any(one is not None and handle(one).startswith(typed) for one in known)


def _looked_up(desk: Desk, typed: list[str]) -> Evidence:
    from twoway_client.naming import current_case
    from twoway_core.projections.people import people_of
    from twoway_core.projections.pieces import noted_as

    state, case = current_case(desk)
    postings = [fact.id for fact in case.postings]
    known = [*case.answers, *case.observations, *case.research, *postings, *case.asked]
    notes: dict[bytes, object] = {}
    people = people_of(state.mine, case)
    for text in typed:
        found = entry_called(desk, text, known)
        answers = [answer.id for answer in case.answers.values() if answer.event.asked == found]
        if found in case.asked and not answers:
            raise Refusal(
                "no-answer",
                f"nothing was answered to {short(found)}.",
                mend="twoway note, then twoway flag --on its id",
            )
        for note in answers if found in case.asked else [found]:
            piece = noted_as(case, people, note)
            notes[note] = note if piece is None else piece.voice
    return Evidence(tuple(notes), len(set(notes.values())))
