/**
 * What is to be done after an interview: thanks, questions, reminders, things to send.
 *
 * - Due by default: thanks 1 day after, anything else 3 days after; without a reply, look again 7 days after sending.
 * - A to-do that was sent waits; one of no particular kind is done with. Thanks that were answered are done; a question
 *   that they replied to, without an answer to note, is looked at again 3 days after the reply.
 * Days are calendar days where the person was, and today is an argument.
 */

import { DEFAULTS, type Settings } from "../analysis/settings.ts";
import type { FollowUpPlanned } from "../events/after.ts";
import type { Id } from "../events/base.ts";
import type { Todo } from "../journal/items.ts";
import { Case, type Mine } from "../journal/state.ts";
import { sortedBy } from "../order.ts";
import { type People, peopleOf } from "./people.ts";
import { wording } from "./plan.ts";
import { dayOf } from "./view.ts";

export type TodoState = "overdue" | "due" | "planned" | "look again" | "waiting";

/** The kind of a to-do that its own text says: no word stands before it, and once it is done nobody is to reply. */
export const PLAIN = "other";
const WANTS_AN_ANSWER: readonly string[] = ["ask", "chase", "reference", "reach-out"];
const LAST_DAY = "9999-12-31";
const DAY_MS = 86_400_000;
const WORDS: ReadonlyMap<string, string> = new Map([
  ["thanks", "thanks to {who}"],
  ["ask", "ask {who}"],
  ["chase", "remind {who}"],
  ["send", "send to {who}"],
  ["reference", "ask {who} for a reference"],
  ["reach-out", "reach out to {who}"],
]);

/** A to-do that is not done with, small enough to keep: `day` is when it is due, or to be looked at again. */
export interface TodoBrief {
  id: Id;
  kind: string;
  words: string;
  day: string | null;
  waits: boolean;
}

/** One to-do of a list; `opportunity` is empty for one that belongs to none. */
export interface TodoRow {
  id: Id;
  opportunity: string;
  kind: string;
  words: string;
  day: string | null;
  state: TodoState;
}

/** Return the day that comes `days` after `day`; no calendar goes on after the last one of the year 9999. */
export function daysAfter(day: string, days: number): string {
  const later = Math.min(Date.parse(day) + days * DAY_MS, Date.parse(LAST_DAY));
  return new Date(later).toISOString().slice(0, LAST_DAY.length);
}

/** Return when a to-do of this `kind`, which came up on `day`, is due. */
export function defaultDue(kind: string, day: string, settings: Settings = DEFAULTS): string {
  return daysAfter(day, kind === "thanks" ? settings.thanksDays : settings.afterReplyDays);
}

/** Return the day to look again at a to-do that was sent; null before that, and when it is done with. */
export function lookAgain(todo: Todo, settings: Settings = DEFAULTS): string | null {
  const { sent, answered, dropped, event } = todo;
  if (dropped !== null) return null;
  if (answered !== null) {
    if (!WANTS_AN_ANSWER.includes(event.kind) || answered.event.answer !== null) return null;
    return daysAfter(dayOf(answered.at, answered.offset), settings.afterReplyDays);
  }
  if (sent === null || event.kind === PLAIN) return null;
  return daysAfter(dayOf(sent.at, sent.offset), settings.afterSilenceDays);
}

/** Return the to-do as a person reads it: ask Ana by mail: office days, who decides. */
export function todoWords(mine: Mine, opportunity: Case | null, people: People, event: FollowUpPlanned): string {
  const who = event.contact === null ? "them" : people.name(event.contact);
  if (event.kind === PLAIN && event.text !== "") return event.contact === null ? event.text : `${event.text} (${who})`;
  const pattern = WORDS.get(event.kind) ?? event.kind + (event.contact === null ? "" : " {who}");
  const words = pattern.replaceAll("{who}", () => who) + (event.channel === "" ? "" : ` by ${event.channel}`);
  const isOfBank = event.text === "" && event.question !== null && opportunity !== null;
  const text = isOfBank ? wording(mine, opportunity, event.question, "") : event.text;
  return text === "" ? words : `${words}: ${text}`;
}

/** Return what is to be done or waited for in `opportunity`, or, without one, in no opportunity. */
export function briefs(mine: Mine, opportunity: Case | null = null): TodoBrief[] {
  const people = peopleOf(mine, opportunity ?? new Case(""));
  const rows: TodoBrief[] = [];
  for (const todo of (opportunity ?? mine).todos.values()) {
    const again = lookAgain(todo);
    if (!todo.isOpen && again === null) continue;
    const words = todoWords(mine, opportunity, people, todo.event);
    const day = todo.isOpen ? todo.event.due : again;
    rows.push({ id: todo.id, kind: todo.event.kind, words, day, waits: !todo.isOpen });
  }
  return rows;
}

/** Return the list of all to-dos, given as [opportunity, to-do]: by day, the undated last. */
export function todoRows(some: Iterable<readonly [string, TodoBrief]>, today: string): TodoRow[] {
  const rows = Array.from(some, ([opportunity, todo]): TodoRow => {
    const { id, kind, words, day } = todo;
    return { id, opportunity, kind, words, day, state: stateOf(todo, today) };
  });
  return sortedBy(rows, (row) => [row.day ?? LAST_DAY, row.id]);
}

function stateOf({ day, waits }: TodoBrief, today: string): TodoState {
  const isAhead = day === null || day > today;
  if (waits) return isAhead ? "waiting" : "look again";
  if (isAhead) return "planned";
  return day === today ? "due" : "overdue";
}
