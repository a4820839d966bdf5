/** The offer as it stands: its terms, what they do to the must-haves, the promises beside it, and what was asked for. */

import type { Verdict } from "../analysis/must-have.ts";
import { DEFAULTS, type Settings } from "../analysis/settings.ts";
import type { Id, Money } from "../events/base.ts";
import type { Term } from "../journal/items.ts";
import type { Case, Mine } from "../journal/state.ts";
import { type KeptPromise, keptPromises } from "./kept.ts";
import { nameOf } from "./matters.ts";
import { type Standing, mustHaveChance, mustHaveVerdict, standingOf } from "./standing.ts";
import { latestOffer } from "./terms.ts";
import { moment } from "./view.ts";

/**
 * One term, by the entry `id` that says it last. `about`: the criterion it speaks to, called `name`.
 *
 * `verdict`, `chance`: of the must-have it speaks to. `unrated`: it speaks to what matters, and was not judged.
 */
export interface TermRow {
  id: Id;
  term: string;
  value: string;
  money: Money | null;
  written: boolean;
  about: Id | null;
  name: string;
  verdict: Verdict | null;
  chance: number | null;
  unrated: boolean;
}

/** A term that I asked for, and what they said; `granted` is null while that is not known. */
export interface Request {
  id: Id;
  term: string;
  goal: string;
  money: Money | null;
  result: string;
  granted: boolean | null;
}

/** The offer that counts. `deadline`: the last day to answer. */
export interface OfferSheet {
  opportunity: string;
  id: Id;
  at: string;
  deadline: string | null;
  terms: TermRow[];
  promises: KeptPromise[];
  requests: Request[];
}

/** Return the offer of `opportunity`, which is called `name`; null where there is none. */
export function offerSheet(
  mine: Mine,
  opportunity: Case,
  name: string,
  settings: Settings = DEFAULTS,
): OfferSheet | null {
  const offer = latestOffer(opportunity);
  if (offer === null) return null;
  const standing = standingOf(mine, opportunity, settings);
  return {
    opportunity: name,
    id: offer.id,
    at: moment(offer.at, offer.offset),
    deadline: offer.deadline,
    terms: [...offer.terms.values()].map((term) => termRow(mine, opportunity, standing, term)),
    promises: keptPromises(mine, opportunity),
    requests: requestsIn(opportunity),
  };
}

function termRow(mine: Mine, opportunity: Case, standing: Standing, one: Term): TermRow {
  const { term } = one;
  const about = term.criterion;
  const mustHave = about === null ? undefined : standing.matters.mustHaves.get(about);
  return {
    id: one.id,
    term: term.term,
    value: term.value,
    money: term.money,
    written: one.written,
    about,
    name: about === null ? "" : nameOf(mine, about),
    verdict: mustHave === undefined ? null : mustHaveVerdict(mine, standing, mustHave),
    chance: mustHave === undefined ? null : mustHaveChance(mine, standing, mustHave),
    unrated: about !== null && standing.matters.has(about) && opportunity.ratingOf(one.id, about) === undefined,
  };
}

function requestsIn(opportunity: Case): Request[] {
  return [...opportunity.negotiations.values()].map(({ id, event, answers }) => {
    const reply = answers.at(-1)?.event;
    return {
      id,
      term: event.term,
      goal: event.goal,
      money: event.money,
      result: reply?.result ?? "",
      granted: reply?.granted ?? null,
    };
  });
}
