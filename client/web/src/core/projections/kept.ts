/**
 * Promises against the offer: what was promised, and what the offer says of it.
 *
 * A promise is kept by the term that names it, else by the term of the same words. It matches where value and amount are
 * the same, or the promise gave none; it is absent where no term speaks of it. Several offers: the latest counts.
 *
 * A promise that was made in spoken words is in writing since the term that it matches says so; where no term speaks of
 * it, since a written yes to what was asked for in the same words.
 */

import type { Id, Money } from "../events/base.ts";
import type { CommitmentNoted } from "../events/talk.ts";
import type { Fact, Offer, Term } from "../journal/items.ts";
import type { Case, Mine } from "../journal/state.ts";
import { sortedBy } from "../order.ts";
import { casefold } from "../words.ts";
import { peopleOf } from "./people.ts";
import { plain } from "./plan.ts";
import { latestOffer } from "./terms.ts";
import { dayOf, moment } from "./view.ts";

export type Word = "matches" | "differs" | "absent";

/** By which a promise is in writing as it was made; of anything else one cannot tell. */
const WRITTEN = new Set("chat contract e-mail email letter mail message offer sms text writing written".split(" "));

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

/** Return since which day `promise`, made in spoken words, is in writing; null where it is not, or always was. */
export function writtenSince(opportunity: Case, promise: Fact<CommitmentNoted>): string | null {
  if (isWrittenAsMade(promise.event)) return null;
  const offer = latestOffer(opportunity);
  const term = offer === null ? null : termOf(offer, promise);
  const said = offer === null || term === null ? writtenYes(opportunity, promise.event) : saidBy(offer, term);
  const isKept = term === null || (term.written && wordOn(promise.event, term) === "matches");
  return said !== null && isKept ? dayOf(said.at, said.offset) : null;
}

/** Return whether a promise is in writing as it was made; of a medium that is not known one cannot tell. */
export function isWrittenAsMade(promise: CommitmentNoted): boolean {
  return WRITTEN.has(casefold(promise.medium));
}

/** Return the entry of `offer` that says `term` as it stands. */
function saidBy(offer: Offer, term: Term): Fact {
  return offer.changes.find((change) => change.id === term.id) ?? offer;
}

/** Return the last written yes to what was asked for as it is promised. */
function writtenYes(opportunity: Case, promise: CommitmentNoted): Fact | null {
  const asked = [...opportunity.negotiations.values()].filter(({ event }) => {
    const isSameGoal = promise.value === "" || plain(promise.value) === plain(event.goal);
    const isSameMoney = promise.money === null || isSame(promise.money, event.money);
    return plain(event.term) === plain(promise.term) && isSameGoal && isSameMoney;
  });
  const yes = asked.flatMap(({ answers }) => answers.slice(-1)).filter(({ event }) => event.granted === true && event.written);
  return yes.at(-1) ?? null;
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
