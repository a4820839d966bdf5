// Written by scripts/web_events.py from core/twoway_core/events/talk.py: do not edit.
/** The interview itself, in both directions: asked and answered, seen, promised, received, offered. */

import type { Certainty, Common, Figure, Form, Id, Money, Severity } from "./base.ts";

/**
 * An interview is planned; the entry's id names it. `starts_ms`: ms since 1970 UTC, `offset`: there.
 *
 * `kind`: screen, panel, on-site, reverse, informational ...
 */
export interface InterviewScheduled extends Common {
  readonly type: "interview.scheduled";
  readonly kind: string;
  readonly medium: string;
  readonly contacts: readonly Id[];
  readonly length_minutes: number | null;
  readonly starts_ms: number | null;
  readonly offset: number;
}

/** The interview is at another time; what is None stays as it was. */
export interface InterviewRescheduled extends Common {
  readonly type: "interview.rescheduled";
  readonly interview: Id;
  readonly starts_ms: number;
  readonly offset: number;
  readonly length_minutes: number | null;
  readonly medium: string | null;
  readonly contacts: readonly Id[] | null;
  readonly reason: string;
}

/** The interview does not take place. */
export interface InterviewCancelled extends Common {
  readonly type: "interview.cancelled";
  readonly interview: Id;
  readonly reason: string;
}

/** The interview begins. Without `interview` it was not planned: this entry's id names it. */
export interface InterviewStarted extends Common {
  readonly type: "interview.started";
  readonly kind: string;
  readonly medium: string;
  readonly contacts: readonly Id[];
  readonly length_minutes: number | null;
}

/** The interview is over. */
export interface InterviewEnded extends Common {
  readonly type: "interview.ended";
  readonly interview: Id;
}

/**
 * I asked a bank `question`, or the `text`, or followed up an answer or question (`follow_up_of`).
 *
 * `agenda` and `line`: which line (from 1) of which plan it was.
 */
export interface QuestionAsked extends Common {
  readonly type: "question.asked";
  readonly question: Id | null;
  readonly text: string;
  readonly contacts: readonly Id[];
  readonly follow_up_of: Id | null;
  readonly agenda: Id | null;
  readonly line: number | null;
}

/**
 * What a contact answered. `supersedes`: the earlier answer that they changed; both stay.
 *
 * `criteria`: what it speaks to, else the question's. `confirms`, `refutes`: research it settles.
 * `medium`: spoken if empty.
 */
export interface AnswerNoted extends Common {
  readonly type: "answer.noted";
  readonly text: string;
  readonly asked: Id | null;
  readonly contact: Id | null;
  readonly form: Form;
  readonly certainty: Certainty;
  readonly criteria: readonly Id[];
  readonly supersedes: Id | null;
  readonly confirms: readonly Id[];
  readonly refutes: readonly Id[];
  readonly medium: string;
  readonly figures: readonly Figure[];
  readonly money: Money | null;
}

/** What I saw myself. `cue`: behaviour, tone, surroundings ...; `about`: the answer it goes with. */
export interface ObservationNoted extends Common {
  readonly type: "observation.noted";
  readonly text: string;
  readonly cue: string;
  readonly contact: Id | null;
  readonly about: Id | null;
  readonly form: Form;
  readonly certainty: Certainty;
  readonly criteria: readonly Id[];
  readonly confirms: readonly Id[];
  readonly refutes: readonly Id[];
}

/** What they asked me, and the skill it probed. */
export interface QuestionReceived extends Common {
  readonly type: "question.received";
  readonly text: string;
  readonly contact: Id | null;
  readonly skill: string;
}

/** What I said, with the story I told and how well I think it went. */
export interface MyAnswerNoted extends Common {
  readonly type: "my-answer.noted";
  readonly text: string;
  readonly received: Id | null;
  readonly story: Id | null;
  readonly rating: number | null;
}

/**
 * Something they need. `kind`: skill, culture or long-term aim; `mine`: how well I think I meet it.
 *
 * `criterion`: what matters to me in the same way, where both sides want one thing.
 */
export interface EmployerNeedNoted extends Common {
  readonly type: "employer-need.noted";
  readonly need: string;
  readonly kind: string;
  readonly importance: number;
  readonly mine: number | null;
  readonly contact: Id | null;
  readonly criterion: Id | null;
}

/** An idea I gave them for a problem of theirs, and how they took it; `beyond` the description or not. */
export interface ContributionOffered extends Common {
  readonly type: "contribution.offered";
  readonly idea: string;
  readonly problem: string;
  readonly reaction: string;
  readonly beyond: boolean;
  readonly contact: Id | null;
}

/** How a contact sees my fit: for one `need`, or for the job as a whole. */
export interface FitFeedbackReceived extends Common {
  readonly type: "fit-feedback.received";
  readonly view: string;
  readonly concern: string;
  readonly need: Id | null;
  readonly rating: number | null;
  readonly form: Form;
  readonly certainty: Certainty;
  readonly contact: Id | null;
}

/** Something a contact promised, to be held against the offer. `medium`: spoken if empty. */
export interface CommitmentNoted extends Common {
  readonly type: "commitment.noted";
  readonly term: string;
  readonly value: string;
  readonly money: Money | null;
  readonly contact: Id | null;
  readonly medium: string;
  readonly day: string | null;
  readonly answer: Id | null;
  readonly criterion: Id | null;
}

/** How far I may decide alone in an `area`, and who approves what goes beyond. */
export interface AutonomyLimitNoted extends Common {
  readonly type: "autonomy-limit.noted";
  readonly area: string;
  readonly limit: string;
  readonly money: Money | null;
  readonly approver: string;
  readonly contact: Id | null;
  readonly answer: Id | null;
}

/** A warning sign that rests on `evidence`: answers, observations, postings, research. */
export interface RedFlagRaised extends Common {
  readonly type: "red-flag.raised";
  readonly text: string;
  readonly severity: Severity;
  readonly kind: string;
  readonly evidence: readonly Id[];
}

/** The flag was explained. */
export interface RedFlagResolved extends Common {
  readonly type: "red-flag.resolved";
  readonly flag: Id;
  readonly explanation: string;
}
