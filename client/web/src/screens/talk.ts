/**
 * What is written in the room: the same events and fields that the command line writes, one batch for each press.
 *
 * - What is empty is left out: it is the default of its field, and not in the bytes.
 * - A question is marked as asked in the batch of its first answer; a second answer by the same person goes under it.
 * - "$0" is the id of the first entry of the same batch, "$1" that of the second.
 */
import type { CapturePlan, Certainty, Form, Id, NewEvent } from "../engine/port.ts";

export type Question = CapturePlan["questions"][number];

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

/** Return the event without what is its default; `must` holds the fields that have none. */
export function event(type: string, fields: Record<string, unknown>, must: Record<string, unknown> = {}): NewEvent {
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

/** Return a note without context; it carries the opportunity where one is known. */
export function jotEvents(text: string, opportunity: Id | null): NewEvent[] {
  return [event("jot.noted", { opportunity, text })];
}

/** Return the event that ends an interview. */
export function endEvents(opportunity: Id, interview: Id): NewEvent[] {
  return [{ type: "interview.ended", fields: { opportunity, interview } }];
}
