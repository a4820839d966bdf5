/**
 * The next question: what to ask now, of whom, and why, in words.
 *
 * The plan's order holds; without a plan, one is made up on the spot from whoever is there, and from everybody who is
 * known there where nobody was named. What is kept for the end comes last, and first once only five minutes are left.
 */

import { decimals, shortDecimals } from "../analysis/rounding.ts";
import { DEFAULTS, type Settings } from "../analysis/settings.ts";
import type { Id } from "../events/base.ts";
import type { Case, Interview, Mine } from "../journal/state.ts";
import { held, sortedBy } from "../order.ts";
import { nameOf } from "./matters.ts";
import { bestWeight } from "./pieces.ts";
import { type PlannedLine, planOf, plannedLine } from "./plan.ts";
import { planLines } from "./planner.ts";
import { type Prices, prices } from "./prices.ts";
import { MINUTE_MS } from "./replay.ts";
import { type Standing, mustHaveChance, mustHaveVerdict, standingOf } from "./standing.ts";
import type { AskWorth } from "./worth.ts";

export const MADE_UP_MINUTES = 45;

/**
 * One question for one person; `number` is its line of the plan, null for one that was made up on the spot.
 *
 * `worth`: what the answer is worth, in fit, in all its minutes; null where that cannot be told, or was not asked.
 */
export interface NextQuestion {
  number: number | null;
  who: string;
  about: string;
  text: string;
  minutes: number;
  late: boolean;
  reasons: string[];
  contact: Id | null;
  question: Id | null;
  worth: number | null;
}

/** What to ask now, the first first. `minutes_left` is null where no length was said. */
export interface NextQuestions {
  interview: string;
  minutes_left: number | null;
  questions: NextQuestion[];
}

/** How next questions are wanted: how many, and whether with what each is worth, which takes longer. */
export interface Wanted {
  readonly count?: number;
  readonly priced?: boolean;
  readonly settings?: Settings;
}

/** What the reasons are made of: what is known, and what the questions are worth, where that was wanted. */
export interface Asking {
  readonly mine: Mine;
  readonly standing: Standing;
  readonly known: Prices | null;
  readonly settings: Settings;
}

/** One line of a plan that waits, and one person whom it waits for. */
export interface Waiting {
  readonly line: PlannedLine;
  readonly contact: Id | null;
}

/** Return the best questions of `interview`, called `name`, at `nowMs` since 1970; three, unless more are wanted. */
export function nextQuestions(
  mine: Mine,
  opportunity: Case,
  interview: Interview,
  nowMs: number,
  name: string,
  wanted: Wanted = {},
): NextQuestions {
  const asking = askingOf(mine, opportunity, wanted);
  const waiting = waitingIn(mine, opportunity, interview, nowMs, wanted).slice(0, wanted.count ?? 3);
  return {
    interview: name,
    minutes_left: minutesLeft(interview, nowMs),
    questions: waiting.map((one) => questionOf(asking, interview, one)),
  };
}

/** Return what the reasons for asking at `opportunity` are made of. */
export function askingOf(
  mine: Mine,
  opportunity: Case,
  { priced = false, settings = DEFAULTS }: Wanted,
): Asking {
  const known = priced ? prices(mine, opportunity, null, settings) : null;
  return { mine, standing: standingOf(mine, opportunity, settings), known, settings };
}

/** Return every line that waits in `interview` at `nowMs`, with each of its people, the first first. */
export function waitingIn(
  mine: Mine,
  opportunity: Case,
  interview: Interview,
  nowMs: number,
  { settings = DEFAULTS }: Wanted = {},
): Waiting[] {
  return inTurn(linesOf(mine, opportunity, interview, settings), isHurried(interview, nowMs));
}

/** Return each of `lines` with each of its people that it waits for; what is kept for the end last, unless `hurried`. */
export function inTurn(lines: readonly PlannedLine[], hurried: boolean): Waiting[] {
  const pairs = lines.flatMap((line) => line.waiting.map((contact) => ({ line, contact })));
  return sortedBy(pairs, ({ line }) => [line.line.late !== hurried]);
}

/** Return whom a plan is made up for: those named for the interview, else everybody of the opportunity. */
export function presentIn(opportunity: Case, interview: Interview): readonly Id[] {
  return interview.contacts.length > 0 ? interview.contacts : [...opportunity.contacts.keys()];
}

