/** The bank of questions: which of them suit an opportunity, and where questions are missing. */

import type { Id } from "../events/base.ts";
import type { Question } from "../journal/items.ts";
import type { Case, Mine } from "../journal/state.ts";
import { sum } from "../order.ts";
import { casefold } from "../words.ts";
import { mattersOf, nameOf } from "./matters.ts";

export const ENOUGH_QUESTIONS = 2;
/** Criteria under one heading that are many enough to weigh more by their number alone. */
export const SPLIT = 3;
export const HALF = 0.5;
export const REMOTE = "remote";
export const AFTER_OFFER = "after offer";
export const LATE = "late";

/** A criterion that matters, and how few questions ask about it. */
export interface Gap {
  id: Id;
  name: string;
  questions: number;
}

/** A heading (values, goals, daily ...) under which more than half of the weight lies, split over `names`. */
export interface Heavy {
  lens: string;
  weight: number;
  names: string[];
}

/**
 * What the bank lacks: criteria with fewer than two questions, and questions about nothing.
 *
 * `heavy`: a heading that may weigh much only because it was split into many criteria.
 */
export interface BankLint {
  few: Gap[];
  aimless: Id[];
  heavy: Heavy[];
}

/** Return what the bank lacks. */
export function bankLint(mine: Mine): BankLint {
  const alive = [...mine.questions.values()].filter((question) => question.retired === null);
  const few: Gap[] = [];
  for (const criterion of mattersOf(mine).weights.keys()) {
    const questions = alive.filter((question) => question.event.criteria.includes(criterion)).length;
    if (questions < ENOUGH_QUESTIONS) few.push({ id: criterion, name: nameOf(mine, criterion), questions });
  }
  const aimless = alive.filter((one) => one.event.criteria.length === 0).map((one) => one.id);
  return { few, aimless, heavy: heavyIn(mine) };
}

/** Return the heading that was split into three or more criteria and has over half of the weight, if one has. */
function heavyIn(mine: Mine): Heavy[] {
  const matters = mattersOf(mine);
  const lenses = new Map<string, Id[]>();
  for (const criterion of matters.method === "" ? [] : matters.weights.keys()) {
    const lens = mine.criteria.get(criterion)?.event.lens ?? "";
    lenses.set(lens, [...(lenses.get(lens) ?? []), criterion]);
  }
  const found: Heavy[] = [];
  for (const [lens, criteria] of lenses) {
    const weight = sum(criteria.map((one) => matters.weight(one)));
    if (lens !== "" && criteria.length >= SPLIT && weight > HALF) {
      found.push({ lens, weight, names: criteria.map((one) => nameOf(mine, one)) });
    }
  }
  return found;
}

/** Return the questions that suit `opportunity`, in the order in which they were added. */
export function suiting(mine: Mine, opportunity: Case): Question[] {
  return [...mine.questions.values()].filter((question) => suits(opportunity, question));
}

function suits(opportunity: Case, question: Question): boolean {
  const only = question.event.opportunity;
  if (question.retired !== null || (only !== null && only !== opportunity.id)) return false;
  return unsuited(opportunity, question) === "";
}

/** Return why `question`, which is asked elsewhere, is not asked at `opportunity`; nothing where it is. */
export function unsuited(opportunity: Case, question: Question): string {
  const { event } = question;
  const aside = opportunity.setAside.get(question.id);
  if (aside !== undefined) return aside.event.reason || "set aside";
  if (event.when === AFTER_OFFER && opportunity.stage !== "offer") return AFTER_OFFER;
  if (opportunity.opened === null) return "";
  const job = opportunity.opened.event;
  if (event.condition === REMOTE && job.remote !== true) return "remote only";
  const asked = [
    [event.roles, job.role],
    [event.industries, job.industry],
    [event.levels, job.level],
  ] as const;
  const barred = asked.find(([words, said]) => !isOneOf(words, said));
  return barred === undefined ? "" : `for ${barred[0].join(", ")}`;
}

/** Return whether `said` holds one of `words`; no words suit all, and nothing said rules nothing out. */
function isOneOf(words: readonly string[], said: string): boolean {
  if (words.length === 0 || said === "") return true;
  return words.some((word) => casefold(said).includes(casefold(word)));
}
