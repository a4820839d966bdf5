/**
 * Prices: what asking a question is worth right now, where there is something to beat.
 *
 * That is the present job, once it was rated; without it nothing is priced, and what weighs most and is known least comes
 * first. What others offer is not looked at here: a plan is made for one opportunity, and while people wait.
 */

import type { Finding } from "../analysis/asking.ts";
import { DEFAULTS, type Settings } from "../analysis/settings.ts";
import type { Id } from "../events/base.ts";
import type { Case, Mine } from "../journal/state.ts";
import { mattersOf, presentFit } from "./matters.ts";
import { listed } from "./people.ts";
import { rivalOf } from "./rivals.ts";
import { type AskWorth, worthOfAsking } from "./worth.ts";

export const NOTHING_TO_GAIN: readonly Finding[] = ["cannot change your mind", "nobody can change your mind"];

/** What each question is worth from each person who was not asked it, the worthiest a minute first. */
export class Prices {
  constructor(readonly rows: readonly AskWorth[]) {}

  /** Return the price of `question` put to `contact`; null where it has none. */
  of(question: Id | null, contact: Id | null): AskWorth | null {
    return this.rows.find((row) => row.question === question && row.contact === contact) ?? null;
  }

  /** Return the most that asking about `criterion` is worth a minute, in fit. */
  bestOn(criterion: Id): number {
    const rows = this.rows.filter((row) => row.about === criterion && !row.up_to);
    return rows.reduce((most, row) => Math.max(most, row.per_minute), 0);
  }

  /** Return in a sentence whom it is no use to ask `question`; nothing where it has its use with everybody. */
  idle(question: Id | null): string {
    const rows = this.rows.filter((row) => row.question === question);
    const names = rows.filter((row) => NOTHING_TO_GAIN.includes(row.finding)).map((row) => row.who);
    if (names.length === 0) return "";
    const whom = names.length === rows.length ? "anybody" : listed(names);
    return `Asking ${whom} about it cannot change your mind today.`;
  }
}

/** Return what to ask `contacts` is worth, everybody of `opportunity` for null; null where nothing can be priced. */
export function prices(
  mine: Mine,
  opportunity: Case,
  contacts: Iterable<Id> | null,
  settings: Settings = DEFAULTS,
): Prices | null {
  const matters = mattersOf(mine);
  if (presentFit(mine, matters).coverage === 0) return null;
  const rival = rivalOf(mine, matters, opportunity, [], settings);
  return new Prices(worthOfAsking(mine, opportunity, rival, contacts, settings));
}
