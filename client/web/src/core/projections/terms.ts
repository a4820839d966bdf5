/**
 * The terms of an offer: which of them stand, and which criterion each speaks to.
 *
 * Of several offers the latest counts. A term stands until a later word on it; an offer or a change of one that has no
 * standing term on a criterion says nothing of it any more.
 */

import type { OfferTerm } from "../events/after.ts";
import type { Id } from "../events/base.ts";
import type { Offer, Term } from "../journal/items.ts";
import type { Case } from "../journal/state.ts";
import { largest } from "../order.ts";
import { moneyWords } from "./log.ts";

/** Return the offer that counts. */
export function latestOffer(opportunity: Case): Offer | null {
  return largest(opportunity.offers.values(), (offer) => [offer.id]) ?? null;
}

/** Return the entries of the offer that counts, in order: itself, then its changes. */
export function offeredBy(opportunity: Case): Id[] {
  const offer = latestOffer(opportunity);
  return offer === null ? [] : [offer.id, ...offer.changes.map((change) => change.id)];
}

/** Return the terms that the entry `noted` named, as it named them; none where it is no entry of an offer. */
export function saidIn(opportunity: Case, noted: Id): Term[] {
  for (const offer of opportunity.offers.values()) {
    if (noted === offer.id) {
      const { terms, written } = offer.event;
      return terms.map((term) => ({ id: noted, at: offer.at, term, written: term.written || written }));
    }
    const change = offer.changes.find((one) => one.id === noted);
    if (change !== undefined) {
      return [{ id: noted, at: change.at, term: change.event.term, written: change.event.term.written }];
    }
  }
  return [];
}

/** Return the terms that `noted` named and that stand; those on `criterion` or on none, where it is given. */
export function standingTerms(opportunity: Case, noted: Id, criterion: Id | null = null): Term[] {
  const terms = [...(latestOffer(opportunity)?.terms.values() ?? [])];
  return terms.filter((term) => term.id === noted && speaksTo(term, criterion));
}

/** Return whether `term` is about `criterion` or about none; of no criterion in particular, every term is. */
export function speaksTo(term: Term, criterion: Id | null): boolean {
  return criterion === null || term.term.criterion === null || term.term.criterion === criterion;
}

/** Return a term as it is told: what it is about, how much of it, the amount. */
export function termWords(term: OfferTerm): string {
  const amount = term.money === null ? "" : moneyWords(term.money);
  const said = [term.value, amount].filter((part) => part !== "").join(", ");
  return said === "" ? term.term : `${term.term}: ${said}`;
}
