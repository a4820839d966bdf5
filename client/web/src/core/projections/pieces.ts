/**
 * Pieces of evidence: everything noted and rated about one opportunity, with what it counts.
 *
 * - An answer counts by who gave it, an observation as mine, research by where it was read. An answer that was changed
 *   since is no evidence any more; a piece that was read and given no rating is none either.
 * - Form and certainty of research are never asked for: it counts as general and fairly sure.
 * - A term of the offer that stands is a plain fact of its own voice: written where it is in writing, else no more than
 *   the word of somebody whose role is not known. An offer rated as a whole is written where all that it names is.
 * - A claim about the whole firm counts half on a criterion of the team or the boss. On a criterion of the boss, whoever
 *   neither is the boss nor reports to the boss counts a quarter.
 */

import {
  type Certainty,
  type Circumstance,
  type Form,
  type Source,
  type Speaker,
  type Statement,
  evidenceWeight,
} from "../analysis/evidence.ts";
import { DEFAULTS, type Settings } from "../analysis/settings.ts";
import type { Id, Source as ReadIn } from "../events/base.ts";
import type { ResearchNoted } from "../events/prep.ts";
import type { ObservationNoted, QuestionAsked } from "../events/talk.ts";
import type { Answer, Fact } from "../journal/items.ts";
import type { Case, Mine } from "../journal/state.ts";
import { sortedBy } from "../order.ts";
import { casefold } from "../words.ts";
import type { People } from "./people.ts";
import { ownWords, plain } from "./plan.ts";
import { offeredBy, saidIn, speaksTo, standingTerms, termWords } from "./terms.ts";

export const BOSS_LENS = "boss";
export const TEAM_LENS = "team";
export const MONEY_LENS = "money";
export const FIRM_SCOPE = "firm";
export const PERSONNEL_FACTS: readonly string[] = ["pay", "leave", "visa"];
export const MYSELF = "you saw";
export const OFFER = "the offer";
const READ_IN: Record<ReadIn, string> = {
  website: "the website",
  posting: "the posting",
  review: "a review",
  news: "the news",
  person: "a person",
  other: "another source",
};

/** Something noted that can be rated: who stands behind it, what it answers, and how it was said. */
export interface Evidence {
  readonly id: Id;
  readonly at: number;
  readonly offset: number;
  readonly text: string;
  readonly source: Source;
  readonly contact: Id | null;
  readonly voice: Speaker;
  readonly question: string;
  readonly form: Form;
  readonly certainty: Certainty;
  readonly firmWide: boolean;
  readonly knowsBoss: boolean;
  readonly corrected: boolean;
}

/** One piece of evidence rated on one criterion, 1 to 5, and its weight m; `rated` is the judgement's entry. */
export interface Piece {
  readonly evidence: Evidence;
  readonly criterion: Id;
  readonly rating: number;
  readonly weight: number;
  readonly rated: Id;
}

/** Return the piece as the analysis reads it. */
export function statementOf(piece: Piece): Statement {
  const { voice, question, at, id } = piece.evidence;
  return { person: voice, question, order: [at, id], rating: piece.rating, weight: piece.weight };
}

/**
 * Return what was noted under the id `noted`, of an offer its terms on `criterion`.
 *
 * Null where it is not here, or not of the kind.
 */
export function notedAs(
  opportunity: Case,
  people: People,
  noted: Id,
  criterion: Id | null = null,
): Evidence | null {
  const answer = opportunity.answers.get(noted);
  if (answer !== undefined) return answered(opportunity, people, answer);
  const seen = opportunity.observations.get(noted);
  if (seen !== undefined) return observed(opportunity, people, seen);
  const read = opportunity.research.get(noted);
  if (read !== undefined) return researched(people, read);
  return offered(opportunity, noted, criterion);
}

/**
 * Return what was noted under the id `noted`; null where it is no evidence, or was changed since.
 *
 * `criterion`: what it is to be evidence of; an offer may stand on one and be changed on another.
 */
