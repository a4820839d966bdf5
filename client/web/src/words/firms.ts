/** The words of the list of firms, of one firm's page, and of a new opportunity. */
import type { FirmPage, FirmRow, Role } from "../engine/port.ts";
import { en } from "./en.ts";
import { joined, listed, many } from "./lists.ts";
import { dayAndClock, shortDay } from "./when.ts";

type Fit = NonNullable<FirmPage["fit"]>;
type Interview = FirmPage["interviews"][number];
type Promise_ = FirmPage["promises"][number];

/** How much is known, in words, by the least coverage that each is true of. */
const KNOWN: readonly [number, string][] = [
  [0.95, "Nearly all of what counts is known"],
  [0.8, "Most of what counts is known"],
  [0.71, "About three quarters of what counts is known"],
  [0.6, "About two thirds of what counts is known"],
  [0.42, "About half of what counts is known"],
  [0.28, "About a third of what counts is known"],
  [0.1, "Little of what counts is known"],
  [0.005, "Almost nothing of what counts is known"],
];

export const firms = {
  title: "Firms",
  search: "Firm, person, or anything noted",
  clear: "Empty the search box",
  none: "No firm yet",
  noneText: "An opportunity is a job at a firm. Open one, and everything you hear of it has a place.",
  nothing: (typed: string) => `Nothing here has “${typed}”`,
  nothingText: "Names of firms and people, roles, and what was noted last are searched.",
  open: "New opportunity",
  want: "What I want",
  noPeople: "Nobody named yet",
  found: (count: number) => `${many(count, "firm")} found`,
};

export const firm = {
  back: "Back to firms",
  mustHaves: "Must-haves",
  before: "before any score",
  known: "What I know",
  weight: "weight",
  unknown: "unknown",
  contradictions: "Contradictions",
  promises: "Promises",
  flags: "Flags",
  facts: "Noted last",
  interviews: "Interviews",
  likely: "Fit, likely",
  to: "to",
  coverage: "coverage",
  present: "present job",
  noHeadline: "Nothing is known yet",
  noFitText: "Fit is unknown: no answer is rated yet.",
  written: "in writing",
  spoken: "not in writing",
  open: "open",
  explained: "explained",
  states: { met: "met", open: "open", failed: "not met" },
  askNext: "What to ask next",
  report: "Report",
  interview: (number: number) => `Interview ${number}`,
  planned: "planned",
  runs: "running",
  begin: "Start an interview now",
  runningHead: "An interview is running",
  running: "It was started and has not ended. End it there first.",
  goOn: "Go to it",
  fact: "What was noted",
};

export const opening = {
  title: "New opportunity",
  firm: "Firm",
  firmHelp: "The name as you would search for it when the phone rings.",
  role: "Job",
  roleHelp: "Such as data engineer. May stay empty.",
  stage: "Where it stands",
  go: (name: string) => (name === "" ? "Open it" : `Open ${name}`),
  missing: "The firm has no name yet.",
  long: (most: number) => `At most ${most} letters.`,
  there: (name: string) => `There already: ${name}.`,
  toThere: "Go to it",
  opened: (name: string) => `Opened: ${name}`,
};

/** A person with the role, if that says anything: Ana (boss). */
export function person(one: { name: string; role: Role }): string {
  const role = en.roles[one.role];
  return role === "" ? one.name : `${one.name} (${role})`;
}

/** Everybody who was met there: Ana (boss), Ben (peer). */
export function everybody(row: FirmRow): string {
  return row.people.map(person).join(", ");
}

/** How much of what counts is known. */
export function knownWords(coverage: number): string {
  return KNOWN.find(([least]) => coverage >= least)?.[1] ?? "Nothing of what counts is known yet";
}

/** What a screen reader says of the axis; `two` prints a number. */
export function axisWords(fit: Fit, two: (value: number) => string): string {
  const present = `present job ${two(fit.baseline)}`;
  return `Fit ${two(fit.fit)}, likely ${two(fit.low)} to ${two(fit.high)}, ${present}`;
}

/** What a screen reader says of a bar: 77 percent known. */
export function barWords(coverage: number): string {
  const percent = Math.floor(coverage * 100 + 0.5);
  return percent === 0 ? "nothing known" : `${percent} percent known`;
}

/** Who promised what, how, when: Ana, 5 Mar. */
export function promiseNote(promise: Promise_, now: number): string {
  return joined([promise.who, shortDay(promise.at_ms, now)]);
}

/** When an interview was, and with whom: Thu 5 Mar, 14:30 · Ana and Ben. */
export function interviewNote(interview: Interview): string {
  return joined([dayAndClock(interview.at_ms), listed(interview.people)], " · ");
}

/** The rows that have every word that was typed. */
export function matching(rows: readonly FirmRow[], typed: string): FirmRow[] {
  const words = typed.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return rows.filter((row) => words.every((word) => row.search.toLowerCase().includes(word)));
}
