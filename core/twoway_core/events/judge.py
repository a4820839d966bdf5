"""What I make of it: ratings, their revisions, the gut feeling, the debrief."""

from __future__ import annotations

from twoway_core.entry import Ref
from twoway_core.events.base import Event, Line, Minutes, Rating, SomeText, Text
from twoway_core.events.prep import AgendaLine


class AnswerRated(Event, frozen=True, kw_only=True):
    """A judgement of one piece of evidence on one criterion; ``rating`` None: read, and no rating.

    ``answer``: the entry rated: answer, observation, research, offer or offer term.
    ``better``: what would have made it a 5.
    """

    answer: Ref
    criterion: Ref
    rating: Rating | None = None
    rationale: Text = ""
    better: Text = ""


class RatingRevised(Event, frozen=True, kw_only=True):
    """I see it otherwise now. ``rated``: the answer.rated entry; ``evidence``: what changed my mind."""

    rated: Ref
    rating: Rating | None = None
    reason: Text = ""
    evidence: Ref | None = None


class ImpressionSealed(Event, frozen=True, kw_only=True):
    """My gut feeling of an interview, hidden until its ratings are in."""

    gut: Rating
    words: SomeText | None = None


class DebriefCompleted(Event, frozen=True, kw_only=True):
    """I looked back on an interview. ``unasked``: plan lines not asked; ``keep``: carry them over."""

    minutes_after: Minutes | None = None
    unasked: tuple[AgendaLine, ...] = ()
    keep: bool = False
    note: Line = ""
