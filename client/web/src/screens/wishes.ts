/**
 * What the person says about the next job, before it is written: what was chosen so far, and what would be written.
 *
 * - A wish begins as what is in force, so that whoever changes one thing says one thing.
 * - Things go by keys: the id of a criterion, or its words where it has no id before it is written.
 */
import { CRITERIA } from "../core/starter/criteria.ts";
import { casefold, split } from "../core/words.ts";
import type { Id, WantPage } from "../engine/port.ts";
import type { WantStep } from "../parts/shell.ts";
import { WANT_STEPS } from "../parts/shell.ts";
import { NO_TRADE, PAY, statedIn, TIME, traded, worthsOf } from "./wish-style.ts";
import type { Trade } from "./wish-style.ts";

export type Key = string;

type Known = WantPage["criteria"][number];

/** Something that can matter; `id` is null before it is in the journal. `ends`: what a 1 and a 5 of it mean. */
export interface Thing extends Omit<Known, "id" | "weight" | "points"> {
  key: Key;
  id: Id | null;
  ends: readonly [string, string];
}

export interface Must {
  key: Key;
  /** 1 to 5; null for a yes or no. */
  threshold: number | null;
  negotiable: boolean;
}

/** A must-have while it is made: nothing is chosen before it is. */
export interface Adding {
  name: string;
  threshold: number | null;
  negotiable: boolean;
}

export interface Wishes {
  /** What was named in words of one's own. */
  own: readonly { name: string; yes_no: boolean }[];
  /** Words that were typed and not taken in yet. */
  typed: string;
  chosen: readonly Key[];
  levels: Readonly<Record<Key, number>>;
  first: Key | null;
  points: Readonly<Record<Key, number>>;
  musts: readonly Must[];
  adding: Adding;
  present: Readonly<Record<Key, number | null>>;
  /** How one likes to work, by the names of the scales. */
  styles: Readonly<Record<string, number>>;
  trade: Trade;
}

export const MOST_POINTS = 100;
export const HIGHEST = 5;
/** The longest name of a criterion, in code points. */
export const LONGEST = 200;
export const NOTHING_ADDED: Adding = { name: "", threshold: null, negotiable: false };

/** Return the wishes as they are in force. */
export function begun(page: WantPage): Wishes {
  const weighed = page.weighed === "" ? [] : page.criteria.filter((one) => one.weight > 0);
  const said = weighed.flatMap(({ id, points }) => (points === null ? [] : [[id, points] as const]));
  const most = Math.max(0, ...said.map(([, points]) => points));
  return {
    own: [],
    typed: "",
    chosen: weighed.map((one) => one.id),
    levels: record(page.criteria.flatMap(({ id, shape, ideal }) => (shape === "ideal" && ideal !== null ? [[id, ideal]] : []))),
    first: said.find(([, points]) => points === most)?.[0] ?? null,
    points: record(said.map(([id, points]) => [id, most === 0 ? 0 : Math.round((MOST_POINTS * points) / most)])),
    musts: page.must_haves.map(({ id, threshold, negotiable }) => ({ key: id, threshold, negotiable })),
    adding: NOTHING_ADDED,
    present: record(page.criteria.map(({ id, present }) => [id, present])),
    styles: statedIn(page),
    trade: NO_TRADE,
  };
}

function record<V>(pairs: readonly (readonly [Key, V])[]): Record<Key, V> {
  return Object.fromEntries(pairs);
}

/** Return all that can matter, each name once: what is in force, what ships where nothing did, one's own words. */
export function things(page: WantPage, { own }: Pick<Wishes, "own">): Thing[] {
  const known = page.criteria.map((one): Thing => ({ ...one, key: one.id, ends: endsOf(one) }));
  const shipped = page.has_starter ? [] : CRITERIA.map(unwritten);
  const named = own.map((one) => ({ ...bare(one.name), yes_no: one.yes_no }));
  const found = new Map<string, Thing>();
  for (const one of [...known, ...shipped, ...named]) {
    const name = casefold(one.name);
    if (!found.has(name)) found.set(name, one);
  }
  return [...found.values()];
}

