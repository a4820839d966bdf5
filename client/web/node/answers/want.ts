/** What is wanted: the page of it, and what saying something writes. */
import { fold } from "../../src/core/journal/fold.ts";
import type { WantPage } from "../../src/engine/port.ts";
import { view } from "../../src/engine/views/want.ts";
import { wantEvents } from "../../src/screens/wish-events.ts";
import { begun, named, required, taken, things, type Wishes } from "../../src/screens/wishes.ts";
import { NO_TRADE, PAY, TIME, type Trade } from "../../src/screens/wish-style.ts";
import { entriesOf, type Sent } from "./journal.ts";

/** What a person says, by the names of things; the points with the first thing first. */
interface Said extends Sent {
  readonly ideals: readonly (readonly [string, number])[];
  readonly points: readonly (readonly [string, number])[];
  readonly musts: readonly (readonly [string, number | null, boolean])[];
  readonly present: readonly (readonly [string, number])[];
  readonly styles: readonly (readonly [string, number])[];
  /** What lifting time and pay is worth, the dearer 100. */
  readonly trade: readonly [number, number] | null;
}

function pageOf(sent: Sent): WantPage {
  const entries = entriesOf(sent);
  const stateAt = (untilMs: number | null) => fold(entries, untilMs);
  return view({ state: stateAt(sent.until_ms), entries, stateAt, nowMs: 0, offset: () => 0 }, {});
}

/** Return the wishes that typing and pressing all of it makes. */
function wishesOf(page: WantPage, said: Said): Wishes {
  let wishes: Wishes = { ...begun(page), chosen: [] };
  for (const [name] of said.points) wishes = taken(page, { ...wishes, typed: name });
  for (const [name, threshold, negotiable] of said.musts) {
    wishes = required(page, { ...wishes, adding: { name, threshold, negotiable } });
  }
  const all = things(page, wishes);
  const keyed = <V>(pairs: readonly (readonly [string, V])[]): Record<string, V> =>
    Object.fromEntries(pairs.map(([name, value]) => [named(all, name)?.key ?? "", value]));
  const points = keyed(said.points);
  const first = wishes.chosen[0] ?? null;
  const styles = Object.fromEntries(said.styles);
  return { ...wishes, points, first, levels: keyed(said.ideals), present: keyed(said.present), styles, trade: tradeOf(said) };
}

function tradeOf({ trade }: Said): Trade {
  if (trade === null) return NO_TRADE;
  const [time, pay] = trade;
  return time > pay ? { first: TIME, worth: pay } : { first: PAY, worth: time };
}

export const WANT = {
  want: pageOf,
  wishes: (said: Said) => {
    const page = pageOf(said);
    return wantEvents(page, wishesOf(page, said));
  },
};
