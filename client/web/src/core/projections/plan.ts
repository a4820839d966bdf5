/**
 * The plan of an interview, held against what was asked.
 *
 * A line is asked of each of its people apart. A question counts as a line's when it was asked as that line of that
 * plan, or when it is the same question: plans change, and the numbers of an earlier one do not bind a later one.
 */

import type { Id } from "../events/base.ts";
import type { OpportunityOpened } from "../events/case.ts";
import type { AgendaLine } from "../events/prep.ts";
import type { QuestionAsked } from "../events/talk.ts";
import type { Fact } from "../journal/items.ts";
import type { Case, Interview, Mine } from "../journal/state.ts";
import { sortedBy, unique } from "../order.ts";
import { casefold, split } from "../words.ts";
import { nameOf } from "./matters.ts";
import { standingTerms } from "./terms.ts";

export const MISSING_QUESTION = "(a question that is not here)";

/**
 * One line of a plan, by `number` from 1; `asked` of whom, `waiting`: whom not yet.
 *
 * A line for nobody in particular has one place in `asked` or `waiting`: null.
 */
export interface PlannedLine {
  readonly number: number;
  readonly line: AgendaLine;
  readonly text: string;
  readonly about: string;
  readonly asked: readonly (Id | null)[];
  readonly waiting: readonly (Id | null)[];
}

/** How many lines were `planned`, `asked` of everybody they were planned for, and `partly`: of some alone. */
export interface Progress {
  readonly planned: number;
  readonly asked: number;
  readonly partly: number;
}

/** Return how far `plan` was asked, in lines. One set aside before anybody was asked it is not planned. */
export function progress(plan: readonly PlannedLine[]): Progress {
  const lines = plan.filter((line) => line.asked.length > 0 || line.waiting.length > 0);
  return {
    planned: lines.length,
    asked: lines.filter((line) => line.waiting.length === 0).length,
    partly: lines.filter((line) => line.asked.length > 0 && line.waiting.length > 0).length,
  };
}

type Asked = Fact<QuestionAsked>;

/** Return the words of a question of the bank, or `text`; its places are filled in. */
export function wording(mine: Mine, opportunity: Case, question: Id | null, text: string): string {
  const words = question === null ? text : (mine.questions.get(question)?.text ?? (text || MISSING_QUESTION));
  const opened = opportunity.opened;
  return opened === null ? words : filled(words, opened.event);
}

/** Return `text` with firm, role, industry and level of `job` in their places; a word for what is not known. */
export function filled(text: string, job: OpportunityOpened): string {
  let words = text;
  for (const place of ["firm", "role", "industry", "level"] as const) {
    words = words.replaceAll(`{${place}}`, () => job[place] || `this ${place}`);
  }
  return words;
}

/** Return the words of `asked`; one noted by its number alone, while locked, reads as its line of the plan. */
export function askedWords(mine: Mine, opportunity: Case, asked: Asked): string {
  return wording(mine, opportunity, asked.event.question, ownWords(opportunity, asked));
}

/** Return the words of a question that is not in the bank, or nothing: its own, else its line's in the plan. */
export function ownWords(opportunity: Case, asked: Asked): string {
  return asked.event.text || (plannedAs(opportunity, asked)[0]?.text ?? "");
}

/** Return what was asked in `interview`, as it happened. */
export function askedIn(opportunity: Case, interview: Id): Asked[] {
  const asked = [...opportunity.asked.values()].filter((fact) => fact.event.interview === interview);
  return sortedBy(asked, (fact) => [fact.at, fact.id]);
}

/**
 * Return the lines of the plan that counts, in order; none without a plan.
 *
 * `asked`: what was asked in the interview, where that was looked up already.
 */
export function planOf(
  mine: Mine,
  opportunity: Case,
  interview: Interview,
  asked: readonly Asked[] | null = null,
): PlannedLine[] {
  const agenda = interview.agenda;
  if (agenda === null) return [];
  const byLine = new Map<number | null, Asked[]>();
  for (const fact of asked ?? askedIn(opportunity, interview.id)) {
    const number = numberOf(interview, fact);
    byLine.set(number, [...(byLine.get(number) ?? []), fact]);
  }
  return agenda.event.lines.map((line, at) =>
    plannedLine(mine, opportunity, at + 1, line, byLine.get(at + 1) ?? []),
  );
}

