/**
 * What asking is worth: every question that suits, with every person it could be put to, by fit a minute.
 *
 * - Questions on what weighs are priced by how far an answer, as plain as that person can give it, would move the choice
 *   between this opportunity and the best other one. What they think of me moves no fit, and is not priced.
 * - Each open must-have has one question, the best there is, priced as known for certain: the most it can bring.
 * - Nobody is asked again what was asked before.
 */

import { type Asking, type AtStake, type Finding, type Worth, chosen, ranked } from "../analysis/asking.ts";
import { DEFAULTS, type Settings } from "../analysis/settings.ts";
import { stakeOf } from "../analysis/voi.ts";
import type { Id } from "../events/base.ts";
import type { Question } from "../journal/items.ts";
import type { Case, Mine } from "../journal/state.ts";
import { held } from "../order.ts";
import { suiting } from "./bank.ts";
import { AskedPairs, isFeedback, settling } from "./candidates.ts";
import { type MustHave, nameOf } from "./matters.ts";
import { bestWeight } from "./pieces.ts";
import { wording } from "./plan.ts";
import type { Rival } from "./rivals.ts";
import { type Standing, mustHaveChance, mustHaveVerdict, standingOf } from "./standing.ts";

/** What stands before a criterion's id in the key of what is at stake: as it weighs, or as a must-have. */
const WEIGHS = "weighs/";
const MUST = "must/";

/**
 * One question for one person, and what the answer is worth: in `fit`, and in fit a minute.
 *
 * `up_to`: that is the most it can bring (a must-have). `about`: the criterion it is worth that for; null, and
 * an empty name, where it speaks to nothing that weighs.
 */
export interface AskWorth {
  question: Id;
  contact: Id;
  text: string;
  who: string;
  about: Id | null;
  name: string;
  minutes: number;
  fit: number;
  per_minute: number;
  up_to: boolean;
  in_writing: boolean;
  finding: Finding;
}

/** Return every question and person, the most fit a minute first; `contacts`: those present, null: all of the case. */
export function worthOfAsking(
  mine: Mine,
  opportunity: Case,
  rival: Rival,
  contacts: Iterable<Id> | null = null,
  settings: Settings = DEFAULTS,
): AskWorth[] {
  const standing = standingOf(mine, opportunity, settings);
  const pairs = pairsOf(mine, opportunity, standing, contacts ?? opportunity.contacts.keys(), settings);
  const found = ranked(stakesOf(mine, standing, rival), pairs, heardIn(standing), settings);
  return found.map((worth) => rowOf(mine, opportunity, standing, worth));
}

/** Return what to ask `contacts` in `minutes`, in order, each at its worth after those before it. */
export function bestToAsk(
  mine: Mine,
  opportunity: Case,
  rival: Rival,
  contacts: Iterable<Id>,
  minutes: number,
  settings: Settings = DEFAULTS,
): AskWorth[] {
  const standing = standingOf(mine, opportunity, settings);
  const pairs = pairsOf(mine, opportunity, standing, contacts, settings);
  const found = chosen(stakesOf(mine, standing, rival), pairs, heardIn(standing), minutes, settings);
  return found.map((worth) => rowOf(mine, opportunity, standing, worth));
}

function stakesOf(mine: Mine, standing: Standing, rival: Rival): Map<string, AtStake> {
  const fit = standing.fit.mean;
  const stakes = new Map<string, AtStake>();
  for (const [criterion, weight] of standing.matters.weights) {
    stakes.set(WEIGHS + criterion, stakeOf(weight, held(standing.beliefs, criterion), fit, rival.fit));
  }
  for (const one of openIn(mine, standing)) {
    stakes.set(MUST + one.criterion, { chance: mustHaveChance(mine, standing, one), fit, rival: rival.fit });
  }
  return stakes;
}

function openIn(mine: Mine, standing: Standing): MustHave[] {
  const every = [...standing.matters.mustHaves.values()];
  return every.filter((one) => mustHaveVerdict(mine, standing, one) === "open");
}

function heardIn(standing: Standing): Map<string, number[]> {
  return new Map(
    [...standing.matters.weights.keys()].map((criterion) => [
      WEIGHS + criterion,
      standing.heard(criterion).map((voice) => voice.weight),
    ]),
  );
}

/** Return every question with everybody it was not put to; the weightiest people first. */
function pairsOf(
  mine: Mine,
  opportunity: Case,
  standing: Standing,
  contacts: Iterable<Id>,
  settings: Settings,
): Asking[] {
  const asked = new AskedPairs(opportunity);
  const people = standing.people.weighty(contacts);
  const questions = suiting(mine, opportunity).filter((one) => !isFeedback(one) && !asked.has(one.id, null));
  const settledBy = settledByOf(mine, standing, questions, people, asked);
  const pairs: Asking[] = [];
  for (const { id: question, event } of questions) {
    const keys = keysOf(standing, question, event.criteria, settledBy);
    for (const person of people.filter((contact) => !asked.has(question, contact))) {
      const counts = (criterion: Id): number => bestWeight(mine, standing.people, person, criterion, settings);
      const weights = new Map(keys.map(({ key, criterion }) => [key, counts(criterion)]));
      pairs.push({ question, person, weights, minutes: event.minutes });
    }
  }
  return pairs;
}

/** Return the question that may settle each open must-have, by its criterion. */
function settledByOf(
  mine: Mine,
  standing: Standing,
  questions: readonly Question[],
  people: readonly Id[],
  asked: AskedPairs,
): Map<Id, Id> {
  const some = questions
    .map((question) => ({
      question,
      contacts: people.filter((contact) => !asked.has(question.id, contact)),
      suited: true,
    }))
    .filter((one) => one.contacts.length > 0);
  const found = new Map<Id, Id>();
  for (const { criterion } of openIn(mine, standing)) {
    const best = settling(mine, criterion, some)[0];
    if (best !== undefined) found.set(criterion, best.question.id);
  }
  return found;
}

function keysOf(
  standing: Standing,
  question: Id,
  criteria: readonly Id[],
  settledBy: ReadonlyMap<Id, Id>,
): { key: string; criterion: Id }[] {
  const settled = [...settledBy].filter(([, by]) => by === question).map(([criterion]) => criterion);
  const weighed = criteria.filter((one) => standing.matters.weights.has(one));
  return [
    ...settled.map((criterion) => ({ key: MUST + criterion, criterion })),
    ...weighed.map((criterion) => ({ key: WEIGHS + criterion, criterion })),
  ];
}

function rowOf(mine: Mine, opportunity: Case, standing: Standing, worth: Worth): AskWorth {
  const { asking, criterion: key } = worth;
  const about = key === null ? null : key.slice(key.indexOf("/") + 1);
  return {
    question: asking.question,
    contact: asking.person,
    text: wording(mine, opportunity, asking.question, ""),
    who: standing.people.name(asking.person),
    about,
    name: about === null ? "" : nameOf(mine, about),
    minutes: asking.minutes,
    fit: worth.fit,
    per_minute: worth.perMinute,
    up_to: key?.startsWith(MUST) ?? false,
    in_writing: held(mine.questions, asking.question).event.in_writing,
    finding: worth.finding,
  };
}
