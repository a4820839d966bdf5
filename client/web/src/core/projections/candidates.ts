/**
 * Which question to ask about what, and of whom: the choices that a plan is made of.
 *
 * - Of the people present, those whose answer counts most by the question's own note are asked, all the same; where none
 *   of them is there, the one whose word is worth most. The boss comes first.
 * - Questions that ask for an example or a number come before those that ask for a fact, these before open ones.
 * - What hangs under another question comes after those that hang under none.
 * - Whoever was asked a question already is not asked it again.
 */

import type { Id } from "../events/base.ts";
import type { Question } from "../journal/items.ts";
import type { Case, Mine } from "../journal/state.ts";
import { sortedBy } from "../order.ts";
import { casefold, isLetter, split } from "../words.ts";
import { LATE, suiting } from "./bank.ts";
import { nameOf } from "./matters.ts";
import type { People } from "./people.ts";
import { questionKey } from "./pieces.ts";

const FEEDBACK = "feedback";
const FLAG = "flag";
const EVERYONE = "everyone";
const KINDS: Readonly<Record<string, number>> = { example: 0, number: 0, fact: 1, "yes-no": 1 };
const OTHER_KINDS = 2;
const LEAST_LETTERS = 5;
const EMPTY_WORDS = new Set(
  (
    "about after every first least month months other people their there these " +
    "those where which while would years"
  ).split(" "),
);
const MATTERS: Readonly<Record<string, readonly string[]>> = {
  place: ["remote", "remotely", "office", "home", "hybrid", "telework"],
  hours: ["hours", "overtime", "weekend", "weekends", "night", "nights", "evenings"],
  training: ["training", "course", "courses", "learn", "learning"],
  pay: ["pay", "paid", "salary", "wage", "wages"],
};

/** A question that can still be asked of `contacts`; `suited`: they are those it is best asked of. */
export interface Candidate {
  readonly question: Question;
  readonly contacts: readonly Id[];
  readonly suited: boolean;
}

/** Return the same question for the one person whose word counts most. */
export function forOne(one: Candidate): Candidate {
  return { ...one, contacts: one.contacts.slice(0, 1) };
}

/** Return how long it takes with all its people. */
export function minutesOf(one: Candidate): number {
  return one.question.event.minutes * Math.max(one.contacts.length, 1);
}

/** Which question was put to whom; null for one asked of nobody in particular. */
export class AskedPairs {
  readonly #pairs = new Map<string, Set<Id | null>>();

  constructor(opportunity: Case) {
    for (const fact of opportunity.asked.values()) {
      const key = questionKey(opportunity, fact);
      const reached = this.#pairs.get(key) ?? new Set();
      for (const contact of fact.event.contacts.length > 0 ? fact.event.contacts : [null]) reached.add(contact);
      this.#pairs.set(key, reached);
    }
  }

  /** Return whether `question` was put to `contact`. */
  has(question: string, contact: Id | null): boolean {
    return this.#pairs.get(question)?.has(contact) ?? false;
  }

  /** Return whether `question` was put to anybody at all. */
  knows(question: string): boolean {
    return this.#pairs.has(question);
  }
}

/** Return every question that suits `opportunity` and was not asked of everybody `present` it is for, best first. */
export function candidates(mine: Mine, opportunity: Case, people: People, present: readonly Id[]): Candidate[] {
  const asked = new AskedPairs(opportunity);
  const found = suiting(mine, opportunity).map((question) => candidate(people, present, question, asked));
  return sortedBy(
    found.filter((one) => one !== null),
    ({ suited, question: { event, id } }) => [
      !suited,
      event.parent !== null,
      KINDS[event.kind] ?? OTHER_KINDS,
      event.minutes,
      id,
    ],
  );
}

/** Return whom to ask `question`; null where that was done. Without anybody present, it is for nobody named. */
function candidate(
  people: People,
  present: readonly Id[],
  question: Question,
  asked: AskedPairs,
): Candidate | null {
  if (asked.has(question.id, null)) return null;
  if (present.length === 0) return asked.knows(question.id) ? null : { question, contacts: [], suited: false };
  const roles = question.event.ask;
  const isNew = (contact: Id): boolean => !asked.has(question.id, contact);
  const best = present.filter((one) => roles.includes(EVERYONE) || roles.includes(people.role(one)));
  const suited = people.weighty(best.filter(isNew));
  if (suited.length > 0) return { question, contacts: suited, suited: true };
  const others = people.weighty(present.filter(isNew));
  return others.length > 0 && best.length === 0
    ? { question, contacts: others.slice(0, 1), suited: false }
    : null;
}

/** Return whether `question` is kept for the end. */
export function isLate(question: Question): boolean {
  return question.event.when === LATE;
}

/** Return whether `question` asks what they think of me. */
export function isFeedback(question: Question): boolean {
  return question.event.kind === FEEDBACK;
}

/** Return whether `question` is one that brings red flags to light, such as why the position is open. */
export function isFlag(question: Question): boolean {
  return question.event.tag === FLAG;
}

/** Return those of `some` that ask about `criterion`, best first; not what they think of me. */
export function about(criterion: Id, some: readonly Candidate[]): Candidate[] {
  return some.filter((one) => one.question.event.criteria.includes(criterion) && !isFeedback(one.question));
}

/**
 * Return those of `some` that may settle the must-have `criterion`, best first.
 *
 * These are the questions about it; where there are none, those that speak of the same matter as its name does, the
 * ones that are best had in writing first.
 */
export function settling(mine: Mine, criterion: Id, some: readonly Candidate[]): Candidate[] {
  const own = about(criterion, some);
  if (own.length > 0) return own;
  const wanted = mattersIn(nameOf(mine, criterion));
  const shared = (one: Candidate): number =>
    isFeedback(one.question) ? 0 : inBoth(mattersIn(one.question.text), wanted);
  const alike = some.map((one) => ({ one, count: shared(one) })).filter(({ count }) => count > 0);
  return sortedBy(alike, ({ one, count }) => [!one.question.event.in_writing, -count]).map(({ one }) => one);
}

/** Return how many matters both speak of. */
export function inBoth(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return [...one].filter((matter) => other.has(matter)).length;
}

/** Return what `text` speaks of: its longer words, and one word for all that mean the same matter. */
export function mattersIn(text: string): Set<string> {
  const found = new Set<string>();
  for (const word of wordsOf(text)) {
    const matter = Object.keys(MATTERS).find((one) => MATTERS[one]?.includes(word));
    if (matter !== undefined) found.add(matter);
    else if (Array.from(word).length >= LEAST_LETTERS && !EMPTY_WORDS.has(word)) found.add(word);
  }
  return found;
}

/** Return the word of `name` that says most: remote, of 3 remote days; all of it where no word stands out. */
export function tellingWord(name: string): string {
  return split(name).find((word) => mattersIn(word).size > 0) ?? name;
}

function wordsOf(text: string): string[] {
  return split(Array.from(casefold(text), (letter) => (isLetter(letter) ? letter : " ")).join(""));
}
