/**
 * The log: every entry, newest first, whether it counts or was taken back.
 *
 * What happened is the wire name, in the words of the screen; the table says which fields tell the rest. A gut feeling
 * is never told here, for it may still be sealed. Of what was erased, nothing is told.
 */

import { unhex } from "../bytes.ts";
import { decimalsOf } from "../currencies.ts";
import { named } from "../events/kinds.ts";
import type { Id, Money } from "../events/base.ts";
import type { Event } from "../events/types.ts";
import { isUnread, type Why } from "../events/unread.ts";
import { fieldsOfType } from "../events/vocabulary.ts";
import { short } from "../ids.ts";
import type { EntryRecord, Standing } from "../journal/history.ts";
import { byId } from "../journal/named.ts";
import { moment } from "./view.ts";

export type Fate = Standing | Why;

/** What stands for a rating where there is none: it was read, and says too little for a number. */
export const CANNOT_SAY = "cannot say";

/** The fields that tell what an entry says, by wire name, in the order in which they are told. */
const FIELDS = named<string>({
  "criterion.defined": "name",
  "criterion.retired": "criterion reason",
  "dealbreaker.set": "criterion reason",
  "dealbreaker.lifted": "criterion reason",
  "weights.elicited": "method",
  "working-style.stated": "scale level",
  "baseline.rated": "criterion rating",
  "question.added": "text",
  "question.reworded": "text",
  "question.retired": "question reason",
  "opportunity.opened": "firm role",
  "stage.changed": "stage note",
  "opportunity.closed": "outcome reason",
  "posting.observed": "seen where text",
  "contact.added": "name role",
  "contact.updated": "contact",
  "prep-step.planned": "text",
  "prep-step.completed": "step kind finding",
  "research.noted": "claim",
  "story.prepared": "title",
  "agenda.prepared": "interview",
  "interview.scheduled": "kind contacts",
  "interview.rescheduled": "interview reason",
  "interview.cancelled": "interview reason",
  "interview.started": "interview kind",
  "interview.ended": "interview",
  "question.asked": "question text contacts",
  "answer.noted": "text",
  "observation.noted": "text",
  "question.received": "text skill",
  "my-answer.noted": "text",
  "employer-need.noted": "need",
  "contribution.offered": "idea",
  "fit-feedback.received": "view",
  "commitment.noted": "term value money",
  "autonomy-limit.noted": "area limit money approver",
  "red-flag.raised": "text severity",
  "red-flag.resolved": "flag explanation",
  "answer.rated": "criterion rating",
  "rating.revised": "rated rating reason",
  "impression.sealed": "interview",
  "debrief.completed": "interview note",
  "follow-up.planned": "kind contact text due",
  "follow-up.sent": "follow_up text",
  "follow-up.answered": "follow_up text",
  "follow-up.dropped": "follow_up reason",
  "offer.received": "opportunity deadline",
  "offer-term.changed": "opportunity deadline",
  "negotiation.asked": "term goal money",
  "negotiation.answered": "asked result",
  "decision.recorded": "action opportunity",
  "outcome.reviewed": "opportunity surprise",
  "report.shared": "audience",
  "share.revoked": "share reason",
  "entry.corrected": "target reason",
  "entry.retracted": "target reason",
  "entry.reinstated": "target reason",
  "entry.erased": "target reason",
  "erasure.cancelled": "target reason",
  "import.recorded": "origin count",
  "loss.accepted": "reason",
  "jot.noted": "text",
  "jot.filed": "jot",
});

const KINDS: readonly string[] = ["kind", "role"];
const WORDS = named<string>({
  "agenda.prepared": "plan made",
  "baseline.rated": "present job rated",
  "commitment.noted": "promise noted",
  "contact.added": "person added",
  "contact.updated": "person changed",
  "dealbreaker.lifted": "must-have lifted",
  "dealbreaker.set": "must-have set",
  "impression.sealed": "gut feeling sealed",
  "weights.elicited": "weights given",
});

