/**
 * What is to be rated: answers, observations and terms of the offer, on each criterion that matters.
 *
 * A rating needs a note: nothing is rated that was not written down first. A refusal is no evidence, and an answer that
 * was changed since is rated no more. The gut feeling of an interview stays sealed until its answers are rated.
 */

import { NothingToRateError } from "../errors.ts";
import type { Id } from "../events/base.ts";
import type { QuestionAsked } from "../events/talk.ts";
import type { Fact } from "../journal/items.ts";
import type { Case, Interview, Mine } from "../journal/state.ts";
import { sortedBy } from "../order.ts";
import { mattersOf, nameOf } from "./matters.ts";
import { type People, peopleOf } from "./people.ts";
import { evidenceOf, weightOf } from "./pieces.ts";
import { askedAbout, askedFor, askedIn, criteriaOf, numberOf, planOf } from "./plan.ts";
import { offeredBy } from "./terms.ts";

/**
 * One thing to rate on one criterion.
 *
 * `who` and `role` are empty for what nobody said; `anchors`: what 1, 3 and 5 mean. `counts`: its weight m.
 * `rating`: the present one, for a card that is drawn again.
 */
export interface Card {
  id: Id;
  criterion: Id;
  name: string;
  who: string;
  role: string;
  text: string;
  anchors: [string, string, string];
  yes_no: boolean;
  counts: number;
  rating: number | null;
}

/** The gut feeling of an interview, 1 to 5, once it is open. */
export interface Gut {
  id: Id;
  gut: number;
  words: string;
}

/** Return what waits to be rated, of one interview or of all of `opportunity`, in lived order. */
export function toRate(mine: Mine, opportunity: Case, interview: Id | null = null): Card[] {
  const matters = mattersOf(mine);
  const people = peopleOf(mine, opportunity);
  return noted(opportunity, interview).flatMap((one) =>
    criteriaOf(mine, opportunity, one)
      .filter((criterion) => matters.has(criterion) && opportunity.ratingOf(one, criterion) === undefined)
      .flatMap((criterion) => drawn(mine, opportunity, people, one, criterion)),
  );
}

/**
 * Return the cards of one noted thing, rated before or not; of a follow-up, on what it follows.
 *
 * Throws NothingToRateError when nothing was noted under that id, or it speaks to no criterion.
 */
export function cardsOf(mine: Mine, opportunity: Case, evidence: Id): Card[] {
  const matters = mattersOf(mine);
  const people = peopleOf(mine, opportunity);
  const criteria = inherited(mine, opportunity, evidence);
  if (evidenceOf(opportunity, people, evidence) === null) {
    throw new NothingToRateError("no note that can be rated has this id");
  }
  if (criteria.length === 0) {
    throw new NothingToRateError("this note is about no criterion: say which one it speaks to");
  }
  const mattering = criteria.filter((criterion) => matters.has(criterion));
  const chosen = mattering.length > 0 ? mattering : criteria;
  return chosen.flatMap((criterion) => drawn(mine, opportunity, people, evidence, criterion));
}

/**
 * Return the card of one noted thing on `criterion`, whether it was said to speak to that or not.
 *
 * Throws NothingToRateError when nothing that can be rated was noted under that id.
 */
export function cardOn(mine: Mine, opportunity: Case, evidence: Id, criterion: Id): Card {
  const [card] = drawn(mine, opportunity, peopleOf(mine, opportunity), evidence, criterion);
  if (card === undefined) throw new NothingToRateError("no note that can be rated has this id");
  return card;
}

/**
 * Return the cards of every answer noted to line `number` of the plan.
 *
 * Throws NothingToRateError when the plan has no such line, or no answer to it was noted.
 */
export function cardsOfLine(mine: Mine, opportunity: Case, interview: Interview, number: number): Card[] {
  const line = planOf(mine, opportunity, interview).find((one) => one.number === number);
  if (line === undefined) throw new NothingToRateError(`the plan has no question ${number}`);
  const asked = new Set(
    askedIn(opportunity, interview.id)
      .filter((fact) => numberOf(interview, fact) === number)
      .map((fact) => fact.id),
  );
  const answers = [...opportunity.answers.values()].filter(
    (one) => one.event.asked !== null && asked.has(one.event.asked) && one.supersededBy.length === 0,
  );
  const cards = answers
    .filter((one) => criteriaOf(mine, opportunity, one.id).length > 0)
    .flatMap((one) => cardsOf(mine, opportunity, one.id));
  if (cards.length === 0) {
    const about = line.about === "" ? "" : ` (${line.about})`;
    throw new NothingToRateError(`question ${number}${about} has no noted answer: nothing to rate`);
  }
  return cards;
}

/** Return the gut feeling of `interview`; null while it is sealed, or where there is none. */
export function openedGut(mine: Mine, opportunity: Case, interview: Interview): Gut | null {
  const fact = interview.impressions.at(-1);
  if (fact === undefined || isSealed(mine, opportunity, interview)) return null;
  return { id: fact.id, gut: fact.event.gut, words: fact.event.words ?? "" };
}

/** Return whether the gut feeling of `interview` stays hidden: it goes on, or answers wait to be rated. */
export function isSealed(mine: Mine, opportunity: Case, interview: Interview): boolean {
  return interview.isOpen || toRate(mine, opportunity, interview.id).length > 0;
}

function noted(opportunity: Case, interview: Id | null): Id[] {
  const said = [...opportunity.answers.values(), ...opportunity.observations.values()];
  const chosen = said.filter((fact) => interview === null || fact.event.interview === interview);
  const read = interview === null ? [...opportunity.research.values()] : [];
  const unjudged = read.filter((fact) => fact.event.rating === null);
  const lived = sortedBy([...chosen, ...unjudged], (fact) => [fact.at, fact.id]).map((fact) => fact.id);
  return interview === null ? [...lived, ...offeredBy(opportunity)] : lived;
}

/** Return the card of what was noted under `evidence`; none where it is no evidence. */
function drawn(mine: Mine, opportunity: Case, people: People, evidence: Id, criterion: Id): Card[] {
  const one = evidenceOf(opportunity, people, evidence, criterion);
  if (one === null || one.form === "refused") return [];
  const defined = mine.criteria.get(criterion)?.event;
  const { contact } = one;
  return [
    {
      id: evidence,
      criterion,
      name: nameOf(mine, criterion),
      who: contact === null ? "" : people.name(contact),
      role: contact === null ? "" : people.role(contact),
      text: one.text,
      anchors: [defined?.anchor1 ?? "", defined?.anchor3 ?? "", defined?.anchor5 ?? ""],
      yes_no: defined?.yes_no ?? false,
      counts: weightOf(mine, one, criterion),
      rating: opportunity.ratingOf(evidence, criterion)?.rating ?? null,
    },
  ];
}

/** Return the criteria of `evidence`, or those of what it followed up, however far back. */
function inherited(mine: Mine, opportunity: Case, evidence: Id): readonly Id[] {
  const seen = new Set<Id>();
  let current: Id | null = evidence;
  while (current !== null && !seen.has(current)) {
    seen.add(current);
    const asked: Fact<QuestionAsked> | null = opportunity.asked.get(current) ?? askedFor(opportunity, current);
    const own = criteriaOf(mine, opportunity, current);
    const criteria = own.length > 0 || asked === null ? own : askedAbout(mine, opportunity, asked);
    if (criteria.length > 0) return criteria;
    current = asked?.event.follow_up_of ?? null;
  }
  return [];
}
