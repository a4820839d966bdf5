/** What became of segments that came: a count for each fate. */
import type { Hex } from "../store/port.ts";

/** `refused`: not kept at all. `forked`: chains that have two heads now. `entries`: those of the new segments. */
export interface Admitted {
  segments: number;
  entries: number;
  waiting: number;
  quarantined: number;
  superseded: number;
  refused: number;
  forked: Set<Hex>;
}

/** Return counts of nothing but these. */
export function admitted(counts: Partial<Admitted> = {}): Admitted {
  const none = { segments: 0, entries: 0, waiting: 0, quarantined: 0, superseded: 0, refused: 0 };
  return { ...none, forked: new Set(), ...counts };
}

/** Count `other` into `total`. */
export function addCounts(total: Admitted, other: Admitted): void {
  total.segments += other.segments;
  total.entries += other.entries;
  total.waiting += other.waiting;
  total.quarantined += other.quarantined;
  total.superseded += other.superseded;
  total.refused += other.refused;
  for (const chain of other.forked) total.forked.add(chain);
}

/** Return how many segments were not here before, whether they count or not. */
export function came(counts: Admitted): number {
  return counts.segments + counts.waiting + counts.quarantined + counts.superseded;
}
