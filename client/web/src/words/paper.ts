/**
 * The words of the paper key: each one by its name and since when it is there, what is known of it, what to do next.
 *
 * Where there are two, no sentence says "it": each names the key that it is about.
 */
import type { DevicesPage } from "../engine/devices-page.ts";
import type { Status } from "../engine/port.ts";
import { capital, listed, many } from "./lists.ts";
import { daysBetween, shortDay } from "./when.ts";

type Row = DevicesPage["rows"][number];

/** From so many days on, a paper key that was not tried stands first on the page. */
export const PAPER_DAYS = 180;

/** A paper key that is in force. `endsHere`: this phone may end it, and does when it makes a new one. */
export interface PaperKey {
  id: string;
  name: string;
  sinceMs: number;
  triedMs: number | null;
  endsHere: boolean;
}

export const paper = {
  title: "Paper key",
  back: "Back to devices",
  step: (at: number) => `${at} of 3`,
  about: "24 words open the whole journal if every device is lost. Whoever has them can read it. Nobody can send you new ones.",
  each: "Each of them opens the whole journal if every device is lost.",
  ready: "Have paper and a pen at hand. The words stay on this screen until you have checked them; nobody can show them later.",
  make: "Show the words",
  makeAgain: "Make a new one",
  making: "Making the words",
  write: (name: string, day: string) => `Write on top: ${name}, ${day}. Then the words, in this order.`,
  written: "I have written them",
  checkHead: "Check your paper",
  checkText: "Type these three words from your paper.",
  word: (number: number) => `Word ${number}`,
  wrong: (number: number) => `That is not word ${number}. Look at your paper.`,
  look: "Back to the words",
  check: "Check",
  confirming: "Putting it in force",
  done: (name: string) => `${name} is in force`,
  doneText: "Keep the paper where you keep what must not be lost, and not beside this phone.",
  doneNext: (name: string) => `Next: try ${name} once, in two minutes. Only that proves that what you wrote opens the journal.`,
  finish: "To the devices",
  needServer: "A paper key opens what a server holds. Name a server first.",
  try: (isOneOfSeveral: boolean) => (isOneOfSeveral ? "Try one" : "Try it"),
  tryElsewhere: "To try it: on a computer, type twoway recover --drill. It proves that the paper alone opens the whole journal, and changes nothing.",
  tryAsk: "Type the words from your paper. They prove that the paper alone opens the whole journal; nothing is changed.",
  tryAny: (names: readonly string[]) => `${listed(names)}: type the words of one of them, and you are told which one it is.`,
  tryLabel: "The 24 words",
  tryHint: "Four letters of each are enough. They are not kept.",
  tryCount: (count: number) => (count === 0 ? "The words are missing." : `These are ${many(count, "word")}. 24 are needed.`),
  tryGo: "Try it",
  trying: "Opening the journal with the paper alone",
  tried: (name: string) => `${name} opens everything`,
  triedText: (entries: number) => `${many(entries, "entry")} opened with the words alone, all signatures good.`,
};

export const paperCard = {
  title: "Paper key",
  titles: "Paper keys",
  about: "24 words, senior to every device.",
  none: "There is none. If every device is lost, the journal is lost.",
  make: "Make a paper key",
  /** `name`: which one, where there are several. */
  try: (name: string) => (name === "" ? "Try it, 2 min" : `Try ${name}, 2 min`),
  again: (isOneOfSeveral: boolean) => (isOneOfSeveral ? "Try one again, 2 min" : "Try it again, 2 min"),
};

/**
 * Return the paper keys in force, the oldest first; by a number where there are, or were, several.
 *
 * `hasFirst`: whether the words of the first one are on paper: else it is in the list, and nobody can use it.
 */
