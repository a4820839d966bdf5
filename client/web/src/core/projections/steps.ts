/**
 * The steps of an interview: everything that was noted in it, in both directions, in lived order.
 *
 * Texts read as they were corrected, and say so; an answer that was changed later says that.
 */

import { unhex } from "../bytes.ts";
import type { Id } from "../events/base.ts";
import type { MyAnswerNoted } from "../events/talk.ts";
import type { Event } from "../events/types.ts";
import { short } from "../ids.ts";
import type { Fact } from "../journal/items.ts";
import type { Case, Interview, Mine } from "../journal/state.ts";
import { sortedBy } from "../order.ts";
import { figuresWords } from "./figures.ts";
import { instant } from "./instant.ts";
import { nameOf } from "./matters.ts";
import { type People, peopleOf } from "./people.ts";
import { speaker } from "./pieces.ts";
import { askedIn, askedWords, numberOf } from "./plan.ts";
import { moment } from "./view.ts";

/** A rating, 1 to 5, of one criterion. */
export interface Given {
  criterion: string;
  rating: number;
}

/**
 * One thing that happened.
 *
 * `word`: asked, followed, noted, saw, flagged, promised, received, said, need, gave, feedback, limit or ended.
 * `number`: the line of the plan. `extra`: what else there is to say of it. `changed`: they changed it later.
 */
export interface Step {
  id: Id;
  at: string;
  word: string;
  number: number | null;
  who: string;
  text: string;
  form: string;
  certainty: string;
  ratings: Given[];
  extra: string;
  corrected: boolean;
  changed: boolean;
}

/** A step, and the instant that it is put in order by. */
interface Placed {
  readonly at: number;
  readonly step: Step;
}

/** What the steps are drawn from. */
interface Scene {
  readonly mine: Mine;
  readonly opportunity: Case;
  readonly interview: Interview;
  readonly people: People;
}

/** Return what happened in `interview`, in lived order, its end last. */
export function stepsOf(mine: Mine, opportunity: Case, interview: Interview): Step[] {
  const scene = { mine, opportunity, interview, people: peopleOf(mine, opportunity) };
  const placed = [...asked(scene), ...noted(scene), ...seen(scene), ...told(scene), ...theirs(scene), ...wanted(scene)];
  const steps = sortedBy(placed, (one) => [one.at, one.step.id]).map((one) => one.step);
  return interview.ended === null ? steps : [...steps, placedAs(interview.ended, "ended").step];
}

function asked({ mine, opportunity, interview, people }: Scene): Placed[] {
  return askedIn(opportunity, interview.id).map((fact) =>
    placedAs(fact, fact.event.follow_up_of === null ? "asked" : "followed", {
      number: numberOf(interview, fact),
      who: fact.event.contacts.map((contact) => people.name(contact)).join(", "),
      text: askedWords(mine, opportunity, fact),
    }),
  );
}

function noted({ mine, opportunity, interview, people }: Scene): Placed[] {
  return within(opportunity.answers, interview).map((answer) =>
    placedAs(answer, "noted", {
      who: people.name(speaker(opportunity, answer)),
      text: answer.event.text,
      form: answer.event.form,
      certainty: answer.event.certainty,
      ratings: ratingsOf(mine, opportunity, answer.id),
      extra: figuresWords(answer.event.figures),
      changed: answer.supersededBy.length > 0,
    }),
  );
}

function seen({ mine, opportunity, interview, people }: Scene): Placed[] {
  return within(opportunity.observations, interview).map((fact) =>
    placedAs(fact, "saw", {
      who: nameIf(people, fact.event.contact),
      text: fact.event.text,
      form: fact.event.form,
      certainty: fact.event.certainty,
      ratings: ratingsOf(mine, opportunity, fact.id),
      extra: fact.event.cue,
    }),
  );
}

