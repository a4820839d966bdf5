/**
 * Who said what to the same question: a grid of people, by criterion and by question.
 *
 * A cell is a rating, or says why there is none: not planned, planned and not asked, asked and not noted, refused, or
 * noted and not rated. Two people whose ratings of one criterion lie 3 or more apart contradict each other, and so does
 * anybody who changed an answer.
 */

import type { Speaker } from "../analysis/evidence.ts";
import { DEFAULTS, type Settings } from "../analysis/settings.ts";
import type { Id } from "../events/base.ts";
import type { Case, Mine } from "../journal/state.ts";
import { sum, unique } from "../order.ts";
import {
  type Change,
  type FirmAndBoss,
  type SaidAndSeen,
  changes,
  firmAndBoss,
  saidAndSeen,
} from "./consistency.ts";
import { nameOf } from "./matters.ts";
import type { Person } from "./people.ts";
import { questionKey, speaker } from "./pieces.ts";
import { askedAbout, askedWords, criteriaOf, planOf } from "./plan.ts";
import { type Standing, standingOf } from "./standing.ts";

export type Word = "rated" | "unrated" | "refused" | "asked" | "unasked" | "none";
const RANK: Record<Word, number> = { none: 0, unasked: 1, asked: 2, refused: 3, unrated: 4, rated: 5 };

/** What one person has to say: `rating` is the mean where `word` is rated. */
export interface Cell {
  word: Word;
  rating: number | null;
  changed: boolean;
}

/**
 * One criterion. `cells` stand in the order of the people, those of other `sources` after them.
 *
 * `agreement`: A, 0 to 1, from two voices on. `voices`: how many there are.
 */
export interface Row {
  id: Id;
  name: string;
  weight: number;
  cells: Cell[];
  voices: number;
  agreement: number | null;
  contradiction: boolean;
}

/** One question that was asked of anybody, or is planned. */
export interface QuestionRow {
  text: string;
  cells: Cell[];
}

/**
 * The grid. `sources`: whoever is no contact: a website, what I saw. `boss_asked`: on anything that matters.
 *
 * `changes`: stories that changed; `firm_and_boss`, `said_and_seen`: one held against the other.
 */
export interface Agreement {
  opportunity: string;
  people: Person[];
  sources: string[];
  criteria: Row[];
  questions: QuestionRow[];
  boss_asked: boolean;
  changes: Change[];
  firm_and_boss: FirmAndBoss[];
  said_and_seen: SaidAndSeen[];
}

/** Cells by criterion or question, and voice; what is not in it is none. */
class Grid {
  readonly #cells = new Map<string | null, Map<Speaker, Cell>>();

  at(what: string | null, voice: Speaker): Cell {
    return this.#cells.get(what)?.get(voice) ?? blank("none");
  }

  /** Put `cell` in its place, unless something that says more is there; a change stays known. */
  put(what: string | null, voice: Speaker, cell: Cell): void {
    const there = this.at(what, voice);
    const told = RANK[cell.word] >= RANK[there.word] ? cell : there;
    const row = this.#cells.get(what) ?? new Map<Speaker, Cell>();
    row.set(voice, { word: told.word, rating: told.rating, changed: cell.changed || there.changed });
    this.#cells.set(what, row);
  }
}

function blank(word: Word): Cell {
  return { word, rating: null, changed: false };
}

/** Return the grid of `opportunity`, which is called `name`. */
export function agreement(
  mine: Mine,
  opportunity: Case,
  name: string,
  settings: Settings = DEFAULTS,
): Agreement {
  const standing = standingOf(mine, opportunity, settings);
  const { byCriterion, byQuestion, texts } = gridsOf(mine, opportunity);
  for (const [criterion, heard] of standing.voices) {
    for (const { person, rating } of heard) {
      const { changed } = byCriterion.at(criterion, person);
      byCriterion.put(criterion, person, { word: "rated", rating, changed });
    }
  }
  const people = [...standing.people.contacts.keys()].filter((contact) => opportunity.contacts.has(contact));
  const others = othersIn(standing, people);
  const voices: Speaker[] = [...people, ...others];
  return {
    opportunity: name,
    people: people.map((contact) => standing.people.person(contact)),
    sources: others.map((voice) => standing.voiceName(voice)),
    criteria: standing.matters.order().map((criterion) => rowOf(mine, standing, byCriterion, criterion, voices)),
    questions: [...texts].map(([key, text]) => ({
      text,
      cells: voices.map((voice) => byQuestion.at(key, voice)),
    })),
    boss_asked: isBossAsked(standing, byCriterion),
    changes: changes(mine, opportunity, standing),
    firm_and_boss: firmAndBoss(mine, standing),
    said_and_seen: saidAndSeen(mine, standing),
  };
}