export function papersOf(rows: readonly Row[], hasFirst: boolean): PaperKey[] {
  const standing = rows.filter((row, at) => row.is_paper && !row.is_revoked && (hasFirst || at > 0));
  return standing.map((row) => ({
    id: row.id,
    name: standing.length > 1 ? numbered(row.name) : paperName(row.name),
    sinceMs: row.since_ms,
    triedMs: row.tried_ms,
    endsHere: row.may_revoke,
  }));
}

/** What a paper key is called where it is the only one: a later one by its number all the same. */
export function paperName(name: string): string {
  return /\d$/.test(name) ? numbered(name) : paperCard.title;
}

function numbered(name: string): string {
  return `${paperCard.title} ${/\d+$/.exec(name)?.[0] ?? 1}`;
}

/** What the one that is being made will be called. */
export function nextName(rows: readonly Row[], hasFirst: boolean): string {
  const made = rows.filter((row) => row.is_paper).length;
  if (hasFirst) return `${paperCard.title} ${made + 1}`;
  return made > 1 ? numbered("") : paperCard.title;
}

/** Since when it is there: Since 5 Mar; Since today. */
export function sinceWords({ sinceMs }: PaperKey, now: number): string {
  return `Since ${daysBetween(sinceMs, now) === 0 ? "today" : shortDay(sinceMs, now)}`;
}

/** Whether it was tried from this phone, and what came of it. */
export function triedWords({ triedMs }: PaperKey, now: number): string {
  if (triedMs === null) return "Not tried on this phone yet.";
  const days = daysBetween(triedMs, now);
  const when = days < 1 ? "today" : days === 1 ? "yesterday" : `${many(days, "day")} ago`;
  return `Last tried ${when}: it opened the whole journal.`;
}

/** The one to be tried next: the newest of those that never were; null where each was. */
export function untried(keys: readonly PaperKey[]): PaperKey | null {
  return keys.findLast((key) => key.triedMs === null) ?? null;
}

/** What a key is called in a sentence: the only one has no name that stands by itself. */
function called({ name }: Pick<PaperKey, "name">): string {
  return name === paperCard.title ? "your paper key" : name;
}

/** What is to be done next; empty where nothing is. */
export function nextWords(keys: readonly PaperKey[]): string {
  const key = untried(keys);
  return key === null ? "" : `Next: try ${called(key)}, in two minutes. Only that proves that the paper opens the journal.`;
}

/** What a new one does to those that are there, each by its name. */
export function fateWords(keys: readonly PaperKey[], made: string): string {
  const [ended, stay] = [true, false].map((endsHere) => keys.filter((key) => key.endsHere === endsHere).map(called)) as [string[], string[]];
  const is = (names: string[], one: string, more: string): string => capital(`${listed(names)} ${names.length === 1 ? one : more}`);
  return [
    `The new one will be ${made}. It counts once you have checked its words.`,
    ended.length === 0 ? "" : `${is(ended, "ends", "end")} then, and ${ended.length === 1 ? "its" : "their"} words open nothing new.`,
    stay.length === 0 ? "" : `${is(stay, "stays", "stay")} valid beside it. To end ${listed(stay)}: twoway devices paper, on a computer.`,
  ]
    .filter((words) => words !== "")
    .join(" ");
}

/** What became of those that were there before, once a new one is in force; empty where there were none. */
export function endedWords(before: readonly PaperKey[]): string {
  return before
    .map((key) => `${earlier(key)} ${key.endsHere ? "has ended: destroy its paper." : "is still valid: keep its paper as safe as this one."}`)
    .join(" ");
}

/** What one is called beside a newer one. */
function earlier({ name }: PaperKey): string {
  return name === paperCard.title ? "The earlier paper key" : name;
}

/** Whether the paper key comes first on the page: there is none, the newest was never tried, or not for long. */
export function isPaperUrgent(status: Status["paper"], keys: readonly PaperKey[] | null, now: number): boolean {
  const newest = keys?.at(-1);
  const tried = newest === undefined ? status : (newest.triedMs ?? "untried");
  return status === "none" || typeof tried === "string" || daysBetween(tried, now) > PAPER_DAYS;
}
