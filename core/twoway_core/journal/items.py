"""The things that the state is made of: an entry as it counts, and what later entries add to it.

A thing extends ``Fact``, the entry that created it. Later entries hang on it, oldest first; whatever is
None or empty has not happened. References are ids, and may dangle.
"""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from twoway_core.entry import Entry
from twoway_core.events.after import (
    FollowUpAnswered,
    FollowUpDropped,
    FollowUpPlanned,
    FollowUpSent,
    NegotiationAnswered,
    NegotiationAsked,
    OfferReceived,
    OfferTerm,
    OfferTermChanged,
    ReportShared,
    ShareRevoked,
)
from twoway_core.events.bank import QuestionAdded, QuestionRetired, QuestionReworded
from twoway_core.events.base import Event, Role
from twoway_core.events.case import ContactAdded, ContactUpdated
from twoway_core.events.judge import AnswerRated, RatingRevised
from twoway_core.events.log import EntryCorrected, JotFiled, JotNoted
from twoway_core.events.mine import CriterionDefined, CriterionRetired
from twoway_core.events.prep import PrepStepCompleted, PrepStepPlanned, StoryPrepared
from twoway_core.events.talk import AnswerNoted, MyAnswerNoted, QuestionReceived, RedFlagRaised, RedFlagResolved
from twoway_core.events.vocabulary import Unread

E_co = TypeVar("E_co", bound=Event, covariant=True)


class Correction(msgspec.Struct, frozen=True):
    """One correction that counts: entry ``id``, written ``at``, and how the corrected entry read ``before`` it."""

    id: bytes
    at: int
    offset: int
    event: EntryCorrected
    before: Event | Unread
    before_at: int
    before_offset: int


class Fact(msgspec.Struct, Generic[E_co]):
    """An entry as it counts.

    ``id``: 16 bytes, its place in the order. ``at``: when it happened in life, ms since 1970 UTC.
    ``offset``: minutes east of UTC there. ``event``: what happened. ``corrections``: oldest first.
    """

    id: bytes
    at: int
    offset: int
    event: E_co
    corrections: tuple[Correction, ...] = ()


class Criterion(Fact[CriterionDefined]):
    """``event`` is the latest definition; ``earlier`` ones, oldest first."""

    earlier: list[Fact[CriterionDefined]] = msgspec.field(default_factory=list)
    retired: Fact[CriterionRetired] | None = None


class Question(Fact[QuestionAdded]):
    """A question of the bank; ``text`` is its present wording."""

    rewordings: list[Fact[QuestionReworded]] = msgspec.field(default_factory=list)
    retired: Fact[QuestionRetired] | None = None

    @property
    def text(self) -> str:
        """The wording of today."""
        return self.rewordings[-1].event.text if self.rewordings else self.event.text


class Jot(Fact[JotNoted]):
    """A note without context; not ``filed`` while it waits."""

    filed: Fact[JotFiled] | None = None


class Share(Fact[ReportShared]):
    """A report that left the journal."""

    revoked: Fact[ShareRevoked] | None = None


class Contact(Fact[ContactAdded]):
    """A person; ``event`` is what is known of them now, ``updates`` how it came about."""

    updates: list[Fact[ContactUpdated]] = msgspec.field(default_factory=list)

    @property
    def name(self) -> str:
        """Name or alias."""
        return self.event.name

    @property
    def role(self) -> Role:
        """What the person is to me, or would be."""
        return self.event.role

    @property
    def is_boss(self) -> bool:
        """Whether this person would be my boss."""
        return self.event.will_be_boss or self.event.role == "boss"


class Story(Fact[StoryPrepared]):
    """A story of mine; ``event`` is how it reads now, ``earlier`` how it read before, oldest first."""

    earlier: list[Fact[StoryPrepared]] = msgspec.field(default_factory=list)


class PrepStep(Fact[PrepStepPlanned]):
    """A step of the checklist."""

    completed: Fact[PrepStepCompleted] | None = None


class Answer(Fact[AnswerNoted]):
    """What a contact said. ``superseded_by``: ids of answers that say it was changed since, in order."""

    superseded_by: list[bytes] = msgspec.field(default_factory=list)


class Received(Fact[QuestionReceived]):
    """What they asked me, and what I said to it."""

    answers: list[Fact[MyAnswerNoted]] = msgspec.field(default_factory=list)


class Flag(Fact[RedFlagRaised]):
    """A red flag; open until ``resolved``."""

    resolved: Fact[RedFlagResolved] | None = None


class Rating(Fact[AnswerRated]):
    """My judgement of one piece of evidence on one criterion.

    ``revisions``: oldest first. ``earlier``: ratings of the same evidence and criterion that this one replaces.
    """

    revisions: list[Fact[RatingRevised]] = msgspec.field(default_factory=list)
    earlier: list[Rating] = msgspec.field(default_factory=list)

    @property
    def rating(self) -> int | None:
        """The rating of today, 1 to 5; None: read, and no rating."""
        return self.revisions[-1].event.rating if self.revisions else self.event.rating


class Todo(Fact[FollowUpPlanned]):
    """Something to do; open until one of the three happens."""

    sent: Fact[FollowUpSent] | None = None
    answered: Fact[FollowUpAnswered] | None = None
    dropped: Fact[FollowUpDropped] | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be done."""
        return self.sent is None and self.answered is None and self.dropped is None


class Term(msgspec.Struct):
    """One term of an offer: entry ``id`` that says so, ``term`` as it stands, and whether it is in writing."""

    id: bytes
    at: int
    term: OfferTerm
    written: bool


class Offer(Fact[OfferReceived]):
    """An offer and its changes; ``terms`` by name, in the order in which they came up."""

    changes: list[Fact[OfferTermChanged]] = msgspec.field(default_factory=list)
    terms: dict[str, Term] = msgspec.field(default_factory=dict)

    @property
    def deadline(self) -> str | None:
        """The last day to answer, as said last."""
        said = [change.event.deadline for change in self.changes if change.event.deadline is not None]
        return said[-1] if said else self.event.deadline


class Negotiation(Fact[NegotiationAsked]):
    """A term I asked for, and what they said to it, oldest first."""

    answers: list[Fact[NegotiationAnswered]] = msgspec.field(default_factory=list)


class Conflict(msgspec.Struct, frozen=True):
    """Two or more readings of one id: the one that ``counts`` has the smallest SHA-256, the ``others`` follow by it."""

    counts: Entry
    others: tuple[Entry, ...]


class NotApplied(msgspec.Struct, frozen=True):
    """An entry that is kept and not applied: of a newer version, or not readable at all."""

    id: bytes
    at: int
    offset: int
    unread: Unread
