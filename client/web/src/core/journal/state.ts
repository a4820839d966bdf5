/**
 * What the journal says now: plain values that the fold builds, and every view reads.
 *
 * - A thing (see `items.ts`) is named by the id of the entry that created it, and keyed by it; maps are in order of ids.
 * - References are ids, and may dangle: look them up with `get`. Nothing here was ever retracted or erased.
 * - Whatever an opportunity's entries say lies in its `Case`; what is mine whatever the job, in `Mine`.
 * - A fold of some opportunities holds the cases of these only, and everything of `Mine`.
 */

import type { DecisionRecorded, OutcomeReviewed } from "../events/after.ts";
import type { QuestionRetired } from "../events/bank.ts";
import type { Id, Stage } from "../events/base.ts";
import type { OpportunityClosed, OpportunityOpened, PostingObserved, StageChanged } from "../events/case.ts";
import type { DebriefCompleted, ImpressionSealed } from "../events/judge.ts";
import type { ImportRecorded, LossAccepted } from "../events/log.ts";
import type { BaselineRated, DealbreakerSet, WeightsElicited, WorkingStyleStated } from "../events/mine.ts";
import type { AgendaPrepared, PrepStepCompleted, ResearchNoted } from "../events/prep.ts";
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
} from "../events/talk.ts";
import type {
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
} from "./items.ts";

/**
 * One interview; `id` is that of the entry that scheduled it or, unplanned, started it.
 *
 * `cancelled` is null again after a later move. `started`: the first time; `ended`: the last.
 */
export class Interview {
  scheduled: Fact<InterviewScheduled> | null = null;
  readonly moves: Fact<InterviewRescheduled>[] = [];
  cancelled: Fact<InterviewCancelled> | null = null;
  started: Fact<InterviewStarted> | null = null;
  ended: Fact<InterviewEnded> | null = null;
  readonly agendas: Fact<AgendaPrepared>[] = [];
  readonly impressions: Fact<ImpressionSealed>[] = [];
  readonly debriefs: Fact<DebriefCompleted>[] = [];

  constructor(readonly id: Id) {}

  /** The plan that counts: the latest. */
  get agenda(): Fact<AgendaPrepared> | null {
    return this.agendas.at(-1) ?? null;
  }

  /** Whether it has started and not ended. */
  get isOpen(): boolean {
    return this.started !== null && this.ended === null;
  }

  /** Screen, panel, on-site, reverse, informational ... or nothing. */
  get kind(): string {
    return this.started?.event.kind || this.scheduled?.event.kind || "";
  }

  /** How it is held, as said last; or nothing. */
  get medium(): string {
    return this.#said().find((said) => said.medium)?.medium ?? "";
  }

  /** Whom I meet, as said last; or nobody. */
  get contacts(): readonly Id[] {
    return this.#said().find((said) => said.contacts?.length)?.contacts ?? [];
  }

  /** How long it is meant to take, as said last. */
  get lengthMinutes(): number | null {
    return this.#said().find((said) => said.length_minutes !== null)?.length_minutes ?? null;
  }

  /** When it is planned to start, as said last: ms since 1970 UTC. */
  get plannedMs(): number | null {
    return (this.moves.at(-1) ?? this.scheduled)?.event.starts_ms ?? null;
  }

  /** The UTC offset, in minutes, that `plannedMs` was given in. */
  get plannedOffset(): number {
    return (this.moves.at(-1) ?? this.scheduled)?.event.offset ?? 0;
  }

  /** Return what was said of it, the latest word first. */
  #said(): (InterviewStarted | InterviewRescheduled | InterviewScheduled)[] {
    return [this.started, ...this.moves.toReversed(), this.scheduled].flatMap((fact) => fact?.event ?? []);
  }
}

/** Return the key of the rating of one piece of evidence on one criterion. */
export function pair(evidence: Id, criterion: Id): string {
  return `${evidence}/${criterion}`;
}

/**
 * Everything about one opportunity; `id` is that of the entry that opened it.
 *
 * `opened` is null while that entry is not here, or was taken back: list such a case nowhere.
 * `closed` is null again after a later change of stage. `setAside`: questions not asked here, by question.
 * `ratings` by `pair`: the one that counts of each evidence and criterion; `rated`: every rating by its own id.
 */