export function evidenceOf(
  opportunity: Case,
  people: People,
  noted: Id,
  criterion: Id | null = null,
): Evidence | null {
  if ((opportunity.answers.get(noted)?.supersededBy.length ?? 0) > 0) return null;
  const evidence = notedAs(opportunity, people, noted, criterion);
  return evidence?.voice === OFFER && !stands(opportunity, noted, criterion) ? null : evidence;
}

/** Return whether the offer that counts still says what it said in `noted`, of `criterion` or at all. */
function stands(opportunity: Case, noted: Id, criterion: Id | null): boolean {
  if (!offeredBy(opportunity).includes(noted)) return false;
  return saidIn(opportunity, noted).length === 0 || standingTerms(opportunity, noted, criterion).length > 0;
}

/** Return every rated piece of evidence in `opportunity`, in the order of their evidence's lived time. */
export function piecesOf(mine: Mine, opportunity: Case, people: People, settings: Settings = DEFAULTS): Piece[] {
  const pieces: Piece[] = [];
  for (const { noted, criterion, rating, rated } of judged(opportunity)) {
    const evidence = evidenceOf(opportunity, people, noted, criterion);
    if (evidence !== null) {
      const weight = weightOf(mine, evidence, criterion, settings);
      pieces.push({ evidence, criterion, rating, weight, rated });
    }
  }
  return sortedBy(pieces, (piece) => [piece.evidence.at, piece.evidence.id, piece.criterion]);
}

interface Judged {
  noted: Id;
  criterion: Id;
  rating: number;
  rated: Id;
}

function judged(opportunity: Case): Judged[] {
  const found: Judged[] = [];
  for (const one of opportunity.ratings.values()) {
    const { answer: noted, criterion } = one.event;
    if (one.rating !== null) found.push({ noted, criterion, rating: one.rating, rated: one.id });
  }
  return [...found, ...ratedAtOnce(opportunity)];
}

/** Return the research that was given a rating when it was noted, and none since. */
function ratedAtOnce(opportunity: Case): Judged[] {
  const found: Judged[] = [];
  for (const { id, event } of opportunity.research.values()) {
    for (const criterion of event.criteria) {
      if (event.rating !== null && opportunity.ratingOf(id, criterion) === undefined) {
        found.push({ noted: id, criterion, rating: event.rating, rated: id });
      }
    }
  }
  return found;
}

/** Return m of `evidence` as it counts on `criterion`. */
export function weightOf(mine: Mine, evidence: Evidence, criterion: Id, settings: Settings = DEFAULTS): number {
  const circumstance = circumstanceOf(mine, criterion, evidence.firmWide, evidence.knowsBoss);
  return evidenceWeight(evidence.source, evidence.form, evidence.certainty, circumstance, settings);
}

/** Return m of a plain example by `contact` on `criterion`: the most that asking there can bring. */
export function bestWeight(
  mine: Mine,
  people: People,
  contact: Id | null,
  criterion: Id,
  settings: Settings = DEFAULTS,
): number {
  const circumstance = circumstanceOf(mine, criterion, false, people.knowsBoss(contact));
  return evidenceWeight(people.source(contact), "example", "sure", circumstance, settings);
}

function circumstanceOf(mine: Mine, criterion: Id, firmWide: boolean, knowsBoss: boolean): Circumstance {
  const defined = mine.criteria.get(criterion)?.event;
  const lens = defined?.lens ?? "";
  return {
    personnelFact: lens === MONEY_LENS || PERSONNEL_FACTS.includes(casefold(defined?.name ?? "")),
    firmClaim: firmWide && (lens === BOSS_LENS || lens === TEAM_LENS),
    bossCriterion: lens === BOSS_LENS,
    knowsBoss,
  };
}

