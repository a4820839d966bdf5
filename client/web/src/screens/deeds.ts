/**
 * What the buttons of these screens write: the same events, with the same fields, as the command line's verbs.
 *
 * A field that holds its default is left out. Nothing here is saved; whoever calls it hands it to the engine.
 */
import { STEPS } from "../core/starter/prep.ts";
import type { Certainty, Form, Id, NewEvent, Today } from "../engine/port.ts";
import { openEvents } from "./talk-beside.ts";

type Prep = Today["prep"][number];
type Todo = Today["todos"][number];
type Jot = Today["jots"][number];

export const STAGES = ["interested", "applied", "screening", "interviewing", "offer"] as const;
export type Stage = (typeof STAGES)[number];

/** What a jot can become; `nothing` sets it aside. */
export const JOT_KINDS = ["answer", "seen", "asked-me", "flag", "promise", "learned", "todo", "nothing"] as const;
export type JotKind = (typeof JOT_KINDS)[number];

/** The longest promise, in code points. */
export const LONGEST_LINE = 1000;
export const LONGEST_NAME = 200;

/** Short forms before a note: one letter for its form, one sign for how sure the person was. */
const FORMS: Record<string, Form> = { e: "example", n: "number", g: "general", v: "evasive", r: "refused" };
const CERTAINTIES: Record<string, Certainty> = { "+": "sure", "?": "unsure" };
const SHORT = /^([engvr])([+?])?:[ \t]*/;

/** A step of the checklist is done; one that is on no list is noted by its words. */
export function prepDone(step: Prep): NewEvent[] {
  const fields =
    step.id === null
      ? { opportunity: step.opportunity, kind: "own", finding: step.text }
      : { opportunity: step.opportunity, step: step.id, kind: step.kind };
  return [{ type: "prep-step.completed", fields }];
}

/** A follow-up is done, or sent. */
export function followUpSent(todo: Todo): NewEvent[] {
  return [{ type: "follow-up.sent", fields: { ...within(todo.opportunity), follow_up: todo.id } }];
}

/** They replied to a follow-up that was sent. */
export function followUpAnswered(todo: Todo): NewEvent[] {
  return [{ type: "follow-up.answered", fields: { ...within(todo.opportunity), follow_up: todo.id } }];
}

/** A job at a firm came up: its checklist comes with it, and where it stands, if that was said. */
export function opened(firm: string, role: string, stage: Stage | ""): NewEvent[] {
  const moved = stage === "" ? [] : [{ type: "stage.changed", fields: { opportunity: "$0", stage } }];
  return [...openEvents(firm, role, STEPS), ...moved];
}

/** A jot becomes what it is, at the time at which it was jotted; it is filed where it lies. */
export function filed(jot: Jot, kind: JotKind, opportunity: Id, contact: Id | null): NewEvent[] {
  const own = { ...within(jot.opportunity), jot: jot.id };
  if (kind === "nothing") return [{ type: "jot.filed", fields: own }];
  const about = contact === null || kind === "flag" ? { opportunity } : { opportunity, contact };
  const made = MAKERS[kind](jot.text, contact);
  return [
    { type: made.type, fields: { ...about, ...made.fields }, at_ms: jot.at_ms },
    { type: "jot.filed", fields: { ...own, became: ["$0"] } },
  ];
}

type Maker = (text: string, contact: Id | null) => { type: string; fields: Record<string, unknown> };

const MAKERS: Record<Exclude<JotKind, "nothing">, Maker> = {
  answer: (text) => ({ type: "answer.noted", fields: answer(text) }),
  seen: (text) => ({ type: "observation.noted", fields: { text } }),
  "asked-me": (text) => ({ type: "question.received", fields: { text } }),
  flag: (text) => ({ type: "red-flag.raised", fields: { text } }),
  promise: (text) => ({ type: "commitment.noted", fields: { term: text } }),
  learned: (text, contact) => ({
    type: "research.noted",
    fields: contact === null ? { claim: text } : { claim: text, source: "person" },
  }),
  todo: (text) => ({ type: "follow-up.planned", fields: { kind: "other", text } }),
};

/** An answer with its short form taken off: "e+: two people" is an example, and sure. */
function answer(text: string): Record<string, unknown> {
  const [short = "", form = "", certainty = ""] = SHORT.exec(text) ?? [];
  const said = { form: FORMS[form], certainty: CERTAINTIES[certainty] };
  return {
    text: text.slice(short.length),
    ...(said.form === undefined || said.form === "general" ? {} : { form: said.form }),
    ...(said.certainty === undefined ? {} : { certainty: said.certainty }),
  };
}

/** The opportunity that an event belongs to, if it belongs to one. */
function within(opportunity: Id | null): { opportunity?: Id } {
  return opportunity === null ? {} : { opportunity };
}

/** How long a text is for the journal, which counts code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
