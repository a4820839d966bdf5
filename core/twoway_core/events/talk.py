"""The interview itself, in both directions: asked and answered, seen, promised, received, offered."""

from __future__ import annotations

from twoway_core.entry import Ref
from twoway_core.events.base import (
    Certainty,
    Count,
    Day,
    Event,
    Figure,
    Form,
    Line,
    Minutes,
    Money,
    Name,
    Offset,
    Rating,
    Refs,
    Severity,
    SomeLine,
    SomeText,
    Text,
    Whole,
)


class InterviewScheduled(Event, frozen=True, kw_only=True):
    """An interview is planned; the entry's id names it. ``starts_ms``: ms since 1970 UTC, ``offset``: there.

    ``kind``: screen, panel, on-site, reverse, informational ...
    """

    kind: Line = ""
    medium: Line = ""
    contacts: Refs = ()
    length_minutes: Minutes | None = None
    starts_ms: Whole | None = None
    offset: Offset = 0


class InterviewRescheduled(Event, frozen=True, kw_only=True):
    """The interview is at another time; what is None stays as it was."""

    interview: Ref
    starts_ms: Whole
    offset: Offset = 0
    length_minutes: Minutes | None = None
    medium: Line | None = None
    contacts: Refs | None = None
    reason: Line = ""


class InterviewCancelled(Event, frozen=True, kw_only=True):
    """The interview does not take place."""

    interview: Ref
    reason: Line = ""


class InterviewStarted(Event, frozen=True, kw_only=True):
    """The interview begins. Without ``interview`` it was not planned: this entry's id names it."""

    kind: Line = ""
    medium: Line = ""
    contacts: Refs = ()
    length_minutes: Minutes | None = None


class InterviewEnded(Event, frozen=True, kw_only=True):
    """The interview is over."""

    interview: Ref


class QuestionAsked(Event, frozen=True, kw_only=True):
    """I asked a bank ``question``, or the ``text``, or followed up an answer or question (``follow_up_of``).

    ``agenda`` and ``line``: which line (from 1) of which plan it was.
    """

    question: Ref | None = None
    text: Text = ""
    contacts: Refs = ()
    follow_up_of: Ref | None = None
    agenda: Ref | None = None
    line: Count | None = None


class AnswerNoted(Event, frozen=True, kw_only=True):
    """What a contact answered. ``supersedes``: the earlier answer that they changed; both stay.

    ``criteria``: what it speaks to, else the question's. ``confirms``, ``refutes``: research it settles.
    ``medium``: spoken if empty.
    """

    text: Text
    asked: Ref | None = None
    contact: Ref | None = None
    form: Form = "general"
    certainty: Certainty = "fairly"
    criteria: Refs = ()
    supersedes: Ref | None = None
    confirms: Refs = ()
    refutes: Refs = ()
    medium: Line = ""
    figures: tuple[Figure, ...] = ()
    money: Money | None = None


class ObservationNoted(Event, frozen=True, kw_only=True):
    """What I saw myself. ``cue``: behaviour, tone, surroundings ...; ``about``: the answer it goes with."""

    text: SomeText
    cue: Line = ""
    contact: Ref | None = None
    about: Ref | None = None
    form: Form = "general"
    certainty: Certainty = "fairly"
    criteria: Refs = ()
    confirms: Refs = ()
    refutes: Refs = ()


class QuestionReceived(Event, frozen=True, kw_only=True):
    """What they asked me, and the skill it probed."""

    text: SomeText
    contact: Ref | None = None
    skill: Line = ""


class MyAnswerNoted(Event, frozen=True, kw_only=True):
    """What I said, with the story I told and how well I think it went."""

    text: Text
    received: Ref | None = None
    story: Ref | None = None
    rating: Rating | None = None


class EmployerNeedNoted(Event, frozen=True, kw_only=True):
    """Something they need. ``kind``: skill, culture or long-term aim; ``mine``: how well I think I meet it.

    ``criterion``: what matters to me in the same way, where both sides want one thing.
    """

    need: SomeText
    kind: Line = "skill"
    importance: Rating = 3
    mine: Rating | None = None
    contact: Ref | None = None
    criterion: Ref | None = None


class ContributionOffered(Event, frozen=True, kw_only=True):
    """An idea I gave them for a problem of theirs, and how they took it; ``beyond`` the description or not."""

    idea: SomeText
    problem: Text = ""
    reaction: Text = ""
    beyond: bool = False
    contact: Ref | None = None


class FitFeedbackReceived(Event, frozen=True, kw_only=True):
    """How a contact sees my fit: for one ``need``, or for the job as a whole."""

    view: Text
    concern: Text = ""
    need: Ref | None = None
    rating: Rating | None = None
    form: Form = "general"
    certainty: Certainty = "fairly"
    contact: Ref | None = None


class CommitmentNoted(Event, frozen=True, kw_only=True):
    """Something a contact promised, to be held against the offer. ``medium``: spoken if empty."""

    term: SomeLine
    value: Line = ""
    money: Money | None = None
    contact: Ref | None = None
    medium: Line = ""
    day: Day | None = None
    answer: Ref | None = None
    criterion: Ref | None = None


class AutonomyLimitNoted(Event, frozen=True, kw_only=True):
    """How far I may decide alone in an ``area``, and who approves what goes beyond."""

    area: Name
    limit: Line = ""
    money: Money | None = None
    approver: Line = ""
    contact: Ref | None = None
    answer: Ref | None = None


class RedFlagRaised(Event, frozen=True, kw_only=True):
    """A warning sign that rests on ``evidence``: answers, observations, postings, research."""

    text: SomeText
    severity: Severity = "serious"
    kind: Line = ""
    evidence: Refs = ()


class RedFlagResolved(Event, frozen=True, kw_only=True):
    """The flag was explained."""

    flag: Ref
    explanation: Text = ""
