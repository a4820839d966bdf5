/**
 * The things that the state is made of: an entry as it counts, and what later entries add to it.
 *
 * A thing extends `Fact`, the entry that created it. Later entries hang on it, oldest first; whatever is null or
 * empty has not happened. References are ids, and may dangle.
 */

import type { Entry } from "../entry.ts";
import type {
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
} from "../events/after.ts";
import type { QuestionAdded, QuestionRetired, QuestionReworded } from "../events/bank.ts";
import type { Id, Role } from "../events/base.ts";
import type { ContactAdded, ContactUpdated } from "../events/case.ts";
import type { AnswerRated, RatingRevised } from "../events/judge.ts";
import type { EntryCorrected, JotFiled, JotNoted } from "../events/log.ts";
import type { CriterionDefined, CriterionRetired } from "../events/mine.ts";
import type { PrepStepCompleted, PrepStepPlanned, StoryPrepared } from "../events/prep.ts";
import type { AnswerNoted, MyAnswerNoted, QuestionReceived, RedFlagRaised, RedFlagResolved } from "../events/talk.ts";
import type { Event } from "../events/types.ts";
import type { Unread } from "../events/unread.ts";

/** One correction that counts: entry `id`, written `at`, and how the corrected entry read `before` it. */
export interface Correction {
  readonly id: Id;
  readonly at: number;
  readonly offset: number;
  readonly event: EntryCorrected;
  readonly before: Event | Unread;
  readonly beforeAt: number;
  readonly beforeOffset: number;
}

/**
 * An entry as it counts.
 *
 * `id`: its place in the order. `at`: when it happened in life, ms since 1970 UTC. `offset`: minutes east of UTC
 * there. `event`: what happened. `corrections`: oldest first.
 */
export class Fact<E extends Event = Event> {
  constructor(
    readonly id: Id,
    readonly at: number,
    readonly offset: number,
    public event: E,
    readonly corrections: readonly Correction[] = [],
  ) {}
}

/** `event` is the latest definition; `earlier` ones, oldest first. */
export class Criterion extends Fact<CriterionDefined> {
  readonly earlier: Fact<CriterionDefined>[] = [];
  retired: Fact<CriterionRetired> | null = null;
}

/** A question of the bank; `text` is its present wording. */
export class Question extends Fact<QuestionAdded> {
  readonly rewordings: Fact<QuestionReworded>[] = [];
  retired: Fact<QuestionRetired> | null = null;

  /** The wording of today. */
  get text(): string {
    return this.rewordings.at(-1)?.event.text ?? this.event.text;
  }
}

/** A note without context; not `filed` while it waits. */
export class Jot extends Fact<JotNoted> {
  filed: Fact<JotFiled> | null = null;
}

/** A report that left the journal. */
export class Share extends Fact<ReportShared> {
  revoked: Fact<ShareRevoked> | null = null;
}

/** A person; `event` is what is known of them now, `updates` how it came about. */
export class Contact extends Fact<ContactAdded> {
  readonly updates: Fact<ContactUpdated>[] = [];

  /** Name or alias. */
  get name(): string {
    return this.event.name;
  }

  /** What the person is to me, or would be. */
  get role(): Role {
    return this.event.role;
  }

  /** Whether this person would be my boss. */
  get isBoss(): boolean {
    return this.event.will_be_boss || this.event.role === "boss";
  }
}

/** A story of mine; `event` is how it reads now, `earlier` how it read before, oldest first. */
export class Story extends Fact<StoryPrepared> {
  readonly earlier: Fact<StoryPrepared>[] = [];
}

/** A step of the checklist. */
export class PrepStep extends Fact<PrepStepPlanned> {
  completed: Fact<PrepStepCompleted> | null = null;
}

/** What a contact said. `supersededBy`: ids of answers that say it was changed since, in order. */
export class Answer extends Fact<AnswerNoted> {
  readonly supersededBy: Id[] = [];
}

/** What they asked me, and what I said to it. */
export class Received extends Fact<QuestionReceived> {
  readonly answers: Fact<MyAnswerNoted>[] = [];
}

/** A red flag; open until `resolved`. */
export class Flag extends Fact<RedFlagRaised> {
  resolved: Fact<RedFlagResolved> | null = null;
}

/**
 * My judgement of one piece of evidence on one criterion.
 *
 * `revisions`: oldest first. `earlier`: ratings of the same evidence and criterion that this one replaces.
 */
export class Rating extends Fact<AnswerRated> {
  readonly revisions: Fact<RatingRevised>[] = [];
  earlier: Rating[] = [];

  /** The rating of today, 1 to 5; null: read, and no rating. */
  get rating(): number | null {
    const latest = this.revisions.at(-1);
    return latest === undefined ? this.event.rating : latest.event.rating;
  }
}

/** Something to do; open until one of the three happens. */
export class Todo extends Fact<FollowUpPlanned> {
  sent: Fact<FollowUpSent> | null = null;
  answered: Fact<FollowUpAnswered> | null = null;
  dropped: Fact<FollowUpDropped> | null = null;

  /** Whether it still waits to be done. */
  get isOpen(): boolean {
    return this.sent === null && this.answered === null && this.dropped === null;
  }
}

/** One term of an offer: entry `id` that says so, `term` as it stands, and whether it is in writing. */
export interface Term {
  readonly id: Id;
  readonly at: number;
  readonly term: OfferTerm;
  readonly written: boolean;
}

/** An offer and its changes; `terms` by name, in the order in which they came up. */
export class Offer extends Fact<OfferReceived> {
  readonly changes: Fact<OfferTermChanged>[] = [];
  readonly terms = new Map<string, Term>();

  /** The last day to answer, as said last. */
  get deadline(): string | null {
    const latest = this.changes.findLast((change) => change.event.deadline !== null);
    return latest === undefined ? this.event.deadline : latest.event.deadline;
  }
}

/** A term I asked for, and what they said to it, oldest first. */
export class Negotiation extends Fact<NegotiationAsked> {
  readonly answers: Fact<NegotiationAnswered>[] = [];
}

/** Two or more readings of one id: the one that `counts` has the smallest SHA-256, the `others` follow by it. */
export interface Conflict {
  readonly counts: Entry;
  readonly others: readonly Entry[];
}

/** An entry that is kept and not applied: of a newer version, or not readable at all. */
export interface NotApplied {
  readonly id: Id;
  readonly at: number;
  readonly offset: number;
  readonly unread: Unread;
}