/** Return who gave `answer`: the one named, else the one who was asked; null where it could be several. */
export function speaker(opportunity: Case, answer: Answer): Id | null {
  if (answer.event.contact !== null) return answer.event.contact;
  const asked = answer.event.asked === null ? undefined : opportunity.asked.get(answer.event.asked);
  const contacts = asked?.event.contacts ?? [];
  return contacts.length === 1 ? (contacts[0] ?? null) : null;
}

/** Return what makes two askings the same question: the bank's id, else the words. */
export function questionKey(opportunity: Case, asked: Fact<QuestionAsked>): string {
  if (asked.event.question !== null) return asked.event.question;
  const words = plain(ownWords(opportunity, asked));
  return words === "" ? asked.id : wordsKey(words);
}

/** Return the key of a question that is known by its words alone; it is no id, whatever they are. */
export function wordsKey(words: string): string {
  return `= ${words}`;
}

function answered(opportunity: Case, people: People, answer: Answer): Evidence {
  const contact = speaker(opportunity, answer);
  const asked = answer.event.asked === null ? undefined : opportunity.asked.get(answer.event.asked);
  return {
    id: answer.id,
    at: answer.at,
    offset: answer.offset,
    text: answer.event.text,
    source: people.source(contact),
    contact,
    voice: contact,
    question: asked === undefined ? answer.id : questionKey(opportunity, asked),
    form: answer.event.form,
    certainty: answer.event.certainty,
    firmWide: false,
    knowsBoss: people.knowsBoss(contact),
    corrected: answer.corrections.length > 0,
  };
}

function observed(opportunity: Case, people: People, seen: Fact<ObservationNoted>): Evidence {
  const beside = seen.event.about === null ? undefined : opportunity.answers.get(seen.event.about);
  const contact = seen.event.contact ?? (beside === undefined ? null : speaker(opportunity, beside));
  return {
    id: seen.id,
    at: seen.at,
    offset: seen.offset,
    text: seen.event.text,
    source: "observation",
    contact,
    voice: MYSELF,
    question: seen.id,
    form: seen.event.form,
    certainty: seen.event.certainty,
    firmWide: false,
    knowsBoss: people.isBoss(contact),
    corrected: seen.corrections.length > 0,
  };
}

function researched(people: People, read: Fact<ResearchNoted>): Evidence {
  const { contact, claim, source, scope } = read.event;
  return {
    id: read.id,
    at: read.at,
    offset: read.offset,
    text: claim,
    source: contact === null ? "public" : people.source(contact),
    contact,
    voice: contact ?? READ_IN[source],
    question: read.id,
    form: "general",
    certainty: "fairly",
    firmWide: scope === FIRM_SCOPE,
    knowsBoss: people.knowsBoss(contact),
    corrected: read.corrections.length > 0,
  };
}

/** Return what an offer, or a change of one, says; null where `noted` is neither, or says nothing of that. */
function offered(opportunity: Case, noted: Id, criterion: Id | null): Evidence | null {
  const isOf = (facts: readonly Fact[]): boolean => facts.some((fact) => fact.id === noted);
  const offer = [...opportunity.offers.values()].find((one) => isOf([one, ...one.changes]));
  if (offer === undefined) return null;
  const fact: Fact = offer.changes.find((change) => change.id === noted) ?? offer;
  const named = saidIn(opportunity, noted);
  const terms = named.filter((one) => speaksTo(one, criterion));
  if (named.length > 0 && terms.length === 0) return null;
  const isWritten = terms.length > 0 ? terms.every((one) => one.written) : offer.event.written;
  return {
    id: noted,
    at: fact.at,
    offset: fact.offset,
    text: terms.map((one) => termWords(one.term)).join("; ") || offer.event.note,
    source: isWritten ? "written" : "recruiter",
    contact: null,
    voice: OFFER,
    question: noted,
    form: "number",
    certainty: "sure",
    firmWide: false,
    knowsBoss: isWritten,
    corrected: fact.corrections.length > 0,
  };
}
