/** Fetching single segments, whatever else is here. */
import { hex } from "../../core/bytes.ts";
import type { Segment } from "../../core/sealing/segment.ts";
import { MAX_BODIES_A_MESSAGE } from "../../core/sync/limits.ts";
import { type Fetch, type Fetched, type SegmentPlace, unwire } from "../../core/sync/messages.ts";

/** Return what the server has at `places`, asked by `ask`; a reply may hold a part of it, so the rest is asked for again. */
export async function fetched(
  places: readonly SegmentPlace[],
  ask: (message: Fetch) => Promise<Fetched>,
): Promise<Segment[]> {
  const found: Segment[] = [];
  const left = new Map(places.map((place) => [hex(place.hash), place]));
  while (left.size > 0) {
    const asked = [...left].slice(0, MAX_BODIES_A_MESSAGE);
    const reply = await ask({ places: asked.map(([, place]) => place) });
    const came = reply.segments.map((each) => unwire(each)).filter((each) => left.has(each.name));
    found.push(...came);
    const done = came.length > 0 ? came.map((each) => each.name) : asked.map(([name]) => name);
    for (const name of done) left.delete(name); // what no reply brings is not there
  }
  return found;
}
