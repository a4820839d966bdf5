/** The plan of an interview as a person reads it: who is asked what, in what order, for how long and why. */

import type { Id } from "../events/base.ts";
import type { Case, Interview, Mine } from "../journal/state.ts";
import { sortedBy, sum } from "../order.ts";
import { type People, peopleOf } from "./people.ts";
import { type PlannedLine, planOf } from "./plan.ts";

/**
 * One line of the plan. `people`: whom to ask; `waiting`: who of them was not asked yet.
 *
 * `finding`: what was read or heard that prompted the question.
 */
export interface Line {
  number: number;
  people: string[];
  minutes: number;
  about: string;
  text: string;
  reason: string;
  late: boolean;
  waiting: string[];
  done: boolean;
  finding: string;
}

/**
 * The plan. `minutes` of `of_minutes` are taken; `topics` and `tags` count the lines of each.
 *
 * A topic is work, opportunity or boss; a tag says what a question shows: duties, organisation, comfort or flag.
 * `untouched`: the topics that no line of the plan is about.
 */
export interface Agenda {
  interview: string;
  id: Id | null;
  minutes: number;
  of_minutes: number;
  lines: Line[];
  topics: Record<string, number>;
  tags: Record<string, number>;
  untouched: string[];
}

/** What a plan should touch, all three: the work and its team, the firm and what it offers, the person one works for. */
export const TOPICS: readonly string[] = ["work", "opportunity", "boss"];

/** Return the plan of `interview`, which is called `name`; without lines where there is none. */
export function agenda(mine: Mine, opportunity: Case, interview: Interview, name: string): Agenda {
  const people = peopleOf(mine, opportunity);
  const lines = planOf(mine, opportunity, interview);
  const questions = lines.flatMap((one) => questionOf(mine, one)?.event ?? []);
  const topics = counted(questions.map((one) => one.topic));
  return {
    interview: name,
    id: interview.agenda?.id ?? null,
    minutes: sum(lines.map((one) => one.line.minutes)),
    of_minutes: interview.agenda?.event.minutes ?? 0,
    lines: lines.map((one) => lineOf(people, one, findingOf(mine, opportunity, one))),
    topics,
    tags: counted(questions.map((one) => one.tag)),
    untouched: lines.length > 0 ? TOPICS.filter((topic) => !Object.hasOwn(topics, topic)) : [],
  };
}

/** Return how often each of `words` stands there, by name; nothing of an empty one. */
function counted(words: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) if (word !== "") counts.set(word, (counts.get(word) ?? 0) + 1);
  return Object.fromEntries(sortedBy(counts, ([word]) => [word]));
}

function questionOf(mine: Mine, { line }: PlannedLine): ReturnType<Mine["questions"]["get"]> {
  return line.question === null ? undefined : mine.questions.get(line.question);
}

/** Return what was read or heard that prompted the question of a line; nothing where it was none. */
function findingOf(mine: Mine, opportunity: Case, one: PlannedLine): string {
  const because = questionOf(mine, one)?.event.because ?? null;
  return because === null ? "" : (opportunity.research.get(because)?.event.claim ?? "");
}

function lineOf(people: People, one: PlannedLine, finding: string): Line {
  return {
    number: one.number,
    people: one.line.contacts.map((contact) => people.name(contact)),
    minutes: one.line.minutes,
    about: one.about,
    text: one.text,
    reason: one.line.reason,
    late: one.line.late,
    waiting: one.waiting.filter((contact) => contact !== null).map((contact) => people.name(contact)),
    done: one.waiting.length === 0,
    finding,
  };
}