/** Return what `typed` names among `all`, however it is written. */
export function named(all: readonly Thing[], typed: string): Thing | undefined {
  const name = casefold(tidy(typed));
  return all.find((one) => casefold(one.name) === name);
}

/** Return the words with one space between them. */
export function tidy(typed: string): string {
  return split(typed).join(" ");
}

export function bare(name: string): Thing {
  return {
    key: `+${casefold(name)}`,
    id: null,
    name,
    lens: "",
    sphere: "",
    shape: "more",
    yes_no: false,
    ideal: null,
    ideals: [],
    anchors: ["", "", "", "", ""],
    present: null,
    ends: ["", ""],
  };
}

function unwritten(shipped: (typeof CRITERIA)[number]): Thing {
  const { name, lens, sphere, shape } = shipped;
  const [low, middle, high] = shipped.anchors;
  const thing: Thing = { ...bare(name), lens, sphere, shape, anchors: [low, "", middle, "", high] };
  return { ...thing, ends: endsOf(thing) };
}

/** Return the words for 1 and 5: short ones where they ship, else the anchors. */
function endsOf({ name, shape, anchors }: Pick<Known, "name" | "shape" | "anchors">): readonly [string, string] {
  const shipped = CRITERIA.find((one) => one.name === name);
  const short = shape === "ideal" && shipped !== undefined && "ends" in shipped ? shipped.ends : null;
  return short ?? [anchors[0], anchors[4]];
}

/** Take what was typed into what was chosen. */
export function taken(page: WantPage, wishes: Wishes): Wishes {
  const name = tidy(wishes.typed);
  if (name === "") return { ...wishes, typed: "" };
  const known = named(things(page, wishes), name);
  const { key } = known ?? bare(name);
  const own = known === undefined ? [...wishes.own, { name, yes_no: false }] : wishes.own;
  const chosen = wishes.chosen.includes(key) ? wishes.chosen : [...wishes.chosen, key];
  return { ...wishes, own, chosen, typed: "" };
}

/** Choose `key`, or no more. What has no worth beside the others any more is no longer the first. */
export function toggled(wishes: Wishes, key: Key): Wishes {
  if (!wishes.chosen.includes(key)) return { ...wishes, chosen: [...wishes.chosen, key] };
  const chosen = wishes.chosen.filter((one) => one !== key);
  return { ...wishes, chosen, first: wishes.first === key ? null : wishes.first };
}

/** Return whether the must-have that is being made can be taken in, or why not. */
export function missing(page: WantPage, wishes: Wishes): "name" | "level" | null {
  const { name, threshold } = wishes.adding;
  if (tidy(name) === "") return "name";
  const known = named(things(page, wishes), name);
  return known !== undefined && !known.yes_no && threshold === null ? "level" : null;
}

/** Take the must-have that is being made in; one of the same name gives way to it. */
export function required(page: WantPage, wishes: Wishes): Wishes {
  if (missing(page, wishes) !== null) return wishes;
  const { negotiable, threshold } = wishes.adding;
  const name = tidy(wishes.adding.name);
  const known = named(things(page, wishes), name);
  const { key } = known ?? bare(name);
  const own = known === undefined ? [...wishes.own, { name, yes_no: true }] : wishes.own;
  const must = { key, threshold: known === undefined || known.yes_no ? null : threshold, negotiable };
  return { ...wishes, own, musts: [...wishes.musts.filter((one) => one.key !== key), must], adding: NOTHING_ADDED };
}

