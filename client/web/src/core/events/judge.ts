// Written by scripts/web_events.py from core/twoway_core/events/judge.py: do not edit.
/** What I make of it: ratings, their revisions, the gut feeling, the debrief. */

import type { Common, Id } from "./base.ts";
import type { AgendaLine } from "./prep.ts";

/**
 * A judgement of one piece of evidence on one criterion; `rating` None: read, and no rating.
 *
 * `answer`: the entry rated: answer, observation, research, offer or offer term.
 * `better`: what would have made it a 5.
 */
export interface AnswerRated extends Common {
  readonly type: "answer.rated";
  readonly answer: Id;
  readonly criterion: Id;
  readonly rating: number | null;
  readonly rationale: string;
  readonly better: string;
}

/** I see it otherwise now. `rated`: the answer.rated entry; `evidence`: what changed my mind. */
export interface RatingRevised extends Common {
  readonly type: "rating.revised";
  readonly rated: Id;
  readonly rating: number | null;
  readonly reason: string;
  readonly evidence: Id | null;
}

/** My gut feeling of an interview, hidden until its ratings are in. */
export interface ImpressionSealed extends Common {
  readonly type: "impression.sealed";
  readonly gut: number;
  readonly words: string | null;
}

/** I looked back on an interview. `unasked`: plan lines not asked; `keep`: carry them over. */
export interface DebriefCompleted extends Common {
  readonly type: "debrief.completed";
  readonly minutes_after: number | null;
  readonly unasked: readonly AgendaLine[];
  readonly keep: boolean;
  readonly note: string;
}
