/**
 * Never asked: what nobody was asked, each with what asking it would be worth.
 *
 * You cannot be bitter later over what you never asked: before a decision each of these can still be put to somebody, and
 * what cannot change the choice is said to be so.
 */

import type { Case, Mine } from "../journal/state.ts";
import { sortedBy, unique } from "../order.ts";
import { suiting } from "./bank.ts";
import { isFeedback } from "./candidates.ts";
import { questionKey } from "./pieces.ts";
import { planOf } from "./plan.ts";
import type { AskWorth } from "./worth.ts";

/** A question that nobody was asked. `best`: the person it is worth most from; null where it moves no number. */
export interface NeverAsked {
  text: string;
  best: AskWorth | null;
}

/** Return what was planned, and what they think of me, where nobody was ever asked. */
export function neverAsked(mine: Mine, opportunity: Case): string[] {
  const asked = askedIn(opportunity);
  const over = [...opportunity.interviews.values()].filter((interview) => !interview.isOpen);
  const planned = over
    .flatMap((interview) => planOf(mine, opportunity, interview))
    .filter((one) => one.asked.length === 0 && !(one.line.question !== null && asked.has(one.line.question)));
  const feedback = suiting(mine, opportunity).filter((one) => isFeedback(one) && !asked.has(one.id));
  return unique([...planned, ...feedback].map((one) => one.text));
}

/**
 * Return every question on what matters that nobody was asked, the worthiest a minute first, then the other ones.
 *
 * `worths`: what asking is worth, of every question and person.
 */
export function neverAskedRows(mine: Mine, opportunity: Case, worths: Iterable<AskWorth>): NeverAsked[] {
  const asked = askedIn(opportunity);
  const best = new Map<string, AskWorth>();
  for (const one of worths) {
    if (one.about !== null && !asked.has(one.question) && !best.has(one.text)) best.set(one.text, one);
  }
  const others = neverAsked(mine, opportunity).filter((text) => !best.has(text));
  const priced = sortedBy(best.values(), (one) => [-one.per_minute]);
  return [...priced.map((one) => ({ text: one.text, best: one })), ...others.map((text) => ({ text, best: null }))];
}

function askedIn(opportunity: Case): Set<string> {
  return new Set([...opportunity.asked.values()].map((fact) => questionKey(opportunity, fact)));
}
