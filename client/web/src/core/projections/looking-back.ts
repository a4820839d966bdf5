/**
 * Looking back: what was said before a decision, held against what was found after.
 *
 * The found rating of a criterion is that of the last review that speaks of it. Every rating of something said on it is
 * checked, by the kind of source that it came from.
 */

import { type Check, recordsOf, trusting } from "../analysis/calibration.ts";
import { DEFAULTS, type Settings } from "../analysis/settings.ts";
import type { Id } from "../events/base.ts";
import type { Case, Mine } from "../journal/state.ts";
import { sortedBy } from "../order.ts";
import { peopleOf } from "./people.ts";
import { piecesOf } from "./pieces.ts";

/** Return `settings` in which each kind of source weighs by how it did. */
export function learnedSettings(mine: Mine, cases: Iterable<Case>, settings: Settings = DEFAULTS): Settings {
  const checks = [...cases].flatMap((one) => checksOf(mine, one, settings));
  return trusting(recordsOf(checks, settings), settings);
}

/** Return what the last review that speaks of it found on each criterion, 1 to 5. */
export function foundRatings(opportunity: Case): Map<Id, number> {
  const reviews = sortedBy(opportunity.reviews, (fact) => [fact.at, fact.id]);
  return new Map(reviews.flatMap((fact) => fact.event.found.map((one) => [one.criterion, one.rating] as const)));
}

/** Return each rating of something said about what was found later. */
function checksOf(mine: Mine, opportunity: Case, settings: Settings): Check[] {
  const found = foundRatings(opportunity);
  if (found.size === 0) return [];
  const checks: Check[] = [];
  for (const piece of piecesOf(mine, opportunity, peopleOf(mine, opportunity), settings)) {
    const later = found.get(piece.criterion);
    if (later !== undefined) checks.push({ source: piece.evidence.source, said: piece.rating, found: later });
  }
  return checks;
}
