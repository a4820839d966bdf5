/** What was saved last on the table, what it was, and the one box that holds no words to be read. */
import type { Form, Id, NewEvent } from "../engine/port.ts";

/** Where wishes that were begun lie as a draft. */
export const WISHES = "wishes";

/** What was saved last, as far as Undo and Follow-up need it. */
export interface Last {
  ids: Id[];
  events: readonly NewEvent[];
  /** The answer's own entry; null where it was no answer. */
  answer: Id | null;
  /** What that answer was to: the entry that says it was asked. */
  asked: Id | null;
  form: Form | null;
  text: string;
  what: string;
}

/** What is being saved: how Undo calls it, its words, and the place of the draft that they were until now. */
export interface Wrote {
  what: string;
  text?: string;
  isAnswer?: boolean;
  draft?: string;
}

/** Return what the answer among `events` was to, null where to nothing; undefined where there is no answer. */
export function askedIn(events: readonly NewEvent[], ids: readonly Id[]): Id | null | undefined {
  const answer = events.find(({ type }) => type === "answer.noted");
  const asked = answer?.fields["asked"];
  if (answer === undefined) return undefined;
  if (typeof asked !== "string") return null;
  return asked.startsWith("$") ? (ids[Number(asked.slice(1))] ?? null) : asked;
}

/** Whether it holds words of somebody, and names nobody. */
export function isNameless({ type, fields }: NewEvent): boolean {
  return (type === "answer.noted" || type === "question.received") && fields["contact"] === undefined;
}
