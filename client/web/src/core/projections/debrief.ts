/**
 * The debrief: five minutes after an interview. What went unasked, and what to do next.
 *
 * Proposed: thanks to everybody met; and a question by mail for what is best had in writing and was not asked.
 */

import { DEFAULTS } from "../analysis/settings.ts";
import type { FollowUpPlanned } from "../events/after.ts";
import type { Id } from "../events/base.ts";
import type { AgendaLine } from "../events/prep.ts";
import { makeEvent } from "../events/vocabulary.ts";
import type { Case, Interview, Mine } from "../journal/state.ts";
import { defaultDue, todoWords } from "./followups.ts";
import { mattersOf } from "./matters.ts";
import { type People, peopleOf } from "./people.ts";
import { wordsKey } from "./pieces.ts";
import { plain, type PlannedLine, planOf } from "./plan.ts";
import { met, MINUTE_MS, type Unasked, unasked } from "./replay.ts";
import { dayOf } from "./view.ts";

export const MAIL = "mail";

/** A to-do that is proposed: in words, and for whom; `line` of the plan that it stands in for. */
export interface Proposal {
  kind: string;
  words: string;
  who: string;
  due: string;
  line: number | null;
}

/** What one looks back on. `fresh`: whether it is still near enough to the end to be remembered well. */
export interface Debrief {
  interview: string;
  minutes_after: number | null;
  fresh: boolean;
  unasked: Unasked[];
  proposals: Proposal[];
  done: boolean;
}

/** A to-do to write, and the line of the plan that it stands in for. */
export interface Proposed {
  readonly todo: FollowUpPlanned & { readonly due: string };
  readonly line: number | null;
}

/** Return the debrief of `interview`, which is called `name`, at `nowMs` since 1970. */
export function debrief(mine: Mine, opportunity: Case, interview: Interview, nowMs: number, name: string): Debrief {
  const people = peopleOf(mine, opportunity);
  const { ended } = interview;
  const minutes = ended === null ? null : Math.max(0, Math.floor((nowMs - ended.at) / MINUTE_MS));
  const left = planOf(mine, opportunity, interview).filter((line) => line.waiting.length > 0);
  return {
    interview: name,
    minutes_after: minutes,
    fresh: minutes !== null && minutes <= DEFAULTS.debriefMinutes,
    unasked: left.map((line) => unasked(people, line)),
    proposals: proposed(mine, opportunity, interview).map(({ todo, line }) => ({
      kind: todo.kind,
      words: todoWords(mine, opportunity, people, todo),
      who: people.name(todo.contact),
      due: todo.due,
      line,
    })),
    done: interview.debriefs.length > 0,
  };
}

/** Return the lines that were not asked of everybody they were planned for, each for the people left. */
export function unaskedLines(mine: Mine, opportunity: Case, interview: Interview): AgendaLine[] {
  return planOf(mine, opportunity, interview).filter((line) => line.waiting.length > 0).map(leftOf);
}

/** Return what is left to ask of `line`: the people, and their share of the minutes. */
export function leftOf({ line, asked, waiting }: PlannedLine): AgendaLine {
  const minutes = Math.floor((line.minutes * waiting.length) / (waiting.length + asked.length));
  return { ...line, contacts: waiting.filter((contact) => contact !== null), minutes };
}

/**
 * Return the to-dos that are proposed, each with the line of the plan that it stands in for.
 *
 * None before the interview has ended.
 */
export function proposed(mine: Mine, opportunity: Case, interview: Interview): Proposed[] {
  if (interview.ended === null) return [];
  const day = dayOf(interview.ended.at, interview.ended.offset);
  const people = peopleOf(mine, opportunity);
  return [...thanks(opportunity, interview, day), ...inWriting(mine, opportunity, interview, people, day)];
}

function thanks(opportunity: Case, interview: Interview, day: string): Proposed[] {
  const todos = [...opportunity.todos.values()].map((todo) => todo.event);
  const thanked = todos.filter((todo) => todo.kind === "thanks" && todo.interview === interview.id);
  const due = defaultDue("thanks", day);
  return met(opportunity, interview)
    .filter((contact) => thanked.every((todo) => todo.contact !== contact))
    .map((contact) => ({ todo: proposal(opportunity, interview, { kind: "thanks", due, contact }), line: null }));
}

/** Return a question by mail for each line that nobody was asked and that is best had in writing. */
function inWriting(mine: Mine, opportunity: Case, interview: Interview, people: People, day: string): Proposed[] {
  const asks = [...opportunity.todos.values()].map((todo) => todo.event).filter((todo) => todo.kind === "ask");
  const sought = new Set(asks.map(sameAs));
  const open = planOf(mine, opportunity, interview).filter(
    (line) => line.asked.length === 0 && wantsWriting(mine, line) && !sought.has(sameAs(line.line)),
  );
  return open.map(({ line, number }) => {
    const asked = line.contacts.length > 0 ? line.contacts : met(opportunity, interview);
    const [contact = null] = people.weighty(asked);
    const { question, text } = line;
    const more = { kind: "ask", due: defaultDue("ask", day), channel: MAIL, contact, question, text };
    return { todo: proposal(opportunity, interview, more), line: number };
  });
}

function proposal<M extends { kind: string; due: string }>(
  opportunity: Case,
  interview: Interview,
  more: M,
): FollowUpPlanned & M {
  const known = { opportunity: opportunity.id, interview: interview.id };
  return { ...makeEvent<"follow-up.planned">({ type: "follow-up.planned", ...known, ...more }), ...more };
}

/** Return what makes two askings the same: the bank's question, else the words. */
function sameAs(asking: { readonly question: Id | null; readonly text: string }): string {
  return asking.question ?? wordsKey(plain(asking.text));
}

function wantsWriting(mine: Mine, { line }: PlannedLine): boolean {
  const question = line.question === null ? undefined : mine.questions.get(line.question);
  if (question?.event.in_writing) return true;
  return line.criterion !== null && mattersOf(mine).mustHaves.has(line.criterion);
}
