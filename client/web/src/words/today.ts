/** The words of today: interviews, what is left to prepare, what is due, what waits to be rated or filed. */
import type { Role, Today } from "../engine/port.ts";
import { en } from "./en.ts";
import { capital, joined, listed, many } from "./lists.ts";
import { ahead, calendarDay, clock, daysBetween, longDay } from "./when.ts";

type Interview = Today["interviews"][number];
type Todo = Today["todos"][number];

const MINUTE_MS = 60_000;

/** Roles worth naming beside a person: those that change what one would ask. */
const NAMED: ReadonlySet<Role> = new Set(["boss", "leader", "hr", "recruiter", "predecessor"]);

export const today = {
  title: "Today",
  search: "Search firms and people",
  prep: "Prep left",
  due: "Follow-ups due",
  later: "Follow-ups later",
  unrated: "Answers to rate",
  jots: "Jots to file",
  others: "Also planned",
  first: "First question:",
  done: (text: string) => `Done: ${text}`,
  sent: "Sent",
  replied: "They replied",
  rate: "Rate",
  file: "File",
  emptyHead: "Nothing is due",
  emptyText: "No interview is planned, no follow-up waits, every answer is rated.",
  newcomer: "A firm that you talk to begins with its name. Interviews, questions and follow-ups hang under it.",
  open: "New opportunity",
  write: "Write a note",
  toldDone: (text: string) => `Done: ${text}`,
  toldSent: (what: string) => `Sent: ${what}`,
  toldReplied: (what: string) => `Reply noted: ${what}`,
  undone: "Taken back",
  undo: "Undo",
};

/** Who is there: Ana (boss) and Ben. */
export function people(some: readonly { name: string; role: Role }[]): string {
  return listed(some.map(({ name, role }) => (NAMED.has(role) ? `${name} (${en.roles[role]})` : name)));
}

/** What the card is headed with: Acme, with Ana (boss) and Ben. */
export function interviewLine(interview: Interview): string {
  return interview.people.length === 0 ? interview.firm : `${interview.firm}, with ${people(interview.people)}`;
}

/** When and how: In 40 minutes · 14:30 to 15:15 · video. */
export function interviewTime(interview: Interview, now: number): string {
  const { starts_ms: starts, length_minutes: length, medium } = interview;
  if (interview.is_open) return joined([starts === null ? "Running" : `Running since ${clock(starts)}`, medium], " · ");
  if (starts === null) return joined(["No time set", medium], " · ");
  const span = length === null ? clock(starts) : `${clock(starts)} to ${clock(starts + length * MINUTE_MS)}`;
  return joined([capital(how(starts, now)), span, medium], " · ");
}

function how(starts: number, now: number): string {
  if (starts < now - MINUTE_MS) return daysBetween(starts, now) === 0 ? `planned for ${clock(starts)}` : longDay(starts);
  return daysBetween(now, starts) > 1 ? longDay(starts) : ahead(starts, now);
}

/** What the main button says: Start Acme, 14:30. */
export function startWords(interview: Interview): string {
  if (interview.is_open) return `Go on with ${interview.firm}`;
  return joined([`Start ${interview.firm}`, interview.starts_ms === null ? "" : clock(interview.starts_ms)]);
}

/** How much is left to prepare: 2 left of 5, about 10 min. */
export function prepLeft(left: number, all: number, minutes: number): string {
  return joined([`${left} left of ${all}`, minutes > 0 ? `about ${minutes} min` : ""]);
}

/** How late a follow-up is, as a word of its own; empty where it is not. */
export function lateness(todo: Todo): string {
  return todo.days_late > 0 ? `${many(todo.days_late, "day")} late` : "";
}

/** What stands under a follow-up beside how late it is: Acme, Ana · today. */
export function todoNote(todo: Todo, now: number): string {
  const day = todo.due === null || todo.days_late > 0 ? "" : calendarDay(todo.due, now);
  return capital(joined([todo.about, todo.waits ? joined(["no reply yet", day && `look again ${day}`]) : day], " · "));
}

/** What waits to be rated: 5 answers. */
export function unratedWords(count: number): string {
  return many(count, "answer");
}

/** What the main button says where nothing is planned and answers wait. */
export function rateWords(firm: string): string {
  return `Rate the answers, ${firm}`;
}
