/** The timeline of one opportunity: postings, talks, promises, red flags, offers, and what waits for a reply. */

import type { Id } from "../events/base.ts";
import type { PostingObserved } from "../events/case.ts";
import { interviewNumbers } from "../journal/handles.ts";
import type { Fact } from "../journal/items.ts";
import type { Case, Interview, Mine } from "../journal/state.ts";
import { sortedBy } from "../order.ts";
import { todoWords } from "./followups.ts";
import { instant } from "./instant.ts";
import { keptPromises } from "./kept.ts";
import { listed, type People, peopleOf } from "./people.ts";
import { planOf, progress } from "./plan.ts";
import { met } from "./replay.ts";
import { worded } from "./steps.ts";
import { latestOffer } from "./terms.ts";
import { dayOf, moment } from "./view.ts";

/** From so many days without anything on, it is a silence. */
export const SILENCE_DAYS = 14;
const DAY_MS = 86_400_000;
const NOON = "T12:00:00";

export type Kind = "posting" | "talk" | "promise" | "flag" | "offer" | "sent";

/**
 * One thing that happened. `words` say what.
 *
 * `planned`, `asked`: of a talk, the lines of its plan, and those asked of everybody they were for.
 * `broken`: the day of the offer that does not keep a promise.
 */
export interface Happening {
  id: Id;
  at: string;
  kind: Kind;
  words: string;
  asked: number;
  planned: number;
  broken: string | null;
}

/** A stretch without anything. `after`: the entry it follows; `lasts`: up to the day one looks from. */
export interface Silence {
  start: string;
  end: string;
  after: Id;
  lasts: boolean;
}

/** What happened with one opportunity, in lived order. */
export interface Timeline {
  opportunity: string;
  happenings: Happening[];
}

/** A happening, and the instant that it is put in order by. */
interface Placed {
  readonly at: number;
  readonly one: Happening;
}

/** Return the timeline of `opportunity`, which is called `name`. */
export function timeline(mine: Mine, opportunity: Case, name: string): Timeline {
  const people = peopleOf(mine, opportunity);
  const placed = [
    ...talks(mine, opportunity, people),
    ...promised(mine, opportunity, people),
    ...shown(opportunity),
    ...sent(mine, opportunity, people),
  ];
  const happenings = sortedBy(placed, ({ at, one }) => [at, one.id]).map(({ one }) => one);
  return { opportunity: name, happenings };
}

/** Return how long a silence is, in days. */
export function daysOf(silence: Silence): number {
  return Math.round((Date.parse(silence.end) - Date.parse(silence.start)) / DAY_MS);
}

/**
 * Return the stretches of 14 days and more without anything, seen from the day `until`.
 *
 * A posting is no sign of life: it stands there by itself.
 */
export function silences(happenings: readonly Happening[], until: string): Silence[] {
  const alive = happenings.filter((one) => one.kind !== "posting").map((one) => ({ id: one.id, day: one.at.slice(0, 10) }));
  const found = alive.map(({ id, day }, place): Silence => {
    const next = alive[place + 1];
    return { start: day, end: next?.day ?? until, after: id, lasts: next === undefined };
  });
  return found.filter((silence) => daysOf(silence) >= SILENCE_DAYS);
}

function talks(mine: Mine, opportunity: Case, people: People): Placed[] {
  const numbers = interviewNumbers(opportunity.interviews.keys());
  return [...opportunity.interviews.values()].flatMap((interview) => {
    if (interview.started === null) return [];
    const { asked, planned } = progress(planOf(mine, opportunity, interview));
    const words = talkWords(numbers.get(interview.id) ?? 0, opportunity, interview, people);
    return [placedAs(interview.started, "talk", words, { id: interview.id, asked, planned })];
  });
}

function talkWords(number: number, opportunity: Case, interview: Interview, people: People): string {
  const names = listed(met(opportunity, interview).map((contact) => people.name(contact)));
  const talk = `${interview.kind || "interview"} ${number}`;
  return names === "" ? talk : `${talk} with ${names}`;
}

function promised(mine: Mine, opportunity: Case, people: People): Placed[] {
  const offer = latestOffer(opportunity);
  const kept = keptPromises(mine, opportunity);
  const broken = new Set(kept.filter((one) => one.word !== "matches").map((one) => one.id));
  const promises = [...opportunity.commitments.values()].map((promise) => {
    const { term, value, contact } = promise.event;
    const words = worded(term, value) + (contact === null ? "" : `, ${people.name(contact)}`);
    const day = offer !== null && broken.has(promise.id) ? dayOf(offer.at, offer.offset) : null;
    return placedAs(promise, "promise", words, { broken: day });
  });
  const flags = [...opportunity.flags.values()].map((flag) => placedAs(flag, "flag", flag.event.text));
  return [...promises, ...flags];
}

function shown(opportunity: Case): Placed[] {
  const postings = opportunity.postings.map((sighting) => {
    const words = without(`the posting, ${sighting.event.where}`, ", ");
    return seenAt(placedAs(sighting, "posting", words), sighting);
  });
  const offers = [...opportunity.offers.values()].map((offer) => {
    const terms = offer.event.terms.map((term) => term.term).join(", ");
    return placedAs(offer, "offer", without(`offer: ${terms}`, ": "));
  });
  return [...postings, ...offers];
}

/** Return `placed` when the posting was seen; noon where a day was named. */
function seenAt(placed: Placed, sighting: Fact<PostingObserved>): Placed {
  const day = sighting.event.seen;
  if (day === null) return placed;
  const noon = Date.parse(`${day}${NOON}Z`) - sighting.offset * 60_000;
  const zone = placed.one.at.slice(-6).match(/[+-]\d\d:\d\d$/)?.[0] ?? "Z";
  return { at: noon, one: { ...placed.one, at: `${day}${NOON}${zone}` } };
}

function sent(mine: Mine, opportunity: Case, people: People): Placed[] {
  return [...opportunity.todos.values()].flatMap((todo) => {
    if (todo.sent === null || todo.answered !== null || todo.dropped !== null) return [];
    return [placedAs(todo.sent, "sent", todoWords(mine, opportunity, people, todo.event))];
  });
}

function placedAs(fact: Fact, kind: Kind, words: string, more: Partial<Happening> = {}): Placed {
  const at = moment(fact.at, fact.offset);
  const one = { id: fact.id, at, kind, words, asked: 0, planned: 0, broken: null, ...more };
  return { at: instant(fact.at, fact.offset), one };
}

function without(text: string, end: string): string {
  return text.endsWith(end) ? text.slice(0, -end.length) : text;
}
