"""What a jot can become: the event of each kind, from its text and the place where the person is."""

from __future__ import annotations

from collections.abc import Callable

from twoway_client.errors import Refusal
from twoway_client.shortforms import parse
from twoway_client.store.context import Context
from twoway_core.events.after import FollowUpPlanned
from twoway_core.events.base import Event
from twoway_core.events.prep import ResearchNoted
from twoway_core.events.talk import AnswerNoted, CommitmentNoted, ObservationNoted, QuestionReceived, RedFlagRaised

Maker = Callable[[str, Context, bytes | None], Event]


def filed_as(kind: str, text: str, context: Context, contact: bytes | None) -> Event:
    """Return the event of ``kind`` that says ``text``. Raises Refusal when it cannot hold the whole text."""
    if kind == "promise" and len(text) > 1000:
        raise Refusal("too-long", "a promise holds at most 1000 letters.", mend="twoway jot file ID --as answer")
    return _MAKERS[kind](text, context, contact)


def _answer(text: str, context: Context, contact: bytes | None) -> Event:
    said = parse(text)
    return AnswerNoted(
        opportunity=context.opportunity,
        text=said.text,
        contact=contact,
        form=said.form or "general",
        certainty=said.certainty or "fairly",
    )


def _seen(text: str, context: Context, contact: bytes | None) -> Event:
    return ObservationNoted(opportunity=context.opportunity, text=text, contact=contact)


def _asked_me(text: str, context: Context, contact: bytes | None) -> Event:
    return QuestionReceived(opportunity=context.opportunity, text=text, contact=contact)


def _flag(text: str, context: Context, _contact: bytes | None) -> Event:
    return RedFlagRaised(opportunity=context.opportunity, text=text)


def _promise(text: str, context: Context, contact: bytes | None) -> Event:
    return CommitmentNoted(opportunity=context.opportunity, term=text, contact=contact)


def _learned(text: str, context: Context, contact: bytes | None) -> Event:
    return ResearchNoted(
        opportunity=context.opportunity, claim=text, contact=contact, source="person" if contact else "other"
    )


def _todo(text: str, context: Context, contact: bytes | None) -> Event:
    return FollowUpPlanned(opportunity=context.opportunity, kind="other", text=text, contact=contact)


_MAKERS: dict[str, Maker] = {
    "answer": _answer,
    "seen": _seen,
    "asked-me": _asked_me,
    "flag": _flag,
    "promise": _promise,
    "learned": _learned,
    "todo": _todo,
}
