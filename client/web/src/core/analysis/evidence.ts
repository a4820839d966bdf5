/**
 * Evidence: how much one noted answer counts, and what each person says in sum.
 *
 * m = source x form x certainty, at most 8. Two rules take from it. Scope: a claim about the whole firm, on a criterion
 * that the team or the boss decides, counts half. Boss: on a criterion about the boss, everybody but the boss and the
 * boss's reports counts a quarter; a pleasant interviewer may not be the boss.
 * Each person has one voice on each criterion: the latest answer to each question, the ratings averaged by m, and m the
 * largest of them. Saying a thing twice does not make it twice as true.
 */

import type { Id } from "../events/base.ts";
import { sortedBy, sum } from "../order.ts";
import { DEFAULTS, type Settings } from "./settings.ts";

export type Source = "written" | "boss" | "peer" | "ex-employee" | "leader" | "observation" | "recruiter" | "public";
export type Form = "example" | "number" | "general" | "evasive" | "refused";
export type Certainty = "sure" | "fairly" | "unsure";

/** Whoever speaks: a contact's id, words for what is no contact, null for somebody who is not named. */
export type Speaker = string | null;

/** What about a criterion and the speaker changes how much a word counts. */
export interface Circumstance {
  /** The criterion is one that the personnel office owns: pay, leave, visa. */
  readonly personnelFact: boolean;
  /** The claim is about the whole firm, the criterion about the team or the boss. */
  readonly firmClaim: boolean;
  /** The criterion is about the boss. */
  readonly bossCriterion: boolean;
  /** The speaker is the boss or reports to the boss. */
  readonly knowsBoss: boolean;
}

/** One rated answer: who said it, to which question, when (ms and id), the rating (1 to 5) and its weight m. */
export interface Statement {
  readonly person: Speaker;
  readonly question: string | null;
  readonly order: readonly [at: number, id: Id];
  readonly rating: number;
  readonly weight: number;
}

/** What one person says of one criterion: a mean rating (1 to 5) and its weight m. */
export interface Voice {
  readonly person: Speaker;
  readonly rating: number;
  readonly weight: number;
}

export const PLAIN: Circumstance = { personnelFact: false, firmClaim: false, bossCriterion: false, knowsBoss: true };

/** Return what a word from `source` counts before form and certainty. */
export function sourceWeight(source: Source, personnelFact = false, settings: Settings = DEFAULTS): number {
  if (source === "ex-employee") return settings.exEmployee;
  if (source === "recruiter" && personnelFact) return settings.personnelFact;
  return settings[source];
}

/** Return the factor for the form of an answer; 0 for a refusal, which is no evidence. */
export function formFactor(form: Form, settings: Settings = DEFAULTS): number {
  return settings[form];
}

/** Return the factor for how sure I am of what was meant. */
export function certaintyFactor(certainty: Certainty, settings: Settings = DEFAULTS): number {
  return settings[certainty];
}

/** Return m of one answer: source x form x certainty and the scope and boss rules, 0 to `settings.most`. */
export function evidenceWeight(
  source: Source,
  form: Form,
  certainty: Certainty,
  circumstance: Circumstance = PLAIN,
  settings: Settings = DEFAULTS,
): number {
  let weight = sourceWeight(source, circumstance.personnelFact, settings);
  weight *= formFactor(form, settings) * certaintyFactor(certainty, settings);
  if (circumstance.firmClaim) weight *= settings.firmClaim;
  if (circumstance.bossCriterion && !circumstance.knowsBoss) weight *= settings.notOfTheBoss;
  return Math.min(weight, settings.most);
}

/** Return each person's latest statement on each question that counts at all, in order. */
export function latest(statements: Iterable<Statement>): Statement[] {
  const last = new Map<string, Statement>();
  for (const statement of sortedBy(statements, (one) => one.order)) {
    last.set(JSON.stringify([statement.person, statement.question]), statement);
  }
  return sortedBy(
    [...last.values()].filter((one) => one.weight > 0),
    (one) => one.order,
  );
}

/** Return one voice a person, in the order in which people first said what still counts. */
export function voices(statements: Iterable<Statement>): Voice[] {
  const said = new Map<Speaker, Statement[]>();
  for (const statement of latest(statements)) {
    const before = said.get(statement.person);
    if (before === undefined) said.set(statement.person, [statement]);
    else before.push(statement);
  }
  return [...said].map(([person, some]) => voice(person, some));
}

function voice(person: Speaker, statements: readonly Statement[]): Voice {
  const total = sum(statements.map((one) => one.weight));
  const mean = sum(statements.map((one) => one.weight * one.rating)) / total;
  return { person, rating: mean, weight: Math.max(...statements.map((one) => one.weight)) };
}
