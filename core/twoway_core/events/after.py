"""After the interview: to-dos, offer and negotiation, the decision, looking back, sharing."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from twoway_core.entry import Ref
from twoway_core.events.base import Count, Day, Event, Line, Lines, Money, Percent, Rated, Refs, SomeLine, Text

Hash = Annotated[bytes, Meta(min_length=32, max_length=32)]


class FollowUpPlanned(Event, frozen=True, kw_only=True):
    """Something to do. ``kind``: thanks, ask, chase, send, reference, reach-out ..."""

    kind: SomeLine
    due: Day | None = None
    channel: Line = ""
    contact: Ref | None = None
    question: Ref | None = None
    text: Text = ""


class FollowUpSent(Event, frozen=True, kw_only=True):
    """It is done or sent; ``channel`` and ``text`` if others than planned."""

    follow_up: Ref
    channel: Line = ""
    text: Text = ""


class FollowUpAnswered(Event, frozen=True, kw_only=True):
    """They replied; ``answer``: the answer noted from the reply."""

    follow_up: Ref
    text: Text = ""
    answer: Ref | None = None


class FollowUpDropped(Event, frozen=True, kw_only=True):
    """It is not to be done any more."""

    follow_up: Ref
    reason: Line = ""


class OfferTerm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One term of an offer. ``commitment``: the promise it keeps or changes."""

    term: SomeLine
    value: Line = ""
    money: Money | None = None
    written: bool = False
    criterion: Ref | None = None
    commitment: Ref | None = None


class OfferReceived(Event, frozen=True, kw_only=True):
    """They offer the job; ``written``: all of it is in writing. ``deadline``: last day to answer."""

    terms: tuple[OfferTerm, ...] = ()
    written: bool = False
    deadline: Day | None = None
    note: Text = ""


class OfferTermChanged(Event, frozen=True, kw_only=True):
    """A term came or changed; without ``offer``, of the latest one."""

    term: OfferTerm
    offer: Ref | None = None
    deadline: Day | None = None


class NegotiationAsked(Event, frozen=True, kw_only=True):
    """I asked for a better ``term``: ``goal``."""

    term: SomeLine
    goal: Line = ""
    money: Money | None = None
    reason: Text = ""
    criterion: Ref | None = None


class NegotiationAnswered(Event, frozen=True, kw_only=True):
    """What they said to it. ``asked``: the negotiation.asked entry."""

    result: Line
    asked: Ref | None = None
    granted: bool | None = None
    written: bool = False


class DecisionRecorded(Event, frozen=True, kw_only=True):
    """What I decided, and what I expect. ``action``: accept, negotiate, decline, ask more, continue, withdraw.

    ``recommended``: the action that the report gave; ``against``: the other opportunities weighed.
    ``report_hash``: SHA-256 of the report it was taken by. ``reviews``: days to look back on.
    """

    action: SomeLine
    reasons: Text = ""
    recommended: Line = ""
    predicted: tuple[Rated, ...] = ()
    confidence: Percent | None = None
    state_of_mind: Line = ""
    reviews: tuple[Day, ...] = ()
    against: Refs = ()
    report_hash: Hash | None = None


class OutcomeReviewed(Event, frozen=True, kw_only=True):
    """How it turned out ``days`` after the decision."""

    days: Count
    decision: Ref | None = None
    found: tuple[Rated, ...] = ()
    surprise: Text = ""


class ReportShared(Event, frozen=True, kw_only=True):
    """A report left this journal. ``left_out``: what was not in it; ``views``: how often it may be opened."""

    audience: SomeLine
    left_out: Lines = ()
    expires: Day | None = None
    views: Count | None = None
    report_hash: Hash | None = None


class ShareRevoked(Event, frozen=True, kw_only=True):
    """A shared report is to be opened no more."""

    share: Ref
    reason: Line = ""
