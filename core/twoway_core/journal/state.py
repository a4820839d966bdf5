"""What the journal says now: plain values that the fold builds, and every view reads.

- A thing (see ``items``) is named by the id of the entry that created it, and keyed by it; dicts are in order of ids.
- References are ids, and may dangle: look them up with ``get``. Nothing here was ever retracted or erased.
- Whatever an opportunity's entries say lies in its ``Case``; what is mine whatever the job, in ``Mine``.
- A fold of some opportunities holds the cases of these only, and everything of ``Mine``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from twoway_core.events.after import DecisionRecorded, OutcomeReviewed
from twoway_core.events.bank import QuestionRetired
from twoway_core.events.base import Event, Stage
from twoway_core.events.case import OpportunityClosed, OpportunityOpened, PostingObserved, StageChanged
from twoway_core.events.judge import DebriefCompleted, ImpressionSealed
from twoway_core.events.log import ImportRecorded, LossAccepted
from twoway_core.events.mine import BaselineRated, DealbreakerSet, WeightsElicited, WorkingStyleStated
from twoway_core.events.prep import AgendaPrepared, PrepStepCompleted, ResearchNoted
from twoway_core.events.talk import (
    AutonomyLimitNoted,
    CommitmentNoted,
    ContributionOffered,
    EmployerNeedNoted,
    FitFeedbackReceived,
    InterviewCancelled,
    InterviewEnded,
    InterviewRescheduled,
    InterviewScheduled,
    InterviewStarted,
    MyAnswerNoted,
    ObservationNoted,
    QuestionAsked,
)
from twoway_core.journal.items import (
    Answer,
    Conflict,
    Contact,
    Criterion,
    Fact,
    Flag,
    Jot,
    Negotiation,
    NotApplied,
    Offer,
    PrepStep,
    Question,
    Rating,
    Received,
    Share,
    Story,
    Todo,
)


@dataclass(slots=True)
class Interview:
    """One interview; ``id`` is that of the entry that scheduled it or, unplanned, started it.

    ``cancelled`` is None again after a later move. ``started``: the first time; ``ended``: the last.
    """

    id: bytes
    scheduled: Fact[InterviewScheduled] | None = None
    moves: list[Fact[InterviewRescheduled]] = field(default_factory=list)
    cancelled: Fact[InterviewCancelled] | None = None
    started: Fact[InterviewStarted] | None = None
    ended: Fact[InterviewEnded] | None = None
    agendas: list[Fact[AgendaPrepared]] = field(default_factory=list)
    impressions: list[Fact[ImpressionSealed]] = field(default_factory=list)
    debriefs: list[Fact[DebriefCompleted]] = field(default_factory=list)

    @property
    def agenda(self) -> Fact[AgendaPrepared] | None:
        """The plan that counts: the latest."""
        return self.agendas[-1] if self.agendas else None

    @property
    def is_open(self) -> bool:
        """Whether it has started and not ended."""
        return self.started is not None and self.ended is None

    @property
    def kind(self) -> str:
        """Screen, panel, on-site, reverse, informational ... or nothing."""
        said = [start.event.kind for start in (self.started, self.scheduled) if start is not None]
        return next((kind for kind in said if kind), "")

    @property
    def medium(self) -> str:
        """How it is held, as said last; or nothing."""
        return next((said.medium for said in self._said() if said.medium), "")

    @property
    def contacts(self) -> tuple[bytes, ...]:
        """Whom I meet, as said last; or nobody."""
        return next((said.contacts for said in self._said() if said.contacts), ())

    @property
    def length_minutes(self) -> int | None:
        """How long it is meant to take, as said last."""
        return next((said.length_minutes for said in self._said() if said.length_minutes is not None), None)

    def _said(self) -> Iterator[InterviewStarted | InterviewRescheduled | InterviewScheduled]:
        """Yield what was said of it, the latest word first."""
        if self.started is not None:
            yield self.started.event
        yield from (move.event for move in reversed(self.moves))
        if self.scheduled is not None:
            yield self.scheduled.event

    @property
    def planned_ms(self) -> int | None:
        """When it is planned to start, as said last: ms since 1970 UTC."""
        if self.moves:
            return self.moves[-1].event.starts_ms
        return self.scheduled.event.starts_ms if self.scheduled else None

    @property
    def planned_offset(self) -> int:
        """The UTC offset, in minutes, that ``planned_ms`` was given in."""
        if self.moves:
            return self.moves[-1].event.offset
        return self.scheduled.event.offset if self.scheduled else 0


@dataclass(slots=True)
class Case:
    """Everything about one opportunity; ``id`` is that of the entry that opened it.

    ``opened`` is None while that entry is not here, or was taken back: list such a case nowhere.
    ``closed`` is None again after a later change of stage. ``set_aside``: questions not asked here, by question.
    ``ratings`` by (evidence, criterion): the one that counts of each pair; ``rated``: every rating by its own id.
    """

    id: bytes
    opened: Fact[OpportunityOpened] | None = None
    stages: list[Fact[StageChanged]] = field(default_factory=list)
    closed: Fact[OpportunityClosed] | None = None
    postings: list[Fact[PostingObserved]] = field(default_factory=list)
    contacts: dict[bytes, Contact] = field(default_factory=dict)
    prep: dict[bytes, PrepStep] = field(default_factory=dict)
    extra_prep: list[Fact[PrepStepCompleted]] = field(default_factory=list)
    research: dict[bytes, Fact[ResearchNoted]] = field(default_factory=dict)
    set_aside: dict[bytes, Fact[QuestionRetired]] = field(default_factory=dict)
    interviews: dict[bytes, Interview] = field(default_factory=dict)
    asked: dict[bytes, Fact[QuestionAsked]] = field(default_factory=dict)
    answers: dict[bytes, Answer] = field(default_factory=dict)
    observations: dict[bytes, Fact[ObservationNoted]] = field(default_factory=dict)
    received: dict[bytes, Received] = field(default_factory=dict)
    my_answers: dict[bytes, Fact[MyAnswerNoted]] = field(default_factory=dict)
    needs: dict[bytes, Fact[EmployerNeedNoted]] = field(default_factory=dict)
    contributions: dict[bytes, Fact[ContributionOffered]] = field(default_factory=dict)
    feedback: dict[bytes, Fact[FitFeedbackReceived]] = field(default_factory=dict)
    commitments: dict[bytes, Fact[CommitmentNoted]] = field(default_factory=dict)
    limits: dict[bytes, Fact[AutonomyLimitNoted]] = field(default_factory=dict)
    flags: dict[bytes, Flag] = field(default_factory=dict)
    ratings: dict[tuple[bytes, bytes], Rating] = field(default_factory=dict)
    rated: dict[bytes, Rating] = field(default_factory=dict)
    impressions: list[Fact[ImpressionSealed]] = field(default_factory=list)
    debriefs: list[Fact[DebriefCompleted]] = field(default_factory=list)
    todos: dict[bytes, Todo] = field(default_factory=dict)
    offers: dict[bytes, Offer] = field(default_factory=dict)
    negotiations: dict[bytes, Negotiation] = field(default_factory=dict)
    decisions: dict[bytes, Fact[DecisionRecorded]] = field(default_factory=dict)
    reviews: list[Fact[OutcomeReviewed]] = field(default_factory=list)

    @property
    def stage(self) -> Stage:
        """The stage said last; before any was said, interviewing once an interview began, else interested."""
        if self.stages:
            return self.stages[-1].event.stage
        return "interviewing" if any(one.started for one in self.interviews.values()) else "interested"

    def ratings_of(self, evidence: bytes) -> Iterator[Rating]:
        """Yield the ratings that count of one piece of evidence, one for each criterion rated."""
        return (rating for (rated, _), rating in self.ratings.items() if rated == evidence)


@dataclass(slots=True)
class Mine:
    """What is mine whatever the job. ``weights``, ``styles`` (by scale), ``baseline`` (by criterion): the latest.

    ``must_haves`` by criterion. ``questions`` holds those for one opportunity only, too: see their event.
    ``contacts`` and ``todos`` are those that belong to no opportunity. ``weighings``: every elicitation, oldest first.
    """

    criteria: dict[bytes, Criterion] = field(default_factory=dict)
    must_haves: dict[bytes, Fact[DealbreakerSet]] = field(default_factory=dict)
    weighings: list[Fact[WeightsElicited]] = field(default_factory=list)
    styles: dict[str, Fact[WorkingStyleStated]] = field(default_factory=dict)
    baseline: dict[bytes, Fact[BaselineRated]] = field(default_factory=dict)
    questions: dict[bytes, Question] = field(default_factory=dict)
    stories: dict[bytes, Story] = field(default_factory=dict)
    contacts: dict[bytes, Contact] = field(default_factory=dict)
    todos: dict[bytes, Todo] = field(default_factory=dict)
    jots: dict[bytes, Jot] = field(default_factory=dict)
    shares: dict[bytes, Share] = field(default_factory=dict)
    imports: dict[bytes, Fact[ImportRecorded]] = field(default_factory=dict)
    losses: dict[bytes, Fact[LossAccepted]] = field(default_factory=dict)

    @property
    def weights(self) -> Fact[WeightsElicited] | None:
        """The elicitation that counts, if there was one."""
        return self.weighings[-1] if self.weighings else None


@dataclass(slots=True)
class State:
    """The whole. ``ids``: of every entry given, in order, whether it counts or not.

    ``newer``, ``unreadable``: kept and not applied. ``conflicts``: ids with several readings.
    ``loose``: events that should name an opportunity and do not. ``dangling``: events about a thing that is
    not here (a reply to an unknown to-do, say).
    """

    mine: Mine = field(default_factory=Mine)
    cases: dict[bytes, Case] = field(default_factory=dict)
    ids: list[bytes] = field(default_factory=list)
    newer: list[NotApplied] = field(default_factory=list)
    unreadable: list[NotApplied] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    loose: list[Fact[Event]] = field(default_factory=list)
    dangling: list[Fact[Event]] = field(default_factory=list)

    def contact(self, case: Case, contact: bytes) -> Contact | None:
        """Return a contact of ``case``, or one that belongs to no opportunity."""
        return case.contacts.get(contact) or self.mine.contacts.get(contact)
