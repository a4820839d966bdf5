"""My questions: what to ask about each criterion, of whom, and when."""

from __future__ import annotations

from twoway_core.entry import Ref
from twoway_core.events.base import Event, Line, Lines, Minutes, Refs, SomeText


class QuestionAdded(Event, frozen=True, kw_only=True):
    """A question for the bank; with an ``opportunity`` it is for that one only.

    ``kind``: open, example, fact, number, yes-no or feedback. ``tag``: duties, organisation, comfort or flag.
    ``topic``: work, opportunity or boss. ``roles``, ``industries``, ``levels``: the jobs it suits, all if empty.
    ``ask``: roles best asked, or everyone. ``when``: late, after offer ... ``condition``: remote ...
    ``minutes``: how long the answer takes. ``parent``: the question it belongs under. ``origin``: where from.
    """

    text: SomeText
    criteria: Refs = ()
    kind: Line = "open"
    tag: Line = ""
    topic: Line = ""
    roles: Lines = ()
    industries: Lines = ()
    levels: Lines = ()
    ask: Lines = ()
    when: Line = ""
    condition: Line = ""
    in_writing: bool = False
    minutes: Minutes = 3
    parent: Ref | None = None
    origin: Line = ""


class QuestionReworded(Event, frozen=True, kw_only=True):
    """The question is asked in other words from now on."""

    question: Ref
    text: SomeText


class QuestionRetired(Event, frozen=True, kw_only=True):
    """The question is not asked any more; with an ``opportunity``, set aside there only.

    ``reason``: answerable elsewhere, settle later, or any words.
    """

    question: Ref
    reason: Line = ""
