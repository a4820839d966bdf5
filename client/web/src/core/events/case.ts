// Written by scripts/web_events.py from core/twoway_core/events/case.py: do not edit.
/** An opportunity: the job, its stage and end, how it is advertised, and the people met. */

import type { Common, Id, Role, Stage } from "./base.ts";

/** A job at a firm came up; the entry's id names it from now on. `posting`: the advertisement's text. */
export interface OpportunityOpened extends Common {
  readonly type: "opportunity.opened";
  readonly firm: string;
  readonly role: string;
  readonly level: string;
  readonly industry: string;
  readonly remote: boolean | null;
  readonly posting: string;
  readonly origin: string;
}

/** The opportunity moved on; after a close, it is open again. */
export interface StageChanged extends Common {
  readonly type: "stage.changed";
  readonly stage: Stage;
  readonly note: string;
}

/** It ended. `outcome`: accepted, declined, withdrew, rejected, no answer ... */
export interface OpportunityClosed extends Common {
  readonly type: "opportunity.closed";
  readonly outcome: string;
  readonly reason: string;
}

/** The advertisement was seen on the `seen` day, open for so many days and put up again so many times. */
export interface PostingObserved extends Common {
  readonly type: "posting.observed";
  readonly seen: string | null;
  readonly days_open: number | null;
  readonly reposted: number | null;
  readonly text: string;
  readonly where: string;
}

/** A person I meet, by name or alias. `channel` and `tools`: what this person likes to use. */
export interface ContactAdded extends Common {
  readonly type: "contact.added";
  readonly name: string;
  readonly role: Role;
  readonly will_be_boss: boolean;
  readonly reports_to: Id | null;
  readonly tenure_months: number | null;
  readonly title: string;
  readonly channel: string;
  readonly tools: readonly string[];
  readonly note: string;
}

/** Something else is true of a contact now; what is None stays as it was. */
export interface ContactUpdated extends Common {
  readonly type: "contact.updated";
  readonly contact: Id;
  readonly name: string | null;
  readonly role: Role | null;
  readonly will_be_boss: boolean | null;
  readonly reports_to: Id | null;
  readonly tenure_months: number | null;
  readonly title: string | null;
  readonly channel: string | null;
  readonly tools: readonly string[] | null;
  readonly note: string | null;
}
