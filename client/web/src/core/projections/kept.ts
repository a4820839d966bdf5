/**
 * Promises against the offer: what was promised, and what the offer says of it.
 *
 * A promise is kept by the term that names it, else by the term of the same words. It matches where value and amount are
 * the same, or the promise gave none; it is absent where no term speaks of it. Several offers: the latest counts.
 */

import type { Id, Money } from "../events/base.ts";
import type { CommitmentNoted } from "../events/talk.ts";
import type { Fact, Offer, Term } from "../journal/items.ts";
import type { Case, Mine } from "../journal/state.ts";
import { sortedBy } from "../order.ts";
import { peopleOf } from "./people.ts";
import { plain } from "./plan.ts";
import { latestOffer } from "./terms.ts";
import { moment } from "./view.ts";

export type Word = "matches" | "differs" | "absent";

/**
 * One promise, made `at` a time, held against the offer; `offered`: what that says, `written`: in writing.
 *
 * `criterion`: what the promise is about, where it was said.
 */
export interface KeptPromise {
  id: Id;
  term: string;
  value: string;
  who: string;
  at: string;
  word: Word;
  offered: string;
  written: boolean;
  criterion: Id | null;
}

/** Return every promise beside the offer, in lived order; none without an offer. */
export function keptPromises(mine: Mine, opportunity: Case): KeptPromise[] {
  const offer = latestOffer(opportunity);
  if (offer === null) return [];
  const people = peopleOf(mine, opportunity);
  return promisedIn(opportunity).map((fact) => {
    const promise = fact.event;
    const term = termOf(offer, fact);
    return {
      id: fact.id,
      term: promise.term,
      value: promise.value,
      who: promise.contact === null ? "" : people.name(promise.contact),
      at: moment(fact.at, fact.offset),
      word: wordOn(promise, term),
      offered: term?.term.value ?? "",
      written: term?.written ?? false,
      criterion: promise.criterion,
    };
  });
}

/** Return what was promised, in lived order. */
export function promisedIn(opportunity: Case): Fact<CommitmentNoted>[] {
  return sortedBy(opportunity.commitments.values(), (fact) => [fact.at, fact.id]);
}

/** Return the term of `offer` that keeps a promise: the one that names it, else the first of the same words. */
function termOf(offer: Offer, fact: Fact<CommitmentNoted>): Term | null {
  const terms = [...offer.terms.values()];
  const named = terms.find((term) => term.term.commitment === fact.id);
  return named ?? terms.find((term) => plain(term.term.term) === plain(fact.event.term)) ?? null;
}

function wordOn(promise: CommitmentNoted, term: Term | null): Word {
  if (term === null) return "absent";
  const isSameValue = promise.value === "" || plain(promise.value) === plain(term.term.value);
  const isSameMoney = promise.money === null || isSame(promise.money, term.term.money);
  return isSameValue && isSameMoney ? "matches" : "differs";
}

function isSame(one: Money, other: Money | null): boolean {
  return one.amount === other?.amount && one.currency === other.currency && one.per === other.per;
}
