/**
 * What is written in the room: the same events and fields that the command line writes, one batch for each press.
 *
 * - What is empty is left out: it is the default of its field, and not in the bytes.
 * - A question is marked as asked in the batch of its first answer; a second answer by the same person goes under it.
 * - "$0" is the id of the first entry of the same batch, "$1" that of the second.
 */
import type { CapturePlan, Certainty, Form, Id, NewEvent, Role } from "../engine/port.ts";

export type Question = CapturePlan["questions"][number];
export type Severity = "light" | "serious" | "severe";
export type Went = "well" | "so-so" | "badly";

/** The opportunity and the interview that everything written belongs to. */
export interface Room {
  opportunity: Id;
  interview: Id | null;
}

/**
 * What an answer is to: a line of the plan, a question of my own, or an answer that is followed up.
 *
 * `asked`: what that answer was to. A follow-up without words of its own goes under it: there is no question without words.
 */
export type Target =
  | { kind: "line"; agenda: Id | null; question: Question }
  | { kind: "own"; text: string }
  | { kind: "follow"; answer: Id; asked: Id | null; text: string };

export interface Answer {
  target: Target;
  who: Id | null;
  text: string;
  form: Form | null;
  certainty: Certainty;
}

/** How well I think my answer went, as the 1 to 5 of the log: three words leave the ends to a second look. */
const WENT: Record<Went, number> = { well: 4, "so-so": 3, badly: 2 };

/** Return the event without what is its default; `must` holds the fields that have none. */
function event(type: string, fields: Record<string, unknown>, must: Record<string, unknown> = {}): NewEvent {
  const said = Object.entries(fields).filter(([, value]) => !isDefault(value));
  return { type, fields: { ...Object.fromEntries(said), ...must } };
}

function isDefault(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === "" ||
    value === false ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** Return the question marked as asked, if it is not yet, and the answer under it. */
export function answerEvents(room: Room, answer: Answer): NewEvent[] {
  const { target, who, text, form, certainty } = answer;
  const before = askedBefore(target, who);
  const isQuestion = target.kind === "line" || target.text.trim() !== "";
  const asking = before === null && isQuestion ? [askedEvent(room, target, who)] : [];
  const asked = before ?? (asking.length > 0 ? "$0" : null);
  const about = {
    asked,
    contact: who,
    form: form === "general" ? null : form,
    certainty: certainty === "fairly" ? null : certainty,
  };
  return [...asking, event("answer.noted", { ...room, ...about }, { text })];
}

/**
 * Return the entry that marked the question as asked: a line of the plan of this person, or of nobody in particular; for
 * a follow-up without words, whatever its answer was to.
 */
function askedBefore(target: Target, who: Id | null): Id | null {
  if (target.kind === "follow" && target.text.trim() === "") return target.asked;
  if (target.kind !== "line") return null;
  const fits = target.question.askings.filter(
    ({ contacts }) => who === null || contacts.length === 0 || contacts.includes(who),
  );
  return fits.at(-1)?.id ?? null;
}

function askedEvent(room: Room, target: Target, who: Id | null): NewEvent {
  if (target.kind === "own") return event("question.asked", { ...room, text: target.text, contacts: listOf(who) });
  if (target.kind === "follow") {
    return event("question.asked", { ...room, text: target.text, contacts: listOf(who), follow_up_of: target.answer });
  }
  const { question, agenda } = target;
  return event("question.asked", {
    ...room,
    question: question.id,
    text: question.id === null ? question.text : "",
    contacts: who === null ? question.contacts : [who],
    agenda,
    line: agenda === null ? null : question.n,
  });
}

function listOf(who: Id | null): Id[] {
  return who === null ? [] : [who];
}

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

/** Return a note without context; it carries the opportunity where one is known. */
export function jotEvents(text: string, opportunity: Id | null): NewEvent[] {
  return [event("jot.noted", { opportunity, text })];
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

/** Return the event that ends an interview. */
export function endEvents(opportunity: Id, interview: Id): NewEvent[] {
  return [{ type: "interview.ended", fields: { opportunity, interview } }];
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
