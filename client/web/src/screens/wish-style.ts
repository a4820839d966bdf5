/**
 * How one likes to work, and what time of one's own is worth beside pay: what is said of it, and what that does to the
 * weights.
 *
 * - A scale has two ends, and neither is better. What is in force stays where nothing else is said.
 * - The trade is a place on a scale of its own and, where points were given, in the weights: the dearer of the two
 *   keeps its points, and the other follows.
 */
import { SCALES } from "../core/starter/styles.ts";
import type { WantPage } from "../engine/port.ts";

type Style = WantPage["styles"][number];

/** The two that are held against each other, by the names of their criteria. */
export type Side = "balance" | "pay";

/** What was said of time and pay so far: which one would lift first, and what the other is worth beside its 100. */
export interface Trade {
  first: Side | null;
  worth: number | null;
}

/** What lifting both from worst to best is worth, the dearer 100. */
export interface Worths {
  time: number;
  pay: number;
}

export const TIME: Side = "balance";
export const PAY: Side = "pay";
export const NO_TRADE: Trade = { first: null, worth: null };
export const TRADE = "time or pay";
const TRADE_ENDS = { low: "more pay", high: "more time of your own" } as const;
const FIRST = 100;

/** Return what both are worth; null while half of it is not said. */
export function worthsOf({ first, worth }: Trade): Worths | null {
  if (first === null || worth === null) return null;
  return first === TIME ? { time: FIRST, pay: worth } : { time: worth, pay: FIRST };
}

/** Return where the trade stands between more pay, 1, and more time, 5. */
export function leaning({ time, pay }: Worths): number {
  return 1 + halfUp(4 * time, time + pay);
}

/** Return the points as they are once time and pay stand to each other as said; `time`, `pay`: their keys. */
export function traded(points: ReadonlyMap<string, number>, time: string, pay: string, worths: Worths): Map<string, number> {
  const anchor = Math.max(points.get(time) ?? 0, points.get(pay) ?? 0) || Math.max(0, ...points.values());
  const most = Math.max(worths.time, worths.pay);
  return new Map([...points, [time, halfUp(anchor * worths.time, most)], [pay, halfUp(anchor * worths.pay, most)]]);
}

/** Return `number` / `by` as the nearest whole number, halves up; 0 where `by` is. */
function halfUp(number: number, by: number): number {
  return by === 0 ? 0 : Math.floor((2 * number + by) / (2 * by));
}

/** Return the place of the trade as a scale like the others. */
export function tradeStyle(worths: Worths): Style {
  return { scale: TRADE, level: leaning(worths), ...TRADE_ENDS };
}

/** Return the levels in force, by the names of their scales. */
export function statedIn(page: WantPage): Record<string, number> {
  return Object.fromEntries(page.styles.map(({ scale, level }) => [scale, level]));
}

/** Return every scale that has a level, as it would stand: those in force first, then what is new. */
export function stylesAfter(page: WantPage, levels: Readonly<Record<string, number>>, trade: Trade): Style[] {
  const worths = worthsOf(trade);
  const said = SCALES.flatMap(({ name, low, high }): Style[] => {
    const level = levels[name];
    return level === undefined ? [] : [{ scale: name, level, low, high }];
  });
  const new_ = new Map([...said, ...(worths === null ? [] : [tradeStyle(worths)])].map((one) => [one.scale, one]));
  const before = page.styles.map((one) => ({ ...one, level: new_.get(one.scale)?.level ?? one.level }));
  return [...before, ...[...new_.values()].filter(({ scale }) => !before.some((one) => one.scale === scale))];
}
