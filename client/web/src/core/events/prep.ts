// Written by scripts/web_events.py from core/twoway_core/events/prep.py: do not edit.
/** Before an interview: the checklist, what was found elsewhere, my stories, and the agenda. */

import type { Common, Id, Source } from "./base.ts";

/**
 * One line of a plan: a bank `question` or free `text`, and why it stands there.
 *
 * `about`: a word where no criterion fits (flag, fit ...). `late`: only towards the end.
 */
export interface AgendaLine {
  readonly question: Id | null;
  readonly text: string;
  readonly contacts: readonly Id[];
  readonly minutes: number;
  readonly criterion: Id | null;
  readonly about: string;
  readonly reason: string;
  readonly late: boolean;
}

/** A step of the checklist. `kind`: firm, role, people, culture ... */
export interface PrepStepPlanned extends Common {
  readonly type: "prep-step.planned";
  readonly kind: string;
  readonly text: string;
}

/** A step is done, with what it brought to light; without `step`, one that was not on the list. */
export interface PrepStepCompleted extends Common {
  readonly type: "prep-step.completed";
  readonly step: Id | null;
  readonly kind: string;
  readonly finding: string;
  readonly source: Source;
}

/** A belief from elsewhere, unverified. `scope`: firm, function, team or boss; `where`: address or title. */
export interface ResearchNoted extends Common {
  readonly type: "research.noted";
  readonly claim: string;
  readonly scope: string;
  readonly source: Source;
  readonly where: string;
  readonly day: string | null;
  readonly contact: Id | null;
  readonly criteria: readonly Id[];
  readonly rating: number | null;
}

/** A success of mine, ready to be told, and the skills it shows. `revises`: the story that this polishes. */
export interface StoryPrepared extends Common {
  readonly type: "story.prepared";
  readonly title: string;
  readonly situation: string;
  readonly action: string;
  readonly result: string;
  readonly skills: readonly string[];
  readonly revises: Id | null;
}

/** The plan of an interview; line 1 is the first. A changed plan is a new one, the latest counts. */
export interface AgendaPrepared extends Common {
  readonly type: "agenda.prepared";
  readonly lines: readonly AgendaLine[];
  readonly minutes: number;
}
