"""Looking up which earlier answer was changed: by the same person, to the same question, in whatever interview."""

from __future__ import annotations

from twoway_client.desk import Desk
from twoway_client.errors import Refusal
from twoway_client.naming import current_case
from twoway_client.room import named
from twoway_core.journal.items import Answer
from twoway_core.journal.state import Case
from twoway_core.projections.pieces import question_key, speaker


def earlier_answer(desk: Desk, asked: bytes | None, question: bytes | None, contacts: list[bytes]) -> bytes:
    """Return the latest answer of ``contacts`` to what was ``asked``, else to ``question``. Raises Refusal."""
    _, case = current_case(desk)
    asking = case.asked.get(asked) if asked is not None else None
    key = question if asking is None else question_key(case, asking)
    found = [answer for answer in case.answers.values() if _is_to(case, answer, key) and _is_by(case, answer, contacts)]
    if not found:
        who = named(desk, contacts) or "anybody"
        raise Refusal(
            "nothing-changed",
            f"no earlier answer of {who} to this question is noted.",
            mend="the same without --changed",
        )
    return max(found, key=lambda answer: (answer.at, answer.id)).id


def _is_to(case: Case, answer: Answer, key: object) -> bool:
    asking = case.asked.get(answer.event.asked) if answer.event.asked is not None else None
    return asking is not None and key is not None and question_key(case, asking) == key


def _is_by(case: Case, answer: Answer, contacts: list[bytes]) -> bool:
    return not contacts or speaker(case, answer) in contacts
