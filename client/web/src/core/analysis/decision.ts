/**
 * The decision: which word the rules give, and what it rests on. The program recommends, the person decides.
 *
 * S is the option's fit, b that of the best other choice (the present job, another offer).
 * 1. A must-have has failed: DECLINE with an offer in hand, WITHDRAW before; one that is negotiable is talked about
 *    first, NEGOTIATE with an offer, ASK MORE before.
 * 2. With an offer in hand the largest of three wins: ACCEPT = E[S]; DECLINE = b; NEGOTIATE = q (E[S] + D) +
 *    (1 - q - z) max(E[S], b) + z b, where D = w_k (target - mean_k) is what the asked term lifts, q the chance that it
 *    is granted and z that asking costs the offer (Hart et al. found withdrawn offers to be rare). What is still
 *    unsettled does not change the word; it is listed, to be settled before signing.
 * 3. Before an offer, while there is time: a must-have open, a severe flag unexplained, or a question worth its
 *    minutes: ASK MORE.
 * 4. Else CONTINUE; WITHDRAW where the other choice is better, more than half of what matters is known, and nothing
 *    worth asking is left.
 * Equal values go to the calmer word: accept before negotiate, stay before accept.
 */

import { sortedBy } from "../order.ts";
import type { Verdict } from "./must-have.ts";
import { DEFAULTS, type Settings } from "./settings.ts";

export type Action = "ACCEPT" | "NEGOTIATE" | "DECLINE" | "ASK MORE" | "CONTINUE" | "WITHDRAW";
export type Reason =
  | "must-have failed"
  | "must-have open"
  | "severe flag"
  | "worth asking"
  | "accepting is worth most"
  | "negotiating is worth most"
  | "the other choice is worth most"
  | "nothing speaks against it";

/** How a must-have stands, and whether one would talk about it. */
export interface Screen {
  readonly verdict: Verdict;
  readonly negotiable: boolean;
}

/** A term to ask for: its criterion, that criterion's weight and mean, and the value wanted (null: one step up). */
export interface Lever {
  readonly criterion: string;
  readonly weight: number;
  readonly mean: number;
  readonly target: number | null;
}

/** All that the rules read. `severeFlags`: not explained; `worthAsking`: questions worth their minutes. */
export interface Situation {
  readonly fit: number;
  readonly coverage: number;
  readonly rival: number;
  readonly screens: readonly Screen[];
  readonly severeFlags: number;
  readonly worthAsking: number;
  readonly timeLeft: boolean;
  readonly offer: boolean;
  readonly levers: readonly Lever[];
}

/** What each word is worth, in fit; `negotiate` and its `lever` are null where there is nothing to ask for. */
export interface Values {
  readonly accept: number;
  readonly stay: number;
  readonly negotiate: number | null;
  readonly lever: Lever | null;
}

/** The word, why, what it is worth, and what is `unsettled`: to be cleared up whatever the word. */
export interface Decision {
  readonly action: Action;
  readonly reasons: readonly Reason[];
  readonly values: Values;
  readonly unsettled: readonly Reason[];
}

/** Return D, what a yes to `lever` adds to the fit: w (target - mean), 0 or more. */
export function liftOf(lever: Lever, settings: Settings = DEFAULTS): number {
  const target = lever.target ?? lever.mean + settings.leverStep;
  return lever.weight * Math.max(Math.min(target, 1) - lever.mean, 0);
}

/** Return the expected fit of asking for a term that lifts the fit by `lift`. */
export function negotiatingWorth(fit: number, rival: number, lift: number, settings: Settings = DEFAULTS): number {
  const unmoved = 1 - settings.granted - settings.offerLost;
  return settings.granted * (fit + lift) + unmoved * Math.max(fit, rival) + settings.offerLost * rival;
}

/** Return the levers that lift anything, the strongest first. */
export function bestLevers(levers: readonly Lever[], settings: Settings = DEFAULTS): Lever[] {
  const lifting = levers.filter((lever) => liftOf(lever, settings) > 0);
  return sortedBy(lifting, (lever) => [-liftOf(lever, settings)]);
}

/** Return what accepting, staying and negotiating are worth. */
export function valuesOf(situation: Situation, settings: Settings = DEFAULTS): Values {
  const { fit, rival } = situation;
  const lever = bestLevers(situation.levers, settings)[0] ?? null;
  const negotiate = lever === null ? null : negotiatingWorth(fit, rival, liftOf(lever, settings), settings);
  return { accept: fit, stay: rival, negotiate, lever };
}

/** Return the word that the rules give. */
export function decide(situation: Situation, settings: Settings = DEFAULTS): Decision {
  const found = { values: valuesOf(situation, settings), unsettled: unsettledIn(situation) };
  const failed = situation.screens.filter((one) => one.verdict === "failed");
  if (failed.length > 0) {
    const isHard = failed.some((one) => !one.negotiable);
    return { action: afterFailure(situation.offer, isHard), reasons: ["must-have failed"], ...found };
  }
  if (situation.offer) return { ...byWorth(found.values, settings), ...found };
  if (found.unsettled.length > 0 && situation.timeLeft) {
    return { action: "ASK MORE", reasons: found.unsettled, ...found };
  }
  const isKnown = situation.coverage >= settings.lowCoverage - settings.tolerance;
  if (isKnown && situation.worthAsking === 0 && situation.rival > situation.fit + settings.tolerance) {
    return { action: "WITHDRAW", reasons: ["the other choice is worth most"], ...found };
  }
  return { action: "CONTINUE", reasons: ["nothing speaks against it"], ...found };
}

/** Return whether an option that is best in `share` of the cases, under one's own weights, is a clear winner. */
export function isClear(share: number, settings: Settings = DEFAULTS): boolean {
  return share >= settings.clearWinner - settings.tolerance;
}

/** Return whether revisions after an offer, which moved the fit by `moved`, weigh much in a lead of `lead`. */
export function drifted(moved: number, lead: number, settings: Settings = DEFAULTS): boolean {
  return Math.abs(moved) > settings.driftShare * Math.abs(lead) + settings.tolerance;
}

/** Return the word by whether an offer is in hand, and whether a must-have failed that is not negotiable. */
function afterFailure(hasOffer: boolean, isHard: boolean): Action {
  if (hasOffer) return isHard ? "DECLINE" : "NEGOTIATE";
  return isHard ? "WITHDRAW" : "ASK MORE";
}

function unsettledIn(situation: Situation): Reason[] {
  const found: Reason[] = [];
  if (situation.screens.some((one) => one.verdict === "open")) found.push("must-have open");
  if (situation.severeFlags > 0) found.push("severe flag");
  if (situation.worthAsking > 0) found.push("worth asking");
  return found;
}

function byWorth(values: Values, settings: Settings): { action: Action; reasons: Reason[] } {
  const takes = Math.max(values.accept, values.stay);
  if (values.negotiate !== null && values.negotiate > takes + settings.tolerance) {
    return { action: "NEGOTIATE", reasons: ["negotiating is worth most"] };
  }
  if (values.accept > values.stay + settings.tolerance) {
    return { action: "ACCEPT", reasons: ["accepting is worth most"] };
  }
  return { action: "DECLINE", reasons: ["the other choice is worth most"] };
}