/** Return the points, the first one first; null while one of them is not said. */
export function pointsIn({ chosen, first, points }: Wishes): Map<Key, number> | null {
  const [only, ...others] = chosen;
  if (only === undefined) return null;
  if (others.length === 0) return new Map([[only, MOST_POINTS]]);
  if (first === null) return null;
  const said = new Map([[first, MOST_POINTS]]);
  for (const key of chosen) {
    const worth = key === first ? MOST_POINTS : points[key];
    if (worth === undefined) return null;
    said.set(key, worth);
  }
  return said;
}

/** Return the points where they are others than those in force, else null. */
export function newPoints(page: WantPage, wishes: Wishes): Map<Key, number> | null {
  const said = pointsIn(wishes);
  return said !== null && page.weighed === "swing" && isSame(said, pointsIn(begun(page))) ? null : said;
}

export function isSame(one: ReadonlyMap<Key, number>, other: ReadonlyMap<Key, number> | null): boolean {
  return other?.size === one.size && [...one].every(([key, value]) => other.get(key) === value);
}

/** Return the points as time and pay would have them, beside those said now or else before; null where there are none. */
export function tradedPoints(page: WantPage, wishes: Wishes): Map<Key, number> | null {
  const worths = worthsOf(wishes.trade);
  const given = newPoints(page, wishes) ?? new Map(page.answers.map(({ criterion, points }) => [criterion, points]));
  if (worths === null || given.size === 0) return null;
  const all = things(page, wishes);
  const [time, pay] = [TIME, PAY].map((name) => (named(all, name) ?? bare(name)).key) as [Key, Key];
  const after = traded(given, time, pay, worths);
  return isSame(after, given) ? null : after;
}

/** Return what the present job is rated on: what was weighed just now, else what weighs. */
export function ratable(page: WantPage, wishes: Wishes): Key[] {
  const points = pointsIn(wishes);
  if (points !== null) return [...points.keys()];
  return page.weighed === "" ? [] : page.criteria.filter((one) => one.weight > 0).map((one) => one.id);
}

/** Return what was chosen and is best at a level of one's own. */
export function levelled(page: WantPage, wishes: Wishes): Thing[] {
  return things(page, wishes).filter((one) => one.shape === "ideal" && wishes.chosen.includes(one.key));
}

/** Return the steps that have something to ask. */
export function stepsOf(page: WantPage, wishes: Wishes): WantStep[] {
  const asks: Partial<Record<WantStep, boolean>> = {
    level: levelled(page, wishes).length > 0,
    first: wishes.chosen.length > 1,
    worth: wishes.chosen.length > 1,
    present: ratable(page, wishes).length > 0,
  };
  return WANT_STEPS.filter((step) => asks[step] ?? true);
}

/**
 * Return the steps as they are counted from `from` on, where one began.
 *
 * Those that open up once what was chosen is weighed are among them from the start; what is left out stays counted.
 */
export function toCome(page: WantPage, wishes: Wishes, from: WantStep = "what"): WantStep[] {
  const steps = stepsOf(page, wishes);
  const isToRate = wishes.chosen.length > 0;
  const counted = WANT_STEPS.filter((step) => steps.includes(step) || (step === "present" && isToRate));
  return counted.slice(Math.max(0, counted.indexOf(from)));
}

/** Return whether a step is answered as far as the next one needs; what is not can be left out. */
export function isSaid(step: WantStep, wishes: Wishes): boolean {
  if (step === "what") return wishes.chosen.length > 0 || tidy(wishes.typed) !== "";
  if (step === "first") return wishes.first !== null;
  if (step === "trade") return worthsOf(wishes.trade) !== null;
  return step !== "worth" || pointsIn(wishes) !== null;
}

/** Return the step after `step`. What is left out of the weighing leads to the must-haves. */
export function after(step: WantStep, page: WantPage, wishes: Wishes): WantStep {
  const steps = stepsOf(page, wishes);
  return step === "trade" || isSaid(step, wishes) ? (steps[steps.indexOf(step) + 1] ?? "look") : "must";
}