type Labels = ReadonlyMap<Id, string>;

/** One entry. `type`: its wire name; `what`: that in words; `corrections`: how often it was corrected. */
export interface LogRow {
  id: Id;
  at: string;
  type: string;
  what: string;
  text: string;
  fate: Fate;
  corrections: number;
  opportunity: Id | null;
  batch: Id;
}

/** Return `records`, newest first; `labels` are words for what they refer to. */
export function logRows(records: Iterable<EntryRecord>, labels: Labels): LogRow[] {
  return [...records].sort((one, other) => byId(other, one)).map((record) => rowOf(record, labels));
}

function rowOf(record: EntryRecord, labels: Labels): LogRow {
  const { event } = record;
  const isRead = event !== null && !isUnread(event);
  return {
    id: record.id,
    at: moment(record.at, record.offset),
    type: record.type,
    what: whatWords(record.type),
    text: isRead ? told(event, labels) : "",
    fate: event !== null && isUnread(event) ? event.why : record.standing,
    corrections: record.corrections.length,
    opportunity: record.opportunity,
    batch: record.batch ?? record.id,
  };
}

/** Return a wire name in the words of the screen: answer noted, red flag raised, to-do planned. */
export function whatWords(wireName: string): string {
  const known = WORDS.get(wireName);
  if (known !== undefined) return known;
  const dot = wireName.lastIndexOf(".");
  const thing = dot < 0 ? "" : wireName.slice(0, dot);
  const words = thing === "follow-up" ? "to-do" : thing.replaceAll("-", " ");
  return `${words} ${wireName.slice(dot + 1)}`.trim();
}

/** Return what `event` says, in the words of its fields. */
export function told(event: Event, labels: Labels): string {
  const values: Readonly<Record<string, unknown>> = { ...event };
  const refs = refsOf(event.type);
  let words = "";
  for (const field of FIELDS.get(event.type)?.split(" ") ?? []) {
    const value = valueWords(field, values[field], refs.has(field) ? labels : null);
    const gap = field === "rating" && value !== CANNOT_SAY ? " " : ", ";
    words += `${words !== "" && value !== "" ? gap : ""}${value}`;
  }
  return words;
}

/** Return the fields of events of this type that hold ids. */
function refsOf(type: string): Set<string> {
  const fields = [...(fieldsOfType(type) ?? [])];
  const isRef = ([, { kind }]: (typeof fields)[number]): boolean =>
    kind.is === "bytes" || (kind.is === "list" && kind.of.is === "bytes");
  return new Set(fields.filter(isRef).map(([name]) => name));
}

/**
 * Return one field in words; what is empty says nothing, and neither does a kind or role that is not known.
 *
 * `labels`: of a field that holds ids, the words for them.
 */
function valueWords(field: string, value: unknown, labels: Labels | null): string {
  if (value === null || value === undefined) return field === "rating" ? CANNOT_SAY : "";
  if (Array.isArray(value)) return value.map((one) => valueWords(field, one, labels)).join(" ");
  if (typeof value === "string") {
    if (labels !== null) return labels.get(value) || short(unhex(value));
    return KINDS.includes(field) && value === "other" ? "" : value;
  }
  return isMoney(value) ? moneyWords(value) : JSON.stringify(value);
}

function isMoney(value: unknown): value is Money {
  return typeof value === "object" && value !== null && "currency" in value;
}

/** Return an amount with its currency, in as many decimals as that has: 61000.00 EUR, 8000000 JPY. */
export function moneyWords(money: Money): string {
  const decimals = decimalsOf(money.currency);
  const digits = String(Math.abs(money.amount)).padStart(decimals + 1, "0");
  const [whole, part] = [digits.slice(0, digits.length - decimals), digits.slice(digits.length - decimals)];
  const point = part === "" ? "" : ".";
  const per = money.per === "" ? "" : ` per ${money.per}`;
  return `${money.amount < 0 ? "-" : ""}${whole}${point}${part} ${money.currency}${per}`;
}
