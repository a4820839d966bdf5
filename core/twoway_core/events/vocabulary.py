"""Every event by its wire name, and the door through which events come in and go out.

- A wire name is the type's words in small letters, a dot before the last, hyphens between the others.
  It is written out here, so that renaming a struct changes no journal; it never changes its meaning.
- Reading never fails. An unknown type, or a closed word that this version does not know, is ``newer``;
  whatever else does not fit the struct is ``unreadable``. Unknown fields are ignored.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, get_args, get_type_hints

import msgspec

from twoway_core.codec import encode
from twoway_core.entry import MAX_TEXT_BYTES, check_text
from twoway_core.errors import EventRefusedError, TextRefusedError
from twoway_core.events import after, bank, case, judge, log, mine, prep, talk
from twoway_core.events.base import Event

WIRE: dict[str, type[Event]] = {
    "criterion.defined": mine.CriterionDefined,
    "criterion.retired": mine.CriterionRetired,
    "dealbreaker.set": mine.DealbreakerSet,
    "dealbreaker.lifted": mine.DealbreakerLifted,
    "weights.elicited": mine.WeightsElicited,
    "working-style.stated": mine.WorkingStyleStated,
    "baseline.rated": mine.BaselineRated,
    "question.added": bank.QuestionAdded,
    "question.reworded": bank.QuestionReworded,
    "question.retired": bank.QuestionRetired,
    "opportunity.opened": case.OpportunityOpened,
    "stage.changed": case.StageChanged,
    "opportunity.closed": case.OpportunityClosed,
    "posting.observed": case.PostingObserved,
    "contact.added": case.ContactAdded,
    "contact.updated": case.ContactUpdated,
    "prep-step.planned": prep.PrepStepPlanned,
    "prep-step.completed": prep.PrepStepCompleted,
    "research.noted": prep.ResearchNoted,
    "story.prepared": prep.StoryPrepared,
    "agenda.prepared": prep.AgendaPrepared,
    "interview.scheduled": talk.InterviewScheduled,
    "interview.rescheduled": talk.InterviewRescheduled,
    "interview.cancelled": talk.InterviewCancelled,
    "interview.started": talk.InterviewStarted,
    "interview.ended": talk.InterviewEnded,
    "question.asked": talk.QuestionAsked,
    "answer.noted": talk.AnswerNoted,
    "observation.noted": talk.ObservationNoted,
    "question.received": talk.QuestionReceived,
    "my-answer.noted": talk.MyAnswerNoted,
    "employer-need.noted": talk.EmployerNeedNoted,
    "contribution.offered": talk.ContributionOffered,
    "fit-feedback.received": talk.FitFeedbackReceived,
    "commitment.noted": talk.CommitmentNoted,
    "autonomy-limit.noted": talk.AutonomyLimitNoted,
    "red-flag.raised": talk.RedFlagRaised,
    "red-flag.resolved": talk.RedFlagResolved,
    "answer.rated": judge.AnswerRated,
    "rating.revised": judge.RatingRevised,
    "impression.sealed": judge.ImpressionSealed,
    "debrief.completed": judge.DebriefCompleted,
    "follow-up.planned": after.FollowUpPlanned,
    "follow-up.sent": after.FollowUpSent,
    "follow-up.answered": after.FollowUpAnswered,
    "follow-up.dropped": after.FollowUpDropped,
    "offer.received": after.OfferReceived,
    "offer-term.changed": after.OfferTermChanged,
    "negotiation.asked": after.NegotiationAsked,
    "negotiation.answered": after.NegotiationAnswered,
    "decision.recorded": after.DecisionRecorded,
    "outcome.reviewed": after.OutcomeReviewed,
    "report.shared": after.ReportShared,
    "share.revoked": after.ShareRevoked,
    "entry.corrected": log.EntryCorrected,
    "entry.retracted": log.EntryRetracted,
    "entry.reinstated": log.EntryReinstated,
    "entry.erased": log.EntryErased,
    "erasure.cancelled": log.ErasureCancelled,
    "import.recorded": log.ImportRecorded,
    "loss.accepted": log.LossAccepted,
    "jot.noted": log.JotNoted,
    "jot.filed": log.JotFiled,
}

Why = Literal["newer", "unreadable"]


class Unread(msgspec.Struct, frozen=True):
    """An event that this version cannot apply: its wire name, and why."""

    type: str
    reason: Why


UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What decoding raises when bytes are not what they should be."""

_NAMES = {kind: name for name, kind in WIRE.items()}
_FIELDS = msgspec.msgpack.Decoder(dict[str, msgspec.Raw])
_WORD = msgspec.msgpack.Decoder(str)


@cache  # made on first use: whoever logs one step pays for one
def _decoder(kind: type[Event]) -> msgspec.msgpack.Decoder[Event]:
    return msgspec.msgpack.Decoder(kind)


def wire_name(kind: type[Event]) -> str:
    """Return the name that ``kind`` has in the journal."""
    return _NAMES[kind]


def decode_event(name: str, fields: msgspec.Raw) -> Event | Unread:
    """Return the event that ``fields``, a msgpack map, hold under ``name``; never fails."""
    kind = WIRE.get(name)
    if kind is None:
        return Unread(name, "newer")
    try:
        return _decoder(kind).decode(fields)
    except UNREADABLE:
        return Unread(name, "newer" if _has_newer_word(name, fields) else "unreadable")


def encode_event(event: Event) -> tuple[str, msgspec.Raw]:
    """Return the wire name and the fields of ``event``, proved to read back.

    Raises TextRefusedError for a lone surrogate or a text over 64 KiB, EventRefusedError when a field is out
    of its bounds.
    """
    name = _NAMES[type(event)]
    try:
        fields = encode(event)
        _decoder(type(event)).decode(fields)
    except UnicodeEncodeError:
        raise TextRefusedError("this text holds a lone surrogate, which no file can carry exactly") from None
    except msgspec.ValidationError as error:
        raise EventRefusedError(f"{name} cannot be written: {error}") from None
    if len(fields) > MAX_TEXT_BYTES:
        _check_texts(event)
    return name, msgspec.Raw(fields)


def _check_texts(event: Event) -> None:
    for field in event.__struct_fields__:
        value = getattr(event, field)
        if isinstance(value, str):
            check_text(value)


@cache
def _closed_words(name: str) -> dict[str, frozenset[str]]:
    """Return the closed fields of the events called ``name``, each with the words that this version knows."""
    words = {field: frozenset(_literals(hint)) for field, hint in get_type_hints(WIRE[name]).items()}
    return {field: known for field, known in words.items() if known}


def _literals(hint: object) -> Iterator[str]:
    for part in get_args(hint):
        if isinstance(part, str):
            yield part
        else:
            yield from _literals(part)


def _has_newer_word(name: str, fields: msgspec.Raw) -> bool:
    """Return whether a closed field holds a word that this version does not know."""
    try:
        given = _FIELDS.decode(fields)
    except UNREADABLE:
        return False
    words = {field: _word(given[field]) for field in _closed_words(name) if field in given}
    return any(word is not None and word not in _closed_words(name)[field] for field, word in words.items())


def _word(value: msgspec.Raw) -> str | None:
    try:
        return _WORD.decode(value)
    except UNREADABLE:
        return None
