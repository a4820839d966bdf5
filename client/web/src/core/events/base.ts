// Written by scripts/web_events.py from core/twoway_core/events/base.py: do not edit.
/**
 * The events of the journal as values: one interface for each wire name, every field there, defaults filled in.
 *
 * Here is what they share. Ids and hashes are lower-case hex; a patch holds each field's bytes as they came.
 */

/** An id of 16 bytes as 32 hex digits, lower case: their order is the order of the bytes. */
export type Id = string;

export type Form = "example" | "number" | "general" | "evasive" | "refused";
export type Certainty = "sure" | "fairly" | "unsure";
export type Shape = "more" | "less" | "ideal";
export type Severity = "light" | "serious" | "severe";
export type Stage = "interested" | "applied" | "screening" | "interviewing" | "offer";
export type Role = "boss" | "peer" | "report" | "leader" | "ex-employee" | "predecessor" | "hr" | "recruiter" | "other";
export type Source = "website" | "posting" | "review" | "news" | "person" | "other";

/** A number that was said: `value` / 10 ** `decimals` of a `unit`, such as 7 hours. */
export interface Figure {
  readonly value: number;
  readonly unit: string;
  readonly decimals: number;
}

/** An amount in minor units (cents) of a currency (three capital letters), `per` year, day ... */
export interface Money {
  readonly amount: number;
  readonly currency: string;
  readonly per: string;
}

/** A rating of one criterion. */
export interface Rated {
  readonly criterion: Id;
  readonly rating: number;
}

/** A fact. `opportunity` and `interview` it belongs to, `because` of which entry it came about. */
export interface Common {
  readonly opportunity: Id | null;
  readonly interview: Id | null;
  readonly because: Id | null;
}
