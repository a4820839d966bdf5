// Written by scripts/web_events.py from core/twoway_core/events/after.py: do not edit.
/** After the interview: to-dos, offer and negotiation, the decision, looking back, sharing. */

import type { Common, Id, Money, Rated } from "./base.ts";

/** One term of an offer. `commitment`: the promise it keeps or changes. */
export interface OfferTerm {
  readonly term: string;
  readonly value: string;
  readonly money: Money | null;
  readonly written: boolean;
  readonly criterion: Id | null;
  readonly commitment: Id | null;
}

/** Something to do. `kind`: thanks, ask, chase, send, reference, reach-out ... */
export interface FollowUpPlanned extends Common {
  readonly type: "follow-up.planned";
  readonly kind: string;
  readonly due: string | null;
  readonly channel: string;
  readonly contact: Id | null;
  readonly question: Id | null;
  readonly text: string;
}

/** It is done or sent; `channel` and `text` if others than planned. */
export interface FollowUpSent extends Common {
  readonly type: "follow-up.sent";
  readonly follow_up: Id;
  readonly channel: string;
  readonly text: string;
}

/** They replied; `answer`: the answer noted from the reply. */
export interface FollowUpAnswered extends Common {
  readonly type: "follow-up.answered";
  readonly follow_up: Id;
  readonly text: string;
  readonly answer: Id | null;
}

/** It is not to be done any more. */
export interface FollowUpDropped extends Common {
  readonly type: "follow-up.dropped";
  readonly follow_up: Id;
  readonly reason: string;
}

/** They offer the job; `written`: all of it is in writing. `deadline`: last day to answer. */
export interface OfferReceived extends Common {
  readonly type: "offer.received";
  readonly terms: readonly OfferTerm[];
  readonly written: boolean;
  readonly deadline: string | null;
  readonly note: string;
}

/** A term came or changed; without `offer`, of the latest one. */
export interface OfferTermChanged extends Common {
  readonly type: "offer-term.changed";
  readonly term: OfferTerm;
  readonly offer: Id | null;
  readonly deadline: string | null;
}

/** I asked for a better `term`: `goal`. */
export interface NegotiationAsked extends Common {
  readonly type: "negotiation.asked";
  readonly term: string;
  readonly goal: string;
  readonly money: Money | null;
  readonly reason: string;
  readonly criterion: Id | null;
}

/** What they said to it. `asked`: the negotiation.asked entry. */
export interface NegotiationAnswered extends Common {
  readonly type: "negotiation.answered";
  readonly result: string;
  readonly asked: Id | null;
  readonly granted: boolean | null;
  readonly written: boolean;
}

/**
 * What I decided, and what I expect. `action`: accept, negotiate, decline, ask more, continue, withdraw.
 *
 * `recommended`: the action that the report gave; `against`: the other opportunities weighed.
 * `report_hash`: SHA-256 of the report it was taken by. `reviews`: days to look back on.
 */
export interface DecisionRecorded extends Common {
  readonly type: "decision.recorded";
  readonly action: string;
  readonly reasons: string;
  readonly recommended: string;
  readonly predicted: readonly Rated[];
  readonly confidence: number | null;
  readonly state_of_mind: string;
  readonly reviews: readonly string[];
  readonly against: readonly Id[];
  readonly report_hash: string | null;
}

/** How it turned out `days` after the decision. */
export interface OutcomeReviewed extends Common {
  readonly type: "outcome.reviewed";
  readonly days: number;
  readonly decision: Id | null;
  readonly found: readonly Rated[];
  readonly surprise: string;
}

/** A report left this journal. `left_out`: what was not in it; `views`: how often it may be opened. */
export interface ReportShared extends Common {
  readonly type: "report.shared";
  readonly audience: string;
  readonly left_out: readonly string[];
  readonly expires: string | null;
  readonly views: number | null;
  readonly report_hash: string | null;
}

/** A shared report is to be opened no more. */
export interface ShareRevoked extends Common {
  readonly type: "share.revoked";
  readonly share: Id;
  readonly reason: string;
}
