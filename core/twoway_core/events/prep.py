"""Before an interview: the checklist, what was found elsewhere, my stories, and the agenda."""

from __future__ import annotations

import msgspec

from twoway_core.entry import Ref
from twoway_core.events.base import (
    Day,
    Event,
    Line,
    Lines,
    Minutes,
    Name,
    Rating,
    Refs,
    SomeLine,
    SomeText,
    Source,
    Text,
)


class PrepStepPlanned(Event, frozen=True, kw_only=True):
    """A step of the checklist. ``kind``: firm, role, people, culture ..."""

    kind: SomeLine
    text: Line = ""


class PrepStepCompleted(Event, frozen=True, kw_only=True):
    """A step is done, with what it brought to light; without ``step``, one that was not on the list."""

    step: Ref | None = None
    kind: Line = ""
    finding: Text = ""
    source: Source = "other"


class ResearchNoted(Event, frozen=True, kw_only=True):
    """A belief from elsewhere, unverified. ``scope``: firm, function, team or boss; ``where``: address or title."""

    claim: SomeText
    scope: Line = "firm"
    source: Source = "other"
    where: Line = ""
    day: Day | None = None
    contact: Ref | None = None
    criteria: Refs = ()
    rating: Rating | None = None


class StoryPrepared(Event, frozen=True, kw_only=True):
    """A success of mine, ready to be told, and the skills it shows. ``revises``: the story that this polishes."""

    title: Name
    situation: Text = ""
    action: Text = ""
    result: Text = ""
    skills: Lines = ()
    revises: Ref | None = None


class AgendaLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of a plan: a bank ``question`` or free ``text``, and why it stands there.

    ``about``: a word where no criterion fits (flag, fit ...). ``late``: only towards the end.
    """

    question: Ref | None = None
    text: Text = ""
    contacts: Refs = ()
    minutes: Minutes = 0
    criterion: Ref | None = None
    about: Line = ""
    reason: Line = ""
    late: bool = False


class AgendaPrepared(Event, frozen=True, kw_only=True):
    """The plan of an interview; line 1 is the first. A changed plan is a new one, the latest counts."""

    lines: tuple[AgendaLine, ...] = ()
    minutes: Minutes = 0
