"""An opportunity: the job, its stage and end, how it is advertised, and the people met."""

from __future__ import annotations

from twoway_core.entry import Ref
from twoway_core.events.base import Count, Day, Event, Line, Lines, Name, Role, SomeLine, Stage, Text


class OpportunityOpened(Event, frozen=True, kw_only=True):
    """A job at a firm came up; the entry's id names it from now on. ``posting``: the advertisement's text."""

    firm: Name
    role: Line = ""
    level: Line = ""
    industry: Line = ""
    remote: bool | None = None
    posting: Text = ""
    origin: Line = ""


class StageChanged(Event, frozen=True, kw_only=True):
    """The opportunity moved on; after a close, it is open again."""

    stage: Stage
    note: Line = ""


class OpportunityClosed(Event, frozen=True, kw_only=True):
    """It ended. ``outcome``: accepted, declined, withdrew, rejected, no answer ..."""

    outcome: SomeLine
    reason: Text = ""


class PostingObserved(Event, frozen=True, kw_only=True):
    """The advertisement was seen on the ``seen`` day, open for so many days and put up again so many times."""

    seen: Day | None = None
    days_open: Count | None = None
    reposted: Count | None = None
    text: Text = ""
    where: Line = ""


class ContactAdded(Event, frozen=True, kw_only=True):
    """A person I meet, by name or alias. ``channel`` and ``tools``: what this person likes to use."""

    name: Name
    role: Role = "other"
    will_be_boss: bool = False
    reports_to: Ref | None = None
    tenure_months: Count | None = None
    title: Line = ""
    channel: Line = ""
    tools: Lines = ()
    note: Text = ""


class ContactUpdated(Event, frozen=True, kw_only=True):
    """Something else is true of a contact now; what is None stays as it was."""

    contact: Ref
    name: Name | None = None
    role: Role | None = None
    will_be_boss: bool | None = None
    reports_to: Ref | None = None
    tenure_months: Count | None = None
    title: Line | None = None
    channel: Line | None = None
    tools: Lines | None = None
    note: Text | None = None
