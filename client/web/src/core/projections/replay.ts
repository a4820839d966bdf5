/**
 * The replay of an interview: what happened in it, step by step, and what was planned against what was asked.
 *
 * Who knew what when is a matter of which entries were folded. A line of the plan counts once, however many people
 * it is for. The gut feeling stays sealed until the answers are rated.
 */

import type { Id } from "../events/base.ts";
import type { QuestionAsked } from "../events/talk.ts";
import type { Answer, Fact } from "../journal/items.ts";
import type { Case, Interview, Mine } from "../journal/state.ts";
import { unique } from "../order.ts";
import { type People, peopleOf } from "./people.ts";
import { speaker } from "./pieces.ts";
import { askedIn, numberOf, type PlannedLine, planOf, progress } from "./plan.ts";
import { type Gut, isSealed, openedGut } from "./rating.ts";
import { type Step, stepsOf } from "./steps.ts";
import { moment } from "./view.ts";

export const MINUTE_MS = 60_000;

/** A line of the plan that nobody, or not everybody in `people`, was asked. */
export interface Unasked {
  number: number;
  about: string;
  text: string;
  people: string[];
}

/**
 * One interview. `planned`: the lines of its plan; `asked`: those asked of everybody they were planned for.
 *
 * `partly`: lines asked of some of their people alone. `own`: questions asked beside the plan.
 * `starts`: when it began, or shall begin. `minutes`: how long it took, null before its end.
 * `gut` is null while `sealed`, and where there is none.
 */
export interface Replay {
  interview: string;
  id: Id;
  kind: string;
  medium: string;
  people: string[];
  starts: string | null;
  minutes: number | null;
  planned: number;
  asked: number;
  partly: number;
  own: number;
  received: number;
  steps: Step[];
  unasked: Unasked[];
  sealed: boolean;
  gut: Gut | null;
}

/** Return the replay of `interview`, which is called `name`. */
export function replay(mine: Mine, opportunity: Case, interview: Interview, name: string): Replay {
  const people = peopleOf(mine, opportunity);
  const plan = planOf(mine, opportunity, interview);
  const received = [...opportunity.received.values()].filter((one) => one.event.interview === interview.id);
  const own = askedIn(opportunity, interview.id).filter((fact) => numberOf(interview, fact) === null);
  return {
    interview: name,
    id: interview.id,
    kind: interview.kind,
    medium: interview.medium,
    people: met(opportunity, interview).map((contact) => people.name(contact)),
    starts: starts(interview),
    minutes: minutesTaken(interview),
    ...progress(plan),
    own: own.length,
    received: received.length,
    steps: stepsOf(mine, opportunity, interview),
    unasked: plan.filter((line) => line.waiting.length > 0).map((line) => unasked(people, line)),
    sealed: interview.impressions.length > 0 && isSealed(mine, opportunity, interview),
    gut: openedGut(mine, opportunity, interview),
  };
}

/** Return when `interview` began; before that, when it is planned to. */
export function starts(interview: Interview): string | null {
  if (interview.started !== null) return moment(interview.started.at, interview.started.offset);
  return interview.plannedMs === null ? null : moment(interview.plannedMs, interview.plannedOffset);
}

/** Return the whole minutes from the start to the end of `interview`; null before its end. */
export function minutesTaken(interview: Interview): number | null {
  if (interview.started === null || interview.ended === null) return null;
  return Math.floor((interview.ended.at - interview.started.at) / MINUTE_MS);
}

/** Return whom one meets in `interview`: those named for it, then whoever was asked or answered in it. */
export function met(opportunity: Case, interview: Interview): Id[] {
  const answers = [...opportunity.answers.values()].filter((one) => one.event.interview === interview.id);
  return metAmong(opportunity, interview, askedIn(opportunity, interview.id), answers);
}

/**
 * Return whom one meets in `interview`, in which this was `asked` and these `answers` were noted.
 *
 * What came after its end, such as a reply by mail, brought nobody into the room.
 */
export function metAmong(
  opportunity: Case,
  interview: Interview,
  asked: readonly Fact<QuestionAsked>[],
  answers: readonly Answer[],
): Id[] {
  const end = interview.ended?.at ?? Infinity;
  const reached = asked.filter((fact) => fact.at <= end).flatMap((fact) => fact.event.contacts);
  const spoke = answers.filter((one) => one.at <= end).map((one) => speaker(opportunity, one));
  return unique([...interview.contacts, ...reached, ...spoke.filter((contact) => contact !== null)]);
}

/** Return `line` as one that waits to be asked. */
export function unasked(people: People, line: PlannedLine): Unasked {
  const waiting = line.waiting.filter((contact) => contact !== null);
  const { number, about, text } = line;
  return { number, about, text, people: waiting.map((contact) => people.name(contact)) };
}
