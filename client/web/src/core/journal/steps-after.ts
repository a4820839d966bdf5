/** What the events of judging, of to-dos, of the offer and of the decision do to the state. */

import type {
  DecisionRecorded,
  FollowUpAnswered,
  FollowUpDropped,
  FollowUpSent,
  NegotiationAnswered,
  OfferTermChanged,
  OutcomeReviewed,
  ShareRevoked,
} from "../events/after.ts";
import type { Id } from "../events/base.ts";
import type { DebriefCompleted, ImpressionSealed, RatingRevised } from "../events/judge.ts";
import { casefold } from "../words.ts";
import { type Fact, Negotiation, Offer, Rating, Share, Todo } from "./items.ts";
import { type Case, type Mine, pair } from "./state.ts";
import { type Row, row } from "./steps.ts";

/** Add a rating; an earlier one of the same evidence and criterion goes behind it. */
function rateAnswer(case_: Case, rating: Rating): void {
  const key = pair(rating.event.answer, rating.event.criterion);
  const replaced = case_.ratings.get(key);
  case_.ratings.delete(key); // so that the new one stands last
  if (replaced !== undefined) {
    rating.earlier = [...replaced.earlier, replaced];
    replaced.earlier = [];
  }
  case_.ratings.set(key, rating);
  case_.rated.set(rating.id, rating);
}

function reviseRating(case_: Case, fact: Fact<RatingRevised>): boolean {
  const rating = case_.rated.get(fact.event.rated);
  rating?.revisions.push(fact);
  return rating !== undefined;
}

function sealImpression(case_: Case, fact: Fact<ImpressionSealed>): boolean {
  case_.impressions.push(fact);
  return fact.event.interview !== null;
}

/** Put a gut feeling with its interview. */
function impressInterview(case_: Case, fact: Fact<ImpressionSealed>): boolean {
  case_.interviews.get(fact.event.interview ?? "")?.impressions.push(fact);
  return true;
}

function completeDebrief(case_: Case, fact: Fact<DebriefCompleted>): boolean {
  case_.debriefs.push(fact);
  return fact.event.interview !== null;
}

/** Put a debrief with its interview. */
function debriefInterview(case_: Case, fact: Fact<DebriefCompleted>): boolean {
  case_.interviews.get(fact.event.interview ?? "")?.debriefs.push(fact);
  return true;
}

function planTodo(owner: Mine | Case, todo: Todo): void {
  owner.todos.set(todo.id, todo);
}

function sendTodo(owner: Mine | Case, fact: Fact<FollowUpSent>): boolean {
  const todo = owner.todos.get(fact.event.follow_up);
  if (todo === undefined) return false;
  todo.sent = fact;
  return true;
}

function answerTodo(owner: Mine | Case, fact: Fact<FollowUpAnswered>): boolean {
  const todo = owner.todos.get(fact.event.follow_up);
  if (todo === undefined) return false;
  todo.answered = fact;
  return true;
}

function dropTodo(owner: Mine | Case, fact: Fact<FollowUpDropped>): boolean {
  const todo = owner.todos.get(fact.event.follow_up);
  if (todo === undefined) return false;
  todo.dropped = fact;
  return true;
}

/** Add an offer with its terms. */
function receiveOffer(case_: Case, offer: Offer): void {
  case_.offers.set(offer.id, offer);
  for (const term of offer.event.terms) {
    const written = term.written || offer.event.written;
    offer.terms.set(casefold(term.term), { id: offer.id, at: offer.at, term, written });
  }
}

/** Add or change a term of an offer, the latest one if none is named. */
function changeTerm(case_: Case, fact: Fact<OfferTermChanged>): boolean {
  const offer = fact.event.offer === null ? latest(case_.offers) : case_.offers.get(fact.event.offer);
  if (offer === undefined) return false;
  const { term } = fact.event;
  offer.terms.set(casefold(term.term), { id: fact.id, at: fact.at, term, written: term.written });
  offer.changes.push(fact);
  return true;
}

function askTerm(case_: Case, negotiation: Negotiation): void {
  case_.negotiations.set(negotiation.id, negotiation);
}

/** Add what they said to what I asked for, to the latest if none is named. */
function answerNegotiation(case_: Case, fact: Fact<NegotiationAnswered>): boolean {
  const { asked } = fact.event;
  const negotiation = asked === null ? latest(case_.negotiations) : case_.negotiations.get(asked);
  negotiation?.answers.push(fact);
  return negotiation !== undefined;
}

function recordDecision(case_: Case, fact: Fact<DecisionRecorded>): void {
  case_.decisions.set(fact.id, fact);
}

function reviewOutcome(case_: Case, fact: Fact<OutcomeReviewed>): void {
  case_.reviews.push(fact);
}

function shareReport(mine: Mine, share: Share): void {
  mine.shares.set(share.id, share);
}

/** Take a shared report back. */
function revokeShare(mine: Mine, fact: Fact<ShareRevoked>): boolean {
  const share = mine.shares.get(fact.event.share);
  if (share === undefined) return false;
  share.revoked = fact;
  return true;
}

/** Return the last of `things`, which stand in order of ids. */
function latest<T>(things: ReadonlyMap<Id, T>): T | undefined {
  return [...things.values()].at(-1);
}

export const ROWS_AFTER: Readonly<Record<string, Row>> = {
  "answer.rated": row("case", { is: Rating, first: rateAnswer }),
  "rating.revised": row("case", { second: reviseRating }),
  "impression.sealed": row("case", { first: sealImpression, second: impressInterview }),
  "debrief.completed": row("case", { first: completeDebrief, second: debriefInterview }),
  "follow-up.planned": row("either", { is: Todo, first: planTodo }),
  "follow-up.sent": row("either", { second: sendTodo }),
  "follow-up.answered": row("either", { second: answerTodo }),
  "follow-up.dropped": row("either", { second: dropTodo }),
  "offer.received": row("case", { is: Offer, first: receiveOffer }),
  "offer-term.changed": row("case", { second: changeTerm }),
  "negotiation.asked": row("case", { is: Negotiation, first: askTerm }),
  "negotiation.answered": row("case", { second: answerNegotiation }),
  "decision.recorded": row("case", { first: recordDecision }),
  "outcome.reviewed": row("case", { first: reviewOutcome }),
  "report.shared": row("mine", { is: Share, first: shareReport }),
  "share.revoked": row("mine", { second: revokeShare }),
};