interface Grids {
  byCriterion: Grid;
  byQuestion: Grid;
  texts: Map<string, string>;
}

/** Return the cells that are not ratings, by criterion and by question, and the questions' words. */
function gridsOf(mine: Mine, opportunity: Case): Grids {
  const grids: Grids = { byCriterion: new Grid(), byQuestion: new Grid(), texts: new Map() };
  for (const interview of opportunity.interviews.values()) {
    for (const { line, waiting } of planOf(mine, opportunity, interview)) {
      for (const contact of waiting) grids.byCriterion.put(line.criterion, contact, blank("unasked"));
    }
  }
  putAsked(mine, opportunity, grids);
  putAnswers(mine, opportunity, grids);
  return grids;
}

function putAsked(mine: Mine, opportunity: Case, grids: Grids): void {
  for (const asked of opportunity.asked.values()) {
    const key = questionKey(opportunity, asked);
    if (!grids.texts.has(key)) grids.texts.set(key, askedWords(mine, opportunity, asked));
    for (const contact of asked.event.contacts) {
      grids.byQuestion.put(key, contact, blank("asked"));
      for (const criterion of askedAbout(mine, opportunity, asked)) {
        grids.byCriterion.put(criterion, contact, blank("asked"));
      }
    }
  }
}

function putAnswers(mine: Mine, opportunity: Case, grids: Grids): void {
  for (const answer of opportunity.answers.values()) {
    const word: Word = answer.event.form === "refused" ? "refused" : "unrated";
    const cell = { word, rating: null, changed: answer.supersededBy.length > 0 };
    const who = speaker(opportunity, answer);
    for (const criterion of criteriaOf(mine, opportunity, answer.id)) grids.byCriterion.put(criterion, who, cell);
    const asked = answer.event.asked === null ? undefined : opportunity.asked.get(answer.event.asked);
    if (asked !== undefined) {
      grids.byQuestion.put(questionKey(opportunity, asked), who, rated(mine, opportunity, answer.id, cell));
    }
  }
}

/**
 * Return `cell` with the mean of the ratings that `answer` was given, if any.
 *
 * A yes or no is no degree: it counts where there is no other rating.
 */
function rated(mine: Mine, opportunity: Case, answer: Id, cell: Cell): Cell {
  const all: number[] = [];
  const degrees: number[] = [];
  for (const one of opportunity.ratingsOf(answer)) {
    if (one.rating === null) continue;
    all.push(one.rating);
    if (mine.criteria.get(one.event.criterion)?.event.yes_no !== true) degrees.push(one.rating);
  }
  const ratings = degrees.length > 0 ? degrees : all;
  if (ratings.length === 0) return cell;
  return { word: "rated", rating: sum(ratings) / ratings.length, changed: cell.changed };
}

/** Return the voices on what matters that are no contact of this opportunity. */
function othersIn(standing: Standing, people: readonly Id[]): Speaker[] {
  const every = standing.matters.order().flatMap((criterion) => standing.heard(criterion));
  return unique(every.map((voice) => voice.person)).filter((voice) => voice === null || !people.includes(voice));
}

function rowOf(mine: Mine, standing: Standing, grid: Grid, criterion: Id, voices: readonly Speaker[]): Row {
  const cells = voices.map((voice) => grid.at(criterion, voice));
  const heard = standing.heard(criterion);
  return {
    id: criterion,
    name: nameOf(mine, criterion),
    weight: standing.matters.weight(criterion),
    cells,
    voices: heard.length,
    agreement: heard.length > 1 ? standing.believed(criterion).agreement : null,
    contradiction: contradicts(standing, criterion) || cells.some((cell) => cell.changed),
  };
}

/** Return whether two people's ratings of `criterion` lie so far apart that they contradict each other. */
export function contradicts(standing: Standing, criterion: Id): boolean {
  const ratings = standing.heard(criterion).map((voice) => voice.rating);
  return ratings.length > 0 && Math.max(...ratings) - Math.min(...ratings) >= DEFAULTS.contradictionGap;
}

function isBossAsked(standing: Standing, grid: Grid): boolean {
  const bosses = [...standing.people.contacts.keys()].filter((contact) => standing.people.isBoss(contact));
  const cells = standing.matters.order().flatMap((criterion) => bosses.map((boss) => grid.at(criterion, boss)));
  return cells.some((cell) => RANK[cell.word] >= RANK.asked);
}
