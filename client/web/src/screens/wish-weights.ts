/**
 * The weights as they would be, and what "time or pay" does to them: before and after, so that nothing changes unsaid.
 *
 * What is required as a yes or no weighs nothing beside that.
 */
import type { WantPage } from "../engine/port.ts";
import { named, pointsIn, ratable, things, tradedPoints } from "./wishes.ts";
import type { Key, Wishes } from "./wishes.ts";
import { NO_TRADE, PAY, TIME } from "./wish-style.ts";
import type { Side } from "./wish-style.ts";

export interface Weighed {
  key: string;
  name: string;
  weight: number;
  present: number | null;
}

/** What one of the two weighs, of 100: before the trade, and by it. */
export interface Shift {
  side: Side;
  before: number;
  after: number;
}

/** Return each one's share, the heaviest first. */
export function weighed(page: WantPage, wishes: Wishes): Weighed[] {
  const names = new Map(things(page, wishes).map((one) => [one.key, one.name]));
  const traded = tradedPoints(page, wishes);
  const points = traded ?? pointsIn(wishes) ?? new Map(page.criteria.map((one) => [one.id, one.weight]));
  const required = new Set(wishes.musts.filter((one) => one.threshold === null).map((one) => one.key));
  const keys = [...(traded?.keys() ?? ratable(page, wishes))].filter((key) => !required.has(key) && (points.get(key) ?? 0) > 0);
  const whole = keys.reduce((total, key) => total + (points.get(key) ?? 0), 0);
  const rows = keys.map((key) => ({
    key,
    name: names.get(key) ?? bareName(key),
    weight: (points.get(key) ?? 0) / whole,
    present: wishes.present[key] ?? null,
  }));
  return rows.sort((one, other) => other.weight - one.weight);
}

/** Return what a thing is called that is not in the journal any more, or not yet. */
export function bareName(key: Key): string {
  return key.replace(/^\+/, "");
}

/** Return what the trade changes; nothing where it is not said to its end, or no weight is other by it. */
export function shiftsOf(page: WantPage, wishes: Wishes): Shift[] {
  if (tradedPoints(page, wishes) === null) return [];
  const all = things(page, wishes);
  const [before, after] = [{ ...wishes, trade: NO_TRADE }, wishes].map((one) => weighed(page, one));
  return [PAY, TIME].map((side) => {
    const name = named(all, side)?.name ?? side;
    const of = (rows: Weighed[] = []): number => Math.floor(100 * (rows.find((row) => row.name === name)?.weight ?? 0) + 0.5);
    return { side, before: of(before), after: of(after) };
  });
}
