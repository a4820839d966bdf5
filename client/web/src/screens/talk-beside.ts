/**
 * What is written beside answers: flags, promises, what they asked, people, ratings. The first letter needs none of it.
 *
 * The same events and fields that the command line writes, one batch for each press.
 */
import type { Form, Id, NewEvent, Role } from "../engine/port.ts";
import { isNameless } from "./desk-last.ts";
import type { Last } from "./desk-last.ts";
import { answerEvents, event } from "./talk.ts";
import type { Answer, Room } from "./talk.ts";

export type Severity = "light" | "serious" | "severe";
export type Went = "well" | "so-so" | "badly";

/** How well I think my answer went, as the 1 to 5 of the log: three words leave the ends to a second look. */
const WENT: Record<Went, number> = { well: 4, "so-so": 3, badly: 2 };

/** Return a red flag and, before it, the `answer` it rests on where that was not saved yet. */
export function flagEvents(
  room: Room,
  flag: { text: string; severity: Severity; on: Id | null },
  answer: Answer | null,
): NewEvent[] {
  const first = answer === null ? [] : answerEvents(room, answer);
  const on = first.length > 0 ? `$${first.length - 1}` : flag.on;
  const severity = flag.severity === "serious" ? null : flag.severity;
  return [
    ...first,
    event("red-flag.raised", { ...room, text: flag.text, severity, evidence: on === null ? [] : [on] }),
  ];
}

export interface Promised {
  term: string;
  value: string;
  isWritten: boolean;
  who: Id | null;
  /** The day it was given, such as 2026-03-05. */
  day: string;
  /** The answer it was part of. */
  on: Id | null;
}

/** Return a promise and, before it, the `answer` it was part of where that was not saved yet. */
export function promiseEvents(room: Room, promised: Promised, answer: Answer | null): NewEvent[] {
  const first = answer === null ? [] : answerEvents(room, answer);
  const { term, value, day } = promised;
  const noted = event("commitment.noted", {
    ...room,
    term,
    value,
    contact: promised.who,
    medium: promised.isWritten ? "written" : "",
    day,
    answer: first.length > 0 ? `$${first.length - 1}` : promised.on,
  });
  return [...first, noted];
}

export interface Received {
  text: string;
  who: Id | null;
  mine: string;
  story: Id | null;
  went: Went | null;
}

/** Return what they asked me and, where I noted it, what I said. */
export function receivedEvents(room: Room, received: Received): NewEvent[] {
  const { text, who, mine, story, went } = received;
  const asked = event("question.received", { ...room, text, contact: who });
  const isAnswered = mine.trim() !== "" || story !== null || went !== null;
  if (!isAnswered) return [asked];
  const rating = went === null ? null : WENT[went];
  return [asked, event("my-answer.noted", { ...room, received: "$0", story, rating }, { text: mine })];
}

/** Return the corrections that say who it was: of each of `events` that could hold a name and holds none. */
export function namedEvents(opportunity: Id, { ids, events }: Pick<Last, "ids" | "events">, who: Id): NewEvent[] {
  return events.flatMap((said, at) => {
    const target = ids[at] ?? "";
    if (isNameless(said)) return [event("entry.corrected", { opportunity, target, patch: { contact: who } })];
    const isOpen = said.type === "question.asked" && said.fields["contacts"] === undefined;
    return isOpen ? [event("entry.corrected", { opportunity, target, patch: { contacts: [who] } })] : [];
  });
}

export interface Beginning {
  opportunity: Id;
  /** The planned interview that begins; null for one that was not planned. */
  interview: Id | null;
  contacts?: Id[];
  minutes?: number | null;
  kind?: string;
  medium?: string;
}

/** Return the event that begins an interview. */
export function startEvents(beginning: Beginning): NewEvent[] {
  const { opportunity, interview, contacts = [], minutes = null, kind = "", medium = "" } = beginning;
  return [event("interview.started", { opportunity, interview, kind, medium, contacts, length_minutes: minutes })];
}

/** Return the event that seals a gut feeling, 1 to 5. */
export function gutEvents(opportunity: Id, interview: Id, gut: number, words: string): NewEvent[] {
  return [event("impression.sealed", { opportunity, interview, gut, words: words.trim() })];
}

export interface Mark {
  answer: Id;
  criterion: Id;
  /** 1 to 5; null: read, and it says nothing on this. */
  rating: number | null;
  because: string;
  better: string;
}

/** Return the rating of one answer on one criterion; `form`: that of the answer, where it was not said before. */
export function ratingEvents(opportunity: Id, interview: Id, mark: Mark, form: Form | null = null): NewEvent[] {
  const { answer, criterion, rating, because, better } = mark;
  const isGeneral = form === null || form === "general"; // which it is unsaid
  const formed = isGeneral ? [] : [event("entry.corrected", { opportunity, target: answer, patch: { form } })];
  return [...formed, event("answer.rated", { opportunity, interview, answer, criterion, rating, rationale: because, better })];
}

/** Return a person of the opportunity. */
export function contactEvents(opportunity: Id, name: string, role: Role): NewEvent[] {
  return [
    event("contact.added", { opportunity, name, role: role === "other" ? null : role, will_be_boss: role === "boss" }),
  ];
}

/** Return a new opportunity with the checklist that every one begins with. */
export function openEvents(firm: string, role: string, steps: readonly { kind: string; text: string }[]): NewEvent[] {
  const opened = event("opportunity.opened", { firm, role });
  return [opened, ...steps.map(({ kind, text }) => event("prep-step.planned", { opportunity: "$0", kind, text }))];
}

/** Return a to-do to ask something by mail: what is best had in writing. */
export function mailEvents(opportunity: Id, text: string, question: Id | null, contact: Id | null): NewEvent[] {
  return [event("follow-up.planned", { opportunity, channel: "mail", contact, question, text }, { kind: "ask" })];
}
