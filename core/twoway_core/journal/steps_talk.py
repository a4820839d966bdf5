"""What the events of an interview do to the state."""

from __future__ import annotations

from twoway_core.events.base import Event
from twoway_core.events.talk import (
    AnswerNoted,
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
    QuestionReceived,
    RedFlagRaised,
    RedFlagResolved,
)
from twoway_core.journal.items import Answer, Fact, Flag, Received
from twoway_core.journal.state import Case, Interview
from twoway_core.journal.steps import Row


def schedule_interview(case: Case, fact: Fact[InterviewScheduled]) -> None:
    """Plan an interview."""
    case.interviews.setdefault(fact.id, Interview(fact.id)).scheduled = fact


def start_interview(case: Case, fact: Fact[InterviewStarted]) -> None:
    """Begin an interview; its plan may be missing, its talk is kept all the same."""
    name = fact.event.interview or fact.id
    interview = case.interviews.setdefault(name, Interview(name))
    interview.started = interview.started or fact


def move_interview(case: Case, fact: Fact[InterviewRescheduled]) -> bool:
    """Give an interview another time; a cancelled one is on again."""
    interview = case.interviews.get(fact.event.interview)
    if interview is None:
        return False
    interview.moves.append(fact)
    interview.cancelled = None
    return True


def cancel_interview(case: Case, fact: Fact[InterviewCancelled]) -> bool:
    """Call an interview off."""
    interview = case.interviews.get(fact.event.interview)
    if interview is None:
        return False
    interview.cancelled = fact
    return True


def end_interview(case: Case, fact: Fact[InterviewEnded]) -> bool:
    """End an interview."""
    interview = case.interviews.get(fact.event.interview)
    if interview is None:
        return False
    interview.ended = fact
    return True


def ask_question(case: Case, fact: Fact[QuestionAsked]) -> None:
    """Add a question that was asked."""
    case.asked[fact.id] = fact


def note_answer(case: Case, answer: Answer) -> bool:
    """Add an answer."""
    case.answers[answer.id] = answer
    return answer.event.supersedes is not None


def supersede_answer(case: Case, answer: Answer) -> bool:
    """Mark the answer that they changed; it stays."""
    earlier = case.answers.get(answer.event.supersedes or b"")
    if earlier is not None:
        earlier.superseded_by.append(answer.id)
    return True


def note_observation(case: Case, fact: Fact[ObservationNoted]) -> None:
    """Add an observation."""
    case.observations[fact.id] = fact


def receive_question(case: Case, received: Received) -> None:
    """Add a question that they asked me."""
    case.received[received.id] = received


def note_my_answer(case: Case, fact: Fact[MyAnswerNoted]) -> bool:
    """Add what I said."""
    case.my_answers[fact.id] = fact
    return fact.event.received is not None


def answer_received(case: Case, fact: Fact[MyAnswerNoted]) -> bool:
    """Put what I said under what they asked."""
    received = case.received.get(fact.event.received or b"")
    if received is not None:
        received.answers.append(fact)
    return True


def note_need(case: Case, fact: Fact[EmployerNeedNoted]) -> None:
    """Add something that they need."""
    case.needs[fact.id] = fact


def offer_contribution(case: Case, fact: Fact[ContributionOffered]) -> None:
    """Add an idea that I gave them."""
    case.contributions[fact.id] = fact


def receive_feedback(case: Case, fact: Fact[FitFeedbackReceived]) -> None:
    """Add how they see my fit."""
    case.feedback[fact.id] = fact


def note_commitment(case: Case, fact: Fact[CommitmentNoted]) -> None:
    """Add a promise."""
    case.commitments[fact.id] = fact


def note_limit(case: Case, fact: Fact[AutonomyLimitNoted]) -> None:
    """Add how far I may decide alone."""
    case.limits[fact.id] = fact


def raise_flag(case: Case, flag: Flag) -> None:
    """Add a red flag."""
    case.flags[flag.id] = flag


def resolve_flag(case: Case, fact: Fact[RedFlagResolved]) -> bool:
    """Explain a red flag."""
    flag = case.flags.get(fact.event.flag)
    if flag is None:
        return False
    flag.resolved = fact
    return True


ROWS: dict[type[Event], Row] = {
    InterviewScheduled: Row("case", schedule_interview),
    InterviewStarted: Row("case", start_interview),
    InterviewRescheduled: Row("case", then=move_interview),
    InterviewCancelled: Row("case", then=cancel_interview),
    InterviewEnded: Row("case", then=end_interview),
    QuestionAsked: Row("case", ask_question),
    AnswerNoted: Row("case", note_answer, supersede_answer, Answer),
    ObservationNoted: Row("case", note_observation),
    QuestionReceived: Row("case", receive_question, make=Received),
    MyAnswerNoted: Row("case", note_my_answer, answer_received),
    EmployerNeedNoted: Row("case", note_need),
    ContributionOffered: Row("case", offer_contribution),
    FitFeedbackReceived: Row("case", receive_feedback),
    CommitmentNoted: Row("case", note_commitment),
    AutonomyLimitNoted: Row("case", note_limit),
    RedFlagRaised: Row("case", raise_flag, make=Flag),
    RedFlagResolved: Row("case", then=resolve_flag),
}
