/**
 * Gut against notes: what an interview felt like, beside what its notes add up to.
 *
 * Both on the scale of ratings, 1 to 5; they differ where they lie more than a step apart. Neither is right by itself: a
 * gut feeling may know what was not noted, and may like somebody who is not the boss.
 */

import { DEFAULTS, type Settings } from "../analysis/settings.ts";
import { HIGHEST_RATING, LOWEST_RATING } from "../analysis/value.ts";
import type { Id } from "../events/base.ts";
import { interviewNumbers } from "../journal/handles.ts";
import type { Case, Mine } from "../journal/state.ts";
import { openedGut } from "./rating.ts";

/** The gut feeling of one interview, by its `number`, and the fit of today, both 1 to 5. */
export interface GutBeside {
  id: Id;
  number: number;
  gut: number;
  words: string;
  notes: number;
  differs: boolean;
}

/** Return every gut feeling that is open, beside `fit`. */
export function gutsBeside(mine: Mine, opportunity: Case, fit: number, settings: Settings = DEFAULTS): GutBeside[] {
  const notes = LOWEST_RATING + fit * (HIGHEST_RATING - LOWEST_RATING);
  const numbers = interviewNumbers(opportunity.interviews.keys());
  const found: GutBeside[] = [];
  for (const one of opportunity.interviews.values()) {
    const gut = openedGut(mine, opportunity, one);
    if (gut === null) continue;
    const differs = Math.abs(gut.gut - notes) > settings.hitWithin + settings.tolerance;
    found.push({ id: gut.id, number: numbers.get(one.id) ?? 0, gut: gut.gut, words: gut.words, notes, differs });
  }
  return found;
}