/** Return whether so little time is left that what was kept for the end comes first. */
export function isHurried(interview: Interview, nowMs: number): boolean {
  const left = minutesLeft(interview, nowMs);
  return left !== null && left <= DEFAULTS.lateMinutes;
}

/** Return the whole minutes that are left of `interview`, all of them before it began; null without a length. */
export function minutesLeft(interview: Interview, nowMs: number): number | null {
  const length = interview.lengthMinutes;
  if (length === null || interview.started === null) return length;
  return Math.max(0, length - Math.floor(Math.max(0, nowMs - interview.started.at) / MINUTE_MS));
}

function linesOf(mine: Mine, opportunity: Case, interview: Interview, settings: Settings): PlannedLine[] {
  if (interview.agenda !== null) return planOf(mine, opportunity, interview);
  const length = interview.lengthMinutes || MADE_UP_MINUTES;
  const lines = planLines(mine, opportunity, presentIn(opportunity, interview), length, interview.id, settings);
  return lines.map((line, at) => plannedLine(mine, opportunity, at + 1, line, []));
}

/** Return a line that waits as the question that it is, with what speaks for it. */
export function questionOf(asking: Asking, interview: Interview, { line: one, contact }: Waiting): NextQuestion {
  const { standing, known } = asking;
  const price = known?.of(one.line.question, contact) ?? null;
  const reasons = [
    whyAsked(asking, one),
    whyOf(asking, one.line.criterion, contact, price),
    known?.idle(one.line.question) ?? "",
  ];
  return {
    number: interview.agenda === null ? null : one.number,
    who: contact === null ? "" : standing.people.name(contact),
    about: one.about,
    text: one.text,
    minutes: Math.floor(one.line.minutes / (one.asked.length + one.waiting.length)),
    late: one.line.late,
    reasons: reasons.filter((reason) => reason !== ""),
    contact,
    question: one.line.question,
    worth: price?.fit ?? null,
  };
}

/** Return what speaks for the question. */
function whyAsked({ mine, standing }: Asking, one: PlannedLine): string {
  const { criterion, reason } = one.line;
  if (criterion === null || !standing.matters.has(criterion)) {
    const [first = "", ...rest] = reason;
    return reason === "" ? "" : `${first.toUpperCase()}${rest.join("")}.`;
  }
  const name = nameOf(mine, criterion);
  const mustHave = standing.matters.mustHaves.get(criterion);
  if (mustHave !== undefined) {
    const p = decimals(mustHaveChance(mine, standing, mustHave));
    return `${name} is a must-have, and ${mustHaveVerdict(mine, standing, mustHave)} (${p}).`;
  }
  return `${weighs(standing, criterion, name)}${knownWords(standing, criterion)}.`;
}

function weighs(standing: Standing, criterion: Id, name: string): string {
  const { weights, method } = standing.matters;
  if (method === "") return `${name}: `;
  const weight = held(weights, criterion);
  const isMost = weight === Math.max(...weights.values());
  return `${name} weighs ${isMost ? `most (${decimals(weight)})` : decimals(weight)} and `;
}

function knownWords(standing: Standing, criterion: Id): string {
  const { coverage } = standing.believed(criterion);
  if (coverage === 0) return "nothing is known of it";
  const amount = coverage < DEFAULTS.lowCoverage ? "little" : "something";
  return `${amount} is known of it (coverage ${decimals(coverage)})`;
}

/** Return what speaks for asking this person. */
function whyOf(asking: Asking, criterion: Id | null, contact: Id | null, price: AskWorth | null): string {
  if (contact === null || criterion === null) return "";
  const { settings } = asking;
  const { people } = asking.standing;
  const worth = bestWeight(asking.mine, people, contact, criterion, settings);
  const isWhat = people.isBoss(contact) ? "would be your boss" : `is ${people.roleWords(contact)}`;
  const counts =
    worth >= settings.boss ? "full" : `${shortDecimals(worth)}, a boss's ${shortDecimals(settings.boss)}`;
  return `${people.name(contact)} ${isWhat}, so that word counts ${counts}${priceWords(price)}.`;
}

function priceWords(price: AskWorth | null): string {
  if (price === null || price.fit <= DEFAULTS.tolerance) return "";
  if (price.up_to) return `: worth up to ${decimals(price.fit, 4)} fit`;
  const minutes = price.minutes === 1 ? "minute" : "minutes";
  const all = `${decimals(price.fit, 4)} in ${price.minutes} ${minutes}`;
  return `: ${decimals(price.per_minute, 4)} fit a minute (${all})`;
}