/** Return `line` held against how it was `asked`; for one that was set aside since, nobody waits. */
export function plannedLine(
  mine: Mine,
  opportunity: Case,
  number: number,
  line: AgendaLine,
  asked: readonly Asked[],
): PlannedLine {
  const planned: readonly (Id | null)[] = line.contacts.length > 0 ? line.contacts : [null];
  const reached = new Set<Id | null>(asked.flatMap((fact) => fact.event.contacts));
  const isOfAll =
    asked.some((fact) => fact.event.contacts.length === 0) || (asked.length > 0 && line.contacts.length === 0);
  const done = planned.filter((one) => isOfAll || reached.has(one));
  return {
    number,
    line,
    text: wording(mine, opportunity, line.question, line.text),
    about: line.about || (line.criterion === null ? "" : nameOf(mine, line.criterion)),
    asked: done,
    waiting: isAside(mine, opportunity, line) ? [] : planned.filter((one) => !done.includes(one)),
  };
}

/** Return whether `line` was set aside: its question was or, of one in own words, one of the same words. */
function isAside(mine: Mine, opportunity: Case, line: AgendaLine): boolean {
  if (line.question !== null) return opportunity.setAside.has(line.question);
  const words = [...opportunity.setAside.keys()].map((question) => plain(wording(mine, opportunity, question, "")));
  return words.includes(plain(line.text));
}

/** Return the line of the plan that counts which `asked` was; null where it was on none. */
export function numberOf(interview: Interview, asked: Asked): number | null {
  const agenda = interview.agenda;
  if (agenda === null || asked.event.follow_up_of !== null) return null;
  const { lines } = agenda.event;
  const number = asked.event.line;
  if (asked.event.agenda === agenda.id && number !== null && 1 <= number && number <= lines.length) return number;
  const same = lines.findIndex((line) => isSame(line, asked.event));
  return same < 0 ? null : same + 1;
}

function isSame(line: AgendaLine, asked: QuestionAsked): boolean {
  if (line.question !== null || asked.question !== null) return line.question === asked.question;
  return plain(line.text) === plain(asked.text);
}

/** Return the words of `text` as they are compared: in small letters, one gap between. */
export function plain(text: string): string {
  return split(casefold(text)).join(" ");
}

/** Return the criteria that what was noted under `evidence` speaks to, as it was said or asked. */
export function criteriaOf(mine: Mine, opportunity: Case, evidence: Id): readonly Id[] {
  const answer = opportunity.answers.get(evidence);
  if (answer !== undefined) {
    const asked = askedFor(opportunity, evidence);
    if (answer.event.criteria.length > 0) return answer.event.criteria;
    return asked === null ? [] : askedAbout(mine, opportunity, asked);
  }
  const noted = opportunity.observations.get(evidence) ?? opportunity.research.get(evidence);
  if (noted !== undefined) return noted.event.criteria;
  const named = standingTerms(opportunity, evidence).map((term) => term.term.criterion);
  return unique(named.filter((criterion) => criterion !== null));
}

/** Return the asking that `answer` answers, if both are here. */
export function askedFor(opportunity: Case, answer: Id): Asked | null {
  const asked = opportunity.answers.get(answer)?.event.asked ?? null;
  return asked === null ? null : (opportunity.asked.get(asked) ?? null);
}

/** Return the criteria that `asked` is about: its plan line's, then those of its question. */
export function askedAbout(mine: Mine, opportunity: Case, asked: Asked): Id[] {
  const planned = plannedAs(opportunity, asked).map((line) => line.criterion);
  const question = asked.event.question === null ? undefined : mine.questions.get(asked.event.question);
  return unique([...planned.filter((one) => one !== null), ...(question?.event.criteria ?? [])]);
}

/** Return the plan line that `asked` was when it was asked, if it was one. */
function plannedAs(opportunity: Case, asked: Asked): AgendaLine[] {
  const { interview, agenda, line } = asked.event;
  if (line === null) return [];
  const agendas = interview === null ? [] : (opportunity.interviews.get(interview)?.agendas ?? []);
  const meant = agendas.filter((one) => one.id === agenda);
  return meant.flatMap((one) => one.event.lines.slice(Math.max(line - 1, 0), line));
}