/** Return flags, promises and limits. */
function told({ opportunity, interview, people }: Scene): Placed[] {
  const flags = within(opportunity.flags, interview).map((flag) => {
    const on = flag.event.evidence.map((one) => short(unhex(one))).join(", ");
    const extra = flag.event.severity + (on === "" ? "" : `, on ${on}`);
    return placedAs(flag, "flagged", { text: flag.event.text, extra });
  });
  const promises = within(opportunity.commitments, interview).map((promise) =>
    placedAs(promise, "promised", {
      who: nameIf(people, promise.event.contact),
      text: worded(promise.event.term, promise.event.value),
      extra: promise.event.medium || "spoken",
    }),
  );
  const limits = within(opportunity.limits, interview).map((limit) =>
    placedAs(limit, "limit", {
      who: nameIf(people, limit.event.contact),
      text: worded(limit.event.area, limit.event.limit),
      extra: limit.event.approver === "" ? "" : `above that: ${limit.event.approver}`,
    }),
  );
  return [...flags, ...promises, ...limits];
}

/** Return the other direction: what they asked, and heard from me. */
function theirs({ mine, opportunity, interview, people }: Scene): Placed[] {
  const received = within(opportunity.received, interview).map(({ event, ...fact }) =>
    placedAs({ ...fact, event }, "received", {
      who: nameIf(people, event.contact),
      text: event.text,
      extra: event.skill,
    }),
  );
  const said = within(opportunity.myAnswers, interview).map((fact) =>
    placedAs(fact, "said", { text: fact.event.text, extra: toldHow(mine, fact.event) }),
  );
  const gave = within(opportunity.contributions, interview).map((fact) =>
    placedAs(fact, "gave", {
      who: nameIf(people, fact.event.contact),
      text: fact.event.idea,
      extra: fact.event.reaction,
    }),
  );
  return [...received, ...said, ...gave];
}

/** Return the story that I told, and how well I think it went. */
function toldHow(mine: Mine, said: MyAnswerNoted): string {
  const story = said.story === null ? undefined : mine.stories.get(said.story);
  const own = said.rating === null ? "" : `rated ${said.rating} by you`;
  return [own, story?.event.title ?? ""].filter((part) => part !== "").join(", ");
}

/** Return what they need, and how they see me. */
function wanted({ opportunity, interview, people }: Scene): Placed[] {
  const needs = within(opportunity.needs, interview).map((fact) =>
    placedAs(fact, "need", { who: nameIf(people, fact.event.contact), text: fact.event.need }),
  );
  const views = within(opportunity.feedback, interview).map((fact) =>
    placedAs(fact, "feedback", {
      who: nameIf(people, fact.event.contact),
      text: fact.event.view,
      extra: fact.event.concern,
    }),
  );
  return [...needs, ...views];
}

/** Return `what` with its `value`, if there is one. */
export function worded(what: string, value: string): string {
  return value === "" ? what : `${what}: ${value}`;
}

function within<T extends { readonly event: Event }>(facts: ReadonlyMap<Id, T>, interview: Interview): T[] {
  return [...facts.values()].filter((fact) => fact.event.interview === interview.id);
}

function nameIf(people: People, contact: Id | null): string {
  return contact === null ? "" : people.name(contact);
}

function ratingsOf(mine: Mine, opportunity: Case, evidence: Id): Given[] {
  return opportunity.ratingsOf(evidence).flatMap(({ event, rating }) =>
    rating === null ? [] : [{ criterion: nameOf(mine, event.criterion), rating }],
  );
}

/** Return `fact` as a step of which `more` is known. */
function placedAs(fact: Fact, word: string, more: Partial<Step> = {}): Placed {
  const { id, at, offset } = fact;
  const bare = { number: null, who: "", text: "", form: "", certainty: "", ratings: [], extra: "" };
  const corrected = fact.corrections.length > 0;
  const step = { id, at: moment(at, offset), word, ...bare, corrected, changed: false, ...more };
  return { at: instant(at, offset), step };
}
