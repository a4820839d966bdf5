// Written by scripts/web_events.py from core/twoway_core/events/bank.py: do not edit.
/** My questions: what to ask about each criterion, of whom, and when. */

import type { Common, Id } from "./base.ts";

/**
 * A question for the bank; with an `opportunity` it is for that one only.
 *
 * `kind`: open, example, fact, number, yes-no or feedback. `tag`: duties, organisation, comfort or flag.
 * `topic`: work, opportunity or boss. `roles`, `industries`, `levels`: the jobs it suits, all if empty.
 * `ask`: roles best asked, or everyone. `when`: late, after offer ... `condition`: remote ...
 * `minutes`: how long the answer takes. `parent`: the question it belongs under. `origin`: where from.
 */
export interface QuestionAdded extends Common {
  readonly type: "question.added";
  readonly text: string;
  readonly criteria: readonly Id[];
  readonly kind: string;
  readonly tag: string;
  readonly topic: string;
  readonly roles: readonly string[];
  readonly industries: readonly string[];
  readonly levels: readonly string[];
  readonly ask: readonly string[];
  readonly when: string;
  readonly condition: string;
  readonly in_writing: boolean;
  readonly minutes: number;
  readonly parent: Id | null;
  readonly origin: string;
}

/** The question is asked in other words from now on. */
export interface QuestionReworded extends Common {
  readonly type: "question.reworded";
  readonly question: Id;
  readonly text: string;
}

/**
 * The question is not asked any more; with an `opportunity`, set aside there only.
 *
 * `reason`: answerable elsewhere, settle later, or any words.
 */
export interface QuestionRetired extends Common {
  readonly type: "question.retired";
  readonly question: Id;
  readonly reason: string;
}
