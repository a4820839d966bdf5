/** Vectors of heads: per chain, the last segment (several where it forked). Finds what is missing where. */
import { compare, hex, unhex } from "../bytes.ts";
import type { Id } from "../ids.ts";
import { MAX_CHAINS, MAX_HEADS_A_CHAIN } from "./limits.ts";
import type { ChainHeads, Head } from "./messages.ts";

/** A vector of heads, ready to be compared: by chain, the heads by `headKey`. */
export type Heads = ReadonlyMap<Id, ReadonlyMap<string, Head>>;

/** Return what two equal heads have in common. */
export function headKey(head: Head): string {
  return `${head.number}/${hex(head.hash)}`;
}

/** Return `heads` as a set. */
export function headSet(heads: Iterable<Head>): ReadonlyMap<string, Head> {
  return new Map(Array.from(heads, (head) => [headKey(head), head]));
}

/** Return `vector` as sets of heads by chain. */
export function fromWire(vector: Iterable<ChainHeads>): Heads {
  return new Map(Array.from(vector, (each) => [hex(each.chain), headSet(each.heads)]));
}

/**
 * Return `heads` as they travel: chains by id, heads by number and hash; no more than a message may hold.
 *
 * Whoever signs a hundred branches, or makes up a hundred heads, must not make a request that no server takes. What
 * is left out is sent once more, and is known then.
 */
export function toWire(heads: Heads): ChainHeads[] {
  const chains = [...heads].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return chains.slice(0, MAX_CHAINS).map(([chain, held]) => ({
    chain: unhex(chain),
    heads: [...held.values()].toSorted(byPlace).slice(-MAX_HEADS_A_CHAIN),
  }));
}

/** Return the heads of `theirs` that `mine` does not name, by chain. */
export function unknown(mine: Heads, theirs: Heads): Heads {
  const news = new Map<Id, ReadonlyMap<string, Head>>();
  for (const [chain, heads] of theirs) {
    const known = mine.get(chain);
    const left = [...heads].filter(([key]) => known === undefined || !known.has(key));
    if (left.length > 0) news.set(chain, new Map(left));
  }
  return news;
}

function byPlace(one: Head, other: Head): number {
  return one.number - other.number || compare(one.hash, other.hash);
}
