/**
 * Consistency: stories that changed, the firm's claims against the boss's word, what was said against what I saw.
 *
 * Two ratings bear each other out within a step; further apart, one says otherwise. Where nothing that the boss said is
 * rated, the claim is held against nothing, and says so.
 */

import type { Voice } from "../analysis/evidence.ts";
import { DEFAULTS } from "../analysis/settings.ts";
import type { Id } from "../events/base.ts";
import type { Answer } from "../journal/items.ts";
import type { Case, Mine } from "../journal/state.ts";
import { sortedBy, sum } from "../order.ts";
import { nameOf } from "./matters.ts";
import { type Piece, speaker } from "./pieces.ts";
import { askedFor, askedWords } from "./plan.ts";
import { type Standing, isOwnVoice } from "./standing.ts";
import { isId, moment } from "./view.ts";

export type Word = "bears it out" | "says otherwise" | "unknown";

/** A story that changed: what was said first (`was`, entry `before`) and what is said now, `at` that time. */
export interface Change {
  before: Id;
  after: Id;
  first: string;
  at: string;
  who: string;
  question: string;
  was: string;
  now: string;
}

/** A rated claim about the firm, and what the future boss said on the same criterion. */
export interface FirmAndBoss {
  belief: Id;
  criterion: Id;
  name: string;
  claim: string;
  firm: number;
  boss: number | null;
  who: string;
  word: Word;
}

/** What people said of one criterion and what I saw of it: mean ratings, 1 to 5. */
export interface SaidAndSeen {
  criterion: Id;
  name: string;
  said: number;
  seen: number;
  word: Word;
}

/** Return every answer that was changed, beside the one that changed it, in lived order. */
export function changes(mine: Mine, opportunity: Case, standing: Standing): Change[] {
  const found: { before: Answer; after: Answer }[] = [];
  for (const before of opportunity.answers.values()) {
    for (const name of before.supersededBy) {
      const after = opportunity.answers.get(name);
      if (after !== undefined) found.push({ before, after });
    }
  }
  return sortedBy(found, ({ after }) => [after.at, after.id]).map(({ before, after }) =>
    change(mine, opportunity, standing, before, after),
  );
}

function change(mine: Mine, opportunity: Case, standing: Standing, before: Answer, after: Answer): Change {
  const asked = askedFor(opportunity, before.id) ?? askedFor(opportunity, after.id);
  return {
    before: before.id,
    after: after.id,
    first: moment(before.at, before.offset),
    at: moment(after.at, after.offset),
    who: standing.people.name(speaker(opportunity, after)),
    question: asked === null ? "" : askedWords(mine, opportunity, asked),
    was: before.event.text,
    now: after.event.text,
  };
}

/** Return every rated claim about the firm beside the boss's word, by criterion. */
export function firmAndBoss(mine: Mine, standing: Standing): FirmAndBoss[] {
  const claims = [...standing.pieces.values()].flat().filter((piece) => piece.evidence.firmWide);
  return claims.map((piece) => claim(mine, standing, piece));
}

function claim(mine: Mine, standing: Standing, piece: Piece): FirmAndBoss {
  const heard = standing.heard(piece.criterion);
  const [first, ...others] = heard.filter((one) => isId(one.person) && standing.people.isBoss(one.person));
  const rating = first === undefined ? null : mean([first, ...others]);
  return {
    belief: piece.evidence.id,
    criterion: piece.criterion,
    name: nameOf(mine, piece.criterion),
    claim: piece.evidence.text,
    firm: piece.rating,
    boss: rating,
    who: first === undefined ? "" : standing.voiceName(first.person),
    word: rating === null ? "unknown" : wordOn(piece.rating, rating),
  };
}

/** Return every criterion that people spoke of and that I saw something of. */
export function saidAndSeen(mine: Mine, standing: Standing): SaidAndSeen[] {
  const rows: SaidAndSeen[] = [];
  for (const [criterion, heard] of standing.voices) {
    const own = heard.filter((one) => isOwnVoice(one.person));
    const theirs = heard.filter((one) => !isOwnVoice(one.person));
    if (own.length === 0 || theirs.length === 0) continue;
    const [said, seen] = [mean(theirs), mean(own)];
    rows.push({ criterion, name: nameOf(mine, criterion), said, seen, word: wordOn(said, seen) });
  }
  return rows;
}

function mean(heard: readonly Voice[]): number {
  return sum(heard.map((one) => one.weight * one.rating)) / sum(heard.map((one) => one.weight));
}

function wordOn(one: number, other: number): Word {
  return Math.abs(one - other) <= DEFAULTS.hitWithin + DEFAULTS.tolerance ? "bears it out" : "says otherwise";
}
