/**
 * What "Keep it" writes: the command line's events with its fields, as one batch, and only what is not in force already.
 */
import type { NewEvent, WantPage } from "../engine/port.ts";
import { SCALES } from "../core/starter/styles.ts";
import { bare, begun, HIGHEST, levelled, named, newPoints, ratable, things, tradedPoints } from "./wishes.ts";
import type { Key, Must, Thing, Wishes } from "./wishes.ts";
import { PAY, TIME, tradeStyle, worthsOf } from "./wish-style.ts";

/** Return what would be written: only what is not in force already. */
export function wantEvents(page: WantPage, wishes: Wishes): NewEvent[] {
  return new Writer(page, wishes).events();
}

class Writer {
  readonly #events: NewEvent[] = [];
  readonly #refs = new Map<Key, string>();
  readonly #things: Map<Key, Thing>;
  readonly #before: Wishes;

  constructor(
    readonly page: WantPage,
    readonly wishes: Wishes,
  ) {
    this.#things = new Map(things(page, wishes).map((one) => [one.key, one]));
    this.#before = begun(page);
  }

  /** In an order in which each thing is there before it is named. */
  events(): NewEvent[] {
    for (const one of levelled(this.page, this.wishes)) this.#level(one);
    this.#weights();
    this.#trade();
    for (const must of this.wishes.musts) this.#must(must);
    for (const key of ratable(this.page, this.wishes)) this.#present(key);
    for (const scale of SCALES) this.#style(scale);
    for (const { key } of this.#before.musts) {
      if (!this.wishes.musts.some((one) => one.key === key)) this.#add("dealbreaker.lifted", { criterion: key });
    }
    return this.#events;
  }

  #add(type: string, fields: Record<string, unknown>): string {
    this.#events.push({ type, fields });
    return `$${this.#events.length - 1}`;
  }

  /** The id of a thing; what is new is defined on the way. Null where it has gone. */
  #ref(key: Key): string | null {
    const thing = this.#things.get(key);
    if (thing === undefined) return null;
    const known = thing.id ?? this.#refs.get(key);
    if (known !== undefined) return known;
    const ref = this.#add("criterion.defined", defined(thing, this.wishes.levels[key] ?? null));
    this.#refs.set(key, ref);
    return ref;
  }

  #level(thing: Thing): void {
    const ideal = this.wishes.levels[thing.key];
    if (ideal === undefined) return;
    if (thing.id === null) this.#ref(thing.key);
    else if (ideal !== thing.ideal) this.#add("criterion.defined", { ...defined(thing, ideal), revises: thing.id });
  }

  #weights(): void {
    const points = newPoints(this.page, this.wishes);
    if (points !== null) this.#swing(points);
  }

  #swing(points: ReadonlyMap<Key, number>): void {
    const answers = [...points].flatMap(([key, value]) => {
      const criterion = this.#ref(key);
      return criterion === null ? [] : [{ criterion, points: value }];
    });
    if (answers.length > 0) this.#add("weights.elicited", { method: "swing", answers });
  }

  /** What time is worth beside pay: a place on a scale and, where points were given, in the weights. */
  #trade(): void {
    const worths = worthsOf(this.wishes.trade);
    if (worths === null) return;
    const style = tradeStyle(worths);
    const isNew = style.level !== this.#before.styles[style.scale];
    const points = tradedPoints(this.page, this.wishes);
    if (!isNew && points === null) return;
    const [criterion] = [TIME, PAY].map((name) => this.#ref(this.#called(name)));
    if (isNew) this.#add("working-style.stated", { ...style, criterion });
    if (points !== null) this.#swing(points);
  }

  /** The key of the thing of that name; where there is none, one of that bare name is to be defined. */
  #called(name: string): Key {
    const thing = named([...this.#things.values()], name) ?? bare(name);
    this.#things.set(thing.key, thing);
    return thing.key;
  }

  #style({ name, low, high, about }: (typeof SCALES)[number]): void {
    const level = this.wishes.styles[name];
    if (level === undefined || level === this.#before.styles[name]) return;
    const thing = named([...this.#things.values()], about);
    const criterion = thing === undefined ? null : (thing.id ?? this.#refs.get(thing.key) ?? null);
    this.#add("working-style.stated", { scale: name, level, low, high, ...(criterion !== null && { criterion }) });
  }

  #must({ key, threshold, negotiable }: Must): void {
    const before = this.#before.musts.find((one) => one.key === key);
    if (before?.threshold === threshold && before.negotiable === negotiable) return;
    const criterion = this.#ref(key);
    if (criterion === null) return;
    this.#add("dealbreaker.set", { criterion, threshold: threshold ?? HIGHEST, ...(negotiable && { negotiable }) });
  }

  #present(key: Key): void {
    const rating = this.wishes.present[key] ?? null;
    const criterion = rating === (this.#before.present[key] ?? null) ? null : this.#ref(key);
    if (criterion !== null) this.#add("baseline.rated", { criterion, ...(rating !== null && { rating }) });
  }
}

/** Return the fields of a criterion; what is empty is left out. */
function defined(thing: Thing, ideal: number | null): Record<string, unknown> {
  const [anchor1, , anchor3, , anchor5] = thing.anchors;
  const { name, lens, sphere, shape, ideals, yes_no } = thing;
  const fields = { name, lens, sphere, shape, ideal, ideals, anchor1, anchor3, anchor5, yes_no };
  return Object.fromEntries(Object.entries(fields).filter(([field, value]) => !isDefault(field, value)));
}

function isDefault(field: string, value: unknown): boolean {
  const isNothing = value === "" || value === null || value === false || (Array.isArray(value) && value.length === 0);
  return isNothing || (field === "shape" && value === "more");
}
