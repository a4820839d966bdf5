/**
 * The decision report: what the notes say, in words, with the recommendation that the rules of deciding give.
 *
 * The program recommends and the person decides. Reasons and gaps are three each at most, the weightiest first.
 */

import type { Action } from "../analysis/decision.ts";
import { decimals, shortDecimals } from "../analysis/rounding.ts";
import { DEFAULTS, type Settings } from "../analysis/settings.ts";
import type { Id, Money } from "../events/base.ts";
import type { Case, Mine } from "../journal/state.ts";
import { largest, sortedBy } from "../order.ts";
import { agreement } from "./agreement.ts";
import { type Deciding, type Recommended, isThin } from "./deciding.ts";
import { type CriterionRow, type FitReport, type MustHaveRow, fitReport } from "./fit.ts";
import { type FlagRow, flagRows } from "./flags.ts";
import { promisedIn, writtenSince } from "./kept.ts";
import { nameOf } from "./matters.ts";
import { listed, peopleOf } from "./people.ts";
import { wording } from "./plan.ts";
import { worthAsking } from "./planner.ts";
import { firstShare } from "./race.ts";
import { neverAsked } from "./unasked.ts";
import { moment } from "./view.ts";

const MOST = 3;

/** A question worth asking; `writing`: its answer is best had in writing. */
export interface Ask {
  text: string;
  people: string[];
  about: string;
  minutes: number;
  writing: boolean;
}

/** Something that was promised, by whom, how and when; `written_since`: the day since which it is in writing. */
export interface Promised {
  id: Id;
  term: string;
  value: string;
  money: Money | null;
  who: string;
  medium: string;
  at: string;
  written_since: string | null;
}

/** Page one, and what stands behind it. `word`: the recommendation with all that it rests on. */
export interface Report {
  opportunity: string;
  firm: string;
  role: string;
  stage: string;
  action: Action;
  line: string;
  reasons: string[];
  gaps: string[];
  ask: Ask[];
  never_asked: string[];
  flags: FlagRow[];
  promises: Promised[];
  fit: FitReport;
  word: Deciding;
}

/** Return the report on `opportunity`, which is called `name`; `word`: what deciding says of it. */
export function report(
  mine: Mine,
  opportunity: Case,
  name: string,
  word: Deciding,
  settings: Settings = DEFAULTS,
): Report {
  const fit = fitReport(mine, opportunity, name, settings);
  const flags = flagRows(mine, opportunity);
  const opened = opportunity.opened?.event;
  return {
    opportunity: name,
    firm: opened?.firm ?? "",
    role: opened?.role ?? "",
    stage: stageOf(opportunity),
    action: word.action,
    line: lineOf(word, name),
    reasons: reasonsFor(fit, flags, word).slice(0, MOST),
    gaps: gapsIn(mine, opportunity, fit, settings).slice(0, MOST),
    ask: asksOf(mine, opportunity, settings),
    never_asked: neverAsked(mine, opportunity),
    flags,
    promises: promisesOf(mine, opportunity),
    fit,
    word,
  };
}

/** Return how far it has come: the stage, and what was decided; of what is closed, how it ended. */
export function stageOf(opportunity: Case): string {
  if (opportunity.closed !== null) return `closed, ${opportunity.closed.event.outcome}`;
  const decided = [...opportunity.decisions.values()].at(-1);
  return decided === undefined ? opportunity.stage : `${opportunity.stage}, decided: ${decided.event.action}`;
}

/** Return the recommendation in a sentence. */
export function lineOf(word: Recommended, name: string): string {
  const hasFailed = word.reasons.includes("must-have failed");
  const thin = isThin(word.coverage) ? ", but most of what matters is unknown" : "";
  const whyNot = hasFailed ? "a must-have has failed" : `what you have is worth more${thin}`;
  const [lever] = word.levers;
  const wanted = lever === undefined || hasFailed ? "a must-have has failed" : `ask for ${lever.term}, in writing`;
  const lines: Record<Action, string> = {
    WITHDRAW: `WITHDRAW from ${name}: ${whyNot}.`,
    DECLINE: `DECLINE ${name}: ${whyNot}.`,
    "ASK MORE": `ASK MORE about ${name}, before you go on.`,
    CONTINUE: `CONTINUE with ${name}.`,
    ACCEPT: `ACCEPT ${name}.`,
    NEGOTIATE: `NEGOTIATE with ${name}: ${wanted}.`,
  };
  return lines[word.action];
}

