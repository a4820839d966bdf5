// Written by scripts/web_events.py from core/twoway_core/events: do not edit.
/** All rooms of events together. */

import type {
  DecisionRecorded,
  FollowUpAnswered,
  FollowUpDropped,
  FollowUpPlanned,
  FollowUpSent,
  NegotiationAnswered,
  NegotiationAsked,
  OfferReceived,
  OfferTermChanged,
  OutcomeReviewed,
  ReportShared,
  ShareRevoked,
} from "./after.ts";
import type { QuestionAdded, QuestionRetired, QuestionReworded } from "./bank.ts";
import type {
  ContactAdded,
  ContactUpdated,
  OpportunityClosed,
  OpportunityOpened,
  PostingObserved,
  StageChanged,
} from "./case.ts";
import type { AnswerRated, DebriefCompleted, ImpressionSealed, RatingRevised } from "./judge.ts";
import type {
  EntryCorrected,
  EntryErased,
  EntryReinstated,
  EntryRetracted,
  ErasureCancelled,
  ImportRecorded,
  JotFiled,
  JotNoted,
  LossAccepted,
} from "./log.ts";
import type {
  BaselineRated,
  CriterionDefined,
  CriterionRetired,
  DealbreakerLifted,
  DealbreakerSet,
  WeightsElicited,
  WorkingStyleStated,
} from "./mine.ts";
import type { AgendaPrepared, PrepStepCompleted, PrepStepPlanned, ResearchNoted, StoryPrepared } from "./prep.ts";
import type {
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
} from "./talk.ts";

/** Any event that this version knows. */
export type Event =
  | CriterionDefined
  | CriterionRetired
  | DealbreakerSet
  | DealbreakerLifted
  | WeightsElicited
  | WorkingStyleStated
  | BaselineRated
  | QuestionAdded
  | QuestionReworded
  | QuestionRetired
  | OpportunityOpened
  | StageChanged
  | OpportunityClosed
  | PostingObserved
  | ContactAdded
  | ContactUpdated
  | PrepStepPlanned
  | PrepStepCompleted
  | ResearchNoted
  | StoryPrepared
  | AgendaPrepared
  | InterviewScheduled
  | InterviewRescheduled
  | InterviewCancelled
  | InterviewStarted
  | InterviewEnded
  | QuestionAsked
  | AnswerNoted
  | ObservationNoted
  | QuestionReceived
  | MyAnswerNoted
  | EmployerNeedNoted
  | ContributionOffered
  | FitFeedbackReceived
  | CommitmentNoted
  | AutonomyLimitNoted
  | RedFlagRaised
  | RedFlagResolved
  | AnswerRated
  | RatingRevised
  | ImpressionSealed
  | DebriefCompleted
  | FollowUpPlanned
  | FollowUpSent
  | FollowUpAnswered
  | FollowUpDropped
  | OfferReceived
  | OfferTermChanged
  | NegotiationAsked
  | NegotiationAnswered
  | DecisionRecorded
  | OutcomeReviewed
  | ReportShared
  | ShareRevoked
  | EntryCorrected
  | EntryRetracted
  | EntryReinstated
  | EntryErased
  | ErasureCancelled
  | ImportRecorded
  | LossAccepted
  | JotNoted
  | JotFiled;
