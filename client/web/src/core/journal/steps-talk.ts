/** What the events of an interview do to the state. */

import type {
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
  RedFlagResolved,
} from "../events/talk.ts";
import { Answer, type Fact, Flag, Received } from "./items.ts";
import { type Case, Interview } from "./state.ts";
import { type Row, row } from "./steps.ts";

function scheduleInterview(case_: Case, fact: Fact<InterviewScheduled>): void {
  interviewOf(case_, fact.id).scheduled = fact;
}

/** Begin an interview; its plan may be missing, its talk is kept all the same. */
function startInterview(case_: Case, fact: Fact<InterviewStarted>): void {
  const interview = interviewOf(case_, fact.event.interview ?? fact.id);
  interview.started ??= fact;
}

function interviewOf(case_: Case, id: string): Interview {
  const interview = case_.interviews.get(id) ?? new Interview(id);
  case_.interviews.set(id, interview);
  return interview;
}

/** Give an interview another time; a cancelled one is on again. */
function moveInterview(case_: Case, fact: Fact<InterviewRescheduled>): boolean {
  const interview = case_.interviews.get(fact.event.interview);
  if (interview === undefined) return false;
  interview.moves.push(fact);
  interview.cancelled = null;
  return true;
}

function cancelInterview(case_: Case, fact: Fact<InterviewCancelled>): boolean {
  const interview = case_.interviews.get(fact.event.interview);
  if (interview === undefined) return false;
  interview.cancelled = fact;
  return true;
}

function endInterview(case_: Case, fact: Fact<InterviewEnded>): boolean {
  const interview = case_.interviews.get(fact.event.interview);
  if (interview === undefined) return false;
  interview.ended = fact;
  return true;
}

function askQuestion(case_: Case, fact: Fact<QuestionAsked>): void {
  case_.asked.set(fact.id, fact);
}

function noteAnswer(case_: Case, answer: Answer): boolean {
  case_.answers.set(answer.id, answer);
  return answer.event.supersedes !== null;
}

/** Mark the answer that they changed; it stays. */
function supersedeAnswer(case_: Case, answer: Answer): boolean {
  case_.answers.get(answer.event.supersedes ?? "")?.supersededBy.push(answer.id);
  return true;
}

function noteObservation(case_: Case, fact: Fact<ObservationNoted>): void {
  case_.observations.set(fact.id, fact);
}

function receiveQuestion(case_: Case, received: Received): void {
  case_.received.set(received.id, received);
}

function noteMyAnswer(case_: Case, fact: Fact<MyAnswerNoted>): boolean {
  case_.myAnswers.set(fact.id, fact);
  return fact.event.received !== null;
}

/** Put what I said under what they asked. */
function answerReceived(case_: Case, fact: Fact<MyAnswerNoted>): boolean {
  case_.received.get(fact.event.received ?? "")?.answers.push(fact);
  return true;
}

function noteNeed(case_: Case, fact: Fact<EmployerNeedNoted>): void {
  case_.needs.set(fact.id, fact);
}

function offerContribution(case_: Case, fact: Fact<ContributionOffered>): void {
  case_.contributions.set(fact.id, fact);
}

function receiveFeedback(case_: Case, fact: Fact<FitFeedbackReceived>): void {
  case_.feedback.set(fact.id, fact);
}

function noteCommitment(case_: Case, fact: Fact<CommitmentNoted>): void {
  case_.commitments.set(fact.id, fact);
}

function noteLimit(case_: Case, fact: Fact<AutonomyLimitNoted>): void {
  case_.limits.set(fact.id, fact);
}

function raiseFlag(case_: Case, flag: Flag): void {
  case_.flags.set(flag.id, flag);
}

function resolveFlag(case_: Case, fact: Fact<RedFlagResolved>): boolean {
  const flag = case_.flags.get(fact.event.flag);
  if (flag === undefined) return false;
  flag.resolved = fact;
  return true;
}

export const ROWS_TALK: Readonly<Record<string, Row>> = {
  "interview.scheduled": row("case", { first: scheduleInterview }),
  "interview.started": row("case", { first: startInterview }),
  "interview.rescheduled": row("case", { second: moveInterview }),
  "interview.cancelled": row("case", { second: cancelInterview }),
  "interview.ended": row("case", { second: endInterview }),
  "question.asked": row("case", { first: askQuestion }),
  "answer.noted": row("case", { is: Answer, first: noteAnswer, second: supersedeAnswer }),
  "observation.noted": row("case", { first: noteObservation }),
  "question.received": row("case", { is: Received, first: receiveQuestion }),
  "my-answer.noted": row("case", { first: noteMyAnswer, second: answerReceived }),
  "employer-need.noted": row("case", { first: noteNeed }),
  "contribution.offered": row("case", { first: offerContribution }),
  "fit-feedback.received": row("case", { first: receiveFeedback }),
  "commitment.noted": row("case", { first: noteCommitment }),
  "autonomy-limit.noted": row("case", { first: noteLimit }),
  "red-flag.raised": row("case", { is: Flag, first: raiseFlag }),
  "red-flag.resolved": row("case", { second: resolveFlag }),
};