/** Return what speaks for the recommendation, the weightiest first. */
function reasonsFor(fit: FitReport, flags: readonly FlagRow[], word: Deciding): string[] {
  const failed = fit.must_haves.filter((row) => row.verdict === "failed");
  const open = fit.must_haves.filter((row) => row.verdict === "open");
  const severe = flags.filter((row) => row.open && row.severity === "severe");
  const reasons = [...failed, ...open].map(mustHaveWords);
  reasons.push(...severe.map((row) => `a severe flag is open: ${row.text}`));
  if (isThin(fit.coverage)) {
    reasons.push(`most of what matters is unknown: coverage ${decimals(fit.coverage)}`);
  }
  reasons.push(...valuesWords(word));
  if (fit.coverage > 0) reasons.push(inTheRace(word)); // where nothing is known the shares are those of dice
  reasons.push(besidePresent(fit));
  const known = fit.criteria.filter((row) => row.from.length > 0);
  const most = largest(known, (row) => [row.weight * row.coverage, row.weight]);
  if (most !== undefined) reasons.push(`it rests on ${most.name}: ${voicesWords(most)}`);
  return reasons;
}

/** Return what asking for more is worth beside a plain yes, where that is the word. */
function valuesWords(word: Deciding): string[] {
  if (word.negotiate === null || !word.reasons.includes("negotiating is worth most")) return [];
  const [asking, taking] = [decimals(word.negotiate, 3), decimals(word.accept, 3)];
  return [`negotiating is worth ${asking}, accepting as it stands ${taking}`];
}

function inTheRace(word: Deciding): string {
  const [best] = word.race.runners;
  const share = `${best?.name ?? ""} is best in ${decimals(firstShare(best))} of the cases`;
  return word.race.clear ? `a clear winner: ${share}` : `no clear winner: ${share}`;
}

function mustHaveWords(row: MustHaveRow): string {
  const negotiable = row.negotiable && row.verdict === "failed" ? ", negotiable" : "";
  return `${row.name} ${row.verdict} (${decimals(row.chance)}${negotiable}): ${row.reason}`;
}

function besidePresent(fit: FitReport): string {
  const [low, high] = fit.range80;
  const said = `fit ${decimals(fit.fit)}, your present job ${decimals(fit.baseline)}`;
  if (fit.baseline_coverage === 0) return `fit ${decimals(fit.fit)}; your present job is not rated`;
  if (low <= fit.baseline && fit.baseline <= high) {
    return `${said}: too close to call, the range is ${decimals(low)} to ${decimals(high)}`;
  }
  return `${said}: ${fit.baseline < low ? "above" : "below"} it by more than the range`;
}

function voicesWords(row: CriterionRow): string {
  return row.from.map((voice) => `${voice.name} ${shortDecimals(voice.rating)}`).join(", ");
}

/** Return what is missing, the weightiest first. */
function gapsIn(mine: Mine, opportunity: Case, fit: FitReport, settings: Settings): string[] {
  const grid = agreement(mine, opportunity, fit.opportunity, settings);
  const contradicted = grid.criteria.filter((row) => row.contradiction);
  const gaps = contradicted.map((row) => `${row.name}: what was said contradicts itself`);
  const poor = fit.criteria.filter((row) => isThin(row.coverage));
  for (const row of sortedBy(poor, (one) => [-one.weight * (1 - one.coverage)])) {
    const who = listed(row.from.map((voice) => voice.name));
    const only = `${row.name}: only ${who}, coverage ${decimals(row.coverage)}`;
    gaps.push(row.from.length > 0 ? only : `${row.name}: unknown`);
  }
  if (!grid.boss_asked) gaps.push("your future boss was not asked anything that matters");
  if (fit.baseline_coverage < 1 - DEFAULTS.tolerance) {
    gaps.push("your present job is not rated on all that matters");
  }
  return gaps;
}

function asksOf(mine: Mine, opportunity: Case, settings: Settings): Ask[] {
  const people = peopleOf(mine, opportunity);
  return worthAsking(mine, opportunity, settings).map((line) => ({
    text: wording(mine, opportunity, line.question, line.text),
    people: line.contacts.map((contact) => people.name(contact)),
    about: line.about || (line.criterion === null ? "" : nameOf(mine, line.criterion)),
    minutes: line.minutes,
    writing: line.question === null ? true : (mine.questions.get(line.question)?.event.in_writing ?? true),
  }));
}

/** Return what was promised, in lived order. */
export function promisesOf(mine: Mine, opportunity: Case): Promised[] {
  const people = peopleOf(mine, opportunity);
  return promisedIn(opportunity).map((fact) => ({
    id: fact.id,
    term: fact.event.term,
    value: fact.event.value,
    money: fact.event.money,
    who: fact.event.contact === null ? "" : people.name(fact.event.contact),
    medium: fact.event.medium || "spoken",
    at: moment(fact.at, fact.offset),
    written_since: writtenSince(opportunity, fact),
  }));
}