export class Case {
  opened: Fact<OpportunityOpened> | null = null;
  readonly stages: Fact<StageChanged>[] = [];
  closed: Fact<OpportunityClosed> | null = null;
  readonly postings: Fact<PostingObserved>[] = [];
  readonly contacts = new Map<Id, Contact>();
  readonly prep = new Map<Id, PrepStep>();
  readonly extraPrep: Fact<PrepStepCompleted>[] = [];
  readonly research = new Map<Id, Fact<ResearchNoted>>();
  readonly setAside = new Map<Id, Fact<QuestionRetired>>();
  interviews = new Map<Id, Interview>();
  readonly asked = new Map<Id, Fact<QuestionAsked>>();
  readonly answers = new Map<Id, Answer>();
  readonly observations = new Map<Id, Fact<ObservationNoted>>();
  readonly received = new Map<Id, Received>();
  readonly myAnswers = new Map<Id, Fact<MyAnswerNoted>>();
  readonly needs = new Map<Id, Fact<EmployerNeedNoted>>();
  readonly contributions = new Map<Id, Fact<ContributionOffered>>();
  readonly feedback = new Map<Id, Fact<FitFeedbackReceived>>();
  readonly commitments = new Map<Id, Fact<CommitmentNoted>>();
  readonly limits = new Map<Id, Fact<AutonomyLimitNoted>>();
  readonly flags = new Map<Id, Flag>();
  readonly ratings = new Map<string, Rating>();
  readonly rated = new Map<Id, Rating>();
  readonly impressions: Fact<ImpressionSealed>[] = [];
  readonly debriefs: Fact<DebriefCompleted>[] = [];
  readonly todos = new Map<Id, Todo>();
  readonly offers = new Map<Id, Offer>();
  readonly negotiations = new Map<Id, Negotiation>();
  readonly decisions = new Map<Id, Fact<DecisionRecorded>>();
  readonly reviews: Fact<OutcomeReviewed>[] = [];

  constructor(readonly id: Id) {}

  /** The stage said last; before any was said, interviewing once an interview began, else interested. */
  get stage(): Stage {
    const latest = this.stages.at(-1);
    if (latest !== undefined) return latest.event.stage;
    return [...this.interviews.values()].some((one) => one.started !== null) ? "interviewing" : "interested";
  }

  /** The rating that counts of one piece of evidence on one criterion. */
  ratingOf(evidence: Id, criterion: Id): Rating | undefined {
    return this.ratings.get(pair(evidence, criterion));
  }

  /** The ratings that count of one piece of evidence, one for each criterion rated. */
  ratingsOf(evidence: Id): Rating[] {
    return [...this.ratings.values()].filter((rating) => rating.event.answer === evidence);
  }
}

/**
 * What is mine whatever the job. `weights`, `styles` (by scale), `baseline` (by criterion): the latest.
 *
 * `mustHaves` by criterion. `questions` holds those for one opportunity only, too: see their event.
 * `contacts` and `todos` are those that belong to no opportunity. `weighings`: every elicitation, oldest first.
 */
export class Mine {
  readonly criteria = new Map<Id, Criterion>();
  readonly mustHaves = new Map<Id, Fact<DealbreakerSet>>();
  readonly weighings: Fact<WeightsElicited>[] = [];
  readonly styles = new Map<string, Fact<WorkingStyleStated>>();
  readonly baseline = new Map<Id, Fact<BaselineRated>>();
  readonly questions = new Map<Id, Question>();
  readonly stories = new Map<Id, Story>();
  readonly contacts = new Map<Id, Contact>();
  readonly todos = new Map<Id, Todo>();
  readonly jots = new Map<Id, Jot>();
  readonly shares = new Map<Id, Share>();
  readonly imports = new Map<Id, Fact<ImportRecorded>>();
  readonly losses = new Map<Id, Fact<LossAccepted>>();

  /** The elicitation that counts, if there was one. */
  get weights(): Fact<WeightsElicited> | null {
    return this.weighings.at(-1) ?? null;
  }
}

/**
 * The whole. `ids`: of every entry given, in order, whether it counts or not.
 *
 * `newer`, `unreadable`: kept and not applied. `conflicts`: ids with several readings.
 * `loose`: events that should name an opportunity and do not. `dangling`: events about a thing that is
 * not here (a reply to an unknown to-do, say).
 */
export class State {
  readonly mine = new Mine();
  cases = new Map<Id, Case>();
  ids: readonly Id[] = [];
  readonly newer: NotApplied[] = [];
  readonly unreadable: NotApplied[] = [];
  conflicts: readonly Conflict[] = [];
  readonly loose: Fact[] = [];
  readonly dangling: Fact[] = [];

  /** Return a contact of `case_`, or one that belongs to no opportunity. */
  contact(case_: Case, contact: Id): Contact | undefined {
    return case_.contacts.get(contact) ?? this.mine.contacts.get(contact);
  }
}
